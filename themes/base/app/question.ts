// SPDX-License-Identifier: MIT
// A window that asks one thing and closes when it is answered.

import { openDialog } from "./dialog";
import { h } from "./dom";
import type { Words } from "./types";

export interface Question {
  title: string;
  parts: HTMLElement[];
  /** Words of the button that answers. */
  answer: string;
  /** A field among the parts that may not stay empty. */
  field?: HTMLInputElement;
  /** Runs once the window is closed, with what the field holds. */
  run(text: string): void;
  /** Words of what is missing, or nothing. */
  missing?(): string;
}

/** Asks; answers with the way to close the window. The first `data-first` of its parts has the focus. */
export const ask = (words: Words, question: Question): (() => void) => {
  const missing = h("p", { class: "cluster-missing", role: "alert" });
  const send = h("button", { type: "submit", class: "primary" }, question.answer);
  const form = h("form", { class: "cluster-question", novalidate: true }, ...question.parts, missing, send);
  const dialog = openDialog(question.title, form, words("cluster.cancel"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = question.field ? written(question.field) : "";
    const lack = question.missing ? question.missing() : "";
    missing.textContent = lack || (question.field && !text ? words("cluster.name.missing") : "");
    if (missing.textContent) return;
    dialog.close();
    question.run(text);
  });
  const first = form.querySelector<HTMLElement>("[data-first]");
  if (first) first.focus();
  return dialog.close;
};

/** What a line of text may hold: the reader of responses takes 500 code points, and NFC can make more of some. */
export const LINE = { type: "text", dir: "auto", autocomplete: "off", maxlength: 250 };

/** A line of text with its name. */
export const line = (name: string, value: string, first: boolean): { node: HTMLElement; field: HTMLInputElement } => {
  const field = h("input", Object.assign({ value, "data-first": first }, LINE));
  return { node: h("label", { class: "cluster-field" }, h("span", {}, name), field), field };
};

/** What was written, as labels are kept: trimmed, NFC; a line without control characters. */
export const written = (field: HTMLInputElement | HTMLTextAreaElement): string => {
  const text = field.nodeName === "INPUT" ? field.value.replace(/[\u0000-\u001f\u007f-\u009f]+/g, " ") : field.value;
  return text.trim().normalize("NFC");
};

/** A box or a round button with more than a line beside it. */
export const choice = (type: "checkbox" | "radio", value: string, on: boolean, parts: (Node | string)[]): HTMLElement => {
  const box = h("input", { type, name: "choice", value, checked: on });
  return h("label", { class: "cluster-choice" }, box, h("span", {}, ...parts));
};

/** The values that are chosen in a question's parts. */
export const chosenIn = (node: HTMLElement): string[] =>
  Array.from(node.querySelectorAll<HTMLInputElement>("input:checked")).map((box) => box.value);
