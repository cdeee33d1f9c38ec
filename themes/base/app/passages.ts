// SPDX-License-Identifier: MIT
// A passage as it stands in an open slip, in a choice of passages, and as a best example.

import { h } from "./dom";
import type { CodingItem, Words } from "./types";

/** What is shown of a coding. */
export type Shown = Pick<CodingItem, "turn" | "quote" | "memo">;

/** Where words and titles come from. */
export interface Source<T extends Shown> {
  words: Words;
  titleOf(coding: T): string;
}

/** The passage's words, where they stand, the memo, and the first words where `label` is another. */
export const passageNodes = <T extends Shown>(
  table: Source<T>,
  passage: { coding: T; labels: string[] },
  label?: string,
): HTMLElement[] => {
  const { coding, labels } = passage;
  const other = labels.filter((first) => label !== undefined && first !== label);
  const nodes = [
    h("blockquote", { class: "passage-quote", dir: "auto" }, coding.quote),
    h("p", { class: "passage-source", dir: "auto" }, table.titleOf(coding)),
  ];
  if (coding.memo) nodes.push(h("p", { class: "passage-memo", dir: "auto" }, coding.memo));
  if (other.length) {
    const was = table.words("cluster.was", { labels: other.join(" · ") });
    nodes.push(h("p", { class: "cluster-was", dir: "auto" }, was));
  }
  return nodes;
};
