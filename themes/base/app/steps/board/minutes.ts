// SPDX-License-Identifier: MIT
// The minutes: what was said, by segment, with the axis that it is about.
import { button, h, replace } from "../../dom";
import { labelled } from "../../fields";
import { timeOf } from "../../moments";
import type { Item } from "../../types";
import { Desk } from "./desk";
import { makePanel, say } from "./leaf";
import { axisNames, minuteOf, openNote } from "./note";
import type { Minute } from "./note";
import type { PanelFactory } from "./types";

/** In the order in which they were begun; those of one second as they came. */
export const inOrder = (items: Item[]): Item[] =>
  items
    .map((item, n) => ({ item, n, at: String(item.at) }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.n - b.n))
    .map(({ item }) => item);

/** What a filter shows: everything (""), what is about no axis ("-"), or about one. */
export const passes = (minute: Minute, filter: string): boolean =>
  filter === "" || (filter === "-" ? minute.axis === "" : minute.axis === filter);

const facts = (desk: Desk, minute: Minute, names: Map<string, string>): HTMLElement[] => {
  const { words } = desk;
  const part = (className: string, text: string): HTMLElement => h("span", { class: className, dir: "auto" }, text);
  return [
    // Who did not agree to be quoted is not shown to a room either.
    minute.speaker ? part(minute.consent ? "" : "board-private", desk.titleOfKey(minute.speaker)) : null,
    part("", words(minute.consent ? "board.minute.quotable" : "board.minute.unquotable")),
    minute.axis ? part("", words("board.minute.of", { name: names.get(minute.axis) || words("board.unknown.axis") })) : null,
    minute.about === "interview" ? part("", words("board.about.interview")) : null,
    minute.segment ? part("", words("board.segment." + minute.segment)) : null,
    part("", timeOf(minute.at)),
  ].filter((node) => node && node.textContent) as HTMLElement[];
};

const entry = (desk: Desk, item: Item, names: Map<string, string>): HTMLElement => {
  const minute = minuteOf(item);
  return h("li", { class: "board-minute" },
    h("p", { class: "board-said", dir: "auto" }, minute.text),
    h("p", { class: "board-facts quiet" }, ...facts(desk, minute, names)),
    button(desk.words("board.minute.edit"), () => openNote(desk, item.id), "link", { "data-note": item.id }));
};

const fill = (select: HTMLSelectElement, desk: Desk, names: Map<string, string>): void => {
  const { words } = desk;
  const { value } = select;
  const options: [string, string][] = [["", words("board.filter.all")], ["-", words("board.minute.noaxis")]];
  const looks = JSON.stringify(Array.from(names));
  if (select.getAttribute("data-looks") === looks) return;
  select.setAttribute("data-looks", looks);
  replace(select, ...options.concat(Array.from(names)).map(([id, text]) => h("option", { value: id, dir: "auto" }, text)));
  select.value = names.has(value) || value === "-" ? value : "";
};

/** The leaf of the minutes. */
export const minutes: PanelFactory = (step, data) => {
  const desk = new Desk(step, data);
  const { words, items } = desk;
  return makePanel(step, "minutes", (host) => {
    const list = h("ol", { class: "board-minutes" });
    const count = h("p", { class: "quiet", role: "status" });
    const filter = h("select", { onchange: () => update() });
    const update = (): void => {
      const all = inOrder(items.all("minute"));
      const names = axisNames(desk, all.map((item) => minuteOf(item).axis).filter((id) => id));
      fill(filter, desk, names);
      const found = all.filter((item) => passes(minuteOf(item), filter.value));
      const focus = document.activeElement;
      const held = focus && list.contains(focus) ? focus.getAttribute("data-note") : null;
      replace(list, ...found.map((item) => entry(desk, item, names)));
      if (held) for (const node of Array.from(list.querySelectorAll<HTMLElement>("[data-note]"))) if (node.getAttribute("data-note") === held) node.focus();
      say(count, words(all.length ? "board.minutes.count" : "board.minutes.none", { n: found.length, total: all.length }));
    };
    host.appendChild(h("div", { class: "board-reading" },
      h("h2", {}, words("board.minutes")), h("p", {}, words("board.minutes.lead")),
      h("p", { class: "actions" }, button(words("board.note"), () => openNote(desk), "primary", { disabled: desk.readOnly })),
      h("div", { class: "board-filter" }, labelled(words("board.filter"), filter)), count, list));
    return { update };
  });
};
