// SPDX-License-Identifier: MIT
// What is left out of an example, and how it reads then. Pure; all offsets are code points of the turn.
import { count, cut } from "../../../codepoints";
import type { Elision, Example } from "../types";

type Part = Pick<Example, "start" | "end" | "quote" | "elisions">;

/** A stretch of words, or what stands where words were left out. */
export interface Piece {
  text: string;
  /** Its place among the elisions, or -1 for words. */
  elision: number;
}

/** What stands in the place of words left out. */
export const placeholder = (mark: string): string => `[${mark || "…"}]`;

/** The example in pieces, as it is printed. */
export const pieces = ({ start, end, quote, elisions }: Part): Piece[] => {
  const found: Piece[] = [];
  const words = (from: number, to: number): void => {
    if (to > from) found.push({ text: cut(quote, from - start, to - start), elision: -1 });
  };
  let at = start;
  elisions.forEach((one, n) => {
    words(at, one.start);
    found.push({ text: placeholder(one.mark), elision: n });
    at = one.end;
  });
  words(at, end);
  return found;
};

/** The example as one line of text. */
export const printed = (example: Part): string => pieces(example).map(({ text }) => text).join("");

/** A stretch of `quote`, given in UTF-16 units, as offsets of the turn without the white space at its ends. */
export const stretch = ({ start, quote }: Part, from: number, to: number): { start: number; end: number } | null => {
  const chosen = quote.slice(from, to);
  const bare = chosen.trim();
  if (!bare) return null;
  const first = start + count(quote, from + chosen.indexOf(bare));
  return { start: first, end: first + count(bare) };
};

/** Leaves `[start, end)` out, with all that was left out within or across it; null when nothing would be left to read. */
export const leaveOut = (example: Part, start: number, end: number, mark: string): Elision[] | null => {
  const gone = { start: Math.max(start, example.start), end: Math.min(end, example.end), mark };
  if (gone.end <= gone.start) return null;
  const apart: Elision[] = [];
  for (const one of example.elisions) {
    if (one.end <= gone.start || one.start >= gone.end) apart.push(one);
    else {
      gone.start = Math.min(gone.start, one.start);
      gone.end = Math.max(gone.end, one.end);
      gone.mark = gone.mark || one.mark;
    }
  }
  const next = apart.concat(gone).sort((a, b) => a.start - b.start);
  const left = pieces({ ...example, elisions: next }).filter(({ elision, text }) => elision < 0 && text.trim());
  return left.length ? next : null;
};

/** Puts what elision `n` left out back in. */
export const putBack = (elisions: Elision[], n: number): Elision[] => elisions.filter((_, at) => at !== n);
