// SPDX-License-Identifier: MIT
// What is where on the map: the labels as data, the way from one to the next, and the search.
import { searcher } from "../../fold";

/** Why two labels are near each other. */
export interface Near {
  /** Index of the other label. */
  label: number;
  kind: "hand" | "meaning" | "place" | "word";
  one: string;
  other: string;
}

/** `x` and `y` are the middle, in pixels of the map's frame, which no build shifts. */
export interface Label {
  label: string;
  x: number;
  y: number;
  w: number;
  h: number;
  direction: "ltr" | "rtl";
  annotations: { quote: string; title: string }[];
  nearest: Near[];
  /** Where the program had it, when a board has moved it. */
  home?: Point;
}

/** What of the frame there is to see. */
export interface View {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface MapData {
  /** In the order of the alphabet. */
  labels: Label[];
  view: View;
}

/** A point, or a direction: (1, 0) is to the right, (0, 1) down. */
export interface Point {
  x: number;
  y: number;
}

/** What lies aside counts more than what lies ahead, so that arrows lead straight on where they can. */
const ASIDE = 2;

/** The index of the nearest label in a direction, -1 where there is none; `at` is an index. */
export const toward = (labels: Point[], at: number, way: Point): number => {
  const from = labels[at];
  let found = -1;
  let least = Infinity;
  labels.forEach(({ x, y }, n) => {
    const ahead = (x - from.x) * way.x + (y - from.y) * way.y;
    const aside = Math.abs((x - from.x) * way.y) + Math.abs((y - from.y) * way.x);
    const cost = ahead + ASIDE * aside;
    if (n === at || ahead <= 0 || cost >= least) return;
    least = cost;
    found = n;
  });
  return found;
};

/** The index of the label nearest to a point, -1 where there are no labels. */
export const nearestTo = (labels: Point[], point: Point): number => {
  const far = ({ x, y }: Point): number => (x - point.x) * (x - point.x) + (y - point.y) * (y - point.y);
  return labels.reduce((best, one, n) => (best < 0 || far(one) < far(labels[best]) ? n : best), -1);
};

/** Indexes of the labels that hold every word of the query; none for an empty query. */
export const search = (labels: { label: string }[], query: string): number[] => {
  const holds = searcher(query);
  const all = labels.map((_, n) => n);
  return query.trim() ? all.filter((n) => holds(labels[n].label)) : [];
};

const SCALES = [0.25, 0.35, 0.5, 0.7, 1, 1.4, 2];

/** The next scale up (1) or down (-1); the same where there is none. */
export const nextScale = (scale: number, by: number): number => {
  const further = SCALES.filter((one) => (by > 0 ? one > scale * 1.01 : one < scale * 0.99));
  if (!further.length) return scale;
  return by > 0 ? further[0] : further[further.length - 1];
};

/** The view around labels that stand at `places`, with a margin. */
export const viewAround = (labels: { w: number; h: number }[], places: Point[], margin: number): View => {
  const side = (pick: (n: number) => number): number[] => labels.map((_, n) => pick(n));
  const x = Math.min(...side((n) => places[n].x - labels[n].w / 2)) - margin;
  const y = Math.min(...side((n) => places[n].y - labels[n].h / 2)) - margin;
  const right = Math.max(...side((n) => places[n].x + labels[n].w / 2)) + margin;
  const bottom = Math.max(...side((n) => places[n].y + labels[n].h / 2)) + margin;
  return { x, y, width: right - x, height: bottom - y };
};

/** The scale at which the whole view fits into a window, never larger than life. */
export const wholeScale = (view: { width: number; height: number }, width: number, height: number): number =>
  Math.min(1, width / Math.max(1, view.width), height / Math.max(1, view.height));
