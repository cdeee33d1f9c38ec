// SPDX-License-Identifier: MIT
// Where an axis came from: cards, labels, axes of smaller groups, proposals.
import { h, replace } from "../../../dom";
import type { Origin } from "../types";
import type { Book } from "./book";
import type { Section } from "./parts";
import type { Axis } from "./view";

/** The axis of a smaller group by its origin's key, and the group's title. */
const ofSession = (book: Book, key: string): { name: string; title: string } | null => {
  for (const { board, title, axes } of book.board.sessions) {
    for (const { id, name } of axes) if (`${board}/${id}` === key) return { name, title };
  }
  return null;
};

/** An origin in words; a card's name only once the cards are open. */
const originWords = (book: Book, { kind, key }: Origin): string => {
  const { words } = book;
  if (kind === "label") return words("axis.from.label", { name: key });
  if (kind === "card") {
    const card = book.cards.filter((one) => one.key === key)[0];
    return card ? words("axis.from.card", { name: card.name }) : words("axis.from.card.closed");
  }
  if (kind === "axis") {
    const found = ofSession(book, key);
    return found ? words("axis.from.axis", found) : words("axis.from.axis.unknown");
  }
  const answer = book.board.answers.filter((one) => one.key === key)[0];
  return answer && answer.name ? words("axis.from.answer", { name: answer.name }) : words("axis.from.answer.unknown");
};

export const originSection = (book: Book): Section<Axis> => {
  const list = h("ul", { class: "axes-from" });
  const node = h("section", { class: "axes-part", "aria-label": book.words("axis.from") }, h("h3", {}, book.words("axis.from")), list);
  return {
    node,
    update({ from }) {
      node.hidden = !from.length;
      replace(list, ...from.map((one) => h("li", {}, originWords(book, one))));
    },
  };
};
