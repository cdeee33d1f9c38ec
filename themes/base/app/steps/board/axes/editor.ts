// SPDX-License-Identifier: MIT
// The page of one axis.
import { button, h, replace } from "../../../dom";
import { area, labelled, line, written } from "../../../fields";
import { ask } from "../../../question";
import type { Answer } from "../types";
import { say } from "../leaf";
import type { Book } from "./book";
import { broughtSection } from "./brought";
import { dissentsSection } from "./dissents";
import { examplesSection } from "./examples";
import { lacksOf, standingOf } from "./facts";
import { originSection } from "./origin";
import { act, askReason, look } from "./parts";
import type { Section } from "./parts";
import { textsSection } from "./texts";
import type { Axis } from "./view";

/** The other pages that an axis leads to. */
export interface Ways {
  list(): void;
  open(id: string): void;
  pick(id: string): void;
  merge(axes: string[], wish?: Answer): void;
  split(id: string): void;
}

export interface Page {
  node: HTMLElement;
  /** What has the focus when the page opens. */
  first: HTMLElement;
  update(): void;
  flush?(): void;
  /** True while something is written here that is nowhere else. */
  isDirty?(): boolean;
  /** It is not shown again. */
  close?(): void;
}

/** What is still missing, in words. */
export const lackWords = (book: Book, axis: Axis): string => lacksOf(axis).map((lack) => book.words(`axis.lacks.${lack}`)).join(" ");

export const standingWords = (book: Book, axis: Axis): string => book.words(`axis.state.${standingOf(book.view.log, axis)}`);

const rename = (book: Book, axis: Axis): void => {
  const { words } = book;
  const name = line(axis.name);
  const why = area("", 2);
  ask(words, {
    title: words("axis.rename.title", { name: axis.name }),
    parts: [labelled(words("axis.name"), name), labelled(words("axis.reason"), why)],
    answer: words("axis.rename.do"),
    draft: { drafts: book.step.drafts, key: `rename:${axis.id}` },
    missing: () => words(!written(name) ? "axis.name.missing" : !written(why) ? "axis.reason.missing" : ""),
    run: () => written(name) !== axis.name && book.decide({ act: "rename", axis: axis.id, name: written(name), reason: written(why) }),
  });
};

/** The acts on the whole axis. */
const makeActs = (book: Book, id: string, ways: Ways): { node: HTMLElement; update(axis: Axis): void } => {
  const now = (run: (axis: Axis) => void) => (): void => {
    const axis = book.view.get(id);
    if (axis) run(axis);
  };
  const adopt = act(book, "axis.adopt", now(({ name }) =>
    askReason(book, "adopt", name, (reason) => book.decide({ act: "adopt", axes: [id], reason }), false)), "primary");
  const reopen = act(book, "axis.reopen", now(({ name }) =>
    askReason(book, "reopen", name, (reason) => book.decide({ act: "reopen", axes: [id], reason }))));
  const merge = act(book, "axis.merge", () => ways.merge([id]));
  const node = h("div", { class: "axes-acts" }, adopt, reopen, act(book, "axis.rename", now((axis) => rename(book, axis))), merge,
    act(book, "axis.split", () => ways.split(id)),
    act(book, "axis.retire", now(({ name }) =>
      askReason(book, "retire", name, (reason) => book.decide({ act: "retire", axis: id, reason })))));
  return {
    node,
    update({ state }) {
      adopt.hidden = state === "adopted";
      reopen.hidden = state !== "adopted";
      merge.disabled = book.readOnly || book.view.live.length < 2;
    },
  };
};

/** What is said of an axis that is there no more. */
const fillGone = (book: Book, id: string, ways: Ways, host: HTMLElement): void => {
  const { words, view } = book;
  const now = view.followers(id);
  const name = view.nameOf(id) || words("axis.unknown");
  replace(host, h("p", {}, words(now.length ? "axis.gone.became" : "axis.gone", { name })));
  const buttons = now.map((one) => button(view.nameOf(one), () => ways.open(one), "", { dir: "auto" }));
  host.appendChild(h("p", { class: "axes-acts" }, ...buttons));
};

export const makeEditor = (book: Book, id: string, ways: Ways): Page => {
  const { words } = book;
  const named = h("bdi");
  const title = h("h2", { class: "axes-title", tabindex: "-1" }, named);
  const state = h("p", { class: "axes-state" });
  const was = h("p", { class: "quiet" });
  const acts = makeActs(book, id, ways);
  const gone = h("div", { class: "axes-lost", role: "status" });
  const sections: Section<Axis>[] = [textsSection(book, id), examplesSection(book, id, () => ways.pick(id)), dissentsSection(book, id),
    broughtSection(book, id, (wish) => ways.merge(wish.axes || [], wish)), originSection(book)];
  const body = h("div", {}, acts.node, ...sections.map(({ node }) => node));
  return {
    node: h("div", { class: "axes-page" }, look(book, "axis.list.back", () => ways.list(), "link axes-narrow"), title, state, was, gone, body),
    first: title,
    flush: () => sections.forEach((one) => one.flush && one.flush()),
    update() {
      const axis = book.view.get(id);
      gone.hidden = !!axis;
      body.hidden = state.hidden = !axis;
      was.hidden = !axis || !axis.was.length;
      say(named, book.view.nameOf(id) || words("axis.unknown"));
      if (!axis) return fillGone(book, id, ways, gone);
      say(state, [standingWords(book, axis), lackWords(book, axis)].filter((text) => text).join(" "));
      say(was, axis.was.length ? words("axis.was", { names: book.join(axis.was) }) : "");
      acts.update(axis);
      sections.forEach((one) => one.update(axis));
    },
  };
};
