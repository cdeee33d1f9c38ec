// SPDX-License-Identifier: MIT
// Paper for tables without screens: the map on sheets of A4 that lie across, and a card for each label to cut out.
import { h } from "../../../dom";
import { viewAround } from "../../map/plane";
import type { Label, Point } from "../../map/plane";

// The room on a sheet of A4 across with margins of 10 mm, in pixels of 1/96 inch, and a little less for rounding.
const WIDTH = 1040;
const HEIGHT = 700;
/** A map whose letters would be smaller than this part of theirs is put on several sheets. */
const LEAST = 0.38;
const SHEETS_MOST = 6;
const MARGIN = 8;

const labelNode = ({ label, w, direction }: Label, { x, y }: Point): HTMLElement => {
  const node = h("div", { class: "board-print-label", dir: direction }, label);
  node.style.left = `${x}px`;
  node.style.top = `${y}px`;
  node.style.maxWidth = `${w}px`;
  return node;
};

/** How many sheets a side is put on, so that letters can be read. */
const sheetsFor = (width: number, height: number): number => {
  const scale = Math.min(WIDTH / width, HEIGHT / height);
  return Math.min(SHEETS_MOST, Math.max(1, Math.ceil(LEAST / scale)));
};

const sheet = (labels: Label[], places: Point[], scale: number, left: number, top: number): HTMLElement => {
  const plane = h("div", { class: "board-print-plane" },
    ...labels.map((label, n) => labelNode(label, places[n])));
  plane.style.transform = `translate(${-left}px, ${-top}px) scale(${scale})`;
  return h("div", { class: "board-print-sheet", dir: "ltr" }, plane);
};

/** The map as it stands, on one sheet or on several to be laid together. */
export const mapSheets = (labels: Label[], places: Point[]): HTMLElement[] => {
  const view = viewAround(labels, places, MARGIN);
  const sheets = sheetsFor(view.width, view.height);
  const scale = Math.min(1, (sheets * WIDTH) / view.width, (sheets * HEIGHT) / view.height);
  const [across, down] = [Math.ceil((view.width * scale) / WIDTH - 0.001), Math.ceil((view.height * scale) / HEIGHT - 0.001)];
  const inView = places.map(({ x, y }) => ({ x: x - view.x, y: y - view.y }));
  const aside = (across * WIDTH - view.width * scale) / 2;
  const out: HTMLElement[] = [];
  for (let row = 0; row < down; row++)
    for (let column = 0; column < across; column++)
      out.push(sheet(labels, inView, scale, column * WIDTH - aside, row * HEIGHT));
  return out;
};

/** Cards beside each other on a sheet of A4. */
const ACROSS = 3;

/** A card for each label, all alike, in the order of the alphabet; none is cut off by the end of a sheet. */
export const labelCards = (labels: Label[]): HTMLElement[] => {
  const rows: HTMLElement[] = [];
  labels.forEach(({ label, direction }, n) => {
    if (n % ACROSS === 0) rows.push(h("div", { class: "board-print-row" }));
    rows[rows.length - 1].appendChild(h("div", { class: "board-print-card", dir: direction }, label));
  });
  return rows;
};

/** What is laid out for paper now. */
let laid: (() => void) | null = null;

/** Lays these nodes out to be printed instead of the page, until that is done; `across` on sheets that lie across. */
const layOut = (nodes: HTMLElement[], across: boolean): void => {
  const box = h("div", { class: "board-print" }, ...nodes);
  const style = document.styleSheets[0];
  const rule = across ? style.insertRule("@page { size: A4 landscape; margin: 10mm; }", style.cssRules.length) : -1;
  laid = () => {
    laid = null;
    document.body.classList.remove("board-printing");
    document.body.removeChild(box);
    if (rule >= 0) style.deleteRule(rule);
  };
  document.body.appendChild(box);
  document.body.classList.add("board-printing");
};

window.addEventListener("afterprint", () => laid && laid());

/** Prints these nodes and nothing else of the page. */
export const printNodes = (nodes: HTMLElement[], across: boolean): void => {
  if (laid) laid();
  layOut(nodes, across);
  window.print();
};

/** While `root` is in the page, the browser's own command prints these nodes; the page itself where there are none. */
export const printInstead = (root: HTMLElement, nodes: () => HTMLElement[], across = true): void => {
  const before = (): void => {
    if (!document.contains(root)) return window.removeEventListener("beforeprint", before);
    const all = laid ? [] : nodes();
    if (all.length) layOut(all, across);
  };
  window.addEventListener("beforeprint", before);
};
