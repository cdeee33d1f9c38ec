// SPDX-License-Identifier: MIT
// The pages on which several axes become one, and one becomes several.
import { h, replace } from "../../../dom";
import { area, labelled, line, written } from "../../../fields";
import type { Answer, Part } from "../types";
import type { Book } from "./book";
import type { Page } from "./editor";
import { group, makeForm } from "./form";
import { act, said, tick } from "./parts";
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
    key: `merge:${axes.join()}:${wish ? `${wish.name} ${wish.reason}` : ""}`.slice(0, 500),
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
  id: string;
  node: HTMLElement;
  name: HTMLInputElement;
  definition: HTMLTextAreaElement;
}

const makePart = (book: Book, n: number, id: string): PartForm => {
  const { words } = book;
  const name = line();
  const definition = area("", 3);
  const node = group(words("axis.split.part", { n }), labelled(words("axis.name"), name), labelled(words("axis.field.definition"), definition));
  return { id, node, name, definition };
};

/** The examples, each with a box for every part that it goes to. */
const makeDeal = (book: Book, axis: Axis, parts: PartForm[]): { node: HTMLElement; draw(): void; of(part: PartForm): string[] } => {
  const { words } = book;
  const dealt = new Set<string>();
  const list = h("ul", { class: "axes-examples" });
  const node = group(words("axis.examples"), h("p", { class: "hint" }, words("axis.split.examples")), list);
  node.hidden = !axis.examples.length;
  const box = (example: string, part: PartForm, n: number): HTMLElement => {
    const key = `${part.id} ${example}`;
    return tick("part", key, dealt.has(key), (on) => void (on ? dealt.add(key) : dealt.delete(key)),
      h("bdi", {}, written(part.name) || words("axis.split.part", { n: n + 1 })));
  };
  return {
    node,
    draw() {
      replace(list, ...axis.examples.map((one) => h("li", {}, quoteNode(one), h("div", { class: "axes-deal" }, ...parts.map((part, n) => box(one.id, part, n))))));
    },
    of: (part) => axis.examples.map(({ id }) => id).filter((id) => dealt.has(`${part.id} ${id}`)),
  };
};

export const makeSplit = (book: Book, axis: Axis, done: (id: string) => void, leave: () => void): Page => {
  const { words } = book;
  const parts: PartForm[] = [];
  const place = h("div", { class: "axes-parts" });
  const deal = makeDeal(book, axis, parts);
  const why = area("", 2);
  // The parts that were begun have their ids already: the boxes for the examples are known by them.
  const { drafts, newId } = book.step;
  const key = `parts:${axis.id}`;
  const begun = (drafts.get(key) as string[] | undefined) || [];
  const add = (): void => {
    const part = makePart(book, parts.length + 1, begun[parts.length] || newId());
    parts.push(part);
    part.name.addEventListener("change", () => deal.draw());
    place.appendChild(part.node);
    deal.draw();
  };
  for (let n = 0; n < Math.max(2, begun.length); n++) add();
  const more = act(book, "axis.split.add", () => (add(), parts[parts.length - 1].name.focus()), "link");
  place.addEventListener("input", () => drafts.set(key, parts.map(({ id }) => id)));
  /** Those that say something; the first two always count. */
  const used = (): Part[] =>
    parts
      .map((part) => ({ axis: part.id, fields: { name: written(part.name), definition: written(part.definition) }, examples: deal.of(part) }))
      .filter(({ fields, examples }, n) => n < 2 || fields.name || fields.definition || examples.length);
  return makeForm(book, {
    title: words("axis.split.title", { name: axis.name }),
    lead: words("axis.split.lead"),
    parts: [axis.definition ? said(axis.definition) : h("span"), place, h("p", { class: "axes-acts" }, more), deal.node,
      labelled(words("axis.reason"), why)],
    key: `split:${axis.id}`,
    done: "axis.split.do",
    missing: () => words(used().some(({ fields }) => !fields.name) ? "axis.split.names" : !written(why) ? "axis.reason.missing" : ""),
    leave,
    run() {
      const all = used();
      drafts.set(key, null);
      book.decide({ act: "split", axis: axis.id, parts: all, reason: written(why) });
      done(all[0].axis);
    },
  });
};
