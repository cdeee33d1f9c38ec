// SPDX-License-Identifier: MIT
// The page of the cards: what is asked, the cards in their order, "I have fewer", whether their author may be named, and
// what is still missing.
import { h, replace } from "../../dom";
import { Fields, area, labelled, written } from "../../fields";
import { makeCard } from "./card";
import type { Card } from "./card";
import { Choices, question } from "../../choices";
import { undoButton } from "../../live";
import type { Part } from "../../live";
import type { Desk } from "./desk";
import { lacking } from "./list";
import { listenMoves, putInOrder } from "../../order";

const makeFewer = (desk: Desk): Part & { flush(): void } => {
  const { words, items, readOnly } = desk.context;
  const fields = new Fields(readOnly);
  const reason = area("", 2);
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
  const lacks = desk.fewer ? [] : lacking(desk.live, desk.top);
  replace(list, lacks.length ? h("p", {}, words("rank.before")) : h("p", { class: "rank-done" }, words("rank.done")),
    h("ul", {}, ...lacks.map(({ key, name, n }) => h("li", {}, words(key, { name, n })))));
};

/** Whether the participant may be named beside what they write here: no, unless they say so. */
const makeNamed = ({ context }: Desk): Part => {
  const { words, items, readOnly } = context;
  const pick = ([chosen]: string[]): void =>
    items.change("rank.undo.named", (draft) => {
      if (chosen) draft.put({ id: "named", kind: "named", agreed: chosen === "yes", at: context.now() });
      else draft.remove("named");
    });
  const options = ["yes", "no"].map((id) => ({ id, text: words("rank.named." + id) }));
  const choices = new Choices("radio", [options], words, readOnly, pick);
  return {
    node: h("div", { class: "rank-fewer" },
      question(words("rank.named"), h("p", { class: "quiet" }, words("rank.named.else")), choices.node)),
    update() {
      const item = items.get("named");
      choices.show(item ? [item.agreed ? "yes" : "no"] : []);
    },
  };
};

/** The page of a desk. */
export const makePage = (desk: Desk): Part & { flush(): void } => {
  const { words, readOnly, announce } = desk.context;
  const cards = new Map<string, Card>();
  const host = h("div", { class: "rank-cards" });
  const fewer = makeFewer(desk);
  const lacks = h("div", { class: "rank-lacks", role: "status" });
  const named = makeNamed(desk);
  const undo = undoButton(desk.context);
  listenMoves(host, "data-card", (id, by) => {
    if (!readOnly && desk.move(id, by)) announce(words("rank.moved", { n: desk.cards.indexOf(id) + 1 }));
  });
  const cardOf = (id: string): Card => {
    const card = cards.get(id) || makeCard(desk, id);
    cards.set(id, card);
    return card;
  };
  return {
    node: h("div", { class: "rank" },
      h("p", { class: "lead" }, words("rank.lead", { n: desk.top })), undo.node, host, fewer.node, named.node, lacks),
    flush() {
      cards.forEach((card) => card.flush());
      fewer.flush();
    },
    update() {
      desk.refresh();
      const all = desk.cards.map(cardOf);
      all.forEach((card, at) => card.update(at + 1, all.length));
      putInOrder(host, [[host, all.map((card) => card.node)]]);
      fewer.update();
      named.update();
      undo.update();
      fillLacks(desk, lacks);
    },
  };
};
