// SPDX-License-Identifier: MIT
// What an axis can be made of: cards of Segment 1, labels, axes of smaller groups, proposals that came without a meeting.
import { h, replace } from "../../../dom";
import { labelled } from "../../../fields";
import { fold } from "../../../fold";
import type { AxisView, MarkedPassage, Origin } from "../types";
import type { Book } from "./book";
import { group } from "./form";
import { said, tick } from "./parts";

/** Something to begin with. */
export interface Source {
  origin: Origin;
  name: string;
  definition: string;
  examples: MarkedPassage[];
  /** The axis of a smaller group that it is. */
  axis?: AxisView;
  /** What is shown beside the name. */
  note: string;
}

const MOST_LABELS = 30;

const keyOf = ({ kind, key }: Origin): string => `${kind}\n${key}`;

const takenBy = (book: Book, origin: Origin): string[] =>
  book.view.live.filter(({ from }) => from.some((one) => keyOf(one) === keyOf(origin))).map(({ name }) => name);

const cardSources = (book: Book): Source[] =>
  book.cards.map(({ key, name, definition, examples, named, person }) => ({
    origin: { kind: "card", key }, name, definition, examples, note: named ? book.desk.titleOfKey(person) : "",
  }));

const sessionSources = (book: Book): Source[] =>
  ([] as Source[]).concat(...book.board.sessions.map(({ board, title, axes }) =>
    axes.map((axis): Source => ({
      origin: { kind: "axis", key: `${board}/${axis.id}` }, name: axis.name, definition: axis.definition, examples: [], axis, note: title,
    }))));

export const answerSources = (book: Book): Source[] =>
  book.board.answers.filter(({ kind, key }) => kind === "proposal" && key).map((one) => ({
    origin: { kind: "answer", key: one.key as string }, name: one.name || "", definition: one.definition || "",
    examples: one.examples || [], note: one.reason,
  }));

/** Every label that somebody used, each once, in the order of the alphabet. */
export const labelsOf = (book: Book): string[] => {
  const all = new Set<string>(book.board.map.labels.map(({ label }) => label));
  for (const { labels } of book.board.passages) labels.forEach((label) => all.add(label));
  return Array.from(all).sort((a, b) => a.localeCompare(b, book.step.packet.study.language || undefined));
};

export interface Sources {
  node: HTMLElement;
  chosen(): Source[];
}

const sourceTick = (book: Book, source: Source, on: boolean, toggle: (on: boolean) => void): HTMLElement => {
  const taken = takenBy(book, source.origin);
  const parts: Node[] = [h("strong", { dir: "auto" }, source.name || book.words("axis.unnamed"))];
  if (source.definition) parts.push(said(source.definition));
  for (const { text } of source.axis ? source.axis.examples : []) parts.push(h("blockquote", { class: "axes-quote", dir: "auto" }, text));
  if (source.note) parts.push(h("span", { class: "quiet", dir: "auto" }, source.note));
  if (taken.length) parts.push(h("span", { class: "quiet axes-taken" }, book.words("axis.taken", { names: book.join(taken) })));
  return tick("source", keyOf(source.origin), on, toggle, ...parts);
};

/** Labels are many: they are searched, and those chosen stay in sight. */
const labelGroup = (book: Book, chosen: Map<string, Source>, toggle: (source: Source, on: boolean) => void): HTMLElement => {
  const { words } = book;
  const all = labelsOf(book);
  const list = h("div");
  const more = h("p", { class: "quiet", role: "status" });
  const field = h("input", { type: "search", autocomplete: "off", dir: "auto", oninput: () => fill() });
  const sourceFor = (label: string): Source => ({ origin: { kind: "label", key: label }, name: label, definition: "", examples: [], note: "" });
  const fill = (): void => {
    const wanted = fold(field.value).trim();
    const isOn = (label: string): boolean => chosen.has(keyOf({ kind: "label", key: label }));
    const found = all.filter((label) => !isOn(label) && wanted && fold(label).indexOf(wanted) >= 0);
    replace(list, ...all.filter(isOn).concat(found.slice(0, MOST_LABELS)).map((label) => sourceTick(book, sourceFor(label), isOn(label), (on) => toggle(sourceFor(label), on))));
    more.textContent = wanted ? words("axis.labels.found", { n: found.length }) : "";
  };
  fill();
  return group(words("axis.labels"), labelled(words("axis.labels.find"), field), more, list);
};

/** The choice of sources; `changed` hears what is chosen. */
export const makeSources = (book: Book, start: Source[], changed: (source: Source, on: boolean) => void): Sources => {
  const { words } = book;
  const chosen = new Map(start.map((one): [string, Source] => [keyOf(one.origin), one]));
  const toggle = (source: Source, on: boolean): void => {
    if (on) chosen.set(keyOf(source.origin), source);
    else chosen.delete(keyOf(source.origin));
    changed(source, on);
  };
  const ticks = (all: Source[]): HTMLElement[] =>
    all.map((one) => sourceTick(book, one, chosen.has(keyOf(one.origin)), (on) => toggle(one, on)));
  const [cards, sessions, answers] = [cardSources(book), sessionSources(book), answerSources(book)];
  const closed = !book.isOpen && book.board.cards.length > 0;
  return {
    node: h("div", { class: "axes-sources" },
      cards.length || closed
        ? group(words("axis.cards"), closed ? h("p", { class: "quiet" }, words("axis.cards.closed")) : null, ...ticks(cards)) : null,
      answers.length ? group(words("axis.proposals"), ...ticks(answers)) : null,
      sessions.length ? group(words("axis.sessions"), ...ticks(sessions)) : null,
      labelGroup(book, chosen, toggle)),
    chosen: () => Array.from(chosen.values()),
  };
};
