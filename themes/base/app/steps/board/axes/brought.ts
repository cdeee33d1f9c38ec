// SPDX-License-Identifier: MIT
// What came without a meeting about one axis: stances, objections, amendments and wishes, without names. They are shown;
// what is done with them, the facilitator does.
import { h, replace } from "../../../dom";
import { area, labelled, line, written } from "../../../fields";
import { ask } from "../../../question";
import type { Answer } from "../types";
import type { Book, Deed } from "./book";
import { act, said } from "./parts";
import type { Section } from "./parts";
import type { Axis } from "./view";

const STANCES = ["object", "unsure", "support"];

/** What is said of this axis, or of one that became it. */
export const answersTo = (book: Book, id: string): Answer[] =>
  book.board.answers.filter(({ axis, axes }) =>
    [axis || ""].concat(axes || []).some((one) => one && book.view.followers(one).indexOf(id) >= 0));

/** Offers a wording that somebody proposed; what is confirmed is an edit and, for another name, a rename. */
const take = (book: Book, axis: Axis, { name, definition, reason }: Answer): void => {
  const { words } = book;
  const title = line(name || axis.name);
  const text = area(definition || axis.definition, 5);
  const why = area(reason, 2);
  ask(words, {
    title: words("axis.take.title", { name: axis.name }),
    parts: [axis.definition ? h("p", { class: "hint" }, words("axis.take.now")) : null, axis.definition ? said(axis.definition) : null,
      labelled(words("axis.name"), title), labelled(words("axis.field.definition"), text), labelled(words("axis.reason"), why)],
    answer: words("axis.take.do"),
    draft: { drafts: book.step.drafts, key: `take:${axis.id}:${name} ${definition}`.slice(0, 500) },
    missing: () => words(!written(title) ? "axis.name.missing" : written(title) !== axis.name && !written(why) ? "axis.reason.missing" : ""),
    run() {
      const given = written(why);
      const deeds: Deed[] = [];
      if (written(title) !== axis.name) deeds.push({ act: "rename", axis: axis.id, name: written(title), reason: given });
      if (written(text) !== axis.definition)
        deeds.push({ act: "edit", axis: axis.id, fields: { definition: written(text) }, reason: given });
      book.decide(...deeds);
    },
  });
};

const ofOld = (book: Book, id: string, answer: Answer): HTMLElement | null => {
  const old = answer.kind !== "wish" && answer.axis && answer.axis !== id ? book.view.nameOf(answer.axis) : "";
  return old ? h("p", { class: "quiet" }, book.words("axis.brought.old", { name: old })) : null;
};

const stances = (book: Book, id: string, answers: Answer[]): HTMLElement[] =>
  STANCES.map((stance) => ({ stance, all: answers.filter((one) => one.kind === "stance" && one.stance === stance) }))
    .filter(({ all }) => all.length)
    .map(({ stance, all }) => {
      const reasons = all.filter(({ reason }) => reason);
      return h("li", {}, h("p", { class: "axes-stance" }, book.words(`axis.stance.${stance}`, { n: all.length })),
        ...reasons.map((one) => h("div", { class: "axes-reasoned" }, said(one.reason), ofOld(book, id, one))));
    });

const amendment = (book: Book, axis: Axis, one: Answer): HTMLElement =>
  h("li", {}, h("p", { class: "axes-stance" }, book.words("axis.brought.amendment")),
    one.name ? h("p", { class: "axes-proposed", dir: "auto" }, one.name) : null, one.definition ? said(one.definition) : null,
    one.reason ? h("p", { class: "quiet", dir: "auto" }, one.reason) : null, ofOld(book, axis.id, one),
    h("p", { class: "axes-acts" }, act(book, "axis.take", () => take(book, book.view.get(axis.id) || axis, one))));

const wish = (book: Book, one: Answer, merge: (wish: Answer) => void): HTMLElement =>
  h("li", {}, h("p", { class: "axes-stance" },
    book.words("axis.brought.wish", { names: book.join((one.axes || []).map((id) => book.view.nameOf(id) || book.words("axis.unknown"))) })),
    one.name ? h("p", { class: "axes-proposed", dir: "auto" }, one.name) : null,
    one.reason ? h("p", { class: "quiet", dir: "auto" }, one.reason) : null,
    h("p", { class: "axes-acts" }, act(book, "axis.wish.take", () => merge(one))));

/** `merge` opens the page of merging with what a wish says. */
export const broughtSection = (book: Book, id: string, merge: (wish: Answer) => void): Section<Axis> => {
  const { words } = book;
  const list = h("ul", { class: "axes-brought" });
  const node = h("section", { class: "axes-part", "aria-label": words("axis.brought") },
    h("h3", {}, words("axis.brought")), h("p", { class: "hint" }, words("axis.brought.hint")), list);
  let shown = "";
  return {
    node,
    update(axis) {
      const answers = answersTo(book, id);
      node.hidden = !answers.length;
      const looks = JSON.stringify([answers, axis.name]);
      if (looks === shown) return;
      shown = looks;
      replace(list, ...stances(book, id, answers));
      answers.filter(({ kind }) => kind === "amendment").forEach((one) => list.appendChild(amendment(book, axis, one)));
      answers.filter(({ kind }) => kind === "wish").forEach((one) => list.appendChild(wish(book, one, merge)));
    },
  };
};
