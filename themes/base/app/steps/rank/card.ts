// SPDX-License-Identifier: MIT
// One attribute as a card: its name, what is meant by it, own passages, and its place.
import { button, h, replace } from "../../dom";
import type { OwnCluster } from "../review/own";
import { Fields, area, labelled, line, written } from "../../fields";
import type { Field } from "../../fields";
import type { Desk } from "./desk";
import { chooseExamples, exampleNodes } from "./examples";

export interface Card {
  node: HTMLElement;
  /** Shows the attribute as it is now, at place `n` of `total`. */
  update(n: number, total: number): void;
  flush(): void;
}

/** Names that another card has already are no help. */
const startsOf = (desk: Desk): OwnCluster[] => {
  const taken = new Set(desk.live.map(({ name }) => name));
  return desk.own.clusters.filter(({ name }) => name && !taken.has(name));
};

/** The participant's own clusters, to begin an empty card with. */
const fillStarts = (desk: Desk, id: string, box: HTMLElement, after: () => void): void => {
  const clusters = desk.of(id) ? [] : startsOf(desk);
  const start = (cluster: OwnCluster): HTMLElement =>
    button(cluster.name, () => (desk.takeOver(id, cluster), after()), "", { dir: "auto" });
  box.hidden = !clusters.length;
  replace(box, h("p", { class: "quiet" }, desk.context.words("rank.start")), ...clusters.map(start));
};

const makeButtons = (desk: Desk, id: string): { up: HTMLButtonElement; down: HTMLButtonElement; out: HTMLButtonElement } => {
  const { words, announce } = desk.context;
  const act = (name: string, run: () => void): HTMLButtonElement => button(words("rank." + name), run, "link");
  const move = (by: number): void => {
    if (desk.move(id, by)) announce(words("rank.moved", { n: desk.cards.indexOf(id) + 1 }));
  };
  return { up: act("up", () => move(-1)), down: act("down", () => move(1)), out: act("out", () => desk.remove(id)) };
};

const makeField = (desk: Desk, fields: Fields, key: "name" | "definition", id: string): Field => {
  const field: Field = key === "name" ? line() : area("", 4);
  return fields.add(field, () => desk.describe(id, "rank.undo." + key, { [key]: written(field) }));
};

export const makeCard = (desk: Desk, id: string): Card => {
  const { words, readOnly } = desk.context;
  const fields = new Fields(readOnly);
  const number = h("h2", { class: "rank-number" });
  const name = makeField(desk, fields, "name", id);
  const definition = makeField(desk, fields, "definition", id);
  const starts = h("div", { class: "rank-starts" });
  const examples = h("ul", { class: "rank-examples" });
  const choose = button(words("rank.examples.choose"), () => chooseExamples(desk, id), "", { disabled: readOnly });
  const { up, down, out } = makeButtons(desk, id);
  const node = h("section", { class: "rank-card", "data-card": id },
    number, starts, labelled(words("rank.name"), name), labelled(words("rank.definition"), definition),
    h("p", { class: "quiet" }, words("rank.definition.hint")),
    desk.own.codings.length > 0 && h("div", { class: "field", role: "group", "aria-label": words("rank.examples") },
      h("span", {}, words("rank.examples")), examples, choose),
    h("div", { class: "rank-foot" }, up, down, out));
  let shown = "";
  return {
    node,
    flush: () => fields.flush(),
    update(n, total) {
      const item = desk.of(id);
      const title = words("rank.place", { n });
      number.textContent = title;
      node.setAttribute("aria-label", item && item.name ? title + ": " + item.name : title);
      fields.show(name, item ? item.name : "");
      fields.show(definition, item ? item.definition : "");
      up.disabled = readOnly || n === 1;
      down.disabled = readOnly || n === total;
      out.disabled = readOnly || !item;
      if (!readOnly) fillStarts(desk, id, starts, () => name.focus());
      const looks = item ? item.examples.join("\n") : "";
      if (looks === shown) return;
      shown = looks;
      replace(examples, ...exampleNodes(desk, item ? item.examples : []));
    },
  };
};
