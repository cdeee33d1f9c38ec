// SPDX-License-Identifier: MIT
// The clustering page: the pile at the start side, the sheets at the end side; on a narrow screen one at a time.

import { h } from "../../dom";
import { makeBar } from "./bar";
import type { Query } from "./find";
import { makeFocus } from "./focus";
import { layHands } from "./hands";
import { makeHead } from "./head";
import { makePile } from "./pile";
import { makeSheets } from "./sheets";
import type { Part } from "../../live";
import type { Table } from "./table";

/** The page of one showing of the step; `query` outlives it. */
export const makePage = (table: Table, query: Query): Part => {
  const { chosen, context, words } = table;
  const root = h("div", { class: "cluster-page" });
  const undo = (): void => {
    sheets.flush();
    const name = context.items.undo();
    context.toast(name ? words("shell.undo", { name: words(name) }) : words("shell.undo.none"));
    if (document.activeElement === document.body) focus.restore();
  };
  const mark = (): void => focus.keep(() => {
    root.classList.toggle("has-chosen", chosen.size > 0);
    pile.list.mark();
    sheets.mark();
    bar.update();
  });
  const update = (): void => focus.keep(() => {
    table.refresh();
    for (const part of [sheets, pile, head]) part.update();
    mark();
  });
  const done = (text: string, key?: string): void => {
    if (key) chosen.clear();
    mark();
    if (key) focus.to(key);
    context.toast(text, { label: words("cluster.undo"), run: undo });
  };
  const bar = makeBar(table, () => {
    chosen.clear();
    mark();
  });
  const head = makeHead(table, root, undo);
  const pile = makePile(table, query, mark);
  const sheets = makeSheets(table);
  const listAt = (place: string) => (sheets.get(place) || pile).list;
  const focus = makeFocus(root, listAt, (place) => {
    const sheet = sheets.get(place);
    return sheet ? sheet.name : pile.rest();
  });
  layHands({ root, stage: { table, done }, focus, sheets, mark, undo });
  const columns = h("div", { class: "cluster-columns" }, pile.node, sheets.node);
  for (const node of [head.node, columns, bar.node]) root.appendChild(node);
  return { node: root, update, flush: sheets.flush };
};
