// SPDX-License-Identifier: MIT
// A turn's anchor text, and the way between its offsets (code points) and positions in the page.
// Marks may split the text nodes of a block at will: nothing here keeps hold of a text node.
import {count, cut, indexAt} from "./codepoints";
import type {Passage} from "./types";

/**
 * Code points into a turn's anchor text, or into whatever text the function was given; end
 * exclusive.
 */
export interface Span {
  start: number;
  end: number;
}

/** A block of a turn and where its text lies in the turn's anchor text. */
export interface Block extends Span {
  element: Element;
  text: string;
}

/** A place in the page, as ranges and selections take it. */
export interface Point {
  node: Node;
  offset: number;
}

const GAP = 2; // the two line feeds between blocks
const CONTEXT = 32; // code points of a passage's prefix and suffix

// The text of a turn never changes, so it is read once, however often marks are drawn on it.
const known = new WeakMap<Element, Block[]>();

const isBreak = (node: Node): boolean => node.nodeName.toUpperCase() === "BR";

/** Text nodes and line breaks below `root`, in order. */
export const leaves = (root: Node): Node[] => {
  const found: Node[] = [];
  const walk = (node: Node): void => {
    if (node.nodeType === 3 || isBreak(node)) found.push(node);
    else for (let child = node.firstChild; child; child = child.nextSibling) walk(child);
  };
  walk(root);
  return found;
};

const leafText = (leaf: Node): string => (isBreak(leaf) ? "\n" : leaf.nodeValue || "");

/** The place in the text under a point of the window; null where there is none. */
export const pointUnder = (x: number, y: number): Point | null => {
  const page = document as Document & {
    caretPositionFromPoint?(x: number, y: number): {offsetNode: Node; offset: number} | null;
  };
  if (page.caretPositionFromPoint) {
    const place = page.caretPositionFromPoint(x, y);
    return place && {node: place.offsetNode, offset: place.offset};
  }
  const range = document.caretRangeFromPoint(x, y);
  return range && {node: range.startContainer, offset: range.startOffset};
};

/** The blocks of a turn that have text, in order. */
export const blocks = (turn: Element): Block[] => {
  const before = known.get(turn);
  if (before) return before;
  const list: Block[] = [];
  let start = 0;
  for (const element of Array.from(turn.querySelectorAll("[data-s]"))) {
    const text = leaves(element).map(leafText).join("");
    if (text === "") continue;
    const end = start + count(text);
    list.push({element, start, end, text});
    start = end + GAP;
  }
  known.set(turn, list);
  return list;
};

/** The turn's anchor text: its blocks joined by two line feeds. */
export const anchorText = (turn: Element): string =>
  blocks(turn)
    .map((block) => block.text)
    .join("\n\n");

/** -1 when `node` comes before the position (`at`, `offset`) in document order, else 1. */
const side = (node: Node, at: Node, offset: number): number => {
  if (at.contains(node) && node !== at) {
    let child: Node = node;
    while (child.parentNode !== at) child = child.parentNode as Node;
    let index = 0;
    for (let prior = child.previousSibling; prior; prior = prior.previousSibling) index++;
    return index < offset ? -1 : 1;
  }
  return at.compareDocumentPosition(node) & 2 ? -1 : 1;
};

const offsetInBlock = (block: Block, node: Node, domOffset: number): number => {
  let points = 0;
  for (const leaf of leaves(block.element)) {
    const text = leafText(leaf);
    if (leaf === node) return points + (isBreak(leaf) ? 0 : count(text, domOffset));
    if (side(leaf, node, domOffset) > 0) return points;
    points += count(text);
  }
  return points;
};

/**
 * The offset of a DOM position in the turn's anchor text. A position between blocks is the start of
 * the next block; one after the last block is the end of the text.
 */
export const pointToOffset = (turn: Element, node: Node, domOffset: number): number => {
  let end = 0;
  for (const block of blocks(turn)) {
    if (block.element === node || block.element.contains(node)) {
      return block.start + offsetInBlock(block, node, domOffset);
    }
    if (side(block.element, node, domOffset) > 0) return block.start;
    end = block.end;
  }
  return end;
};

const pointInLeaf = (leaf: Node, points: number): Point => {
  if (!isBreak(leaf)) return {node: leaf, offset: indexAt(leaf.nodeValue || "", points)};
  const parent = leaf.parentNode as Node;
  return {node: parent, offset: Array.from(parent.childNodes).indexOf(leaf as ChildNode) + points};
};

/**
 * The DOM position of an offset. Where two text nodes or blocks meet it is the start of the second,
 * or with `asEnd` the end of the first: so a range from a point to an end point holds no empty
 * edges.
 */
export const offsetToPoint = (turn: Element, offset: number, asEnd = false): Point => {
  const list = blocks(turn);
  if (!list.length) return {node: turn, offset: 0};
  let block = list[0];
  for (const next of list) if (asEnd ? next.start < offset : next.start <= offset) block = next;
  let left = Math.max(0, Math.min(offset, block.end) - block.start);
  let last: Point = {node: block.element, offset: 0};
  for (const leaf of leaves(block.element)) {
    const size = count(leafText(leaf));
    if (left < size || (asEnd && left === size && size > 0)) return pointInLeaf(leaf, left);
    left -= size;
    last = pointInLeaf(leaf, size);
  }
  return last;
};

/** A range over the span, for drawing or measuring it. */
export const rangeOf = (turn: Element, span: Span): Range => {
  const range = document.createRange();
  const start = offsetToPoint(turn, span.start);
  const end = offsetToPoint(turn, span.end, true);
  range.setStart(start.node, start.offset);
  range.setEnd(end.node, end.offset);
  return range;
};

/** `span` of `text` without white space at its ends; null when nothing is left. */
export const trim = (text: string, span: Span): Span | null => {
  const quote = cut(text, span.start, span.end);
  const words = quote.trim();
  if (words === "") return null;
  const start = span.start + count(quote, quote.indexOf(words));
  return {start, end: start + count(words)};
};

/** The span of a range within the turn, trimmed; null when it holds no text of the turn. */
export const spanOf = (turn: Element, range: Range): Span | null => {
  const start = pointToOffset(turn, range.startContainer, range.startOffset);
  const end = pointToOffset(turn, range.endContainer, range.endOffset);
  return end > start ? trim(anchorText(turn), {start, end}) : null;
};

/** The sentences of a turn in order, without the white space between them. */
export const sentences = (turn: Element): Span[] => {
  const list: Span[] = [];
  for (const block of blocks(turn)) {
    const marks = (block.element.getAttribute("data-s") || "")
      .split(" ")
      .filter(Boolean)
      .map(Number);
    const starts = [0].concat(marks, [block.end - block.start]);
    for (let i = 0; i + 1 < starts.length; i++) {
      const span = trim(block.text, {start: starts[i], end: starts[i + 1]});
      if (span) list.push({start: block.start + span.start, end: block.start + span.end});
    }
  }
  return list;
};

interface Segment {
  segment: string;
  index: number;
  isWordLike?: boolean;
}
type Segmenter = new (
  language: string,
  options: {granularity: "word"},
) => {
  segment(text: string): Iterable<Segment>;
};

const segmented = (text: string, language: string): Segment[] | null => {
  const Maker = (Intl as unknown as {Segmenter?: Segmenter}).Segmenter;
  if (!Maker) return null;
  try {
    const segments = new Maker(language, {granularity: "word"}).segment(text);
    // Firefox says of words that end in a vowel sign ("रोटी") that they are none.
    return Array.from(segments).filter((part) => part.isWordLike || /[\p{L}\p{N}]/u.test(part.segment));
  } catch (_) {
    return null;
  }
};

// Han, kana, Thai, Lao, Khmer and Burmese write no spaces: without a dictionary, a letter with its
// marks is the unit that always exists.
const SPACELESS =
  "[" +
  ["Han", "Hiragana", "Katakana", "Thai", "Lao", "Khmer", "Myanmar"]
    .map((script) => `\\p{sc=${script}}`)
    .join("") +
  "]";
const PLAIN_WORD = new RegExp(
  `${SPACELESS}\\p{M}*|(?:(?!${SPACELESS})[\\p{L}\\p{M}\\p{N}_\\u200c\\u200d]|['’](?=\\p{L}))+`,
  "gu",
);

const matched = (text: string): Segment[] => {
  const found: Segment[] = [];
  text.replace(PLAIN_WORD, (word: string, index: number) => {
    found.push({segment: word, index});
    return word;
  });
  return found;
};

/**
 * The words of `text` as spans of it; by the browser's segmenter, or by letters where it has none.
 */
export const wordBounds = (text: string, language: string): Span[] => {
  const list: Span[] = [];
  let unit = 0;
  let point = 0;
  for (const part of segmented(text, language) || matched(text)) {
    point += count(text.slice(unit, part.index));
    const end = point + count(part.segment);
    list.push({start: point, end});
    point = end;
    unit = part.index + part.segment.length;
  }
  return list;
};

/** The passage from `start` to `end` of the turn, as a coding keeps it. */
export const passage = (turn: Element, start: number, end: number): Passage => {
  const text = anchorText(turn);
  return {
    turn: turn.getAttribute("data-turn") || "",
    turn_sha256: turn.getAttribute("data-sha256") || "",
    start,
    end,
    quote: cut(text, start, end),
    prefix: cut(text, Math.max(0, start - CONTEXT), start),
    suffix: cut(text, end, end + CONTEXT),
  };
};
