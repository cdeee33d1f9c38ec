// SPDX-License-Identifier: MIT
// One's own practice beside a worked example: what each said of every answer, in the order of the text. Nothing is counted,
// matched or scored.
import type { CodingItem, Item } from "../../types";
import { listClusters, listCodes } from "../cluster/codes";

/** What somebody said of one passage. */
export interface Said {
  quote: string;
  codes: string[];
  memo: string;
}

/** Names that somebody put together. */
export interface Group {
  name: string;
  definition: string;
  poles: string[];
  codes: string[];
}

/** The worked example that a packet carries. */
export interface Example {
  codings: (Said & { turn: string })[];
  clusters: Group[];
}

/** What the example says of a turn whose text is `text`. */
export const exampleOf = (example: Example, turn: string, text: string): Said[] =>
  example.codings
    .filter((one) => one.turn === turn)
    .map((one, n) => ({ one, n, at: text.indexOf(one.quote) }))
    .sort((a, b) => a.at - b.at || a.n - b.n)
    .map(({ one }) => one);

/** What the participant said of a turn. */
export const ownOf = (codings: CodingItem[], turn: string): Said[] =>
  codings
    .filter((one) => one.turn === turn)
    .sort((a, b) => a.start - b.start || b.end - a.end || a.clock - b.clock)
    .map(({ quote, codes, memo }) => ({ quote, codes: codes.map(({ label }) => label), memo: memo || "" }));

/** What the participant put together. */
export const ownGroups = (items: Item[]): Group[] => {
  const codes = listCodes(items, items);
  return listClusters(items).map(({ id, name, definition, poles }) => ({
    name, definition, poles, codes: codes.filter((code) => code.clusters.indexOf(id) >= 0).map(({ label }) => label),
  }));
};
