// SPDX-License-Identifier: MIT
// The axes in the group's order: each with its name, how it stands, and what it lacks.
import { button, h } from "../../../dom";
import { listenMoves, shifted } from "../../../order";
import { makeRows, say } from "../leaf";
import type { Row } from "../leaf";
import type { Book } from "./book";
import { lackWords, standingWords } from "./editor";
import { act } from "./parts";
import { answersTo } from "./brought";
import type { Axis } from "./view";

export interface List {
  node: HTMLElement;
  /** `open`: the axis whose page is shown, or "". */
  update(open: string): void;
  focus(id: string): void;
}

/** Moves an axis by one place; it is one line of the log once nobody moves any more. */
const move = (book: Book, id: string, by: number): void => {
  const ids = book.view.live.map((axis) => axis.id);
  const axes = shifted(ids, ids.indexOf(id), by);
  if (axes === ids || book.readOnly) return;
  book.hold("order", { act: "order", axes });
  book.step.announce(book.words("axis.moved", { name: book.view.nameOf(id), n: axes.indexOf(id) + 1 }));
};

const makeRow = (book: Book, id: string, open: (id: string) => void, isOpen: () => string): Row<Axis> => {
  const { words } = book;
  const number = h("span", { class: "axes-number" });
  const name = button("", () => open(id), "axes-name", { dir: "auto" });
  const state = h("span", { class: "axes-state" });
  const lacks = h("span", { class: "quiet" });
  const up = act(book, "axis.up", () => move(book, id, -1), "link");
  const down = act(book, "axis.down", () => move(book, id, 1), "link");
  return {
    node: h("li", { class: "axes-row", "data-axis": id }, number, h("div", { class: "axes-row-text" }, name, state, lacks),
      h("div", { class: "axes-row-acts" }, up, down)),
    update(axis) {
      const at = book.view.live.indexOf(axis);
      say(number, String(at + 1));
      say(name, axis.name);
      const brought = answersTo(book, id).length ? ` ${words("axis.brought.mark")}` : "";
      say(state, standingWords(book, axis) + brought);
      say(lacks, lackWords(book, axis));
      if (isOpen() === id) name.setAttribute("aria-current", "true");
      else name.removeAttribute("aria-current");
      // Not disabled: the keys that move a row work on every button in it.
      up.setAttribute("aria-disabled", String(at === 0));
      down.setAttribute("aria-disabled", String(at === book.view.live.length - 1));
      up.setAttribute("aria-label", words("axis.up.of", { name: axis.name }));
      down.setAttribute("aria-label", words("axis.down.of", { name: axis.name }));
    },
  };
};

export const makeList = (book: Book, open: (id: string) => void): List => {
  let now = "";
  const list = h("ol", { class: "axes-list", "aria-label": book.words("axis.list") });
  const none = h("p", { class: "quiet" }, book.words("axis.none"));
  const rows = makeRows<Axis>(list, ({ id }) => id, ({ id }) => makeRow(book, id, open, () => now));
  listenMoves(list, "data-axis", (id, by) => move(book, id, by));
  return {
    node: h("div", {}, none, list),
    update(open) {
      now = open;
      none.hidden = book.view.live.length > 0;
      rows(book.view.live);
    },
    focus(id) {
      const all = Array.from(list.querySelectorAll<HTMLElement>("[data-axis]"));
      const row = all.filter((one) => one.getAttribute("data-axis") === id)[0] || all[0];
      const name = row && row.querySelector<HTMLElement>(".axes-name");
      if (name) name.focus();
    },
  };
};
