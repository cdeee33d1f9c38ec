// SPDX-License-Identifier: MIT
// The head of the page: what this is about, the two views of a narrow screen, and Undo.

import { button, h, press } from "../../dom";
import type { Table } from "./table";

export interface Head {
  node: HTMLElement;
  update(): void;
}

/** `root` says in `data-view` which of the two a narrow screen shows. */
export const makeHead = (table: Table, root: HTMLElement, undo: () => void): Head => {
  const { words, context } = table;
  const show = (at: number): void => {
    root.setAttribute("data-view", at ? "clusters" : "codes");
    views.forEach((button, n) => press(button, n === at));
  };
  const views = [0, 1].map((at) => button("", () => show(at)));
  const back = button(words("cluster.undo"), undo, "", { hidden: context.readOnly });
  const begin = h("p", {}, words("cluster.begin", { put: words("cluster.put") }));
  const pair = { class: "cluster-pair cluster-views", role: "group", "aria-label": words("cluster.views") };
  show(0);
  return {
    node: h("div", { class: "cluster-head" },
      h("div", { class: "cluster-lead" }, h("p", {}, words("cluster.lead")), begin), h("div", pair, ...views), back),
    update() {
      const left = table.codes.filter((code) => !code.clusters.length).length;
      views[0].textContent = words("cluster.views.codes", { n: left });
      views[1].textContent = words("cluster.views.clusters", { n: table.clusters.length });
      begin.hidden = context.readOnly || !left || table.clusters.length > 0;
      back.disabled = !context.items.canUndo();
    },
  };
};
