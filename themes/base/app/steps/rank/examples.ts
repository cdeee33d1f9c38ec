// SPDX-License-Identifier: MIT
// Own passages as examples of an attribute: those chosen, and the window in which they are chosen.
import { openDialog } from "../../dialog";
import { h, replace } from "../../dom";
import { labelled } from "../../fields";
import { passageNodes } from "../../passages";
import { choice } from "../../question";
import { findOwn, sourceOf } from "../review/own";
import type { Own, OwnCoding } from "../review/own";
import type { StepContext } from "../../types";

/** Who keeps the choice: a desk of cards that have examples. */
export interface Desk {
  readonly context: StepContext;
  readonly own: Own;
  of(id: string): { examples: string[] } | undefined;
  toggleExample(id: string, coding: string): void;
}

/** Rows of the window; a search finds the rest. */
const ROWS = 50;

const nodesOf = (desk: Desk, coding: OwnCoding): HTMLElement[] => {
  const { packet, words } = desk.context;
  return passageNodes(sourceOf(packet, words), { coding, labels: [] }).concat(
    h("p", { class: "cluster-was", dir: "auto" }, coding.codes.join(" · ")));
};

/** The chosen passages, in the order in which they were chosen. */
export const exampleNodes = (desk: Desk, ids: string[]): HTMLElement[] => {
  const byId = new Map(desk.own.codings.map((coding): [string, OwnCoding] => [coding.id, coding]));
  const known = ids.map((id) => byId.get(id)).filter((coding) => !!coding) as OwnCoding[];
  return known.map((coding) => h("li", {}, ...nodesOf(desk, coding)));
};

const row = (desk: Desk, id: string, coding: OwnCoding): HTMLElement => {
  const item = desk.of(id);
  const on = !!item && item.examples.indexOf(coding.id) >= 0;
  const box = choice("checkbox", coding.id, on, nodesOf(desk, coding));
  box.addEventListener("change", () => desk.toggleExample(id, coding.id));
  return h("li", {}, box);
};

/** Opens the window that chooses the examples of card `id`; each choice is kept at once. */
export const chooseExamples = (desk: Desk, id: string): void => {
  const { words, packet } = desk.context;
  const list = h("ul", { class: "rank-passages" });
  const count = h("p", { class: "quiet", role: "status" });
  const field = h("input", { type: "search", autocomplete: "off", dir: "auto", oninput: () => fill() });
  const fill = (): void => {
    const found = findOwn(desk.own.codings, field.value, sourceOf(packet, words));
    const shown = words("rank.examples.shown", { n: Math.min(ROWS, found.length) });
    count.textContent = words("rank.examples.found", { n: found.length }) + (found.length > ROWS ? " " + shown : "");
    replace(list, ...found.slice(0, ROWS).map((coding) => row(desk, id, coding)));
  };
  fill();
  const search = labelled(words("rank.examples.find"), field);
  openDialog(words("rank.examples.choose"), h("div", { class: "rank-choose" }, search, count, list), words("rank.examples.done"));
  field.focus();
};
