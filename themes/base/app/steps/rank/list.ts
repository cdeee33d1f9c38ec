// SPDX-License-Identifier: MIT
// The attributes of one participant: their order, their places on the page, and what is still missing.
import type { AttributeItem, Item } from "../../types";
import { fold } from "../../fold";

/** By rank; where two have the same (work from two machines), by id. */
export const listAttributes = (items: Item[]): AttributeItem[] =>
  (items as AttributeItem[]).slice().sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1));

/**
 * Ids of the cards in their order: each that is `live` at its rank, empty cards where they were in `before`, and so many
 * fresh ones that there are `top`.
 */
export const arrange = (
  before: string[],
  live: Pick<AttributeItem, "id" | "rank">[],
  top: number,
  newId: () => string,
): string[] => {
  const known = new Set(live.map(({ id }) => id));
  const cards = live.map(({ id, rank }) => ({ id, place: rank, empty: 0 }));
  before.forEach((id, at) => known.has(id) || cards.push({ id, place: at + 1, empty: 1 }));
  while (cards.length < top) cards.push({ id: newId(), place: Infinity, empty: 1 });
  for (let at = cards.length - 1; at >= 0 && cards.length > top; at--) {
    if (cards[at].empty) cards.splice(at, 1);
  }
  const order = new Map(cards.map(({ id }, at): [string, number] => [id, at]));
  return cards
    .sort((a, b) => (a.place === b.place ? a.empty - b.empty : a.place < b.place ? -1 : 1) ||
      order.get(a.id)! - order.get(b.id)!)
    .map(({ id }) => id);
};

/** What still keeps the participant here: a key of the words and its values. */
export interface Lack {
  key: string;
  name: string;
  n: number;
}

/** True when nothing is missing in this attribute. */
export const isWhole = ({ name, definition }: AttributeItem): boolean => name !== "" && definition !== "";

const lackOf = ({ name, definition }: AttributeItem, at: number): Lack => {
  const key = name ? "definition" : definition ? "name" : "both";
  return { key: "rank.missing." + key, name, n: at + 1 };
};

/** Everything that is missing from `top` distinct attributes with names and definitions. */
export const lacking = (live: AttributeItem[], top: number): Lack[] => {
  const lacks = live.map(lackOf).filter((_, at) => !isWhole(live[at]));
  const seen = new Set<string>();
  for (const { name } of live) {
    const same = fold(name).trim();
    if (same && seen.has(same)) lacks.push({ key: "rank.missing.twice", name, n: 0 });
    seen.add(same);
  }
  if (live.length < top) lacks.push({ key: "rank.missing.more", name: "", n: top - live.length });
  if (live.length > top) lacks.push({ key: "rank.missing.many", name: "", n: top });
  return lacks;
};
