// SPDX-License-Identifier: MIT
// A page that is filled in and then done or left: making, merging and splitting axes.
import { keepBegun } from "../../../begun";
import { h } from "../../../dom";
import type { Book } from "./book";
import type { Page } from "./editor";
import { act, look } from "./parts";

export interface Filled {
  title: string;
  lead?: string;
  parts: HTMLElement[];
  /** Under which what is begun in it is kept. */
  key: string;
  /** Key of the words on the button that does it. */
  done: string;
  missing(): string;
  run(): void;
  leave(): void;
  update?(): void;
}

export const makeForm = (book: Book, filled: Filled): Page => {
  const title = h("h2", { class: "axes-title", tabindex: "-1" }, filled.title);
  const lack = h("p", { class: "lack", role: "alert" });
  const finish = (): void => {
    lack.textContent = filled.missing();
    if (lack.textContent) return;
    dirty = false;
    begun.done();
    filled.run();
  };
  let dirty = false;
  const fields = h("div", {}, ...filled.parts);
  const begun = keepBegun(fields, { drafts: book.step.drafts, key: filled.key }, book.words);
  const node = h("div", { class: "axes-page", oninput: () => (dirty = true) }, title,
    filled.lead ? h("p", { class: "hint" }, filled.lead) : null, begun.note, fields, lack,
    h("p", { class: "axes-acts axes-done" }, act(book, filled.done, finish, "primary"),
      look(book, "shell.cancel", () => {
        dirty = false;
        filled.leave();
      }, "")));
  return { node, first: title, update: () => filled.update && filled.update(), isDirty: () => dirty };
};

/** A group of boxes under one heading. */
export const group = (title: string, ...parts: (Node | null)[]): HTMLElement =>
  h("fieldset", { class: "axes-group" }, h("legend", {}, title), ...parts);
