// SPDX-License-Identifier: MIT
// Draws passages into a block as nested <mark> elements, the longest outside, and takes them out
// again.
// The text of the block stays the same, so offsets hold whatever is drawn.
import type { Block } from "../../anchor";
import { leaves } from "../../anchor";
import type { Span } from "./spans";
import { count, indexAt } from "../../codepoints";
import { h } from "../../dom";
import { segments } from "./spans";

/** How a span looks: its class, and the id of the text that describes it when it can be focused. */
export interface Look {
  className: string;
  described: string;
}

const unmark = (element: Element): void => {
  const marks = Array.from(element.querySelectorAll("mark"));
  for (const mark of marks) {
    const parent = mark.parentNode as Node;
    while (mark.firstChild) parent.insertBefore(mark.firstChild, mark);
    parent.removeChild(mark);
  }
  if (marks.length) element.normalize();
};

const wrap = (piece: Text, start: number, spans: Span[], look: (id: string) => Look): void => {
  let inner: Node = piece;
  const parent = piece.parentNode as Node;
  const after = piece.nextSibling;
  for (let depth = spans.length - 1; depth >= 0; depth--) {
    const span = spans[depth];
    const { className, described } = look(span.id);
    const first = described !== "" && span.start === start;
    inner = h(
      "mark",
      {
        class: depth ? `${className} deep-${Math.min(depth, 3)}` : className,
        "data-coding": span.id,
        tabindex: first ? "0" : null,
        "aria-describedby": first ? described : null,
      },
      inner,
    );
  }
  parent.insertBefore(inner, after);
};

/** Draws `spans` (offsets into the turn) into the block, in place of what was drawn before. */
export const paint = (block: Block, spans: Span[], look: (id: string) => Look): void => {
  unmark(block.element);
  const byId = new Map<string, Span>();
  for (const span of spans) byId.set(span.id, span);
  const found = segments(spans, block.start, block.end);
  let next = 0;
  let at = block.start;
  for (const leaf of found.length ? leaves(block.element) : []) {
    const text = leaf.nodeValue;
    const end = at + (text === null ? 1 : count(text));
    while (next < found.length && found[next].end <= at) next++;
    let last = next;
    while (last < found.length && found[last].start < end) last++;
    // From the last to the first, so that cutting the node leaves the offsets before the cut alone.
    for (let i = last - 1; i >= next && text !== null; i--) {
      const from = Math.max(found[i].start, at);
      const node = leaf as Text;
      const stop = indexAt(text, Math.min(found[i].end, end) - at);
      if (stop < node.length) node.splitText(stop);
      const piece = from > at ? node.splitText(indexAt(text, from - at)) : node;
      wrap(
        piece,
        from,
        found[i].ids.map((id) => byId.get(id) as Span),
        look,
      );
    }
    at = end;
  }
};
