// SPDX-License-Identifier: MIT
// What decisions carry, read so that the type is right whatever came, and lists whose values are there once. Does what
// lua/axes/values.lua does.
import type { Dissent, Elision, Example, Origin, Source } from "./types";

/** Something of a response: nothing is known of its shape. */
export type Given = Record<string, unknown>;

export const word = (value: unknown): string => (typeof value === "string" ? value : "");

export const isTable = (value: unknown): boolean => typeof value === "object" && value !== null;

export const tableOf = (value: unknown): Given => (isTable(value) ? (value as Given) : {});

/** The whole number, or 0; never -0. */
export const whole = (value: unknown): number => (Number.isSafeInteger(value) ? (value as number) || 0 : 0);

/** The values of a list, up to the first that is none; of anything else none. */
export const listOf = (value: unknown): unknown[] => {
  if (!Array.isArray(value)) return [];
  const end = value.findIndex((each) => each === null || each === undefined);
  return end < 0 ? value : value.slice(0, end);
};

export const isBlank = (text: string): boolean => !/[^\0- ]/.test(text);

export const itself = (value: string): string => value;
export const idOf = (value: { id: string }): string => value.id;
export const originKey = (origin: Origin): string => `${origin.kind}\n${origin.key}`;

/** The list and those of `more` whose key it does not have yet. */
export const join = <T>(list: T[], more: T[], key: (value: T) => string): T[] => {
  const there = new Set(list.map(key));
  const out = list.slice();
  for (const value of more) {
    if (!there.has(key(value))) out.push(value);
    there.add(key(value));
  }
  return out;
};

/** The list with the value in the place of the one with its id, or at the end. */
export const put = <T extends { id: string }>(list: T[], value: T): T[] =>
  list.some(({ id }) => id === value.id)
    ? list.map((each) => (each.id === value.id ? value : each))
    : list.concat([value]);

export const wordsOf = (value: unknown): string[] =>
  join([], listOf(value).filter((each): each is string => typeof each === "string"), itself);

export const originsOf = (value: unknown): Origin[] => {
  const origins = listOf(value).map((each) => ({ kind: word(tableOf(each).kind), key: word(tableOf(each).key) }));
  return join([], origins.filter(({ kind, key }) => kind && key) as Origin[], originKey);
};

/** Those that lie inside the passage, in order, and do not overlap. */
export const elisionsOf = (example: Given): Elision[] => {
  const out: Elision[] = [];
  let at = whole(example.start);
  for (const each of listOf(example.elisions).map(tableOf)) {
    const [start, end] = [whole(each.start), whole(each.end)];
    if (start >= at && end > start && end <= whole(example.end)) {
      out.push({ start, end, mark: word(each.mark) });
      at = end;
    }
  }
  return out;
};

export const exampleOf = (value: Given): Example => ({
  id: word(value.id),
  turn: word(value.turn),
  turn_sha256: word(value.turn_sha256),
  start: whole(value.start),
  end: whole(value.end),
  quote: word(value.quote),
  prefix: word(value.prefix),
  suffix: word(value.suffix),
  elisions: elisionsOf(value),
  coding: word(value.coding),
  source: word(value.source) as Source,
});

export const dissentOf = (value: Given): Dissent => ({
  id: word(value.id),
  text: word(value.text),
  alternative: word(value.alternative),
  who: word(value.who),
  consent: value.consent === true,
});
