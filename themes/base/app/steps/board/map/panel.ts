// SPDX-License-Identifier: MIT
// The map on the board: looked at together, and moved together. Every label is alike, nothing is counted, and each move
// is written down with who made it.
import { button, clear, h, press } from "../../../dom";
import { labelled, line, written } from "../../../fields";
import type { StepContext } from "../../../types";
import { openEntry } from "../../map/entry";
import { Explorer } from "../../map/explore";
import { viewAround } from "../../map/plane";
import type { MapData } from "../../map/plane";
import { makePanel } from "../leaf";
import type { Leaf } from "../leaf";
import type { PanelFactory } from "../types";
import { Desk } from "./desk";
import { makeHands } from "./hands";
import type { Hands } from "./hands";
import { makeLog } from "./log";
import type { Log } from "./log";
import { labelCards, mapSheets, printInstead, printNodes } from "./print";

const KEYS: [string, string][] = [
  ["← ↑ → ↓", "map.key.arrows"], ["Home", "map.key.home"], ["Enter", "board.map.key.enter"], ["Esc", "board.map.key.escape"], ["+ -", "map.key.size"],
];

/** Around all labels, in pixels; more while they are moved, so that there is room beside them. */
const MARGIN = 16;
const ROOM = 200;

class MapLeaf implements Leaf {
  private explorer: Explorer;
  private hands: Hands;
  private log: Log;
  private said = h("p", { class: "quiet board-map-said", role: "status" });
  private mode: HTMLButtonElement;
  private undo: HTMLButtonElement;
  private tools: HTMLElement;

  constructor(private desk: Desk, host: HTMLElement) {
    const { context, map } = desk;
    const { words, readOnly } = context;
    const hint = (label: string): string => (this.isMoved(label) ? words("board.map.moved") : "");
    this.explorer = new Explorer(context, map, hint, (n) => this.open(n));
    this.explorer.onList = () => this.turn(false);
    this.hands = makeHands(this.explorer.sheet, { drop: (n, place) => this.drop(n, place), carries: (n) => this.carries(n) });
    this.mode = button(words("board.map.move"), () => this.turn(!this.hands.isOn()), "", { disabled: readOnly });
    this.undo = button(words("board.map.undo"), () => this.takeBack(), "", { disabled: readOnly });
    const by = line(desk.by, { oninput: () => (desk.by = written(by)) });
    this.tools = h("div", { class: "board-map-by" }, labelled(words("board.map.by"), by));
    this.log = makeLog(desk, (n) => this.explorer.go(n), (n) => this.putBack(n));
    const page = this.page();
    host.appendChild(page);
    printInstead(page, () => mapSheets(desk.labels, desk.places()));
    this.turn(false);
  }

  begin(): void {
    this.explorer.sheet.begin();
  }

  update(): void {
    const places = this.desk.places();
    places.forEach((place, n) => this.explorer.sheet.put(n, place));
    this.look();
    this.explorer.update();
    this.log.update();
    this.undo.disabled = !this.desk.canUndo();
  }

  private page(): HTMLElement {
    const { desk, explorer } = this;
    const { words } = desk.context;
    return h("div", { class: "map board-map" },
      h("p", { class: "lead board-map-lead" }, words("board.map.lead")), explorer.bar,
      h("div", { class: "board-map-bar" }, this.mode, this.undo, this.tools),
      explorer.status, this.said, explorer.place, this.log.node,
      h("div", { class: "board-map-print" },
        button(words("board.map.print"), () => printNodes(mapSheets(desk.labels, desk.places()), true)),
        button(words("board.map.cards"), () => printNodes(labelCards(desk.labels), false))));
  }

  private isMoved(label: string): boolean {
    const n = this.desk.labels.findIndex((one) => one.label === label);
    return n >= 0 && !this.desk.isHome(n);
  }

  private look(): void {
    const { sheet } = this.explorer;
    const { labels } = this.desk;
    const margin = this.hands.isOn() ? ROOM : MARGIN;
    sheet.look(viewAround(labels, labels.map((_, n) => sheet.placeOf(n)), margin));
  }

  private turn(on: boolean): void {
    const { words } = this.desk.context;
    if (on) this.explorer.turn(false);
    this.hands.turn(on);
    press(this.mode, on);
    this.tools.hidden = !on;
    this.said.textContent = on ? words("board.map.how") : "";
    this.look();
    if (on) this.explorer.sheet.begin();
  }

  private carries(n: number): void {
    const { words } = this.desk.context;
    const label = n < 0 ? "" : this.desk.labels[n].label;
    this.said.textContent = n < 0 ? words("board.map.how") : words("board.map.carried", { label });
  }

  private drop(n: number, place: { x: number; y: number }): void {
    const { words } = this.desk.context;
    const { label } = this.desk.labels[n];
    if (this.desk.put(n, place)) this.said.textContent = words("board.map.put", { label });
    this.explorer.sheet.go(n);
  }

  private takeBack(): void {
    const { words, announce } = this.desk.context;
    const n = this.desk.undo();
    if (n < 0) return;
    this.explorer.turn(false);
    this.explorer.sheet.go(n);
    announce(words("board.map.undone", { label: this.desk.labels[n].label }));
  }

  private putBack(n: number): void {
    const { words, announce } = this.desk.context;
    this.desk.putBack(n);
    this.explorer.go(n);
    announce(words("board.map.back.done", { label: this.desk.labels[n].label }));
  }

  private open(n: number): void {
    const { desk } = this;
    const { words, readOnly } = desk.context;
    if (this.hands.press(n)) return;
    const back = button(words("board.map.back"), () => (close(), this.putBack(n)), "", { disabled: readOnly });
    const node = h("p", { class: "actions", hidden: desk.isHome(n) }, back);
    const close = openEntry(words, desk.map, n, (other) => this.explorer.lead(other), { node, flush: () => undefined });
  }
}

const isMap = (map: MapData | undefined): map is MapData => !!map && map.labels.length > 0;

/** The leaf of Segment 2. */
export const mapPanel: PanelFactory = (step: StepContext, { board }) =>
  makePanel(step, "map", (host) => {
    if (!board || !isMap(board.map)) {
      host.appendChild(h("p", { class: "lead" }, step.words("map.empty")));
      return { update: () => undefined };
    }
    clear(host);
    const leaf = new MapLeaf(new Desk(step, board.map), host);
    leaf.update();
    leaf.begin();
    return leaf;
  }, { keys: KEYS });
