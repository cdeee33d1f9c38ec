// SPDX-License-Identifier: MIT
// Small parts that the leaves of the axes are made of.
import { button, h } from "../../../dom";
import { area, labelled, written } from "../../../fields";
import { ask } from "../../../question";
import type { Book } from "./book";

/** A part of a page that shows one thing as it is now. */
export interface Section<T> {
  node: HTMLElement;
  update(one: T): void;
  /** Keeps what is being written. */
  flush?(): void;
}

/** A button that does something; it cannot be pressed where nothing may be changed. */
export const act = (book: Book, key: string, run: () => void, kind = ""): HTMLButtonElement =>
  button(book.words(key), run, kind, { disabled: book.readOnly });

/** A button that only shows something. */
export const look = (book: Book, key: string, run: () => void, kind = "link"): HTMLButtonElement =>
  button(book.words(key), run, kind);

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

/** Asks why, and does it. */
export const askReason = (
  book: Book,
  key: string,
  name: string,
  run: (reason: string) => void,
  needed = true,
): void => {
  const { words } = book;
  const why = area("", 2);
  ask(words, {
    title: words(`axis.${key}.title`, { name }),
    parts: [labelled(words(needed ? "axis.reason" : "axis.reason.free"), why)],
    answer: words(`axis.${key}.do`),
    draft: { drafts: book.step.drafts, key: `${key}:${name}` },
    missing: () => (needed && !written(why) ? words("axis.reason.missing") : ""),
    run: () => run(written(why)),
  });
};
