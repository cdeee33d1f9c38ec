// SPDX-License-Identifier: MIT
// The rows so far, in the order in which they were typed: to be held against the sheets.
import {button, h, replace} from "../dom";
import {leftToRight} from "../words";
import type {Desk, Row} from "./desk";

/** What can be done with a row. */
export interface RowActs {
  edit(row: Row): void;
  remove(row: Row): void;
}

const rowNode = (desk: Desk, row: Row, acts: RowActs): HTMLElement => {
  const {words, readOnly} = desk.context;
  const {coding, n, place} = row;
  const act = (key: string, run: () => void): HTMLElement =>
    button(words("enter.rows." + key), run, "link", {disabled: readOnly, "aria-label": words(`enter.rows.${key}.of`, {n})});
  const labels = coding.codes.map((code) => h("span", {class: "enter-label", dir: "auto"}, code.label));
  return h("li", {},
    h("span", {class: "enter-n"}, String(n)),
    h("div", {class: "enter-row"},
      h("p", {class: "enter-where"}, h("strong", {}, place ? leftToRight(desk.placeText(place)) : words("enter.rows.elsewhere")), " · ", desk.nameOf(coding.turn)),
      h("blockquote", {dir: "auto"}, coding.quote),
      h("p", {class: "enter-said"}, ...labels),
      coding.memo && h("p", {class: "quiet", dir: "auto"}, coding.memo)),
    h("p", {class: "enter-acts"}, act("change", () => acts.edit(row)), act("delete", () => acts.remove(row))));
};

/** The list; `update` draws it anew. */
export const makeRows = (desk: Desk, acts: RowActs): {node: HTMLElement; update(): void} => {
  const list = h("ol", {class: "enter-rows"});
  const none = h("p", {class: "quiet"}, desk.context.words("enter.rows.none"));
  return {
    node: h("div", {}, none, list),
    update() {
      const rows = desk.rows();
      none.hidden = rows.length > 0;
      replace(list, ...rows.map((row) => rowNode(desk, row, acts)));
    },
  };
};
