// SPDX-License-Identifier: MIT
// Focused coding: a participant puts their own codes together, in their own words.

import { h } from "../dom";
import type { StepFactory } from "../types";
import type { Query } from "./cluster/find";
import { follow } from "../live";
import { makePage } from "./cluster/page";
import { makeTable } from "./cluster/table";
import type { Table } from "./cluster/table";

const KEYS: [string, string][] = [
  ["↑ ↓", "cluster.key.go"],
  ["Space", "cluster.key.choose"],
  ["Enter", "cluster.key.open"],
  ["P", "cluster.key.put"],
  ["M", "cluster.key.merge"],
  ["R", "cluster.key.rename"],
  ["X", "cluster.key.split"],
  ["Delete", "cluster.key.take"],
  ["U", "cluster.key.undo"],
];

const emptyPage = (table: Table, from: string): HTMLElement => {
  const [step] = table.context.packet.steps.filter((one) => one.id === from);
  return h("p", { class: "cluster-empty" }, table.words("cluster.empty", { step: step ? step.title : from }));
};

/** The step `cluster`. Progress counts codes that are in a cluster; leaving some out is fine, so it is always ready. */
export const cluster: StepFactory = (context) => {
  const table = makeTable(context);
  const query: Query = { text: "", looseOnly: true, sort: "first" };
  const from = String(context.step.data.from);
  let leave = (): void => undefined;
  const showPage = (host: HTMLElement): void => {
    const page = makePage(table, query);
    host.appendChild(page.node);
    leave = follow(context, page, context.itemsOf(from));
  };
  return {
    show(host) {
      table.refresh();
      if (table.codes.length || table.clusters.length) showPage(host);
      else host.appendChild(emptyPage(table, from));
    },
    hide: () => leave(),
    progress() {
      table.refresh();
      const done = table.codes.filter((code) => code.clusters.length).length;
      return { done, total: table.codes.length };
    },
    ready: () => true,
    keys: KEYS,
  };
};
