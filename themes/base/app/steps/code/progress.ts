// SPDX-License-Identifier: MIT
// How far the work is. "Nothing to code", "seen" and "not seen yet" are different answers, never
// one.
import { plain } from "../../html";
import type { TurnItem } from "../../types";

export type Status = "coded" | "nothing" | "later" | "seen" | "new";

export type Tally = Record<Status, number> & { done: number; total: number };

/**
 * A turn with codings is coded whatever is said of it; without a word about it, it was not seen.
 */
export const statusOf = (codings: number, item: TurnItem | undefined): Status =>
  codings > 0 ? "coded" : item ? item.state : "new";

export const tally = (statuses: Status[]): Tally => {
  const count: Tally = { coded: 0, nothing: 0, later: 0, seen: 0, new: 0, done: 0, total: 0 };
  for (const status of statuses) count[status] += 1;
  count.done = count.coded + count.nothing;
  count.total = statuses.length;
  return count;
};

export interface TurnRef {
  id: string;
  role: string;
  /** Of its text. */
  sha256: string;
}

/**
 * The turns of a conversation from its HTML source, without building a node: packets may hold 30
 * MB of them.
 */
export const turnsOf = (source: string): TurnRef[] => {
  const found: TurnRef[] = [];
  for (const tag of source.match(/<section class="turn"[^>]*>/g) || []) {
    const value = (name: string): string => (tag.match(`${name}="([^"]*)"`) || ["", ""])[1];
    found.push({ id: plain(value("data-turn")), role: value("data-role"), sha256: value("data-sha256") });
  }
  return found;
};
