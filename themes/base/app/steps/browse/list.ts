// SPDX-License-Identifier: MIT
// Rows of conversations, so many at a time: a bank of thousands is never drawn whole.
import { clear, h } from "../../dom";
import type { Entry } from "./bank";
import type { Desk } from "./desk";

export interface Row {
  entry: Entry;
  depth: number;
}

const PAGE = 30;
/** Deeper follow-ups stand no further in: a phone has no room for it. */
const DEEPEST = 4;

export const makeRows = (desk: Desk, open: (entry: Entry) => void): { node: HTMLElement; show(rows: Row[]): void; update(): void } => {
  const { words } = desk.context;
  const list = h("ul", { class: "browse-rows" });
  const more = h("button", { type: "button", onclick: () => grow() }, words("browse.more", { n: PAGE }));
  let rows: Row[] = [];
  let notes: { id: string; note: HTMLElement }[] = [];
  const update = (): void => {
    const { read } = desk;
    for (const { id, note } of notes) {
      const parts = [read.has(id) ? words("browse.read") : "", desk.isPicked(id) ? words("browse.picked") : ""];
      note.textContent = parts.filter((part) => part).join(" · ");
    }
  };
  const draw = ({ entry, depth }: Row): void => {
    const note = h("span", { class: "browse-note" });
    const go = depth ? h("span", { class: "quiet" }, words("browse.goes.on") + " ") : null;
    list.appendChild(h("li", { class: `browse-depth-${Math.min(depth, DEEPEST)}` },
      h("button", { type: "button", class: "browse-open", "data-open": entry.id, onclick: () => open(entry) },
        h("span", { class: "browse-title" }, go, h("span", { dir: "auto" }, entry.title || entry.id)), note)));
    notes.push({ id: entry.id, note });
  };
  const grow = (): void => {
    const from = list.children.length;
    rows.slice(from, from + PAGE).forEach(draw);
    more.hidden = list.children.length >= rows.length;
    update();
    const first = from ? list.children[from] : null;
    if (first) (first.firstChild as HTMLElement).focus();
  };
  return {
    node: h("div", {}, list, more),
    update,
    show(next) {
      rows = next;
      notes = [];
      clear(list);
      grow();
    },
  };
};
