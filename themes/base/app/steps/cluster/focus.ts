// SPDX-License-Identifier: MIT
// Where the focus is among the slips, and where it goes when what had it is gone.

import { keyOf, placeOf } from "./list";
import type { SlipList } from "./list";

export interface Focus {
  /** Does something that may take away the node that has the focus; then the focus goes to what is nearest. */
  keep(work: () => void): void;
  /** Goes to the slip that had it, or to the next one that is still there, or the last before it. */
  restore(): void;
  /** Goes to a code, in the list where the focus last was if it is there. */
  to(key: string): void;
  /** Goes `by` slips along the list of this slip. */
  along(slip: Element, by: number): void;
  /** The list of the cluster `place`, or the pile. */
  listAt(place: string): SlipList;
}

const isVisible = (node: Element | null): boolean =>
  !!node && node !== document.body && node.getClientRects().length > 0;

/** `fallback` has the focus when a list is empty. */
export const makeFocus = (
  root: HTMLElement,
  listAt: (place: string) => SlipList,
  fallback: (place: string) => HTMLElement,
): Focus => {
  let [place, key, keys] = ["", "", [] as string[]];
  root.addEventListener("focusin", (event) => {
    const slip = (event.target as Element).closest(".cluster-slip");
    if (!slip) return;
    [place, key, keys] = [placeOf(slip), keyOf(slip), listAt(placeOf(slip)).keys];
    listAt(place).visit(key);
  });
  const restore = (): void => {
    const at = Math.max(0, keys.indexOf(key));
    const near = keys.slice(at).concat(keys.slice(0, at).reverse());
    if (!near.some((one) => listAt(place).focus(one))) fallback(place).focus();
  };
  return {
    listAt,
    restore,
    keep(work) {
      const had = root.contains(document.activeElement);
      work();
      if (had && !isVisible(document.activeElement)) restore();
    },
    to: (wanted) => void (listAt(place).focus(wanted) || listAt("").focus(wanted)),
    along(slip, by) {
      const list = listAt(placeOf(slip));
      const at = list.keys.indexOf(keyOf(slip)) + by;
      list.focus(list.keys[Math.max(0, Math.min(list.keys.length - 1, at))]);
    },
  };
};
