// SPDX-License-Identifier: MIT
// The moves of labels on a board: a log of which nothing is ever taken out, and what follows from it.
import type { Item } from "../../../types";
import type { Label, Point } from "../../map/plane";

/** One line of the log: a label was put at (x, y), in pixels of the map's frame. */
export interface MoveItem extends Item {
  kind: "move";
  n: number;
  label: string;
  x: number;
  y: number;
  by: string;
  at: string;
  /** The id of the move that this one takes back. */
  undo?: string;
}

/** Room between labels, in pixels; the program's own map keeps the same. */
export const GAP = 8;
/** Pixels from one place that is tried to the next. */
const STEP = 4;
/** How far off a label may stand: the record takes no more. */
export const FAR = 100000;

/** In the order in which they are replayed. */
export const inOrder = (items: Item[]): MoveItem[] =>
  (items as MoveItem[]).slice().sort((a, b) => a.n - b.n || (a.at < b.at ? -1 : a.at > b.at ? 1 : 0) || (a.id < b.id ? -1 : 1));

/** The moves that still count, in order: those that were taken back are left out, and so are those that took back. */
export const standing = (moves: MoveItem[]): MoveItem[] => {
  let list: MoveItem[] = [];
  for (const move of moves) {
    if (move.undo) list = list.filter(({ id }) => id !== move.undo);
    else list = list.concat(move);
  }
  return list;
};

/** Where each label stands after the moves. */
export const placesOf = (labels: Label[], moves: MoveItem[]): Point[] => {
  const last = new Map(moves.map(({ label, x, y }): [string, Point] => [label, { x, y }]));
  return labels.map(({ label, x, y }) => last.get(label) || { x, y });
};

/** Where the program had a label. */
export const homeOf = ({ home, x, y }: Label): Point => home || { x, y };

/** The last move that can be taken back, and where its label stood before it; null where there is none. */
export const lastMove = (labels: Label[], moves: MoveItem[]): { move: MoveItem; before: Point } | null => {
  const known = new Set(labels.map(({ label }) => label));
  const list = standing(moves).filter(({ label }) => known.has(label));
  const move = list[list.length - 1];
  if (!move) return null;
  const n = labels.findIndex(({ label }) => label === move.label);
  return { move, before: placesOf(labels, list.slice(0, -1))[n] };
};

const isFree = (labels: Label[], places: Point[], n: number, { x, y }: Point): boolean =>
  labels.every(({ w, h }, i) => {
    if (i === n) return true;
    const far = places[i];
    return Math.abs(far.x - x) >= (w + labels[n].w) / 2 + GAP || Math.abs(far.y - y) >= (h + labels[n].h) / 2 + GAP;
  });

const within = (value: number): number => Math.max(-FAR, Math.min(FAR, Math.round(value)));

/** One label of the arrangement: where a board showed it before its first move. */
export type Shown = Point & { label: string };

/**
 * The labels where this board shows them before its own moves. The map may be made anew while a board is at work, since
 * somebody's labels came late: what the board has shown stays, and labels that are new find room beside it.
 */
export const asShown = (labels: Label[], arrangement: Shown[], moves: MoveItem[]): Label[] => {
  if (!arrangement.length) return labels;
  const seen = new Map(arrangement.map(({ label, x, y }): [string, Point] => [label, { x, y }]));
  const own = new Set(moves.map(({ label }) => label));
  // Where another board has moved a label since, the map knows better.
  const stays = ({ label, home }: Label): Point | undefined => (own.has(label) || !home ? seen.get(label) : undefined);
  const places = labels.map((one): Point => stays(one) || { x: one.x, y: one.y });
  return labels.map((one, n) => {
    if (!seen.has(one.label) && !one.home) places[n] = freePlace(labels, places, n, places[n]);
    return Object.assign({}, one, places[n], { home: one.home || places[n] });
  });
};

/** The place nearest to `wanted`, in whole pixels, where label `n` lies over no other one. */
export const freePlace = (labels: Label[], places: Point[], n: number, wanted: Point): Point => {
  const start = { x: within(wanted.x), y: within(wanted.y) };
  if (isFree(labels, places, n, start)) return start;
  for (let ring = 1; ; ring++) {
    const found: Point[] = [];
    for (let along = -ring; along <= ring; along++)
      for (const [dx, dy] of [[along, -ring], [along, ring], [-ring, along], [ring, along]]) {
        const place = { x: start.x + dx * STEP, y: start.y + dy * STEP };
        if (isFree(labels, places, n, place)) found.push(place);
      }
    const far = ({ x, y }: Point): number => (x - start.x) * (x - start.x) + (y - start.y) * (y - start.y);
    if (found.length) return found.reduce((best, one) => (far(one) < far(best) ? one : best));
  }
};
