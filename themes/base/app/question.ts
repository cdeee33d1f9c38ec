// SPDX-License-Identifier: MIT
// A window that asks one thing and closes when it is answered.
import { keepBegun } from "./begun";
import type { Draft } from "./begun";
import { openDialog } from "./dialog";
import { h } from "./dom";
import type { Words } from "./types";

export interface Question {
  title: string;
  parts: (HTMLElement | null)[];
  /** Words of the button that answers. */
  answer: string;
  /** Words of what is missing, or "". */
  missing?(): string;
  /** Where it keeps what is written in it, until it is answered. */
  draft?: Draft;
  /** Runs once the window is closed. */
  run(): void;
}

// What is asked first: what is chosen already, or the first that can be ticked or written in.
const FIRST = "input:checked, input:not([type=radio]), textarea";

/** Asks; answers with the way to close the window. */
export const ask = (words: Words, { title, parts, answer, missing, draft, run }: Question): (() => void) => {
  const lack = h("p", { class: "lack", role: "alert" });
  const form = h("form", { class: "ask", novalidate: true }, ...parts, lack,
    h("button", { type: "submit", class: "primary" }, answer));
  const begun = draft && keepBegun(form, draft, words);
  if (begun) form.insertBefore(begun.note, form.firstChild);
  const dialog = openDialog(title, form, words("shell.cancel"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    lack.textContent = missing ? missing() : "";
    if (lack.textContent) return;
    dialog.close();
    if (begun) begun.done();
    run();
  });
  const first = form.querySelector<HTMLElement>(FIRST);
  if (first) first.focus();
  return dialog.close;
};

/** A box or a round button with more than a line beside it. */
export const choice = (type: "checkbox" | "radio", value: string, on: boolean, parts: (Node | string)[]): HTMLElement => {
  const box = h("input", { type, name: "choice", value, checked: on });
  return h("label", { class: "cluster-choice" }, box, h("span", {}, ...parts));
};

/** The values that are chosen in a question's parts. */
export const chosenIn = (node: HTMLElement): string[] =>
  Array.from(node.querySelectorAll<HTMLInputElement>("input:checked")).map((box) => box.value);
