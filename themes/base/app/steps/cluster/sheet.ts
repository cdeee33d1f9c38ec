// SPDX-License-Identifier: MIT
// A cluster as a sheet of paper: its name, its slips, and what its author says about them.

import { h, replace } from "../../dom";
import { growAll } from "../../grow";
import type { ClusterItem } from "../../types";
import type { FocusedCode } from "./codes";
import { Fields, area, labelled, line, written } from "../../fields";
import { makeList } from "./list";
import type { SlipList } from "./list";
import { describe } from "./operations";
import { passageNodes } from "../../passages";
import type { Table } from "./table";

export interface Sheet {
  node: HTMLElement;
  list: SlipList;
  name: HTMLInputElement;
  update(cluster: ClusterItem, codes: FocusedCode[]): void;
  /** Keeps what is written but not kept yet. */
  flush(): void;
}

const button = (table: Table, act: string, kind = ""): HTMLElement | null =>
  table.context.readOnly ? null : h("button", { type: "button", "data-sheet": act, class: kind }, table.words("cluster.sheet." + act));

/** Two poles, folded away until there are some or somebody wants them. */
const makePoles = (table: Table, id: string, fields: Fields): { node: HTMLElement; show(poles: string[]): void } => {
  const { words, desk } = table;
  const save = (): void => {
    const poles = [written(from), written(to)];
    describe(desk, id, "cluster.undo.poles", { poles: poles[0] || poles[1] ? poles : [] });
  };
  const [from, to] = [fields.add(line(), save), fields.add(line(), save)];
  const pair = h("div", { class: "cluster-poles" },
    labelled(words("cluster.poles.from"), from), labelled(words("cluster.poles.to"), to));
  let had = false;
  const node = h("details", {}, h("summary", {}, words("cluster.poles")), pair);
  return {
    node,
    show(poles) {
      fields.show(from, poles[0] || "");
      fields.show(to, poles[1] || "");
      if (poles.length && !had) node.open = true;
      had = poles.length > 0;
    },
  };
};

const bestNodes = (table: Table, cluster: ClusterItem, codes: FocusedCode[]): HTMLElement[] => {
  const best = table.passages(codes).filter(({ coding }) => coding.id === cluster.best)[0];
  if (best) return passageNodes(table, best);
  return codes.length ? [] : [h("p", { class: "cluster-was" }, table.words("cluster.best.later"))];
};

export const makeSheet = (table: Table, id: string): Sheet => {
  const { words, desk } = table;
  const fields = new Fields(table.context.readOnly);
  const list = makeList(table, id);
  const name = line("", { class: "cluster-name", placeholder: words("cluster.name"), "aria-label": words("cluster.name") });
  const definition = area("", 3, { maxlength: 20000 });
  const count = h("p", { class: "cluster-was" });
  const best = h("div", { class: "cluster-best" });
  const choose = button(table, "best");
  const poles = makePoles(table, id, fields);
  fields.add(name, () => describe(desk, id, "cluster.undo.name", { name: written(name) }));
  fields.add(definition, () => describe(desk, id, "cluster.undo.definition", { definition: written(definition) }));
  const node = h("section", { class: "cluster-sheet", "data-drop": id, "data-cluster": id },
    name, count, list.node, button(table, "here", "cluster-here"),
    labelled(words("cluster.definition"), definition),
    h("div", { class: "field", role: "group", "aria-label": words("cluster.best") },
      h("span", {}, words("cluster.best")), best, choose),
    poles.node,
    table.context.readOnly ? null : h("div", { class: "cluster-foot" },
      ...["earlier", "later", "remove"].map((act) => button(table, act, "link"))));
  let shownBest = "";
  return {
    node, list, name,
    flush: () => fields.flush(),
    update(cluster, codes) {
      fields.show(name, cluster.name);
      fields.show(definition, cluster.definition);
      window.requestAnimationFrame(() => growAll(node));
      node.setAttribute("aria-label", table.nameOf(cluster));
      const passages = table.passages(codes).length;
      count.textContent = words("cluster.codes", { n: codes.length }) + " · " + words("cluster.passages", { n: passages });
      poles.show(cluster.poles);
      list.update(codes);
      if (choose) choose.hidden = !codes.length;
      const looks = cluster.best + "\n" + codes.length;
      if (looks === shownBest) return;
      shownBest = looks;
      replace(best, ...bestNodes(table, cluster, codes));
    },
  };
};
