// SPDX-License-Identifier: MIT
// A bar of tabs: arrows, Home and End go from one to the other, Enter or a click opens.
import { button, h } from "../../dom";

export interface Tabs {
  bar: HTMLElement;
  /** The leaf that the tabs open. */
  place: HTMLElement;
  /** Shows tab `at` as the open one. */
  mark(at: number): void;
}

const target = (key: string, at: number, count: number, rtl: boolean): number => {
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  const by = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0;
  return by ? (at + (rtl ? -by : by) + count) % count : -1;
};

/** `open(at)` is called when a tab is chosen. */
export const makeTabs = (label: string, names: string[], open: (at: number) => void): Tabs => {
  const place = h("div", { class: "board-panel", id: "board-panel", role: "tabpanel" });
  const buttons = names.map((name, at) =>
    button(name, () => open(at), "", { role: "tab", id: `board-tab-${at}`, "aria-controls": "board-panel" }));
  const bar = h("div", { class: "board-tabs", role: "tablist", "aria-label": label }, ...buttons);
  bar.addEventListener("keydown", (event) => {
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    if (at < 0 || event.ctrlKey || event.altKey || event.metaKey) return;
    const to = target(event.key, at, buttons.length, getComputedStyle(bar).direction === "rtl");
    if (to < 0) return;
    event.preventDefault();
    buttons[to].focus();
  });
  const mark = (at: number): void => {
    buttons.forEach((button, n) => {
      button.setAttribute("aria-selected", String(n === at));
      button.tabIndex = n === at ? 0 : -1;
    });
    place.setAttribute("aria-labelledby", buttons[at].id);
    // Only the bar itself scrolls, never the page.
    const { offsetLeft, offsetWidth } = buttons[at];
    bar.scrollLeft = offsetLeft - (bar.clientWidth - offsetWidth) / 2;
  };
  return { bar, place, mark };
};
