// SPDX-License-Identifier: MIT
// A passage as it stands in an open slip, in a choice of passages, and as a best example.

import { h } from "../../dom";
import type { Passage, Table } from "./table";

/** The passage's words, where they stand, the memo, and the first words where `label` is another. */
export const passageNodes = (table: Table, passage: Passage, label?: string): HTMLElement[] => {
  const { coding, labels } = passage;
  const other = labels.filter((first) => label !== undefined && first !== label);
  const nodes = [
    h("blockquote", { class: "cluster-quote", dir: "auto" }, coding.quote),
    h("p", { class: "cluster-source", dir: "auto" }, table.titleOf(coding)),
  ];
  if (coding.memo) nodes.push(h("p", { class: "cluster-memo", dir: "auto" }, coding.memo));
  if (other.length) {
    const was = table.words("cluster.was", { labels: other.join(" · ") });
    nodes.push(h("p", { class: "cluster-was", dir: "auto" }, was));
  }
  return nodes;
};
