// SPDX-License-Identifier: MIT
// The pages on which several axes become one, and one becomes several.
import { h } from "../../../dom";
import type { Answer, Part } from "../types";
import type { Book } from "./book";
import type { Page } from "./editor";
import { group, makeForm } from "./form";
import { act, area, labelled, line, said, tick, written } from "./parts";
import { quoteNode } from "./quote";
import type { Axis } from "./view";

/** `axes`: chosen from the first; a wish brings a name and a reason. */
export const makeMerge = (book: Book, axes: string[], wish: Answer | undefined, done: (id: string) => void, leave: () => void): Page => {
  const { words, view } = book;
  // A wish may name axes that became others since.
  const wanted = new Set(([] as string[]).concat(...axes.map((id) => view.followers(id))));
  const chosen = (): string[] => book.view.live.map(({ id }) => id).filter((id) => wanted.has(id));
  const name = line(wish ? wish.name : "");
  const definition = area("", 4);
  const why = area(wish ? wish.reason : "", 2);
  const toggle = (id: string, on: boolean): void => void (on ? wanted.add(id) : wanted.delete(id));
  const row = ({ id, name: title, definition: text }: Axis): HTMLElement =>
    tick("merge", id, wanted.has(id), (on) => toggle(id, on), h("strong", { dir: "auto" }, title), text ? said(text) : "");
  return makeForm(book, {
    title: words("axis.merge.title"),
    lead: words("axis.merge.lead"),
    parts: [group(words("axis.merge.which"), ...view.live.map(row)), labelled(words("axis.merge.name"), name),
      labelled(words("axis.field.definition"), definition, words("axis.merge.definition")), labelled(words("axis.reason"), why)],
    done: "axis.merge.do",
    missing: () =>
      words(chosen().length < 2 ? "axis.merge.few" : !written(name) ? "axis.name.missing" : !written(why) ? "axis.reason.missing" : ""),
    leave,
    run() {
      const id = book.step.newId();
      const text = written(definition);
      const fields = Object.assign({ name: written(name) }, text ? { definition: text } : {});
      book.decide({ act: "merge", axes: chosen(), axis: id, fields, reason: written(why) });
      done(id);
    },
  });
};

interface PartForm {
  node: HTMLElement;
  read(): Part;
}

const makePart = (book: Book, axis: Axis, n: number): PartForm => {
  const { words } = book;
  const id = book.step.newId();
  const name = line();
  const definition = area("", 3);
  const examples = new Set<string>();
  const row = (one: Axis["examples"][0]): HTMLElement =>
    tick(`part-${n}`, one.id, false, (on) => void (on ? examples.add(one.id) : examples.delete(one.id)), quoteNode(one));
  return {
    node: group(words("axis.split.part", { n }), labelled(words("axis.name"), name), labelled(words("axis.field.definition"), definition),
      axis.examples.length ? h("p", { class: "axes-hint" }, words("axis.split.examples")) : null, ...axis.examples.map(row)),
    read: () => {
      const order = axis.examples.map((one) => one.id).filter((one) => examples.has(one));
      return { axis: id, fields: { name: written(name), definition: written(definition) }, examples: order };
    },
  };
};

export const makeSplit = (book: Book, axis: Axis, done: (id: string) => void, leave: () => void): Page => {
  const { words } = book;
  const parts = [makePart(book, axis, 1), makePart(book, axis, 2)];
  const place = h("div", { class: "axes-parts" }, ...parts.map(({ node }) => node));
  const why = area("", 2);
  const add = (): void => {
    const part = makePart(book, axis, parts.length + 1);
    parts.push(part);
    place.appendChild(part.node);
    part.node.querySelector("input")!.focus();
  };
  /** Those that say something; the first two always count. */
  const used = (): Part[] => parts.map((one) => one.read()).filter(({ fields, examples }, n) => n < 2 || fields.name || fields.definition || examples.length);
  return makeForm(book, {
    title: words("axis.split.title", { name: axis.name }),
    lead: words("axis.split.lead"),
    parts: [axis.definition ? said(axis.definition) : h("span"), place,
      h("p", { class: "axes-acts" }, act(book, "axis.split.add", add, "link")), labelled(words("axis.reason"), why)],
    done: "axis.split.do",
    missing: () => words(used().some(({ fields }) => !fields.name) ? "axis.split.names" : !written(why) ? "axis.reason.missing" : ""),
    leave,
    run() {
      const all = used();
      book.decide({ act: "split", axis: axis.id, parts: all, reason: written(why) });
      done(all[0].axis);
    },
  });
};
