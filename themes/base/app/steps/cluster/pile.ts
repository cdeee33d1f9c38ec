// SPDX-License-Identifier: MIT
// The codes before the sheets: the pile of those in no cluster, or all of them, found and sorted.

import { h } from "../../dom";
import { find } from "./find";
import type { Query, Sort } from "./find";
import { makeList } from "./list";
import type { SlipList } from "./list";
import type { Table } from "./table";

export interface Pile {
  node: HTMLElement;
  list: SlipList;
  search: HTMLInputElement;
  update(): void;
}

const SORTS: Sort[] = ["first", "name", "count"];

const sortField = (table: Table, query: Query, changed: () => void): HTMLElement => {
  const { words } = table;
  const select = h("select", {}, ...SORTS.map((sort) => h("option", { value: sort }, words("cluster.sort." + sort))));
  select.value = query.sort;
  select.addEventListener("change", () => {
    query.sort = select.value as Sort;
    changed();
  });
  return h("label", { class: "cluster-field" }, h("span", {}, words("cluster.sort")), select);
};

/** Why the list is empty, or nothing. */
const emptyWords = (table: Table, query: Query, found: number): string => {
  if (found) return "";
  const searched = query.text.trim() !== "";
  return table.words(searched ? "cluster.none.found" : "cluster.none.left");
};

/** `query` outlives the pile, so that what was set is still set when the step is shown again. */
export const makePile = (table: Table, query: Query, mark: () => void): Pile => {
  const { words, context } = table;
  const list = makeList(table, "");
  const empty = h("p", { class: "cluster-empty", role: "status" });
  const found = h("p", { class: "cluster-was" });
  const search = h("input", { type: "search", dir: "auto", autocomplete: "off", value: query.text });
  const loose = h("button", { type: "button" });
  const every = h("button", { type: "button" });
  const all = h("button", { type: "button", hidden: context.readOnly });
  const update = (): void => {
    const { codes } = table;
    const left = codes.filter((code) => !code.clusters.length).length;
    const shown = find(codes, query, table.textOf, context.packet.study.language);
    list.update(shown);
    loose.textContent = words("cluster.filter.loose", { n: left });
    every.textContent = words("cluster.filter.all", { n: codes.length });
    loose.setAttribute("aria-pressed", String(query.looseOnly));
    every.setAttribute("aria-pressed", String(!query.looseOnly));
    empty.textContent = emptyWords(table, query, shown.length);
    empty.hidden = shown.length > 0;
    found.textContent = query.text.trim() ? words("cluster.found", { n: shown.length }) : "";
    all.textContent = words("cluster.choose.all", { n: shown.length });
    all.disabled = !shown.length;
  };
  const show = (looseOnly: boolean) => (): void => {
    query.looseOnly = looseOnly;
    update();
  };
  loose.addEventListener("click", show(true));
  every.addEventListener("click", show(false));
  all.addEventListener("click", () => {
    for (const key of list.keys) table.chosen.add(key);
    mark();
  });
  search.addEventListener("input", () => {
    query.text = search.value;
    update();
    context.announce(words("cluster.found", { n: list.keys.length }));
  });
  const node = h("section", { class: "cluster-pile", "data-drop": "", "aria-label": words("cluster.codes.title") },
    h("div", { class: "cluster-tools" },
      h("label", { class: "cluster-field" }, h("span", {}, words("cluster.search")), search),
      h("div", { class: "cluster-pair", role: "group", "aria-label": words("cluster.filter") }, loose, every),
      h("div", { class: "cluster-line" }, sortField(table, query, update), all),
      found),
    empty, list.node);
  return { node, list, search, update };
};
