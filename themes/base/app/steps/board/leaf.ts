// SPDX-License-Identifier: MIT
// A panel that shows what is true now: after every change, and every second where time runs on it.
import { growAll } from "../../grow";
import { follow } from "../../live";
import type { LivePage } from "../../live";
import type { StepContext } from "../../types";
import type { Panel } from "./types";

/** What a panel does while it is shown. */
export interface Leaf extends LivePage {
  /** Once a second. */
  tick?(): void;
}

/** A panel of what `build` puts into the host. */
export const makePanel = (step: StepContext, id: string, build: (host: HTMLElement) => Leaf, more: Partial<Panel> = {}): Panel => {
  let leave = (): void => undefined;
  const show = (host: HTMLElement): void => {
    const leaf = build(host);
    const stop = follow(step, leaf);
    const timer = leaf.tick ? window.setInterval(() => leaf.tick!(), 1000) : 0;
    leave = () => {
      leave = () => undefined;
      stop();
      window.clearInterval(timer);
    };
    growAll(host);
  };
  return Object.assign({ id, show, hide: () => leave() }, more);
};

/** One row of a list, made once and kept while its key is there: whoever is in it stays in it. */
export interface Row<T> {
  node: HTMLElement;
  update(one: T): void;
}

/** Answers with what shows a list of things as rows of `list`. */
export const makeRows = <T>(list: HTMLElement, keyOf: (one: T) => string, make: (one: T) => Row<T>): ((all: T[]) => void) => {
  const known = new Map<string, Row<T>>();
  return (all) => {
    const focus = document.activeElement as HTMLElement | null;
    const wanted = new Set(all.map(keyOf));
    known.forEach((row, key) => {
      if (wanted.has(key)) return;
      list.removeChild(row.node);
      known.delete(key);
    });
    all.forEach((one, at) => {
      const row = known.get(keyOf(one)) || make(one);
      known.set(keyOf(one), row);
      row.update(one);
      if (list.children[at] !== row.node) list.insertBefore(row.node, list.children[at] || null);
    });
    // Who was moved with their row is still in it.
    if (focus && focus !== document.activeElement && list.contains(focus)) focus.focus();
  };
};

/** Sets a text only where it differs, so that nobody hears it again. */
export const say = (node: HTMLElement, text: string): void => {
  if (node.textContent !== text) node.textContent = text;
};
