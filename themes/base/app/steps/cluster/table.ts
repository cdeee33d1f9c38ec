// SPDX-License-Identifier: MIT
// What all parts of the clustering page share: the codes as they are now, what is chosen, and where words come from.

import type { ClusterItem, CodingItem, StepContext, Words } from "../../types";
import { listClusters, listCodes } from "./codes";
import type { FocusedCode } from "./codes";
import type { Desk } from "./operations";

export interface Passage {
  coding: CodingItem;
  /** First words on this passage. */
  labels: string[];
}

export interface Table {
  context: StepContext;
  words: Words;
  desk: Desk;
  codes: FocusedCode[];
  clusters: ClusterItem[];
  /** Keys of the codes chosen for the next command. */
  chosen: Set<string>;
  /** Works codes and clusters out anew. */
  refresh(): void;
  code(key: string): FocusedCode | undefined;
  /** A cluster's name, or words for one that has none. */
  nameOf(cluster: ClusterItem): string;
  titleOf(coding: CodingItem): string;
  /** The different passages of some codes, in the order of their uses. */
  passages(codes: FocusedCode[]): Passage[];
  textOf(code: FocusedCode): string;
}

const passagesOf = (codings: Map<string, CodingItem>, codes: FocusedCode[]): Passage[] => {
  const found = new Map<string, Passage>();
  for (const code of codes) {
    for (const use of code.uses) {
      const passage = found.get(use.coding);
      if (!passage) found.set(use.coding, { coding: codings.get(use.coding)!, labels: [use.label] });
      else if (passage.labels.indexOf(use.label) < 0) passage.labels.push(use.label);
    }
  }
  return Array.from(found.values());
};

/** The table of one step, empty until its first `refresh`. */
export const makeTable = (context: StepContext): Table => {
  const source = context.itemsOf(String(context.step.data.from));
  const titles = new Map(context.packet.conversations.map((c): [string, string] => [c.id, c.title || c.id]));
  let codings = new Map<string, CodingItem>();
  let byKey = new Map<string, FocusedCode>();
  const table: Table = {
    context,
    words: context.words,
    desk: { items: context.items, newId: () => context.newId() },
    codes: [],
    clusters: [],
    chosen: new Set(),
    refresh() {
      const list = source.all("coding") as CodingItem[];
      codings = new Map(list.map((coding): [string, CodingItem] => [coding.id, coding]));
      table.codes = listCodes(list, context.items.all());
      table.clusters = listClusters(context.items.all("cluster"));
      byKey = new Map(table.codes.map((code): [string, FocusedCode] => [code.key, code]));
      table.chosen.forEach((key) => byKey.has(key) || table.chosen.delete(key));
    },
    code: (key) => byKey.get(key),
    nameOf: (cluster) => cluster.name || context.words("cluster.noname"),
    titleOf(coding) {
      const id = coding.turn.slice(0, coding.turn.lastIndexOf("/"));
      return titles.get(id) || id;
    },
    passages: (codes) => passagesOf(codings, codes),
    textOf(code) {
      const parts = [code.label].concat(code.was);
      for (const { coding } of passagesOf(codings, [code])) parts.push(coding.quote, coding.memo || "");
      return parts.join("\n");
    },
  };
  return table;
};
