// SPDX-License-Identifier: MIT
// The map itself: labels as buttons on a plane that scrolls in its own frame, is made larger and smaller, and is walked
// by the arrow keys.
import { button, h } from "../../dom";
import type { Words } from "../../types";
import { nearestTo, nextScale, toward, wholeScale } from "./plane";
import type { MapData, Point, View } from "./plane";

export interface Sheet {
  node: HTMLElement;
  /** Puts the focus on a label and brings it into sight. */
  go(n: number): void;
  /** Lights these labels and no others. */
  light(found: number[]): void;
  zoom(by: number): void;
  whole(): void;
  /** Brings the current label into the middle, once the sheet is in the page. */
  begin(): void;
  /** Where a label stands now. */
  placeOf(n: number): Point;
  /** Puts a label elsewhere, in pixels of the frame. */
  put(n: number, place: Point): void;
  /** Shows another part of the frame; what is seen stays where it is. */
  look(view: View): void;
  /** The point of the frame under a point of the window. */
  pointAt(clientX: number, clientY: number): Point;
  /** The label that a node of the sheet belongs to, -1 for none. */
  labelOf(node: Element): number;
}

/** Where an arrow key leads. */
export const WAYS: Record<string, Point> = {
  ArrowLeft: { x: -1, y: 0 }, ArrowRight: { x: 1, y: 0 }, ArrowUp: { x: 0, y: -1 }, ArrowDown: { x: 0, y: 1 },
};

const makeButton = (data: MapData, n: number, open: (n: number) => void): HTMLButtonElement => {
  const { label, w, direction } = data.labels[n];
  const node = button(label, () => open(n), "map-label", { dir: direction, tabindex: "-1" });
  node.style.maxWidth = `${w}px`;
  return node;
};

class Plane implements Sheet {
  readonly node: HTMLElement;
  private buttons: HTMLButtonElement[];
  private surface: HTMLElement;
  private room: HTMLElement;
  private at: number;
  private scale = 1;
  private places: Point[];
  private view: View;

  constructor(data: MapData, words: Words, open: (n: number) => void, private told: (scale: number) => void) {
    this.places = data.labels.map(({ x, y }) => ({ x, y }));
    const { x = 0, y = 0, width, height } = data.view;
    this.view = { x, y, width, height };
    this.at = this.nearestToMiddle();
    this.buttons = data.labels.map((_, n) => makeButton(data, n, (to) => (this.take(to), open(to))));
    this.surface = h("div", { class: "map-surface" }, ...this.buttons);
    this.room = h("div", { class: "map-room" }, this.surface);
    this.node = h("div", { class: "map-frame", role: "group", dir: "ltr", "aria-label": words("map.sheet") }, this.room);
    this.choose(this.at);
    this.place();
    this.node.addEventListener("keydown", (event) => this.key(event));
    this.node.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
  }

  begin(): void {
    this.show(this.at);
  }

  go(n: number): void {
    this.take(n);
    this.show(n);
  }

  light(found: number[]): void {
    const lit = new Set(found);
    this.buttons.forEach((button, n) => button.classList.toggle("map-lit", lit.has(n)));
  }

  zoom(by: number): void {
    const { node } = this;
    this.zoomAt(nextScale(this.scale, by), node.clientWidth / 2, node.clientHeight / 2);
  }

  whole(): void {
    this.zoomAt(wholeScale(this.view, this.node.clientWidth, this.node.clientHeight), 0, 0);
    this.node.scrollIntoView({ block: "nearest" });
  }

  placeOf(n: number): Point {
    return this.places[n];
  }

  put(n: number, place: Point): void {
    this.places[n] = place;
    this.stand(n);
  }

  look(view: View): void {
    const { node, scale } = this;
    const left = node.scrollLeft + (this.view.x - view.x) * scale;
    const top = node.scrollTop + (this.view.y - view.y) * scale;
    this.view = view;
    this.place();
    node.scrollLeft = left;
    node.scrollTop = top;
  }

  pointAt(clientX: number, clientY: number): Point {
    const box = this.surface.getBoundingClientRect();
    return { x: this.view.x + (clientX - box.left) / this.scale, y: this.view.y + (clientY - box.top) / this.scale };
  }

  labelOf(node: Element): number {
    const label = node.closest(".map-label");
    return label ? this.buttons.indexOf(label as HTMLButtonElement) : -1;
  }

  private nearestToMiddle(): number {
    const { x, y, width, height } = this.view;
    return nearestTo(this.places, { x: x + width / 2, y: y + height / 2 });
  }

  private stand(n: number): void {
    const { style } = this.buttons[n];
    style.left = `${this.places[n].x - this.view.x}px`;
    style.top = `${this.places[n].y - this.view.y}px`;
  }

  /** Everything where it belongs in the view. */
  private place(): void {
    this.surface.style.width = `${this.view.width}px`;
    this.surface.style.height = `${this.view.height}px`;
    this.buttons.forEach((_, n) => this.stand(n));
    this.resize(this.scale);
  }

  /** One label can be reached by Tab: the one that was reached last. */
  private choose(n: number): void {
    this.buttons[this.at].tabIndex = -1;
    this.at = n;
    this.buttons[n].tabIndex = 0;
  }

  /** Some browsers give a pressed button no focus, to which it could return. */
  private take(n: number): void {
    this.choose(n);
    this.buttons[n].focus({ preventScroll: true });
  }

  private show(n: number): void {
    const { x, y } = this.places[n];
    this.node.scrollLeft = (x - this.view.x) * this.scale - this.node.clientWidth / 2;
    this.node.scrollTop = (y - this.view.y) * this.scale - this.node.clientHeight / 2;
    // In a low window the frame itself may be out of sight.
    this.buttons[n].scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  private resize(scale: number): void {
    this.scale = scale;
    this.surface.style.transform = `scale(${scale})`;
    this.room.style.width = `${this.view.width * scale}px`;
    this.room.style.height = `${this.view.height * scale}px`;
  }

  /** Keeps what lies at this place of the frame where it is. */
  private zoomAt(scale: number, left: number, top: number): void {
    const { node } = this;
    const x = (node.scrollLeft + left) / this.scale;
    const y = (node.scrollTop + top) / this.scale;
    this.resize(scale);
    node.scrollLeft = x * scale - left;
    node.scrollTop = y * scale - top;
    this.told(scale);
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (WAYS[event.key]) {
      const next = toward(this.places, this.at, WAYS[event.key]);
      if (next >= 0) this.go(next);
    } else if (event.key === "Home") this.go(this.nearestToMiddle());
    else if (event.key === "+" || event.key === "=") this.zoom(1);
    else if (event.key === "-") this.zoom(-1);
    else return;
    event.preventDefault();
  }

  private wheel(event: WheelEvent): void {
    if (!event.ctrlKey || !event.deltaY) return;
    event.preventDefault();
    const box = this.node.getBoundingClientRect();
    this.zoomAt(nextScale(this.scale, -event.deltaY), event.clientX - box.left, event.clientY - box.top);
  }
}

/** `open` opens a label, `told` hears of every new scale. There must be labels. */
export const makeSheet = (data: MapData, words: Words, open: (n: number) => void, told: (scale: number) => void): Sheet =>
  new Plane(data, words, open, told);
