// SPDX-License-Identifier: MIT
// A modal dialog that old browsers have too: keeps the focus inside, Escape leaves, the focus
// returns.
import {button, h} from "./dom";

const FOCUSABLE = "button, input, select, textarea, [tabindex='0']";

/** How to close it, and its node. */
export interface Dialog {
  node: HTMLElement;
  close(): void;
}

/** Keeps Tab within `box`. */
const wrapTab = (box: HTMLElement, event: KeyboardEvent): void => {
  const all = Array.from(box.querySelectorAll<HTMLElement>(FOCUSABLE)).filter(
    (node) => node.offsetParent,
  );
  if (!all.length) return;
  const edge = event.shiftKey ? all[0] : all[all.length - 1];
  if (
    document.activeElement !== edge &&
    box.contains(document.activeElement) &&
    document.activeElement !== box
  )
    return;
  (event.shiftKey ? all[all.length - 1] : all[0]).focus();
  event.preventDefault();
};

/** Opens a dialog titled `title` with `content`; `closeLabel` is the word on its closing button. */
export const openDialog = (title: string, content: Node, closeLabel: string): Dialog => {
  const before = document.activeElement as HTMLElement | null;
  const heading = h("h2", {id: "dialog-title", class: "dialog-title"}, title);
  const box = h(
    "div",
    {
      class: "dialog",
      role: "dialog",
      "aria-modal": "true",
      "aria-labelledby": "dialog-title",
      tabindex: "-1",
    },
    heading,
    content,
    h("p", {class: "actions"}, button(closeLabel, () => close())),
  );
  const veil = h(
    "div",
    {class: "veil", onclick: (event: Event) => event.target === veil && close()},
    box,
  );
  const close = (): void => {
    if (veil.parentNode) veil.parentNode.removeChild(veil);
    if (before && document.contains(before)) before.focus();
  };
  veil.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (event.key === "Tab") wrapTab(box, event);
    // Single keys belong to the step below; Ctrl S goes on to the shell.
    if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
  });
  document.body.appendChild(veil);
  box.focus();
  return {node: box, close};
};
