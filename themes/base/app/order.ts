// SPDX-License-Identifier: MIT
// Cards in an order: where their nodes stand, and the keys that move them.
import { clear } from "./dom";

/** `list` with the entry at `at` one place on or back (`by` is 1 or -1); the same list where there is no such place. */
export const shifted = <T>(list: T[], at: number, by: number): T[] => {
  const to = at + by;
  if (at < 0 || to < 0 || at >= list.length || to >= list.length) return list;
  const next = list.slice();
  [next[at], next[to]] = [next[to], next[at]];
  return next;
};

const isSo = ([host, nodes]: [HTMLElement, HTMLElement[]]): boolean =>
  host.children.length === nodes.length && nodes.every((node, at) => host.children[at] === node);

const USABLE = "button:not(:disabled):not([hidden])";

/** Puts the focus on the first button that can be pressed, unless it is on one already. */
export const focusIn = (box: Element): void => {
  const active = document.activeElement;
  const usable = box.querySelector<HTMLElement>(USABLE);
  if (usable && !(active && box.contains(active) && (active.nodeName !== "BUTTON" || active.matches(USABLE)))) usable.focus();
};

/** Puts the nodes into their hosts, all inside `root`, without taking the focus from where somebody works. */
export const putInOrder = (root: HTMLElement, hosts: [HTMLElement, HTMLElement[]][]): void => {
  if (hosts.every(isSo)) return;
  const focused = document.activeElement as HTMLElement | null;
  const inside = root.contains(focused);
  hosts.forEach(([host]) => clear(host));
  hosts.forEach(([host, nodes]) => nodes.forEach((node) => host.appendChild(node)));
  if (!inside || !focused || !root.contains(focused)) return;
  focused.focus();
  focusIn(focused.parentNode as Element);
};

/** Alt and an arrow move the entry in which the focus is, the nearest with the attribute `name`: its value goes to `move`. */
export const listenMoves = (host: HTMLElement, name: string, move: (id: string, by: number) => void): void =>
  host.addEventListener("keydown", (event) => {
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    const card = (event.target as Element).closest(`[${name}]`);
    if (!by || !card || !event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    move(card.getAttribute(name) || "", by);
  });
