// SPDX-License-Identifier: MIT
// One passage: the words, where they stand, the guess, and then what others wrote there.
import { blocks } from "../../anchor";
import { Choices, question } from "../../choices";
import { button, clear, h, replace } from "../../dom";
import { area, labelled, written } from "../../fields";
import type { Fields } from "../../fields";
import type { Part } from "../../live";
import { paint } from "../code/marks";
import { transcriptOf } from "../review/own";
import { keyOf, MATCHES } from "./desk";
import type { Asked, Desk, Seen } from "./desk";

const numberOf = (desk: Desk, asked: Asked): number =>
  desk.context.packet.conversations.findIndex(({ id }) => id === transcriptOf(asked.turn));

/** The question and the answer in which the passage stands, the passage marked. */
const around = (desk: Desk, asked: Asked, n: number): Node[] => {
  const turns = Array.from(desk.context.conversation(n).querySelectorAll<HTMLElement>("section.turn"));
  const at = turns.findIndex((turn) => turn.getAttribute("data-turn") === asked.turn);
  const shown = turns.slice(Math.max(0, at && turns[at - 1].getAttribute("data-role") === "user" ? at - 1 : at), at + 1);
  const span = { id: keyOf(asked), start: asked.start, end: asked.end };
  if (at >= 0) for (const block of blocks(turns[at])) paint(block, [span], () => ({ className: "mark mark-1", described: "" }));
  return shown;
};

/** Opened, it holds the text; built when it is wanted. */
const whole = (desk: Desk, asked: Asked): HTMLElement | null => {
  const n = numberOf(desk, asked);
  if (n < 0) return null;
  const body = h("div", { class: "code guess-text" });
  const node = h("details", {}, h("summary", {}, desk.context.words("guess.around")), body);
  node.addEventListener("toggle", () => {
    if (node.open) replace(body, ...around(desk, asked, n));
    else clear(body);
  });
  return node;
};

const seenNode = (asked: Asked, { label, quote }: Seen): HTMLElement =>
  h("li", {}, h("p", { class: "guess-label", dir: "auto" }, label), quote !== asked.quote ? h("blockquote", { dir: "auto" }, quote) : null);

/** What others wrote, and what there is to say of it. */
const answerPart = (desk: Desk, asked: Asked): Part => {
  const { words, readOnly } = desk.context;
  const rows = MATCHES.map((id) => ({ id, text: words("guess.match." + id) }));
  const choices = new Choices("radio", [rows], words, readOnly, ([id]) => desk.say(asked, id || ""));
  const said = h("p", { class: "quiet", role: "status" });
  const head = h("h3", { tabindex: "-1" }, words("guess.seen"));
  const node = h("div", { class: "guess-seen" }, head,
    h("ul", {}, ...asked.seen.map((one) => seenNode(asked, one))),
    question(words("guess.match"), null, choices.node), said);
  return {
    node,
    update() {
      const match = desk.match(asked);
      node.hidden = !desk.isShown(asked);
      choices.show(match ? [match] : []);
      const text = match === "none" ? words("guess.none") : "";
      if (said.textContent !== text) said.textContent = text;
    },
  };
};

/** The card of passage `n`, from 1. */
export const makeCard = (desk: Desk, fields: Fields, asked: Asked, n: number): Part => {
  const { context } = desk;
  const { words, packet, readOnly } = context;
  const field: HTMLTextAreaElement = fields.add(area("", 2), () => desk.write(asked, written(field)));
  const conversation = packet.conversations[numberOf(desk, asked)];
  const answer = answerPart(desk, asked);
  const look = button(words("guess.show"), () => {
    fields.flush();
    desk.show(asked);
    context.announce(words("guess.seen"));
    answer.node.querySelector("h3")!.focus();
  }, "primary", { disabled: readOnly });
  const room = labelled(words("guess.field"), field);
  const own = asked.own.length ? h("p", { class: "quiet", dir: "auto" }, words("guess.own", { labels: asked.own.join(" · ") })) : null;
  return {
    node: h("section", { class: "guess-card" },
      h("h2", {}, words("guess.passage", { n, total: desk.asked.length })),
      conversation ? h("p", { class: "passage-source", dir: "auto" }, conversation.title || conversation.id) : null,
      h("blockquote", { class: "passage-quote", dir: "auto" }, asked.quote),
      whole(desk, asked), own, room, look, answer.node),
    update() {
      const shown = desk.isShown(asked);
      fields.show(field, desk.guess(asked));
      field.readOnly = shown || readOnly;
      room.hidden = shown && !field.value;
      look.hidden = shown;
      answer.update();
    },
  };
};
