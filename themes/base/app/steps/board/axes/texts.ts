// SPDX-License-Identifier: MIT
// What is written about one axis: definition, other names, the two ends, when it applies, and what goes with it.
import { clear, h } from "../../../dom";
import { Fields, area, labelled, line, written } from "../../../fields";
import { growAll } from "../../../grow";
import type { Fields as Wording } from "../types";
import type { Book } from "./book";
import { linesOf, tick } from "./parts";
import type { Section } from "./parts";
import type { Axis } from "./view";

/** How long a pause ends a change, which is a line of the log. Until then it is held, which a dying machine does not end. */
const PAUSE_MS = 20000;

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** One edit for one field, and only where it says something else than the axis does. */
const edit = (book: Book, id: string, fields: Wording): void => {
  const axis = book.view.get(id);
  const key = Object.keys(fields)[0] as keyof Wording;
  if (axis && !same((axis as unknown as Wording)[key], fields[key])) book.hold(`edit ${id} ${key}`, { act: "edit", axis: id, fields }, PAUSE_MS);
};

const endsOf = (low: string, high: string): string[] => (low || high ? [low, high] : []);

/** The axes that go with this one; those that are gone say where they went. */
const relatedSection = (book: Book, id: string): Section<Axis> => {
  const { words } = book;
  const list = h("div", { class: "axes-related" });
  let shown = "";
  const toggle = (axis: Axis, other: string, on: boolean): void =>
    edit(book, id, { related: on ? axis.related.concat(other) : axis.related.filter((one) => one !== other) });
  const row = (axis: Axis, one: string): HTMLElement => {
    const change = (on: boolean): void => toggle(book.view.get(id) || axis, one, on);
    const node = tick("related", one, axis.related.indexOf(one) >= 0, change, h("bdi", {}, book.nameIn(one)));
    node.querySelector("input")!.disabled = book.readOnly;
    return node;
  };
  return {
    node: h("div", { class: "field", role: "group", "aria-label": words("axis.field.related") },
      h("span", {}, words("axis.field.related")), h("span", { class: "hint" }, words("axis.related.hint")), list),
    update(axis) {
      const others = book.view.live.map((one) => one.id).filter((one) => one !== id);
      const all = others.concat(axis.related.filter((one) => others.indexOf(one) < 0 && one !== id));
      const looks = JSON.stringify([all.map((one) => book.nameIn(one)), all, axis.related]);
      if (looks === shown) return;
      shown = looks;
      const focus = document.activeElement as HTMLInputElement | null;
      const value = focus && list.contains(focus) ? focus.value : "";
      clear(list);
      if (!all.length) list.appendChild(h("p", { class: "quiet" }, words("axis.related.none")));
      all.forEach((one) => list.appendChild(row(axis, one)));
      const again = Array.from(list.querySelectorAll("input")).filter((box) => value && box.value === value)[0];
      if (again) again.focus();
    },
  };
};

export const textsSection = (book: Book, id: string): Section<Axis> => {
  const { words } = book;
  const drafts = new Fields(book.readOnly);
  const definition = drafts.add(area("", 4), () => edit(book, id, { definition: written(definition) }));
  const aliases = drafts.add(area("", 2), () => edit(book, id, { aliases: linesOf(written(aliases)) }));
  const ends = (): void => edit(book, id, { poles: endsOf(written(low), written(high)) });
  const both = h("div", { class: "axes-poles" });
  const low = drafts.add(line(), ends, both);
  const high = drafts.add(line(), ends, both);
  both.appendChild(labelled(words("axis.poles.one"), low));
  both.appendChild(labelled(words("axis.poles.other"), high));
  const applies = drafts.add(area("", 2), () => edit(book, id, { applies: written(applies) }));
  const related = relatedSection(book, id);
  const poles = h("div", { class: "field", role: "group", "aria-label": words("axis.field.poles") },
    h("span", {}, words("axis.field.poles")), h("span", { class: "hint" }, words("axis.poles.hint")), both);
  const node = h("div", { class: "axes-texts" },
    labelled(words("axis.field.definition"), definition, words("axis.definition.hint")),
    labelled(words("axis.field.aliases"), aliases, words("axis.aliases.hint")), poles,
    labelled(words("axis.field.applies"), applies, words("axis.applies.hint")), related.node);
  return {
    node,
    flush: () => drafts.flush(),
    update(axis) {
      drafts.show(definition, axis.definition);
      drafts.show(aliases, axis.aliases.join("\n"));
      drafts.show(low, axis.poles[0] || "");
      drafts.show(high, axis.poles[1] || "");
      drafts.show(applies, axis.applies);
      related.update(axis);
      growAll(node);
    },
  };
};
