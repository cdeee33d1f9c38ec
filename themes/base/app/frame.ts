// SPDX-License-Identifier: MIT
// The fixed parts of the page around a step: the quiet line at the top, the way on, and what
// speaks.
import {button, clear, h, replace} from "./dom";
import type {Words} from "./types";

/** What the shell may ask of the page around the step. */
export interface Frame {
  where: HTMLButtonElement;
  state: HTMLElement;
  notice: HTMLElement;
  list: HTMLElement;
  main: HTMLElement;
  previous: HTMLButtonElement;
  next: HTMLButtonElement;
  save: HTMLButtonElement;
  /** Adds a button to those at the top. */
  add(node: HTMLButtonElement): void;
  announce(text: string): void;
  /** Shows a line at the foot of the page; "" takes it away. */
  toast(text: string, action?: {label: string; run: () => void}): void;
}

/** What the buttons of the frame do. */
export interface FrameActions {
  /** The list of steps opens: fill it. */
  list(): void;
  save(): void;
  help(): void;
  move(by: number): void;
}

const TOAST_SECONDS = 12;

const makeToast = (
  words: Words,
  announce: (text: string) => void,
): {node: HTMLElement; show: Frame["toast"]} => {
  const node = h("aside", {class: "toast", hidden: true});
  let timer = 0;
  const hide = (): void => {
    node.hidden = true;
    clear(node);
  };
  const show: Frame["toast"] = (text, action) => {
    window.clearTimeout(timer);
    hide();
    if (!text) return;
    node.appendChild(h("p", {}, text));
    if (action) node.appendChild(button(action.label, () => (hide(), action.run()), "link"));
    node.appendChild(button(words("shell.dismiss"), hide, "link"));
    node.hidden = false;
    announce(text);
    timer = window.setTimeout(() => {
      // Somebody on their way to the button keeps it.
      if (!node.contains(document.activeElement)) hide();
    }, TOAST_SECONDS * 1000);
  };
  return {node, show};
};

/** The button and the list that hangs from it; a click elsewhere and Escape close it. */
const makePlaces = (
  words: Words,
  fill: () => void,
): {where: HTMLButtonElement; list: HTMLElement} => {
  const list = h("nav", {
    class: "places",
    id: "places",
    "aria-label": words("shell.places"),
    hidden: true,
  });
  const show = (on: boolean): void => {
    if (on) fill();
    list.hidden = !on;
    where.setAttribute("aria-expanded", String(on));
  };
  const where = button("", () => show(!!list.hidden), "where", {"aria-expanded": "false", "aria-controls": "places"});
  document.addEventListener("click", (event) => {
    if (!list.hidden && !where.contains(event.target as Node)) show(false);
  });
  list.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    show(false);
    where.focus();
  });
  return {where, list};
};

/** Builds the frame inside `root`, which it empties first. */
export const makeFrame = (root: HTMLElement, words: Words, actions: FrameActions): Frame => {
  const {where, list} = makePlaces(words, actions.list);
  const state = h("p", {class: "state"});
  const save = button(words("shell.save"), actions.save, "save");
  const help = button(words("shell.help"), actions.help, "help");
  const notice = h("p", {class: "notice", role: "status", hidden: true});
  const main = h("main", {id: "main", class: "step", tabindex: "-1"});
  const previous = button(words("shell.previous"), () => actions.move(-1));
  const next = button(words("shell.next"), () => actions.move(1), "primary");
  const live = h("div", {class: "unseen", role: "status", "aria-live": "polite"});
  const announce = (text: string): void => {
    live.textContent = "";
    window.setTimeout(() => (live.textContent = text), 50);
  };
  const toast = makeToast(words, announce);
  const beside = h("div", {class: "top-actions"}, save, help);
  const add = (node: HTMLButtonElement): void => void beside.appendChild(node);
  replace(root,
    h("header", {class: "top"}, where, list, state, beside),
    notice,
    main,
    h("footer", {class: "foot"}, previous, next),
    live,
    toast.node,
  );
  return {where, state, notice, list, main, previous, next, save, add, announce, toast: toast.show};
};
