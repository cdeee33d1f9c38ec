// SPDX-License-Identifier: MIT
// Passage ends never fall inside a letter that a reader sees as one: conjuncts, accents, emoji
// families.

interface SegmenterLike {
  segment(text: string): Iterable<{ index: number; segment: string }>;
}

const REACH = 48;
const EXTENDS = /^[\p{M}\u200c\u200d\ufe0e\ufe0f\u{1f3fb}-\u{1f3ff}\u{e0020}-\u{e007f}]/u;
const VIRAMA = /[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0c4d\u0d4d]$/;
const FLAG = /^[\u{1f1e6}-\u{1f1ff}]$/u;

const glued = (points: string[], at: number): boolean => {
  const before = points[at - 1];
  const after = points[at];
  if (EXTENDS.test(after) || before === "\u200d") return true;
  if (VIRAMA.test(before) && /\p{L}/u.test(after)) return true;
  if (before === "\r" && after === "\n") return true;
  if (!FLAG.test(after)) return false;
  let flags = 0;
  while (at - 1 - flags >= 0 && FLAG.test(points[at - 1 - flags])) flags++;
  return flags % 2 === 1;
};

/** For browsers without Intl.Segmenter: the boundaries of `points`, as code points. */
export const boundariesByRule = (points: string[]): number[] => {
  const found = [0];
  for (let at = 1; at < points.length; at++) if (!glued(points, at)) found.push(at);
  return found.concat(points.length);
};

const segmenter = (): SegmenterLike | null => {
  const make = (Intl as unknown as { Segmenter?: new (...args: unknown[]) => SegmenterLike })
    .Segmenter;
  return make ? new make(undefined, { granularity: "grapheme" }) : null;
};

const boundaries = (points: string[]): number[] => {
  const tool = segmenter();
  const own = boundariesByRule(points);
  if (!tool) return own;
  const both = new Set<number>([0]);
  let at = 0;
  for (const piece of tool.segment(points.join(""))) {
    at += Array.from(piece.segment).length;
    both.add(at);
  }
  return own.filter((one) => both.has(one));
};

/**
 * `at` moved out of the middle of a grapheme cluster: back to its start, or on to its end. Code
 * points.
 */
export const snap = (points: string[], at: number, way: "back" | "on"): number => {
  if (at <= 0 || at >= points.length) return Math.max(0, Math.min(at, points.length));
  let from = at;
  while (from > 0 && at - from < REACH && !/\s/.test(points[from - 1])) from--;
  let to = at;
  while (to < points.length && to - at < REACH && !/\s/.test(points[to])) to++;
  const edges = boundaries(points.slice(from, to)).map((edge) => edge + from);
  if (way === "on") return edges.filter((edge) => edge >= at)[0];
  return edges.filter((edge) => edge <= at).pop() as number;
};

/**
 * A passage's ends without white space at them and outside of grapheme clusters; null when nothing
 * is left.
 */
export const trimmed = (
  points: string[],
  start: number,
  end: number,
): { start: number; end: number } | null => {
  let from = Math.max(0, Math.min(start, end));
  let to = Math.min(points.length, Math.max(start, end));
  while (from < to && /\s/.test(points[from])) from++;
  while (to > from && /\s/.test(points[to - 1])) to--;
  if (from >= to) return null;
  return { start: snap(points, from, "back"), end: snap(points, to, "on") };
};
