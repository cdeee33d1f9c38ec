// SPDX-License-Identifier: MIT
// The page on which an axis is made: from nothing, or from what the group wrote down.
import { h } from "../../../dom";
import { area, labelled, line, written } from "../../../fields";
import type { Fields, MarkedPassage } from "../types";
import type { Book, Deed } from "./book";
import { makeForm } from "./form";
import type { Page } from "./editor";
import { exampleOf } from "./quote";
import { makeSources } from "./sources";
import type { Source } from "./sources";

/** The passages of what was chosen, each once. */
const passagesOf = (sources: Source[]): MarkedPassage[] => {
  const all: MarkedPassage[] = [];
  const known = new Set<string>();
  for (const { examples } of sources)
    for (const one of examples) {
      const key = [one.turn, one.start, one.end].join(" ");
      if (!known.has(key)) all.push(one);
      known.add(key);
    }
  return all;
};

/** The axis of a smaller group, where it is the only thing chosen: all that it says comes along. */
const aloneOf = (sources: Source[]): Source["axis"] => (sources.length === 1 ? sources[0].axis : undefined);

const fieldsOf = (name: string, definition: string, sources: Source[]): Fields => {
  const fields: Fields = { name, definition, from: sources.map(({ origin }) => origin) };
  const axis = aloneOf(sources);
  if (axis) Object.assign(fields, { aliases: axis.aliases, poles: axis.poles, applies: axis.applies });
  return fields;
};

const deedsOf = (book: Book, id: string, fields: Fields, sources: Source[], withExamples: boolean): Deed[] => {
  const deeds: Deed[] = [{ act: "create", axis: id, fields }];
  const { newId } = book.step;
  const axis = aloneOf(sources);
  if (withExamples)
    for (const one of passagesOf(sources)) deeds.push({ act: "example", axis: id, example: exampleOf(newId(), one) });
  if (axis)
    for (const { text, alternative } of axis.dissents)
      deeds.push({ act: "dissent", axis: id, dissent: { id: newId(), text, alternative, who: "", consent: false } });
  return deeds;
};

/** Cards of which nobody said what became of them became this axis. */
const mapCards = (book: Book, axis: string, sources: Source[]): void => {
  const cards = sources.map(({ origin }) => origin).filter(({ kind, key }) => kind === "card" && !book.step.items.get(`card:${key}`));
  if (!cards.length) return;
  const by = { axes: [axis], by: book.by, at: book.step.now() };
  book.step.items.change("axis.undo.mapping", (draft) =>
    cards.forEach(({ key }) => draft.put(Object.assign({ id: `card:${key}`, kind: "mapping", card: key }, by))));
};

/** Fills a field that is empty, or that holds what was filled in before; answers with what it filled in. */
const fill = (field: HTMLInputElement | HTMLTextAreaElement, before: string, text: string): string => {
  if (written(field) && written(field) !== before) return before;
  field.value = text;
  return text.trim();
};

/** `start`: what is chosen from the first; `done` hears the id of the axis. */
export const makeCreate = (book: Book, start: Source[], done: (id: string) => void, leave: () => void): Page => {
  const { words } = book;
  const name = line();
  const definition = area("", 4);
  const bring = h("input", { type: "checkbox", checked: true });
  const bringWords = h("span");
  const bringLine = h("label", { class: "axes-choice" }, bring, bringWords);
  const whole = h("p", { class: "quiet" }, words("axis.create.whole"));
  let filled = { name: "", definition: "" };
  const sources = makeSources(book, start, () => show());
  const show = (): void => {
    const all = sources.chosen();
    const n = passagesOf(all).length;
    const one = all.length === 1 ? all[0] : { name: "", definition: "" };
    if (all.length < 2) filled = { name: fill(name, filled.name, one.name), definition: fill(definition, filled.definition, one.definition) };
    bringLine.hidden = !n;
    bringWords.textContent = words("axis.create.examples", { n });
    whole.hidden = !aloneOf(all);
  };
  show();
  return makeForm(book, {
    title: words("axis.create.title"),
    lead: words("axis.create.lead"),
    parts: [labelled(words("axis.name"), name), labelled(words("axis.field.definition"), definition, words("axis.definition.hint")),
      bringLine, whole, sources.node],
    key: `create:${start.map(({ origin }) => `${origin.kind} ${origin.key}`).join()}`.slice(0, 500),
    done: "axis.create.do",
    missing: () => (written(name) ? "" : words("axis.name.missing")),
    leave,
    run() {
      const id = book.step.newId();
      const all = sources.chosen();
      book.decide(...deedsOf(book, id, fieldsOf(written(name), written(definition), all), all, bring.checked));
      mapCards(book, id, all);
      done(id);
    },
  });
};
