// SPDX-License-Identifier: MIT
// All sheets in their order, and after them the blank one that becomes the next cluster.

import { h } from "../../dom";
import { arrange } from "./list";
import { makeSheet } from "./sheet";
import type { Sheet } from "./sheet";
import type { Table } from "./table";

export interface Sheets {
  node: HTMLElement;
  get(id: string): Sheet | undefined;
  update(): void;
  /** Shows which slips are chosen. */
  mark(): void;
  /** Keeps what is written but not kept yet. */
  flush(): void;
}

const makeBlank = ({ words, context }: Table): HTMLElement =>
  h("section", { class: "cluster-sheet cluster-blank", "data-drop": "+", "data-cluster": "+", hidden: context.readOnly },
    h("p", { class: "cluster-was" }, words("cluster.blank")),
    h("div", { class: "cluster-row" },
      h("button", { type: "button", "data-sheet": "new" }, words("cluster.new")),
      h("button", { type: "button", "data-sheet": "here", class: "cluster-here" }, words("cluster.sheet.new"))));

export const makeSheets = (table: Table): Sheets => {
  const sheets = new Map<string, Sheet>();
  const blank = makeBlank(table);
  const node = h("div", { class: "cluster-sheets" });
  return {
    node,
    get: (id) => sheets.get(id),
    update() {
      const { clusters, codes } = table;
      sheets.forEach((_, id) => clusters.some((cluster) => cluster.id === id) || sheets.delete(id));
      const nodes = clusters.map((cluster) => {
        const sheet = sheets.get(cluster.id) || makeSheet(table, cluster.id);
        sheets.set(cluster.id, sheet);
        sheet.update(cluster, codes.filter((code) => code.clusters.indexOf(cluster.id) >= 0));
        return sheet.node;
      });
      arrange(node, nodes.concat(blank));
    },
    mark: () => sheets.forEach((sheet) => sheet.list.mark()),
    flush: () => sheets.forEach((sheet) => sheet.flush()),
  };
};
