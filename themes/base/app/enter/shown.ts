// SPDX-License-Identifier: MIT
// The lines that are meant, as they are printed: to be held against the paper. What is left out of them stands dimmed.
import type {Span} from "../anchor";
import {clear, h} from "../dom";
import {leftToRight} from "../words";
import type {Desk} from "./desk";
import type {Fault, Found} from "./sheet";
import {rangeText} from "./sheet";

const part = (points: string[], kind: string, start: number, end: number): HTMLElement | null =>
  start < end ? h("span", {class: kind}, points.slice(start, end).join("")) : null;

const lineNode = (points: string[], n: number, line: Span, kept: Span): HTMLElement => {
  const from = Math.max(line.start, Math.min(kept.start, line.end));
  const to = Math.max(from, Math.min(kept.end, line.end));
  return h("li", {}, h("span", {class: "enter-n"}, String(n)),
    h("span", {dir: "auto"}, part(points, "enter-off", line.start, from), part(points, "enter-on", from, to),
      part(points, "enter-off", to, line.end)));
};

/** Says where a found place is, and shows its lines. */
export const showFound = (box: HTMLElement, desk: Desk, found: Found, kept: Span): void => {
  const {points, name} = desk.turn(found.turn);
  clear(box);
  box.appendChild(h("p", {class: "enter-where"}, h("strong", {}, leftToRight(desk.placeText(found))), " · ", name, " · ",
    h("bdi", {}, desk.titleOf(found.letter))));
  box.appendChild(h("ol", {class: "enter-lines"}, ...found.lines.map((line) => lineNode(points, line.n, line, kept))));
};

/** What is wrong with a place, in words; with the turns that it names. */
export const faultText = (desk: Desk, {fault, values, turns}: Fault): string => {
  const places = (turns || []).map((one) => `${desk.nameOf(one.turn)}: ${leftToRight(rangeText(one.lines))}`).join("; ");
  return desk.context.words("enter.fault." + fault, {...values, places});
};
