// SPDX-License-Identifier: MIT
// What one person says to the group's axes, and what is still missing from it.
import type { Item } from "../../types";

export type Stance = "support" | "object" | "unsure";

export interface StanceItem extends Item {
  kind: "stance";
  axis: string;
  stance: Stance;
  reason: string;
  at: string;
}

/** Other words for an axis. */
export interface Amendment {
  axis: string;
  name: string;
  definition: string;
  reason: string;
}

/** Axes that should be one. */
export interface Wish {
  axes: string[];
  name: string;
  reason: string;
}

/** An axis that the group lacks; `examples` are ids of own codings. */
export interface Proposal {
  name: string;
  definition: string;
  reason: string;
  examples: string[];
}

/** A wish is about two axes at least. */
export const TOGETHER = 2;

/** What keeps the participant here: a key of the words, and the name that it is about. */
export interface Lack {
  key: string;
  name: string;
}

/** True when nothing is written: then there is nothing to keep. */
export const isEmpty = (said: Amendment | Wish | Proposal): boolean => {
  const { name, reason } = said;
  const definition = "definition" in said ? said.definition : "";
  const chosen = "axes" in said ? said.axes.length : "examples" in said ? said.examples.length : 0;
  return !name && !reason && !definition && !chosen;
};

/** An objection counts with its reason. */
export const isWhole = (stance: Stance, reason: string): boolean => stance !== "object" || reason !== "";

export const lackOfAmendment = (amendment: Amendment, axis: string): Lack[] => {
  if (isEmpty(amendment)) return [];
  if (!amendment.name && !amendment.definition) return [{ key: "propose.missing.words", name: axis }];
  return amendment.reason ? [] : [{ key: "propose.missing.amendment", name: axis }];
};

export const lackOfWish = (wish: Wish): Lack[] => {
  if (isEmpty(wish)) return [];
  if (wish.axes.length < TOGETHER) return [{ key: "propose.missing.two", name: "" }];
  return wish.reason ? [] : [{ key: "propose.missing.wish", name: "" }];
};

export const lackOfProposal = (proposal: Proposal): Lack[] => {
  const { name } = proposal;
  if (isEmpty(proposal)) return [];
  if (!name) return [{ key: "propose.missing.name", name }];
  return proposal.definition ? [] : [{ key: "propose.missing.definition", name }];
};
