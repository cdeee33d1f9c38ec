// SPDX-License-Identifier: MIT
// Which codes there are, worked out from the codings and the step's own items ("Codes in focused coding" in
// docs/formats.md). Nothing here writes: the same items always give the same codes, on any machine.

import { compare } from "../../codepoints";
import type { ClusterItem, CodingItem, Item, MemberItem, RefinedCodeItem } from "../../types";

/** One label on one passage, in the words that were first written there. */
export interface Use {
  coding: string;
  label: string;
}

/** A code as focused coding shows it. */
export interface FocusedCode {
  /** `label:<label>` of first words, `code:<id>` of a refined code. */
  key: string;
  label: string;
  /** In the order of the codings; never empty. */
  uses: Use[];
  /** The different first words of its uses, in the order of their first use. */
  was: string[];
  /** Ids of the clusters that hold it, in their order. */
  clusters: string[];
  /** The item behind a refined code; its first words need none. */
  item?: RefinedCodeItem;
}

const live = (items: Item[], kind: string): Item[] =>
  items.filter((item) => item.kind === kind && !item.deleted);

const newer = (a: Item, b: Item): boolean =>
  (a.clock - b.clock || compare(a.session, b.session) || compare(a.id, b.id)) > 0;

/** One string for one use: ids hold no control characters, so the first line feed ends the id. */
export const useKey = (use: Use): string => use.coding + "\n" + use.label;

/** The item that owns each claimed use: of two claims the larger (clock, session, id). */
const owners = (items: Item[]): Map<string, RefinedCodeItem> => {
  const owner = new Map<string, RefinedCodeItem>();
  for (const item of live(items, "code") as RefinedCodeItem[]) {
    for (const use of item.uses) {
      const other = owner.get(useKey(use));
      if (!other || newer(item, other)) owner.set(useKey(use), item);
    }
  }
  return owner;
};

/** All uses of live codings, each once. */
const allUses = (codings: Item[]): Use[] => {
  const seen = new Set<string>();
  const uses: Use[] = [];
  for (const coding of live(codings, "coding") as CodingItem[]) {
    for (const code of coding.codes) {
      const use = { coding: coding.id, label: code.label };
      if (!seen.has(useKey(use))) uses.push(use);
      seen.add(useKey(use));
    }
  }
  return uses;
};

/** Live clusters by their `order`, then by id. */
export const listClusters = (items: Item[]): ClusterItem[] =>
  (live(items, "cluster") as ClusterItem[]).sort((a, b) => a.order - b.order || compare(a.id, b.id));

/** Codes by their first use. Takes deleted items and other kinds too, and passes over them. */
export const listCodes = (codings: Item[], items: Item[]): FocusedCode[] => {
  const owner = owners(items);
  const codes = new Map<string, FocusedCode>();
  for (const use of allUses(codings)) {
    const item = owner.get(useKey(use));
    const key = item ? "code:" + item.id : "label:" + use.label;
    let code = codes.get(key);
    if (!code) {
      code = { key, label: item ? item.label : use.label, uses: [], was: [], clusters: [], item };
      codes.set(key, code);
    }
    code.uses.push(use);
    if (code.was.indexOf(use.label) < 0) code.was.push(use.label);
  }
  const members = new Set((live(items, "member") as MemberItem[]).map((m) => m.cluster + "\n" + m.code));
  const clusters = listClusters(items);
  codes.forEach((code) => {
    code.clusters = clusters.map((c) => c.id).filter((id) => members.has(id + "\n" + code.key));
  });
  return Array.from(codes.values());
};
