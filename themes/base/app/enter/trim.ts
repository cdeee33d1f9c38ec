// SPDX-License-Identifier: MIT
// From whole lines to the words that were underlined: by typing them, or word by word.
import type {Span} from "../anchor";
import {wordBounds} from "../anchor";
import {cut} from "../codepoints";
import {fold} from "../fold";

/** The words of a stretch of text, as spans of the whole text. */
export const wordsIn = (text: string, span: Span, language: string): Span[] =>
  wordBounds(cut(text, span.start, span.end), language).map((word) => ({start: word.start + span.start, end: word.end + span.start}));

const folded = (text: string, language: string): string[] =>
  wordBounds(text, language).map((word) => fold(cut(text, word.start, word.end)));

/** Where the words `wanted` follow each other, by the places of their first ones; a beginning of a word will do. */
const placesOf = (all: string[], wanted: string[], from: number): number[] => {
  const found: number[] = [];
  for (let at = from; wanted.length && at + wanted.length <= all.length; at++) {
    if (wanted.every((word, i) => all[at + i].indexOf(word) === 0)) found.push(at);
  }
  return found;
};

/**
 * The stretch of `span` that is meant by "these words", or by "first words .. last words". "words" or "twice" when the
 * words do not stand there, or stand there more than once.
 */
export const findWords = (text: string, span: Span, typed: string, language: string): Span | "words" | "twice" => {
  const bounds = wordsIn(text, span, language);
  const all = bounds.map((word) => fold(cut(text, word.start, word.end)));
  const [first, last] = typed.split(/\.{2,}|…/, 2).map((part) => folded(part, language));
  const starts = placesOf(all, first, 0);
  if (!starts.length) return "words";
  if (starts.length > 1) return "twice";
  const after = starts[0] + first.length;
  if (last === undefined) return {start: bounds[starts[0]].start, end: bounds[after - 1].end};
  const ends = placesOf(all, last, after);
  if (!ends.length) return "words";
  return {start: bounds[starts[0]].start, end: bounds[ends[0] + last.length - 1].end};
};

/** `now` with one end moved by a word within `whole`: `edge` is the end that moves, `by` 1 or -1. */
export const nudge = (bounds: Span[], whole: Span, now: Span, edge: "start" | "end", by: number): Span => {
  const edges = bounds.map((word) => word[edge]).concat(whole[edge]).sort((a, b) => a - b);
  const at = now[edge];
  const next = by > 0 ? edges.filter((one) => one > at)[0] : edges.filter((one) => one < at).pop();
  if (next === undefined) return now;
  const moved = {...now, [edge]: next};
  return moved.start < moved.end ? moved : now;
};
