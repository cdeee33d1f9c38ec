// SPDX-License-Identifier: MIT
// A list of slips: the pile, or those on one sheet. One change touches only the slips that it is about.

import { h } from "../../dom";
import type { FocusedCode } from "./codes";
import { makeSlip } from "./slip";
import type { Slip } from "./slip";
import type { Table } from "./table";

export interface SlipList {
  node: HTMLUListElement;
  keys: string[];
  slip(key: string): Slip | undefined;
  update(codes: FocusedCode[]): void;
  mark(): void;
  /** Moves the focus to a slip; answers false when it isn't there. */
  focus(key: string): boolean;
  /** Remembers the slip that Tab comes back to. */
  visit(key: string): void;
}

/** The key of the code on a slip. */
export const keyOf = (slip: Element): string => slip.getAttribute("data-key")!;

/** The cluster in which a slip lies, or empty for the pile. */
export const placeOf = (slip: Element): string => slip.parentElement!.getAttribute("data-place")!;

/** Makes `nodes` the children of `parent`, in this order; what stands right is not touched. */
export const arrange = (parent: Node, nodes: Node[]): void => {
  const wanted = new Set(nodes);
  for (const child of Array.from(parent.childNodes)) if (!wanted.has(child)) parent.removeChild(child);
  let at = parent.firstChild;
  for (const node of nodes) {
    if (node === at) at = at.nextSibling;
    else parent.insertBefore(node, at);
  }
};

/** `place` is the id of a cluster, or empty for the pile. */
export const makeList = (table: Table, place: string): SlipList => {
  const slips = new Map<string, Slip>();
  const node = h("ul", { class: "cluster-slips", role: "list", "data-place": place });
  let stop = "";
  const visit = (key: string): void => {
    const [old, next] = [slips.get(stop), slips.get(key)];
    if (old) old.stop(false);
    if (next) next.stop(true);
    stop = key;
  };
  const grow = (code: FocusedCode): Slip => {
    const slip = makeSlip(table, code.key, place);
    slip.stop(false);
    slip.update(code);
    slip.mark();
    slips.set(code.key, slip);
    return slip;
  };
  const list: SlipList = {
    node,
    keys: [],
    slip: (key) => slips.get(key),
    visit,
    update(codes) {
      list.keys = codes.map((code) => code.key);
      const wanted = new Set(list.keys);
      slips.forEach((_, key) => wanted.has(key) || slips.delete(key));
      const nodes = codes.map((code) => {
        const slip = slips.get(code.key);
        if (slip) slip.update(code);
        return (slip || grow(code)).node;
      });
      arrange(node, nodes);
      if (!slips.has(stop)) visit(list.keys[0] || "");
    },
    mark: () => slips.forEach((slip) => slip.mark()),
    focus(key) {
      const slip = slips.get(key);
      if (slip) slip.entry.focus();
      return !!slip;
    },
  };
  return list;
};
