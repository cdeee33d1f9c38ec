// SPDX-License-Identifier: MIT
// A code as a slip of paper: a box to choose it, its label, its count, and inside it the passages.

import { clear, h } from "../../dom";
import type { FocusedCode } from "./codes";
import { passageCount } from "./find";
import { passageNodes } from "../../passages";
import type { Table } from "./table";

export interface Slip {
  node: HTMLLIElement;
  /** Where the keyboard lands: the box, or the opener where nothing can be chosen. */
  entry: HTMLElement;
  /** Shows the code as it is now; touches nothing when nothing about it changed. */
  update(code: FocusedCode): void;
  /** Shows whether it is chosen. */
  mark(): void;
  toggle(): void;
  /** Makes it the one stop of its list for the Tab key, or not. */
  stop(on: boolean): void;
}

/** What a slip shows of a code; two equal strings look the same. */
const appearance = (table: Table, code: FocusedCode, place: string): string => {
  const names = place ? [] : table.clusters.filter((c) => code.clusters.indexOf(c.id) >= 0).map(table.nameOf);
  return JSON.stringify([code.label, code.was, code.uses, !code.item, names]);
};

const actions = (table: Table, code: FocusedCode, place: string): HTMLElement | null => {
  if (table.context.readOnly) return null;
  const names = ["put", "rename"];
  if (passageCount(code) > 1 || code.uses.length > 1) names.push("split");
  if (code.item) names.push("restore");
  if (place) names.push("take");
  const row = h("div", { class: "cluster-row" });
  for (const name of names) {
    row.appendChild(h("button", { type: "button", "data-act": name }, table.words("cluster." + name)));
  }
  return row;
};

const notes = (table: Table, code: FocusedCode, place: string): HTMLElement[] => {
  const { words } = table;
  const lines: HTMLElement[] = [];
  if (code.was.length > 1 || code.was[0] !== code.label) {
    const was = words("cluster.was", { labels: code.was.join(" · ") });
    lines.push(h("p", { class: "cluster-was", dir: "auto" }, was));
  }
  const holders = table.clusters.filter((cluster) => code.clusters.indexOf(cluster.id) >= 0);
  if (!place && holders.length) {
    const within = words("cluster.in", { clusters: holders.map(table.nameOf).join(" · ") });
    lines.push(h("p", { class: "cluster-was", dir: "auto" }, within));
  }
  return lines;
};

const inside = (table: Table, code: FocusedCode, place: string): HTMLElement => {
  const list = h("ul", { class: "cluster-passages", role: "list" });
  for (const passage of table.passages([code])) {
    list.appendChild(h("li", {}, ...passageNodes(table, passage, code.was.length > 1 ? code.label : undefined)));
  }
  return h("div", { class: "cluster-inside" }, list, actions(table, code, place));
};

/** A slip of one list; `place` is the id of its cluster, or empty in the pile. */
export const makeSlip = (table: Table, key: string, place: string): Slip => {
  const { words, context } = table;
  const box = h("input", { type: "checkbox", hidden: context.readOnly });
  const text = h("span", { class: "cluster-label", dir: "auto" });
  const opener = h("button", { type: "button", class: "cluster-open", "aria-expanded": "false" });
  const face = h("div", { class: "cluster-face" }, h("label", {}, box, text), opener);
  const more = h("div");
  const node = h("li", { class: "cluster-slip", "data-key": key }, face, more);
  let open = false;
  let shown = "";
  let current: FocusedCode | undefined;
  const fill = (): void => {
    clear(more);
    if (!current) return;
    for (const line of notes(table, current, place)) more.appendChild(line);
    if (open) more.appendChild(inside(table, current, place));
  };
  const toggle = (): void => {
    open = !open;
    opener.setAttribute("aria-expanded", String(open));
    fill();
  };
  opener.addEventListener("click", toggle);
  return {
    node,
    entry: context.readOnly ? opener : box,
    toggle,
    update(code) {
      current = code;
      const looks = appearance(table, code, place);
      if (looks === shown) return;
      shown = looks;
      text.textContent = code.label;
      const count = words("cluster.passages", { n: passageCount(code) });
      opener.textContent = count;
      opener.setAttribute("aria-label", count + ": " + code.label);
      fill();
    },
    mark() {
      box.checked = table.chosen.has(key);
      node.classList.toggle("chosen", box.checked);
    },
    stop(on) {
      box.tabIndex = opener.tabIndex = on ? 0 : -1;
    },
  };
};
