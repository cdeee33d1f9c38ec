// SPDX-License-Identifier: MIT
// What a person can tell codes to do, by button and by key: asks what has to be asked, changes, and says what happened.

import { button, h } from "../../dom";
import type { ClusterItem } from "../../types";
import type { FocusedCode } from "./codes";
import * as operations from "./operations";
import { passageNodes } from "../../passages";
import { labelled, line, written } from "../../fields";
import type { Draft } from "../../begun";
import { ask, choice, chosenIn } from "../../question";
import type { Table } from "./table";

/** What a command is about: codes, and the cluster in which they were touched, or empty. */
export interface Target {
  codes: FocusedCode[];
  place: string;
}

/** What commands need from the page: `done` says what happened, with Undo, and may name the code to go to. */
export interface Stage {
  table: Table;
  done(text: string, key?: string): void;
}

const counted = (stage: Stage, key: string, codes: FocusedCode[], cluster: ClusterItem): string =>
  stage.table.words(key, { n: codes.length, cluster: stage.table.nameOf(cluster) });

const clusterOf = (stage: Stage, id: string): ClusterItem =>
  stage.table.context.items.get(id) as ClusterItem;

/** Codes into a cluster; out of `from` first where that is another one. */
export const drop = (stage: Stage, codes: FocusedCode[], from: string, to: string): void => {
  const { desk, codes: all } = stage.table;
  if (from === to) return;
  if (!to) {
    operations.take(desk, all, codes, from);
    stage.table.chosen.clear();
    stage.done(counted(stage, "cluster.said.take", codes, clusterOf(stage, from)));
    return;
  }
  if (from) operations.move(desk, all, codes, from, to);
  else operations.put(desk, codes, to);
  stage.table.chosen.clear();
  stage.done(counted(stage, "cluster.said.put", codes, clusterOf(stage, to)));
};

/** A new cluster with codes in it; answers with its id. */
export const begin = (stage: Stage, name: string, codes: FocusedCode[], from = ""): string => {
  const id = operations.create(stage.table.desk, name, stage.table.codes, codes, from);
  if (codes.length) stage.table.chosen.clear();
  const cluster = clusterOf(stage, id);
  stage.done(codes.length ? counted(stage, "cluster.said.put", codes, cluster) : stage.table.words("cluster.said.new"));
  return id;
};

/** Where a window about codes keeps what is begun in it. */
const draftOf = ({ table: { context } }: Stage, act: string, codes: FocusedCode[]): Draft =>
  ({ drafts: context.drafts, key: `${act}:${codes.map(({ key }) => key).join("\n")}`.slice(0, 1000) });

/** What is missing where a name is. */
const nameless = ({ table: { words } }: Stage, field: HTMLInputElement): string =>
  written(field) ? "" : words("cluster.name.missing");

/** One line of "Put in...": puts the codes in, or takes them out where all of them are in. */
const clusterLine = (stage: Stage, cluster: ClusterItem, codes: FocusedCode[], close: () => void): HTMLElement => {
  const { words, nameOf } = stage.table;
  const held = codes.every((code) => code.clusters.indexOf(cluster.id) >= 0);
  const run = (): void => {
    close();
    drop(stage, codes, held ? cluster.id : "", held ? "" : cluster.id);
  };
  const note = held && h("span", { class: "cluster-was" }, words("cluster.put.held"));
  const name = h("span", { dir: "auto" }, nameOf(cluster));
  return h("li", {}, h("button", { type: "button", onclick: run }, name, note));
};

const putIn = (stage: Stage, { codes }: Target): void => {
  const { words, clusters } = stage.table;
  const list = h("ul", { class: "cluster-choices", role: "list" });
  const field = line();
  const close = ask(words, {
    title: words("cluster.put.title", { n: codes.length, label: codes[0].label }),
    parts: [list, labelled(words("cluster.new"), field)],
    answer: words("cluster.put.new"),
    draft: draftOf(stage, "put", codes),
    missing: () => nameless(stage, field),
    run: () => void begin(stage, written(field), codes),
  });
  for (const cluster of clusters) list.appendChild(clusterLine(stage, cluster, codes, close));
  const first = list.querySelector("button");
  if (first) first.focus();
};

const rename = (stage: Stage, { codes: [code] }: Target): void => {
  const { words, desk } = stage.table;
  const field = line(code.label);
  const first = h("p", { class: "cluster-was", dir: "auto" }, words("cluster.was", { labels: code.was.join(" · ") }));
  ask(words, {
    title: words("cluster.rename.title"),
    parts: [labelled(words("cluster.label"), field), first],
    answer: words("cluster.rename.do"),
    draft: draftOf(stage, "rename", [code]),
    missing: () => nameless(stage, field),
    run() {
      const label = written(field);
      if (label === code.label) return;
      stage.done(words("cluster.said.rename", { label }), operations.rename(desk, code, label));
    },
  });
  field.select();
};

/** Buttons that write one of the labels into the field. */
const labelButtons = (codes: FocusedCode[], field: HTMLInputElement): HTMLElement => {
  const list = h("ul", { class: "cluster-choices", role: "list" });
  const labels = new Set(codes.map((code) => code.label));
  labels.forEach((label) => {
    const write = (): void => {
      field.value = label;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    };
    list.appendChild(h("li", {}, button(label, write, "", { dir: "auto" })));
  });
  return list;
};

const merge = (stage: Stage, { codes }: Target): void => {
  const { words, desk } = stage.table;
  const field = line();
  ask(words, {
    title: words("cluster.merge.title", { n: codes.length }),
    parts: [labelled(words("cluster.merge.label"), field), h("p", { class: "cluster-was" }, words("cluster.merge.keep")), labelButtons(codes, field)],
    answer: words("cluster.merge.do"),
    draft: draftOf(stage, "merge", codes),
    missing: () => nameless(stage, field),
    run() {
      const label = written(field);
      const key = operations.merge(desk, codes, label);
      stage.done(words("cluster.said.merge", { n: codes.length, label }), key);
    },
  });
};

const split = (stage: Stage, { codes: [code] }: Target): void => {
  const { table } = stage;
  const { words } = table;
  const field = line();
  const list = h("fieldset", { class: "cluster-choices" }, h("legend", {}, words("cluster.split.which")));
  code.uses.forEach((use, n) => {
    const [{ coding }] = table.passages([Object.assign({}, code, { uses: [use] })]);
    const shown = passageNodes(table, { coding, labels: [use.label] }, code.label);
    list.appendChild(choice("checkbox", String(n), false, shown));
  });
  ask(words, {
    title: words("cluster.split.title", { label: code.label }),
    parts: [list, labelled(words("cluster.split.label"), field)],
    answer: words("cluster.split.do"),
    draft: draftOf(stage, "split", [code]),
    missing() {
      const { length } = chosenIn(list);
      return length && length < code.uses.length ? nameless(stage, field) : words("cluster.split.some");
    },
    run() {
      const label = written(field);
      const uses = chosenIn(list).map((n) => code.uses[Number(n)]);
      stage.done(words("cluster.said.split", { label }), operations.split(table.desk, code, uses, label));
    },
  });
};

const restore = (stage: Stage, { codes }: Target): void => {
  for (const code of codes) operations.restore(stage.table.desk, code);
  stage.done(stage.table.words("cluster.said.restore"), "label:" + codes[0].was[0]);
};

/** Asks for the best example among a cluster's passages. */
export const chooseBest = (stage: Stage, id: string): void => {
  const { table } = stage;
  const { words } = table;
  const cluster = clusterOf(stage, id);
  const passages = table.passages(table.codes.filter((code) => code.clusters.indexOf(id) >= 0));
  const list = h("fieldset", { class: "cluster-choices" }, h("legend", {}, words("cluster.best.which")));
  for (const passage of passages) {
    const { coding } = passage;
    list.appendChild(choice("radio", coding.id, coding.id === cluster.best, passageNodes(table, passage)));
  }
  list.appendChild(choice("radio", "", !cluster.best, [words("cluster.best.none")]));
  ask(words, {
    title: words("cluster.best.title", { cluster: table.nameOf(cluster) }),
    parts: [list],
    answer: words("cluster.best.do"),
    run() {
      const [best = ""] = chosenIn(list);
      operations.describe(table.desk, id, "cluster.undo.best", { best });
      stage.done(words(best ? "cluster.said.best" : "cluster.said.best.none"));
    },
  });
};

const take = (stage: Stage, { codes, place }: Target): void => drop(stage, codes, place, "");

/** Each command with what it needs, and the words for where that is lacking. */
const COMMANDS: Record<string, [(stage: Stage, target: Target) => void, (target: Target) => boolean, string]> = {
  put: [putIn, ({ codes }) => codes.length > 0, "cluster.need.any"],
  merge: [merge, ({ codes }) => codes.length > 1, "cluster.need.two"],
  rename: [rename, ({ codes }) => codes.length === 1, "cluster.need.one"],
  split: [split, ({ codes }) => codes.length === 1 && codes[0].uses.length > 1, "cluster.need.passages"],
  restore: [restore, ({ codes }) => codes.length === 1 && !!codes[0].item, "cluster.need.refined"],
  take: [take, ({ codes, place }) => codes.length > 0 && !!place, "cluster.need.place"],
};

/** Runs a command by its name; says what it needs where it cannot run. */
export const command = (stage: Stage, name: string, target: Target): void => {
  const { context, words } = stage.table;
  const [run, fits, need] = COMMANDS[name];
  if (context.readOnly) return;
  if (fits(target)) run(stage, target);
  else context.toast(words(need));
};
