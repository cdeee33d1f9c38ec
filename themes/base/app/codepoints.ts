// SPDX-License-Identifier: MIT
// Strings by Unicode code points. JavaScript counts UTF-16 units; every offset we keep counts code
// points.

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

/** True when `index` falls between the two halves of one code point. */
export const splitsPair = (text: string, index: number): boolean =>
  index > 0 &&
  index < text.length &&
  isHigh(text.charCodeAt(index - 1)) &&
  isLow(text.charCodeAt(index));

/**
 * Code points in `text` before the UTF-16 index `end` (all of it by default); never splits a pair.
 */
export const count = (text: string, end: number = text.length): number => {
  let points = 0;
  const stop = splitsPair(text, end) ? end - 1 : end;
  for (let i = 0; i < stop; i++) {
    if (splitsPair(text, i + 1)) i++;
    points++;
  }
  return points;
};

/** The UTF-16 index of code point `point`, or the text's length when it has no such point. */
export const indexAt = (text: string, point: number): number => {
  let i = 0;
  for (let left = point; left > 0 && i < text.length; left--) i += splitsPair(text, i + 1) ? 2 : 1;
  return i;
};

/** `text` from code point `start` to `end`, end exclusive. */
export const cut = (text: string, start: number, end: number): string => {
  const from = indexAt(text, start);
  const rest = text.slice(from);
  return rest.slice(0, indexAt(rest, end - start));
};

/** The order of two strings by code points: UTF-16 order differs above U+FFFF. */
export const compare = (a: string, b: string): number => {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    // Any surrogate stands for a code point above every single unit.
    const surrogateX = x >= 0xd800 && x <= 0xdfff;
    const surrogateY = y >= 0xd800 && y <= 0xdfff;
    if (surrogateX !== surrogateY) return surrogateX ? 1 : -1;
    return x - y;
  }
  return a.length - b.length;
};
