// SPDX-License-Identifier: MIT
// An axis to be read and not changed: as it is, or as it was at some point.
import { h } from "../../../dom";
import type { Book } from "./book";
import { dissentNodes } from "./dissents";
import { standingOf } from "./facts";
import { said } from "./parts";
import { labelsOf, quoteNode, sourceLine } from "./quote";
import type { Axis, View } from "./view";

const entry = (term: string, ...nodes: (Node | null)[]): HTMLElement => h("div", { class: "axes-entry" }, h("h4", {}, term), ...nodes);

const textEntry = (book: Book, key: string, text: string): HTMLElement | null =>
  (text ? entry(book.words(`axis.field.${key}`), said(text)) : null);

const axisSheet = (book: Book, view: View, axis: Axis): HTMLElement => {
  const { words } = book;
  const related = axis.related.map((id) => view.nameOf(id) || words("axis.unknown"));
  const examples = axis.examples.map((one) => h("li", {}, quoteNode(one), sourceLine(book, one, labelsOf(book, one.coding))));
  const dissents = axis.dissents.map((one) => h("li", {}, ...dissentNodes(book, one)));
  return h("li", { class: "axes-sheet" }, h("h3", { dir: "auto" }, axis.name),
    h("p", { class: "axes-state" }, words(`axis.state.${standingOf(view.log, axis)}`)),
    axis.was.length ? h("p", { class: "quiet" }, words("axis.was", { names: book.join(axis.was) })) : null,
    textEntry(book, "definition", axis.definition), textEntry(book, "aliases", axis.aliases.join("\n")),
    textEntry(book, "poles", axis.poles.filter((one) => one).join(" – ")), textEntry(book, "applies", axis.applies),
    related.length ? entry(words("axis.field.related"), said(book.join(related))) : null,
    examples.length ? entry(words("axis.examples"), h("ul", { class: "axes-examples" }, ...examples)) : null,
    dissents.length ? entry(words("axis.dissents"), h("ul", { class: "axes-dissents" }, ...dissents)) : null);
};

const topList = (book: Book, view: View, size: number): HTMLElement | null => {
  const ids = view.top(size);
  if (!ids.length) return null;
  return h("div", {}, h("h3", {}, book.words(`axis.top.${size}`)),
    h("ol", {}, ...ids.map((id) => h("li", { dir: "auto" }, view.nameOf(id) || book.words("axis.unknown")))));
};

/** Everything as `view` has it. */
export const stateSheet = (book: Book, view: View): HTMLElement =>
  h("div", {}, view.live.length ? h("ol", { class: "axes-sheets" }, ...view.live.map((axis) => axisSheet(book, view, axis)))
    : h("p", { class: "quiet" }, book.words("axis.then.none")), topList(book, view, 3), topList(book, view, 5));
