// SPDX-License-Identifier: MIT
// What one can do with codes and clusters. Each function is one undoable change of the step's items, and none
// touches a coding: the first words stay where they were written.

import type { ClusterItem, Draft, Item, Items, MemberItem, NewItem, RefinedCodeItem } from "../../types";
import { listClusters, useKey } from "./codes";
import type { FocusedCode, Use } from "./codes";

/** Where the changes go; `newId` makes ids. */
export interface Desk {
  items: Items;
  newId(): string;
}

type ClusterFields = Partial<Pick<ClusterItem, "name" | "definition" | "best" | "poles" | "order">>;

/** An item's id ends at 600 characters and holds no control characters. A label that does not fit into a member's id
    is put into clusters by a `code` item. */
const fits = (key: string): boolean => key.length <= 500 && !/[\u0000-\u001f\u007f-\u009f]/.test(key);

const unique = (list: string[]): string[] => Array.from(new Set(list));

/** The item with some fields changed, as it is written: the store gives clock and session anew. */
const revised = (item: Item, fields: Record<string, unknown>): NewItem => {
  const copy: Record<string, unknown> = Object.assign({}, item, fields);
  delete copy.clock;
  delete copy.session;
  return copy as NewItem;
};

const enter = (draft: Draft, cluster: string, code: string): void =>
  draft.put({ id: cluster + "+" + code, kind: "member", cluster, code });

const leave = (draft: Draft, cluster: string, code: string): void => draft.remove(cluster + "+" + code);

/** Every claim on these uses ends. An item that claims nothing more is deleted. */
const release = (desk: Desk, draft: Draft, uses: Use[]): void => {
  const gone = new Set(uses.map(useKey));
  for (const item of desk.items.all("code") as RefinedCodeItem[]) {
    const left = item.uses.filter((use) => !gone.has(useKey(use)));
    if (!left.length) draft.remove(item.id);
    else if (left.length < item.uses.length) draft.put(revised(item, { uses: left }));
  }
};

/** Labels and ids that a code came from, for the item that replaces it. */
const past = (code: FocusedCode): string[] =>
  code.item ? code.item.was.concat(code.label, code.item.id) : [code.label];

const claim = (desk: Desk, draft: Draft, label: string, uses: Use[], was: string[]): string => {
  const id = desk.newId();
  draft.put({ id, kind: "code", label, uses, was: unique(was) });
  return "code:" + id;
};

/** Memberships of `from` end, those of `to` begin, in the same clusters. */
const repoint = (draft: Draft, clusters: string[], from: string[], to: string[]): void => {
  for (const cluster of clusters) {
    for (const key of from) leave(draft, cluster, key);
    for (const key of to) if (fits(key)) enter(draft, cluster, key);
  }
};

/** Gives a code another label; answers with its key, which changes when its first words get an item. */
export const rename = (desk: Desk, code: FocusedCode, label: string): string => {
  let key = code.key;
  desk.items.change("cluster.undo.rename", (draft) => {
    if (code.item) {
      draft.put(revised(code.item, { label, was: unique(code.item.was.concat(code.label)) }));
    } else {
      key = claim(desk, draft, label, code.uses, past(code));
      repoint(draft, code.clusters, [code.key], [key]);
    }
  });
  return key;
};

/** Makes one code of several, in all their clusters; answers with its key. */
export const merge = (desk: Desk, codes: FocusedCode[], label: string): string => {
  const uses = ([] as Use[]).concat(...codes.map((code) => code.uses));
  const clusters = unique(([] as string[]).concat(...codes.map((code) => code.clusters)));
  let key = "";
  desk.items.change("cluster.undo.merge", (draft) => {
    release(desk, draft, uses);
    key = claim(desk, draft, label, uses, ([] as string[]).concat(...codes.map(past)));
    repoint(draft, clusters, codes.map((code) => code.key), [key]);
  });
  return key;
};

/** Makes a code of some of a code's uses, in the same clusters; answers with its key. */
export const split = (desk: Desk, code: FocusedCode, uses: Use[], label: string): string => {
  let key = "";
  desk.items.change("cluster.undo.split", (draft) => {
    release(desk, draft, uses);
    key = claim(desk, draft, label, uses, past(code));
    repoint(draft, code.clusters, [], [key]);
  });
  return key;
};

/** Takes a refined code apart: each use goes back to its first words, in the same clusters. */
export const restore = (desk: Desk, code: FocusedCode): void => {
  desk.items.change("cluster.undo.restore", (draft) => {
    release(desk, draft, code.uses);
    repoint(draft, code.clusters, [code.key], code.was.map((label) => "label:" + label));
  });
};

/** A key that can be a member: the code's own, or that of a new item when its label does not fit. */
const memberKey = (desk: Desk, draft: Draft, code: FocusedCode): string =>
  fits(code.key) ? code.key : claim(desk, draft, code.label, code.uses, past(code));

/** Puts codes into a cluster; those that are there stay. */
export const put = (desk: Desk, codes: FocusedCode[], cluster: string): void => {
  const coming = codes.filter((code) => code.clusters.indexOf(cluster) < 0);
  desk.items.change("cluster.undo.put", (draft) => {
    for (const code of coming) enter(draft, cluster, memberKey(desk, draft, code));
  });
};

/** The best example leaves with the last code that has its passage. `staying` are the codes left in the cluster. */
const dropBest = (desk: Desk, draft: Draft, cluster: string, staying: FocusedCode[]): void => {
  const item = desk.items.get(cluster) as ClusterItem | undefined;
  if (!item || !item.best) return;
  if (staying.some((code) => code.uses.some((use) => use.coding === item.best))) return;
  draft.put(revised(item, { best: "" }));
};

const withdraw = (desk: Desk, draft: Draft, all: FocusedCode[], codes: FocusedCode[], from: string): void => {
  const leaving = new Set(codes.map((code) => code.key));
  for (const code of codes) leave(draft, from, code.key);
  const staying = all.filter((code) => code.clusters.indexOf(from) >= 0 && !leaving.has(code.key));
  dropBest(desk, draft, from, staying);
};

/** Takes codes out of one cluster. `all` are all codes there are. */
export const take = (desk: Desk, all: FocusedCode[], codes: FocusedCode[], from: string): void =>
  desk.items.change("cluster.undo.take", (draft) => withdraw(desk, draft, all, codes, from));

/** Takes codes out of one cluster and puts them into another. */
export const move = (desk: Desk, all: FocusedCode[], codes: FocusedCode[], from: string, to: string): void =>
  desk.items.change("cluster.undo.move", (draft) => {
    withdraw(desk, draft, all, codes, from);
    for (const code of codes) enter(draft, to, code.key);
  });

/** Begins a cluster after all others, with codes in it; `from`, if given, is the cluster they leave. */
export const create = (desk: Desk, name: string, all: FocusedCode[], codes: FocusedCode[], from = ""): string => {
  const id = desk.newId();
  const order = 1 + Math.max(0, ...listClusters(desk.items.all("cluster")).map((cluster) => cluster.order));
  desk.items.change("cluster.undo.create", (draft) => {
    draft.put({ id, kind: "cluster", name, definition: "", best: "", poles: [], order });
    if (from) withdraw(desk, draft, all, codes, from);
    for (const code of codes) enter(draft, id, memberKey(desk, draft, code));
  });
  return id;
};

/** Changes fields of a cluster; `name` is the change's name. Does nothing where the cluster is gone. */
export const describe = (desk: Desk, id: string, name: string, fields: ClusterFields): void => {
  const item = desk.items.get(id);
  if (item) desk.items.change(name, (draft) => draft.put(revised(item, fields)));
};

/** Deletes a cluster. Its codes go on: those in no other cluster are back in the pile. */
export const remove = (desk: Desk, id: string): void => {
  const members = desk.items.all("member") as MemberItem[];
  desk.items.change("cluster.undo.remove", (draft) => {
    draft.remove(id);
    for (const member of members) if (member.cluster === id) draft.remove(member.id);
  });
};

/** Moves a cluster `by` places (-1 or 1); answers whether there was room. */
export const reorder = (desk: Desk, id: string, by: number): boolean => {
  const clusters = listClusters(desk.items.all("cluster"));
  const at = clusters.findIndex((cluster) => cluster.id === id);
  if (at < 0 || !clusters[at + by]) return false;
  clusters.splice(at + by, 0, clusters.splice(at, 1)[0]);
  desk.items.change("cluster.undo.reorder", (draft) => {
    clusters.forEach((cluster, n) => {
      if (cluster.order !== n + 1) draft.put(revised(cluster, { order: n + 1 }));
    });
  });
  return true;
};
