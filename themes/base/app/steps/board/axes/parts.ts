// SPDX-License-Identifier: MIT
// Small parts that the leaves of the axes are made of.
import { openDialog } from "../../../dialog";
import { button, h } from "../../../dom";
import { LINE, written } from "../../../question";
import type { Book } from "./book";

export { written } from "../../../question";

/** A part of a page that shows one thing as it is now. */
export interface Section<T> {
  node: HTMLElement;
  update(one: T): void;
  /** Keeps what is being written. */
  flush?(): void;
}

export type Field = HTMLInputElement | HTMLTextAreaElement;

/** A button that does something; it cannot be pressed where nothing may be changed. */
export const act = (book: Book, key: string, run: () => void, kind = ""): HTMLButtonElement =>
  button(book.words(key), run, kind, { disabled: book.readOnly });

/** A button that only shows something. */
export const look = (book: Book, key: string, run: () => void, kind = "link"): HTMLButtonElement =>
  button(book.words(key), run, kind);

export const line = (value = "", more: Record<string, unknown> = {}): HTMLInputElement => h("input", Object.assign({ value }, LINE, more));

export const area = (value = "", rows = 3): HTMLTextAreaElement => h("textarea", { rows, dir: "auto", maxlength: 5000, value });

/** A field with its name above it and, where it needs one, a hint below its name. */
export const labelled = (name: string, field: HTMLElement, hint = ""): HTMLElement =>
  h("label", { class: "axes-field" }, h("span", {}, name), hint ? h("span", { class: "axes-hint" }, hint) : null, field);

/** A box or a round button with its words. */
export const tick = (name: string, value: string, on: boolean, run: (on: boolean) => void, ...parts: (Node | string)[]): HTMLElement => {
  const box = h("input", { type: "checkbox", name, value, checked: on, onchange: () => run(box.checked) });
  return h("label", { class: "axes-choice" }, box, h("span", {}, ...parts));
};

/** What readers of responses take as a list of lines. */
const MOST_LINES = 100;
const LONGEST_LINE = 500;

/** The lines of a text that hold something, each once. */
export const linesOf = (text: string): string[] => {
  const all = text.split("\n").map((one) => {
    const bare = one.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ").trim();
    return Array.from(bare).slice(0, LONGEST_LINE).join("").trim();
  });
  return all.filter((one, at) => one && all.indexOf(one) === at).slice(0, MOST_LINES);
};

/** Words that somebody said, with their own line breaks. */
export const said = (text: string, kind = "axes-said"): HTMLElement => h("p", { class: kind, dir: "auto" }, text);

/** How long a pause ends a change while the field has the focus: a machine may die. */
const PAUSE_MS = 20000;

/** Fields whose change is one line of the log: when they are left, after a long pause, and when the page is. */
export class Drafts {
  private timers = new Map<Field, number>();
  private saves = new Map<Field, () => void>();

  constructor(private locked: boolean) {}

  /** `together`: who goes on in another field of it has not left this one. */
  add<T extends Field>(field: T, save: () => void, together?: HTMLElement): T {
    field.readOnly = this.locked;
    this.saves.set(field, save);
    field.addEventListener("input", () => {
      window.clearTimeout(this.timers.get(field));
      this.timers.set(field, window.setTimeout(() => this.keep(field), PAUSE_MS));
    });
    const leave = (event: Event): void => {
      const next = (event as FocusEvent).relatedTarget as Node | null;
      if (!together || !next || !together.contains(next)) this.flushAmong(together || field);
    };
    field.addEventListener("blur", leave);
    return field;
  }

  /** Shows a value, except where somebody is writing. */
  show(field: Field, value: string): void {
    if (!this.timers.has(field) && written(field) !== value) field.value = value;
  }

  flush(): void {
    Array.from(this.timers.keys()).forEach((field) => this.keep(field));
  }

  private flushAmong(place: HTMLElement): void {
    Array.from(this.timers.keys()).filter((field) => place.contains(field)).forEach((field) => this.keep(field));
  }

  private keep(field: Field): void {
    if (!this.timers.has(field)) return;
    window.clearTimeout(this.timers.get(field));
    this.timers.delete(field);
    this.saves.get(field)!();
  }
}

/** A window that asks for something before an act. */
export interface Asked {
  title: string;
  parts: (HTMLElement | null)[];
  answer: string;
  /** Words of what is missing, or nothing. */
  missing(): string;
  run(): void;
}

export const ask = ({ words }: Book, { title, parts, answer, missing, run }: Asked): void => {
  const lack = h("p", { class: "axes-missing", role: "alert" });
  const form = h("form", { class: "axes-ask", novalidate: true }, ...parts, lack, h("button", { type: "submit", class: "primary" }, answer));
  const dialog = openDialog(title, form, words("axis.cancel"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    lack.textContent = missing();
    if (lack.textContent) return;
    dialog.close();
    run();
  });
  const first = form.querySelector<HTMLElement>("input, textarea");
  if (first) first.focus();
};

/** Asks why, and does it. */
export const askReason = (
  book: Book,
  key: string,
  name: string,
  run: (reason: string) => void,
  needed = true,
  before: (HTMLElement | null)[] = [],
): void => {
  const { words } = book;
  const why = area("", 2);
  ask(book, {
    title: words(`axis.${key}.title`, { name }),
    parts: before.concat(labelled(words(needed ? "axis.reason" : "axis.reason.free"), why)),
    answer: words(`axis.${key}.do`),
    missing: () => (needed && !written(why) ? words("axis.reason.missing") : ""),
    run: () => run(written(why)),
  });
};
