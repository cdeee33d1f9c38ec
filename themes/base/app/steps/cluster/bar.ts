// SPDX-License-Identifier: MIT
// The bar at the foot, there while codes are chosen: how many, and what can be done with them.

import { button, h } from "../../dom";
import type { Table } from "./table";

export interface Bar {
  node: HTMLElement;
  update(): void;
}

/** `none` is called when nothing is to be chosen any more. */
export const makeBar = (table: Table, none: () => void): Bar => {
  const { words, chosen } = table;
  const count = h("p", { class: "cluster-count", role: "status" });
  const act = (name: string, kind = ""): HTMLButtonElement =>
    h("button", { type: "button", "data-act": name, class: kind }, words("cluster." + name));
  const [merge, rename, split] = [act("merge"), act("rename"), act("split")];
  const node = h("div", { class: "cluster-bar", role: "group", "aria-label": words("cluster.bar"), hidden: true },
    count,
    button(words("cluster.choose.none"), none, "link"),
    h("div", { class: "cluster-row" }, merge, rename, split, act("put", "primary")));
  return {
    node,
    update() {
      const one = chosen.size === 1 ? table.code(Array.from(chosen)[0]) : undefined;
      node.hidden = !chosen.size;
      count.textContent = chosen.size ? words("cluster.chosen", { n: chosen.size }) : "";
      merge.hidden = chosen.size < 2;
      rename.hidden = !one;
      split.hidden = !one || one.uses.length < 2;
    },
  };
};
