// SPDX-License-Identifier: MIT
// Where people of the group see an axis differently: in their words, with their names where they agreed.
import { h, replace } from "../../../dom";
import { area, labelled, line, written } from "../../../fields";
import { ask } from "../../../question";
import type { Dissent } from "../types";
import type { Book } from "./book";
import { act, said } from "./parts";
import type { Section } from "./parts";
import type { Axis } from "./view";

/** Asks for a dissent, or for another wording of one. */
const write = (book: Book, axis: string, before: Dissent, known: boolean): void => {
  const { words } = book;
  const text = area(before.text);
  const alternative = area(before.alternative);
  const who = line(before.who);
  const consent = h("input", { type: "checkbox", checked: before.consent });
  const empty = (): boolean => !written(text) && !written(alternative);
  ask(words, {
    title: words("axis.dissent.title"),
    parts: [labelled(words("axis.dissent.text"), text), labelled(words("axis.dissent.alternative"), alternative),
      labelled(words("axis.dissent.who"), who, words("axis.dissent.who.hint")),
      h("label", { class: "axes-choice" }, consent, h("span", {}, words("axis.dissent.consent")))],
    answer: words("axis.dissent.do"),
    draft: { drafts: book.step.drafts, key: `dissent:${axis}:${known ? before.id : ""}` },
    missing: () => (empty() ? words("axis.dissent.missing") : consent.checked && !written(who) ? words("axis.dissent.nobody") : ""),
    run() {
      const dissent = { id: before.id, text: written(text), alternative: written(alternative), who: written(who), consent: consent.checked };
      book.decide({ act: "dissent", axis, dissent });
    },
  });
};

/** What is shown of a dissent: the name only where its owner agreed. */
export const dissentNodes = ({ words }: Book, { text, alternative, who, consent }: Dissent): HTMLElement[] => {
  const nodes: HTMLElement[] = [];
  if (text) nodes.push(said(text));
  if (alternative) nodes.push(h("p", { class: "quiet" }, words("axis.dissent.instead")), said(alternative));
  nodes.push(h("p", { class: "quiet", dir: "auto" }, who && consent ? who : words(who ? "axis.dissent.hidden" : "axis.dissent.unnamed")));
  return nodes;
};

export const dissentsSection = (book: Book, id: string): Section<Axis> => {
  const { words, step } = book;
  const list = h("ul", { class: "axes-dissents" });
  const fresh = (): Dissent => ({ id: step.newId(), text: "", alternative: "", who: "", consent: false });
  let shown = "";
  const row = (one: Dissent): HTMLElement =>
    h("li", {}, ...dissentNodes(book, one), h("p", { class: "axes-acts" },
      act(book, "axis.dissent.edit", () => write(book, id, one, true), "link"),
      act(book, "axis.dissent.away", () => book.decide({ act: "undissent", axis: id, dissent: { id: one.id } }), "link")));
  return {
    node: h("section", { class: "axes-part", "aria-label": words("axis.dissents") },
      h("h3", {}, words("axis.dissents")), h("p", { class: "hint" }, words("axis.dissents.hint")), list,
      h("p", { class: "axes-acts" }, act(book, "axis.dissent.add", () => write(book, id, fresh(), false)))),
    update({ dissents }) {
      if (JSON.stringify(dissents) === shown) return;
      shown = JSON.stringify(dissents);
      replace(list, ...dissents.map(row));
    },
  };
};
