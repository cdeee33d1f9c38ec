// SPDX-License-Identifier: MIT
// Moving labels on the sheet: dragged by mouse, pen or finger; picked up by Enter and carried by arrow keys; or pressed,
// and then the place pressed where it should stand.
import { followPress, swallowClick } from "../../../pointer";
import { WAYS } from "../../map/sheet";
import type { Sheet } from "../../map/sheet";
import type { Point } from "../../map/plane";

export interface Hands {
  /** Turns moving on and off; what is carried is put back. */
  turn(on: boolean): void;
  isOn(): boolean;
  /** A label was pressed: true when that was about moving it. */
  press(n: number): boolean;
}

export interface Target {
  /** Puts a label there for good. */
  drop(n: number, place: Point): void;
  /** A label was picked up, or (-1) nothing is carried any more. */
  carries(n: number): void;
}

const STIR_PX = 5;
const EDGE_PX = 40;
const SCROLL_PX = 14;
const STEP = 10;
const LEAP = 60;

class MovingHands implements Hands {
  private on = false;
  private carried = -1;
  private from: Point = { x: 0, y: 0 };
  /** Ends a drag. */
  private letGo: (() => void) | null = null;

  constructor(private sheet: Sheet, private target: Target) {
    const { node } = sheet;
    node.addEventListener("keydown", (event) => this.on && this.key(event), true);
    node.addEventListener("pointerdown", (event) => this.on && this.down(event));
    node.addEventListener("click", (event) => this.on && this.click(event));
  }

  isOn(): boolean {
    return this.on;
  }

  turn(on: boolean): void {
    this.putDown(false);
    if (this.letGo) this.letGo();
    this.on = on;
    this.sheet.node.classList.toggle("map-moving", on);
  }

  press(n: number): boolean {
    if (!this.on) return false;
    if (this.carried === n) this.putDown(true);
    else if (this.carried < 0) this.pickUp(n);
    return true;
  }

  private pickUp(n: number): void {
    this.carried = n;
    this.from = this.sheet.placeOf(n);
    this.mark(n, true);
    this.target.carries(n);
  }

  private putDown(keep: boolean): void {
    const n = this.carried;
    if (n < 0) return;
    const place = this.sheet.placeOf(n);
    this.carried = -1;
    this.mark(n, false);
    this.sheet.put(n, this.from);
    this.target.carries(-1);
    if (keep && (place.x !== this.from.x || place.y !== this.from.y)) this.target.drop(n, place);
  }

  private mark(n: number, carried: boolean): void {
    const labels = this.sheet.node.querySelectorAll(".map-label");
    labels[n].classList.toggle("map-carried", carried);
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const n = this.carried;
    if (n < 0) {
      const at = this.sheet.labelOf(event.target as Element);
      if (at < 0 || (event.key !== "Enter" && event.key !== " ")) return;
      this.pickUp(at);
    } else if (WAYS[event.key]) {
      const { x, y } = this.sheet.placeOf(n);
      const by = event.shiftKey ? LEAP : STEP;
      this.sheet.put(n, { x: x + WAYS[event.key].x * by, y: y + WAYS[event.key].y * by });
      this.sheet.go(n);
    } else if (event.key === "Enter" || event.key === " ") this.putDown(true);
    else if (event.key === "Escape") this.putDown(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Pressing a place puts down what was picked up by a press. */
  private click(event: MouseEvent): void {
    const n = this.carried;
    if (n < 0 || this.sheet.labelOf(event.target as Element) === n) return;
    this.sheet.put(n, this.sheet.pointAt(event.clientX, event.clientY));
    this.putDown(true);
    this.sheet.go(n);
    event.stopPropagation();
  }

  private down(event: PointerEvent): void {
    const n = this.sheet.labelOf(event.target as Element);
    if (n < 0 || event.button !== 0 || this.letGo || this.carried >= 0) return;
    this.drag(n, event);
  }

  private drag(n: number, down: PointerEvent): void {
    const { sheet } = this;
    const from = sheet.placeOf(n);
    const start = sheet.pointAt(down.clientX, down.clientY);
    let [x, y, moved, frame] = [down.clientX, down.clientY, false, 0];
    const follow = (): void => {
      scrollNear(sheet.node, x, y);
      const point = sheet.pointAt(x, y);
      sheet.put(n, { x: from.x + point.x - start.x, y: from.y + point.y - start.y });
    };
    const tick = (): void => {
      follow();
      frame = window.requestAnimationFrame(tick);
    };
    const move = (event: PointerEvent): void => {
      [x, y] = [event.clientX, event.clientY];
      if (moved || Math.abs(x - down.clientX) + Math.abs(y - down.clientY) <= STIR_PX) return;
      moved = true;
      this.mark(n, true);
      tick();
    };
    const end = (): void => {
      window.cancelAnimationFrame(frame);
      stop();
      this.letGo = null;
      this.mark(n, false);
      if (moved) sheet.put(n, from);
    };
    const up = (): void => {
      if (moved) follow();
      const place = sheet.placeOf(n);
      end();
      if (!moved) return;
      swallowClick();
      this.target.drop(n, place);
    };
    const escape = (): boolean => {
      if (!moved) return false;
      end();
      swallowClick();
      return true;
    };
    const stop = followPress(down, { move, up, cancel: end, escape });
    this.letGo = end;
  }
}

const scrollNear = (node: HTMLElement, x: number, y: number): void => {
  const box = node.getBoundingClientRect();
  if (x < box.left + EDGE_PX) node.scrollLeft -= SCROLL_PX;
  else if (x > box.right - EDGE_PX) node.scrollLeft += SCROLL_PX;
  if (y < box.top + EDGE_PX) node.scrollTop -= SCROLL_PX;
  else if (y > box.bottom - EDGE_PX) node.scrollTop += SCROLL_PX;
};

export const makeHands = (sheet: Sheet, target: Target): Hands => new MovingHands(sheet, target);
