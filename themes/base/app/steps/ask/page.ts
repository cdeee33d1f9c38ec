// SPDX-License-Identifier: MIT
// The page of the questions: in which role to ask, the cards in their order, own conversations of before, and what is missing.
import { clear, h, replace } from "../../dom";
import { undoButton } from "../../live";
import { listenMoves, putInOrder } from "../../order";
import { TOPICS, makeCard } from "./card";
import type { Card } from "./card";
import type { Desk } from "./desk";
import { makePast } from "./past";

export interface Page {
  root: HTMLElement;
  update(): void;
  flush(): void;
}

/** The role in which to ask, as the study words it. */
const roleNodes = ({ context }: Desk): HTMLElement[] => {
  const { step, packet, words } = context;
  const documents = step.data.documents as number[];
  const role = String(step.data.role);
  if (!documents.length && !role) return [];
  const text = h("div", { class: "text document", lang: packet.study.language, dir: "auto" }, role ? h("p", {}, role) : null);
  for (const n of documents) text.appendChild(context.document(n));
  return [h("section", { class: "ask-role", "aria-label": words("ask.role") }, text)];
};

const makeEnough = (desk: Desk): { node: HTMLElement; update(): void; settle(): void } => {
  const { words, readOnly } = desk.context;
  const box = h("input", { type: "checkbox", disabled: readOnly, onchange: () => desk.sayEnough(box.checked) });
  const node = h("div", { class: "rank-fewer" }, h("label", { class: "choice" }, box, h("span", {}, words("ask.enough"))));
  return {
    node,
    update: () => void (box.checked = desk.enough),
    settle: () => void (node.hidden = !desk.enough && desk.live.length >= desk.least),
  };
};

const fillLacks = (desk: Desk, box: HTMLElement): void => {
  const { words } = desk.context;
  const lacks = desk.lacks();
  const n = desk.live.length;
  clear(box);
  box.appendChild(lacks > 0 ? h("p", {}, words("ask.missing", { n: lacks })) : h("p", { class: "rank-done" }, words("rank.done")));
  box.appendChild(h("p", {}, words("ask.count", { n })));
};

/** A press on a button below ends the writing in a field: what this changes waits until the button was let go. */
const SETTLE_MS = 300;

export const makePage = (desk: Desk): Page => {
  const { words, readOnly, announce } = desk.context;
  const cards = new Map<string, Card>();
  const host = h("div", { class: "rank-cards" });
  const cardOf = (id: string): Card => {
    const card = cards.get(id) || makeCard(desk, id);
    cards.set(id, card);
    return card;
  };
  const write = (after = ""): void => {
    const area = cardOf(desk.open(after)).node.querySelector("textarea");
    if (area) area.focus();
  };
  const add = h("button", { type: "button", onclick: () => write() }, words("ask.add"));
  const full = h("p", { class: "quiet" }, words("ask.full", { n: desk.most }));
  const past = makePast(desk, write);
  const enough = makeEnough(desk);
  const lacks = h("div", { class: "rank-lacks", role: "status" });
  const undo = undoButton(desk.context);
  const topics = h("datalist", { id: TOPICS });
  listenMoves(host, "data-card", (id, by) => {
    if (!readOnly && desk.move(id, by)) announce(words("ask.moved", { n: desk.cards.indexOf(id) + 1 }));
  });
  const settle = (): void => {
    enough.settle();
    fillLacks(desk, lacks);
  };
  const flush = (): void => cards.forEach((card) => card.flush());
  // The file that Ctrl S makes holds what is being written, too.
  host.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") flush();
  });
  let timer = 0;
  return {
    root: h("div", { class: "rank ask" }, ...roleNodes(desk), h("p", { class: "review-lead" }, words("ask.lead")),
      h("p", { class: "quiet" }, words("ask.free")), undo.node, host, topics, add, full,
      desk.before.length ? past.node : null, enough.node, lacks),
    flush,
    update() {
      desk.refresh();
      const all = desk.cards.map(cardOf);
      all.forEach((card, at) => card.update(at + 1, all.length));
      putInOrder(host, [[host, all.map((card) => card.node)]]);
      add.disabled = readOnly || desk.isFull;
      full.hidden = !desk.isFull;
      replace(topics, ...desk.topics().map((value) => h("option", { value })));
      past.update();
      enough.update();
      undo.update();
      window.clearTimeout(timer);
      if (lacks.firstChild) timer = window.setTimeout(settle, SETTLE_MS);
      else settle();
    },
  };
};
