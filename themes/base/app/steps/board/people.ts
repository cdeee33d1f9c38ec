// SPDX-License-Identifier: MIT
// Who is in the group, and what each of them wrote down. No name stands beside an attribute unless its author agreed.
import { h } from "../../dom";
import type { BoardData, Card, PanelFactory } from "./types";

const nameOf = (board: BoardData, key: string): string => {
  const person = board.people.filter((one) => one.key === key)[0];
  return (person && (person.name || person.id)) || "";
};

const cardNode = (board: BoardData, card: Card): HTMLElement =>
  h(
    "li",
    { class: "board-card" },
    h("strong", { dir: "auto" }, card.name),
    h("p", { dir: "auto" }, card.definition),
    card.named && h("p", { class: "quiet", dir: "auto" }, nameOf(board, card.person)),
  );

/** The first tab. */
export const people: PanelFactory = ({ words }, { board }) => ({
  id: "people",
  show(host) {
    if (!board) {
      host.appendChild(h("p", {}, words("board.empty")));
      return;
    }
    const names = board.people.map((one) => h("li", { dir: "auto" }, one.name || one.id || one.key));
    host.appendChild(h("ul", { class: "board-people" }, ...names));
    host.appendChild(h("ul", { class: "board-cards" }, ...board.cards.map((card) => cardNode(board, card))));
  },
  hide: () => undefined,
});
