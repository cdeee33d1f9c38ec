// SPDX-License-Identifier: MIT
// The codes before the sheets: the pile of those in no cluster, or all of them, found and sorted.

import { h, press } from "../../dom";
import { labelled } from "../../fields";
import { find } from "./find";
import type { Query, Sort } from "./find";
import { makeList } from "./list";
import type { SlipList } from "./list";
import type { Table } from "./table";

export interface Pile {
  node: HTMLElement;
  list: SlipList;
  /** What has the focus when no slip is left. */
  rest(): HTMLElement;
  update(): void;
}

const MANY = 12;
const NARROW = "(max-width: 55.99rem)";

const SORTS: Sort[] = ["first", "name", "count"];

const sortField = (table: Table, query: Query, changed: () => void): HTMLElement => {
  const { words } = table;
  const select = h("select", {}, ...SORTS.map((sort) => h("option", { value: sort }, words("cluster.sort." + sort))));
  select.value = query.sort;
  select.addEventListener("change", () => {
    query.sort = select.value as Sort;
    changed();
  });
  return labelled(words("cluster.sort"), select);
};

/** Finding and sorting, folded away where codes are few or room is scarce, until somebody opens it. */
const makeFold = (table: Table, query: Query, ...parts: HTMLElement[]): HTMLDetailsElement => {
  const roomy = table.codes.length >= MANY && !window.matchMedia(NARROW).matches;
  const open = query.open === undefined ? roomy || query.text !== "" : query.open;
  const summary = h("summary", {}, table.words("cluster.find"));
  const fold = h("details", { class: "cluster-fold", open }, summary, ...parts);
  summary.addEventListener("click", () => (query.open = !fold.open));
  return fold;
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
    press(loose, query.looseOnly);
    press(every, !query.looseOnly);
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
  const fold = makeFold(
    table, query,
    labelled(words("cluster.search"), search),
    sortField(table, query, update),
  );
  const node = h("section", { class: "cluster-pile", "data-drop": "", "aria-label": words("cluster.codes.title") },
    h("div", { class: "cluster-tools" },
      h("div", { class: "cluster-pair", role: "group", "aria-label": words("cluster.filter") }, loose, every),
      h("div", { class: "cluster-line" }, fold, all),
      found),
    empty, list.node);
  const rest = (): HTMLElement => (fold.open ? search : fold.querySelector("summary")!);
  return { node, list, rest, update };
};
