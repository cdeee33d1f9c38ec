// SPDX-License-Identifier: MIT
// An example as it will be printed, and the window in it through which words are left out.
import { h } from "../../../dom";
import { area, labelled, line, written } from "../../../fields";
import type { Example, MarkedPassage } from "../types";
import type { Book } from "./book";
import { leaveOut, pieces, placeholder, putBack, stretch } from "./elide";
import { act } from "./parts";
import { cut } from "../../../codepoints";

/** The words and what stands for those left out, as they will be printed. */
export const quoteNode = (example: Pick<Example, "start" | "end" | "quote" | "elisions">): HTMLElement =>
  h("blockquote", { class: "axes-quote", dir: "auto" },
    ...pieces(example).map(({ text, elision }) => (elision < 0 ? text : h("span", { class: "axes-gap" }, text))));

/** An example made of a passage. */
export const exampleOf = (id: string, passage: Omit<MarkedPassage, "labels">): Example => {
  const { turn, turn_sha256, start, end, quote, prefix, suffix, coding, source } = passage;
  return { id, turn, turn_sha256, start, end, quote, prefix, suffix, elisions: [], coding, source };
};

/** Whether this very passage is an example already. */
export const isAmong = (examples: Example[], { turn, start, end }: { turn: string; start: number; end: number }): boolean =>
  examples.some((one) => one.turn === turn && one.start === start && one.end === end);

const goneRow = (book: Book, example: Example, n: number, change: (next: Example) => void): HTMLElement => {
  const { start, end, mark } = example.elisions[n];
  const words = cut(example.quote, start - example.start, end - example.start);
  const back = (): void => change({ ...example, elisions: putBack(example.elisions, n) });
  return h("li", {}, h("span", { class: "axes-gap" }, placeholder(mark)), " ", h("span", { class: "quiet", dir: "auto" }, words), " ",
    act(book, "axis.elide.back", back, "link"));
};

/** The window: the whole passage, in which words are chosen and left out, and what is left out so far. */
export const elider = (book: Book, example: Example, change: (next: Example) => void): HTMLElement => {
  const { words, step } = book;
  const whole = area(example.quote, 4);
  whole.readOnly = true;
  whole.classList.add("axes-whole");
  const mark = line("", { maxlength: 60 });
  const lack = h("p", { class: "lack", role: "alert" });
  const out = (): void => {
    const chosen = stretch(example, whole.selectionStart, whole.selectionEnd);
    const next = chosen && leaveOut(example, chosen.start, chosen.end, written(mark));
    lack.textContent = words(!chosen ? "axis.elide.choose" : next ? "" : "axis.elide.all");
    if (next) change({ ...example, elisions: next });
    if (next) step.announce(words("axis.elide.done"));
  };
  const rows = example.elisions.map((_, n) => goneRow(book, example, n, change));
  return h("div", { class: "axes-elide" },
    labelled(words("axis.elide.whole"), whole, words("axis.elide.hint")),
    labelled(words("axis.elide.mark"), mark, words("axis.elide.mark.hint")),
    h("p", { class: "axes-acts" }, act(book, "axis.elide.out", out)), lack,
    rows.length ? h("ul", { class: "axes-gone" }, ...rows) : null);
};

/** A quiet line that says where a passage stands and what people called it. */
export const sourceLine = (book: Book, passage: { turn: string; coding?: string }, labels: string[]): HTMLElement =>
  h("p", { class: "quiet", dir: "auto" }, [book.titleOf(passage)].concat(labels.length ? labels.join(" · ") : []).join(" — "));

/** The labels of the coding that an example came from. */
export const labelsOf = (book: Book, coding: string): string[] => {
  const found = coding ? book.board.passages.filter((one) => one.coding === coding)[0] : undefined;
  return found ? found.labels : [];
};

