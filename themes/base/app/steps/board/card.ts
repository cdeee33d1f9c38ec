// SPDX-License-Identifier: MIT
// One attribute as a card: its name, what is meant by it, and the passages that its author chose.
import { h } from "../../dom";
import { transcriptOf } from "../review/own";
import type { Card, MarkedPassage } from "./types";
import type { Desk } from "./desk";

/** Where a passage stands. A conversation of one's own can tell whose it is, so it is not named. */
const placeOf = ({ words, step }: Desk, passage: MarkedPassage): string => {
  if (passage.source !== "baseline") return words("board.card.own");
  const id = transcriptOf(passage.turn);
  const found = step.packet.conversations.filter((one) => one.id === id)[0];
  return (found && found.title) || id;
};

const passageNodes = (desk: Desk, passage: MarkedPassage): HTMLElement[] => [
  h("blockquote", { class: "passage-quote", dir: "auto" }, passage.quote),
  h("p", { class: "passage-source", dir: "auto" }, placeOf(desk, passage)),
];

/** The card; `author` stands under it only if it is given. */
export const cardNode = (desk: Desk, card: Card, author = ""): HTMLElement =>
  h("li", { class: "board-card", "data-card": card.key },
    h("h3", { dir: "auto" }, card.name),
    card.definition ? h("p", { class: "board-definition", dir: "auto" }, card.definition)
      : h("p", { class: "quiet" }, desk.words("board.card.undefined")),
    ...card.examples.map((passage) => h("div", { class: "board-passage" }, ...passageNodes(desk, passage))),
    author ? h("p", { class: "board-author quiet", dir: "auto" }, desk.words("board.card.by", { name: author })) : null);
