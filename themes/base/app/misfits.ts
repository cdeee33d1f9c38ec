// SPDX-License-Identifier: MIT
// Answers that were given in an older copy of the pages: which of them have no place in these.
import type {Book} from "./items";
import {has} from "./html";
import {turnsOf} from "./steps/code/progress";
import type {Item, Packet, Words} from "./types";

/** The kinds that a page notes by itself. */
const OWN = " read turn stage viewed visit ";

const live = (book: Book, step: string): Item[] =>
  book.states(step).filter(({deleted, kind}) => !deleted && !has(OWN, kind));

/** The sums of the texts in these pages, by turn. */
const sumsOf = (packet: Packet): Map<string, string> => {
  const sums = new Map<string, string>();
  packet.conversations.forEach((_, n) => {
    const source = document.getElementById(`conversation-${n}`);
    for (const {id, sha256} of turnsOf((source && source.textContent) || "")) sums.set(id, sha256);
  });
  return sums;
};

/** What to say of answers from an older copy of the pages. */
export const misfitWords = (packet: Packet, book: Book, words: Words): string => {
  const known = new Set(packet.steps.map(({id}) => id));
  const sums = sumsOf(packet);
  let [gone, changed] = [0, 0];
  for (const step of book.steps()) {
    const items = live(book, step);
    if (!known.has(step)) gone += items.length;
    else changed += items.filter(({turn, turn_sha256: sum}) => !!sum && sums.get(String(turn)) !== sum).length;
  }
  return [
    words("older.said"),
    gone ? words("older.gone", {n: gone}) : "",
    changed ? words("older.changed", {n: changed}) : "",
    words(gone || changed ? "older.kept" : "older.fits"),
  ].filter((text) => text).join(" ");
};
