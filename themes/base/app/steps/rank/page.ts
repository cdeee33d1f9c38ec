// SPDX-License-Identifier: MIT
// The page of the cards: what is asked, the cards in their order, "I have fewer", and what is still missing.
import { clear, h } from "../../dom";
import { Fields, labelled } from "../cluster/fields";
import { written } from "../cluster/question";
import { makeCard } from "./card";
import type { Card } from "./card";
import type { Desk } from "./desk";
import { lacking } from "./list";

export interface Page {
  root: HTMLElement;
  update(): void;
  flush(): void;
}

interface Part {
  node: HTMLElement;
  update(): void;
  flush(): void;
}

const makeFewer = (desk: Desk): Part => {
  const { words, items, readOnly } = desk.context;
  const fields = new Fields(readOnly);
  const reason = h("textarea", { rows: 2, dir: "auto", maxlength: 5000 });
  const box = h("input", { type: "checkbox", disabled: readOnly, onchange: () => desk.sayFewer(box.checked, written(reason)) });
  const why = labelled(words("rank.fewer.reason"), reason);
  fields.add(reason, () => box.checked && desk.sayFewer(true, written(reason)));
  return {
    node: h("div", { class: "rank-fewer" },
      h("label", { class: "choice" }, box, h("span", {}, words("rank.fewer", { n: desk.top }))), why),
    flush: () => fields.flush(),
    update() {
      const item = items.get("fewer");
      box.checked = !!item;
      why.hidden = !item;
      fields.show(reason, item && typeof item.reason === "string" ? item.reason : "");
    },
  };
};

const fillLacks = (desk: Desk, list: HTMLElement): void => {
  const { words } = desk.context;
  clear(list);
  const lacks = desk.fewer ? [] : lacking(desk.live, desk.top, desk.define);
  if (!lacks.length) list.appendChild(h("p", { class: "rank-done" }, words("rank.done")));
  else list.appendChild(h("p", {}, words("rank.before")));
  list.appendChild(h("ul", {}, ...lacks.map(({ key, name, n }) => h("li", {}, words(key, { name, n })))));
};

/** Puts the cards into their order without taking the focus from where somebody works. */
const putInOrder = (host: HTMLElement, nodes: HTMLElement[]): void => {
  if (nodes.every((node, at) => host.children[at] === node) && host.children.length === nodes.length) return;
  const focused = document.activeElement as HTMLElement | null;
  const inside = host.contains(focused);
  clear(host);
  for (const node of nodes) host.appendChild(node);
  if (!inside || !focused || !host.contains(focused)) return;
  focused.focus();
  const usable = Array.from((focused.parentNode as Element).querySelectorAll<HTMLButtonElement>("button:not(:disabled)"));
  if (document.activeElement !== focused && usable.length) usable[0].focus();
};

/** Alt and an arrow move the card in which the focus is. */
const listenKeys = (desk: Desk, host: HTMLElement): void =>
  host.addEventListener("keydown", (event) => {
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    const card = (event.target as Element).closest("[data-card]");
    if (!by || !card || !event.altKey || event.ctrlKey || event.metaKey || desk.context.readOnly) return;
    event.preventDefault();
    const id = card.getAttribute("data-card") || "";
    if (desk.move(id, by))
      desk.context.announce(desk.context.words("rank.moved", { n: desk.cards.indexOf(id) + 1 }));
  });

export const makePage = (desk: Desk): Page => {
  const { words, items, readOnly } = desk.context;
  const cards = new Map<string, Card>();
  const host = h("div", { class: "rank-cards" });
  const fewer = makeFewer(desk);
  const lacks = h("div", { class: "rank-lacks", role: "status" });
  const undo = h("button", { type: "button", hidden: readOnly, onclick: () => void items.undo() }, words("shell.undo.button"));
  listenKeys(desk, host);
  const cardOf = (id: string): Card => {
    const card = cards.get(id) || makeCard(desk, id);
    cards.set(id, card);
    return card;
  };
  return {
    root: h("div", { class: "rank" },
      h("p", { class: "review-lead" }, words("rank.lead", { n: desk.top })), undo, host, fewer.node, lacks),
    flush() {
      cards.forEach((card) => card.flush());
      fewer.flush();
    },
    update() {
      desk.refresh();
      const all = desk.cards.map(cardOf);
      all.forEach((card, at) => card.update(at + 1, all.length));
      putInOrder(host, all.map((card) => card.node));
      fewer.update();
      undo.disabled = !items.canUndo();
      fillLacks(desk, lacks);
    },
  };
};
