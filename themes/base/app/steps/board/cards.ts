// SPDX-License-Identifier: MIT
// Segment 1: whose attributes are in, and the cards of all, which open when nobody here can be swayed by them any more.
import { button, clear, h, replace } from "../../dom";
import type { Item } from "../../types";
import { area, labelled, line, written } from "../../fields";
import type { Part } from "../../live";
import { ask } from "../../question";
import type { Attendee } from "./attendees";
import { cardNode } from "./card";
import { Desk } from "./desk";
import { makePanel, makeRows, say } from "./leaf";
import type { Row } from "./leaf";
import { isOpen } from "./opening";
import type { PanelFactory } from "./types";

const namesOf = (desk: Desk, keys: string[]): string => keys.map((key) => desk.titleOfKey(key)).join(", ");

const personRow = (desk: Desk, one: Attendee): Row<Attendee> => {
  const name = h("span", { dir: "auto" });
  const state = h("span", { class: "board-first" });
  return {
    node: h("li", { class: "board-sent", "data-person": one.key }, name, " ", state),
    update(now) {
      say(name, desk.titleOf(now));
      say(state, desk.words("board.first." + now.first));
      state.className = `board-first ${now.first}`;
    },
  };
};

/** Who has sent theirs in, those who are here first; of an anonymous group only how many. */
const makeSent = (desk: Desk): Part => {
  const { words, data } = desk;
  const people = (data.board && data.board.people) || [];
  const count = (first: string): number => people.filter((one) => one.first === first).length;
  const here = h("ul", { class: "board-people" });
  const away = h("ul", { class: "board-people" });
  const showHere = makeRows<Attendee>(here, ({ key }) => key, (one) => personRow(desk, one));
  const showAway = makeRows<Attendee>(away, ({ key }) => key, (one) => personRow(desk, one));
  const rest = h("div", {}, h("h4", {}, words("board.sent.away")), away);
  const told = ["in", "fewer", "missing"].filter((first) => first === "in" || count(first));
  const sums = told.map((first) => words("board.sent." + first, { n: count(first) }));
  const node = h("section", { class: "board-part board-firsts" }, h("h3", {}, words("board.sent")),
    h("p", {}, sums.join(" ")), data.anonymous ? null : h("div", {}, here, rest),
    h("details", {}, h("summary", {}, words("board.late")), h("p", {}, words("board.late.help"))));
  return {
    node,
    update() {
      if (data.anonymous) return;
      const all = desk.attendees.filter(({ first }) => first !== "none");
      showHere(all.filter((one) => one.here));
      showAway(all.filter((one) => !one.here));
      rest.hidden = all.every((one) => one.here);
    },
  };
};

const overrideEntry = (desk: Desk, item: Item): HTMLElement => {
  const { words, data } = desk;
  const missing = Array.isArray(item.missing) ? item.missing.map(String) : [];
  const who = data.anonymous ? words("board.anyway.nameless", { n: missing.length }) : namesOf(desk, missing);
  const by = item.by && item.by !== "facilitator" ? String(item.by) : words("board.role.facilitator");
  return h("li", {}, words("board.anyway.entry", { who, reason: String(item.reason || ""), by }));
};

/** Asks why the cards are to open although some have not sent theirs; that stays in the log. */
const openAnyway = (desk: Desk, done: () => void): void => {
  const { words, items, step } = desk;
  const reason = area();
  const who = line(desk.by === "facilitator" ? "" : desk.by);
  const { missing } = desk.opening;
  ask(words, {
    title: words("board.anyway"),
    parts: [
      h("p", {}, desk.data.anonymous ? words("board.closed.nameless") : words("board.closed", { names: namesOf(desk, missing) })),
      h("p", {}, words("board.anyway.help")),
      labelled(words("board.anyway.reason"), reason), labelled(words("board.anyway.by"), who),
    ],
    answer: words("board.anyway.do"),
    draft: { drafts: step.drafts, key: "anyway" },
    missing: () => (written(reason) ? "" : words("board.anyway.missing")),
    run() {
      const by = written(who) || "facilitator";
      items.record((draft) =>
        draft.put({ id: step.newId(), kind: "override", missing, reason: written(reason), by, at: step.now() }));
      done();
    },
  });
};

/** What is said of the cards while they are closed, or open against the rule. */
const gateWords = (desk: Desk): string => {
  const { words, data, opening } = desk;
  if (opening.state === "nobody") return words("board.closed.nobody");
  if (opening.state === "closed") {
    return data.anonymous ? words("board.closed.nameless") : words("board.closed", { names: namesOf(desk, opening.missing) });
  }
  if (opening.state === "anyway") return words("board.opened.anyway");
  return words(data.anonymous ? "board.opened.nameless" : "board.opened");
};

/** The cards, once opened, for whoever looks at this page; `opened` hears whether they are. */
const makeCards = (desk: Desk, opened: (on: boolean) => void): Part => {
  const { words, cards } = desk;
  let shown = false;
  const said = h("p", { class: "board-gate", role: "status" });
  const turn = (on: boolean): void => {
    shown = on;
    update();
  };
  const open = button(words("board.cards.open"), () => turn(true), "primary");
  const close = button(words("board.cards.close"), () => turn(false));
  const print = button(words("board.cards.print"), () => window.print());
  const anyway = button(words("board.anyway"), () => openAnyway(desk, () => turn(true)), "link");
  const log = h("ul", { class: "board-overrides" });
  const list = h("ul", { class: "board-cards" });
  const fill = (): void => {
    replace(list, ...cards.map((card) => cardNode(desk, card, card.named && !desk.data.anonymous ? desk.titleOfKey(card.person) : "")));
  };
  const update = (): void => {
    const mayOpen = isOpen(desk.opening);
    const visible = shown && mayOpen;
    opened(visible);
    say(said, cards.length || !mayOpen ? gateWords(desk) : words("board.cards.none"));
    open.hidden = !mayOpen || shown || !cards.length;
    close.hidden = print.hidden = !visible;
    anyway.hidden = desk.opening.state !== "closed";
    anyway.disabled = desk.readOnly;
    replace(log, ...desk.items.all("override").map((item) => overrideEntry(desk, item)));
    list.hidden = !visible;
    if (visible && !list.firstChild) fill();
    if (!visible) clear(list);
  };
  return {
    node: h("section", { class: "board-part board-open" }, h("h3", {}, words("board.cards")), said,
      h("p", { class: "actions" }, open, print, close, anyway), log, list),
    update,
  };
};

/** The leaf of Segment 1. */
export const cards: PanelFactory = (step, data) => {
  const desk = new Desk(step, data);
  return makePanel(step, "cards", (host) => {
    const page = h("div", { class: "board-segment1" });
    // On paper opened cards stand alone; else there is the page to read.
    const opened = (on: boolean): void => void page.classList.toggle("board-shown", on);
    const parts = data.board ? [makeSent(desk), makeCards(desk, opened)] : [];
    host.appendChild(page);
    for (const node of [h("h2", {}, step.words("board.segment.segment1")),
      h("p", { class: "board-lead" }, step.words(data.board ? "board.cards.lead" : "board.empty")), ...parts.map(({ node }) => node)])
      page.appendChild(node);
    return { update: () => parts.forEach((part) => part.update()) };
  }, {
    open() {
      const { state, missing } = desk.opening;
      return data.board && state === "closed" ? [step.words("board.open.missing", { n: missing.length })] : [];
    },
  });
};
