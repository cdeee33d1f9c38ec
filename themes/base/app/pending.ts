// SPDX-License-Identifier: MIT
// What is being written and not kept yet, anywhere on the page.

export interface Pending {
  /** Keeps it now. */
  flush(): void;
}

const waiting = new Set<Pending>();

/** Says whether something waits to be kept. */
export const setPending = (one: Pending, on: boolean): void => void (on ? waiting.add(one) : waiting.delete(one));

/** Keeps all of it: before a file is made, and when the page is left. */
export const flushPending = (): void => Array.from(waiting).forEach((one) => one.flush());

/** A browser that dies while somebody writes loses no more than this. */
export const KEEP_MS = 400;
