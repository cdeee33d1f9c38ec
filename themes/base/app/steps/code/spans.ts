// SPDX-License-Identifier: MIT
// Overlapping passages as numbers: where they cut each other, which lane and colour each one has.

/** A passage of one turn; code points, end exclusive. */
export interface Span {
  id: string;
  start: number;
  end: number;
}

/**
 * A stretch of text that the same spans cover; `ids` go from the longest span to the shortest, the
 * choice last.
 */
export interface Segment {
  start: number;
  end: number;
  ids: string[];
}

/** The id of the passage that is chosen and not coded yet: it lies on top of all others. */
export const CHOICE = "";

const longestFirst = (a: Span, b: Span): number =>
  Number(a.id === CHOICE) - Number(b.id === CHOICE) ||
  b.end - b.start - (a.end - a.start) ||
  (a.id < b.id ? -1 : 1);

/**
 * The covered stretches of [from, to), cut wherever a span starts or ends. Uncovered text is left
 * out.
 */
export const segments = (spans: Span[], from: number, to: number): Segment[] => {
  const inside = spans
    .filter((span) => span.start < to && span.end > from && span.start < span.end)
    .sort((a, b) => a.start - b.start);
  const cuts = new Set<number>();
  for (const span of inside) {
    cuts.add(Math.max(span.start, from));
    cuts.add(Math.min(span.end, to));
  }
  const edges = Array.from(cuts).sort((a, b) => a - b);
  const found: Segment[] = [];
  let open: Span[] = [];
  let next = 0;
  for (let i = 0; i + 1 < edges.length; i++) {
    while (next < inside.length && inside[next].start <= edges[i]) open.push(inside[next++]);
    open = open.filter((span) => span.end > edges[i]);
    if (open.length) {
      const ids = open
        .slice()
        .sort(longestFirst)
        .map((span) => span.id);
      found.push({ start: edges[i], end: edges[i + 1], ids });
    }
  }
  return found;
};

/** A lane from 0 for each extent, so that no two in one lane touch; in the order given. */
export const lanes = (extents: { top: number; bottom: number }[]): number[] => {
  const order = extents.map((_, i) => i).sort((a, b) => extents[a].top - extents[b].top || a - b);
  const ends: number[] = [];
  const lane: number[] = new Array(extents.length);
  for (const i of order) {
    let free = ends.findIndex((end) => end <= extents[i].top);
    if (free < 0) free = ends.length;
    ends[free] = extents[i].bottom;
    lane[i] = free;
  }
  return lane;
};

/**
 * The first colour of 1 to 8, counted on from `preferred`, that no neighbour has; `preferred` when
 * all are taken.
 */
export const pickColour = (preferred: number, taken: Set<number>): number => {
  for (let i = 0; i < 8; i++) {
    const colour = ((preferred - 1 + i) % 8) + 1;
    if (!taken.has(colour)) return colour;
  }
  return preferred;
};
