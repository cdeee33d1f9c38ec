// SPDX-License-Identifier: MIT
// What somebody has said of the axes: four states, never to be mixed.
import type { Item } from "../../types";
import type { AxisView } from "../board/types";

/** A rating of an axis; without `value` its author would rather not rate it. */
export interface RatingItem extends Item {
  kind: "rating";
  axis: string;
  definition_sha256: string;
  value?: number;
  comment?: string;
  at: string;
}

/** `open`: nothing is said yet; `earlier`: something, and of another wording. */
export type State = "rated" | "skipped" | "open" | "earlier";

export const stateOf = (axis: AxisView, rating: RatingItem | undefined): State => {
  if (!rating) return "open";
  if (rating.definition_sha256 !== axis.definition_sha256) return "earlier";
  return rating.value === undefined ? "skipped" : "rated";
};

/** How many axes are rated, left out by choice, and still open: those with a rating of an earlier wording are open. */
export const tally = (states: State[]): { rated: number; skipped: number; open: number } => {
  const count = (wanted: State): number => states.filter((state) => state === wanted).length;
  return { rated: count("rated"), skipped: count("skipped"), open: count("open") + count("earlier") };
};
