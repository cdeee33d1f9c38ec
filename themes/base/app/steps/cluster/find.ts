// SPDX-License-Identifier: MIT
// Finding, filtering and sorting codes. What is found is only shown: no order here means that a code weighs more.

import { searcher } from "../../fold";
import type { FocusedCode } from "./codes";

export type Sort = "first" | "name" | "count";

export interface Query {
  text: string;
  /** Only codes that are in no cluster. */
  looseOnly: boolean;
  sort: Sort;
  /** Whether finding and sorting is unfolded; undefined until somebody said so. */
  open?: boolean;
}

/** What can be searched in one code: its label, first words, quotes and memos. */
export type TextOf = (code: FocusedCode) => string;

/** How many passages a code has: two labels on one passage count once. */
export const passageCount = (code: FocusedCode): number => new Set(code.uses.map((use) => use.coding)).size;

/** Compares in the order of the language's alphabet, or of the browser's where the language is unknown to it. */
const collator = (language: string): Intl.Collator => {
  try {
    return new Intl.Collator(language, { numeric: true });
  } catch (_) {
    return new Intl.Collator(undefined, { numeric: true });
  }
};

const sorted = (codes: FocusedCode[], sort: Sort, language: string): FocusedCode[] => {
  if (sort === "count") return codes.sort((a, b) => passageCount(b) - passageCount(a));
  if (sort !== "name") return codes;
  const { compare } = collator(language);
  return codes.sort((a, b) => compare(a.label, b.label));
};

/** The codes that hold every word of the query. Codes with equal places keep the order of their first use. */
export const find = (codes: FocusedCode[], query: Query, textOf: TextOf, language: string): FocusedCode[] => {
  const holds = searcher(query.text);
  const found = codes.filter((code) => !(query.looseOnly && code.clusters.length) && (!query.text || holds(textOf(code))));
  return sorted(found, query.sort, language);
};
