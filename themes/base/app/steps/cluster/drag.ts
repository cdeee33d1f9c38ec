// SPDX-License-Identifier: MIT
// Dragging slips: at once with a mouse or pen, after a long press with a finger, so that a swipe still scrolls.
// Where a slip may fall is said by `data-drop`: a cluster's id, empty for the pile, "+" for a new cluster.

import { h } from "../../dom";

export interface DragTarget {
  /** Words on what is carried, or empty when this slip may not be carried. */
  lift(slip: HTMLElement): string;
  drop(slip: HTMLElement, to: string): void;
}

const LONG_PRESS_MS = 350;
const STIR_PX = 6;
const EDGE_PX = 56;
const SCROLL_PX = 12;

const HELD = "button, a, textarea, input:not([type=checkbox]), .cluster-inside";

/** The nearest thing that scrolls by itself, or the page. */
const scroller = (from: Element | null): Element => {
  for (let node = from; node && node !== document.body; node = node.parentElement) {
    if (node.scrollHeight > node.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(node).overflowY)) return node;
  }
  return document.scrollingElement || document.documentElement;
};

const scrollNear = (x: number, y: number): void => {
  const target = scroller(document.elementFromPoint(x, y));
  const page = target === document.scrollingElement || target === document.documentElement;
  const box = target.getBoundingClientRect();
  const top = page ? 0 : Math.max(0, box.top);
  const bottom = page ? window.innerHeight : Math.min(window.innerHeight, box.bottom);
  if (y < top + EDGE_PX) target.scrollTop -= SCROLL_PX;
  else if (y > bottom - EDGE_PX) target.scrollTop += SCROLL_PX;
};

class Drag {
  private ghost: HTMLElement | null = null;
  private over: HTMLElement | null = null;
  private timer = 0;
  private frame = 0;

  constructor(
    private root: HTMLElement,
    private slip: HTMLElement,
    private target: DragTarget,
    private pointer: number,
    private touch: boolean,
    private x: number,
    private y: number,
    private ended: () => void,
  ) {
    if (touch) this.timer = window.setTimeout(() => this.begin(), LONG_PRESS_MS);
    document.addEventListener("pointermove", this.move);
    document.addEventListener("pointerup", this.up);
    document.addEventListener("pointercancel", this.cancel);
    document.addEventListener("keydown", this.key, true);
  }

  get carrying(): boolean {
    return !!this.ghost;
  }

  private begin(): void {
    const words = this.target.lift(this.slip);
    if (!words) return this.end();
    this.ghost = h("div", { class: "cluster-ghost", dir: "auto", "aria-hidden": "true" }, words);
    this.root.appendChild(this.ghost);
    this.root.classList.add("dragging");
    this.follow();
    this.tick();
  }

  private tick = (): void => {
    scrollNear(this.x, this.y);
    this.frame = window.requestAnimationFrame(this.tick);
  };

  private follow(): void {
    this.ghost!.style.transform = `translate(${this.x}px, ${this.y}px)`;
    const under = document.elementFromPoint(this.x, this.y);
    const over = under && under.closest<HTMLElement>("[data-drop]");
    if (over === this.over) return;
    if (this.over) this.over.classList.remove("over");
    if (over) over.classList.add("over");
    this.over = over;
  }

  private move = (event: PointerEvent): void => {
    if (event.pointerId !== this.pointer) return;
    const far = Math.abs(event.clientX - this.x) + Math.abs(event.clientY - this.y) > STIR_PX;
    if (!this.ghost && !far) return;
    if (!this.ghost && this.touch) return this.end();
    this.x = event.clientX;
    this.y = event.clientY;
    if (!this.ghost) this.begin();
    if (this.ghost) this.follow();
  };

  private up = (event: PointerEvent): void => {
    if (event.pointerId !== this.pointer) return;
    const { over, carrying, slip, target } = this;
    this.end();
    if (!carrying) return;
    swallowClick();
    if (over) target.drop(slip, over.getAttribute("data-drop")!);
  };

  private cancel = (): void => this.end();

  private key = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || !this.ghost) return;
    event.stopPropagation();
    this.end();
  };

  private end(): void {
    window.clearTimeout(this.timer);
    window.cancelAnimationFrame(this.frame);
    document.removeEventListener("pointermove", this.move);
    document.removeEventListener("pointerup", this.up);
    document.removeEventListener("pointercancel", this.cancel);
    document.removeEventListener("keydown", this.key, true);
    if (this.over) this.over.classList.remove("over");
    if (this.ghost) this.root.removeChild(this.ghost);
    this.ghost = null;
    this.root.classList.remove("dragging");
    this.ended();
  }
}

/** The click that ends a drag must not choose the slip. */
const swallowClick = (): void => {
  const swallow = (event: Event): void => {
    event.preventDefault();
    event.stopPropagation();
  };
  document.addEventListener("click", swallow, true);
  window.setTimeout(() => document.removeEventListener("click", swallow, true), 0);
};

/** Makes the slips inside `root` movable. */
export const makeDraggable = (root: HTMLElement, target: DragTarget): void => {
  let drag: Drag | null = null;
  root.addEventListener("pointerdown", (event) => {
    const at = event.target as Element;
    const slip = at.closest<HTMLElement>(".cluster-slip");
    if (drag || !slip || event.button !== 0 || at.closest(HELD)) return;
    const touch = event.pointerType === "touch";
    drag = new Drag(root, slip, target, event.pointerId, touch, event.clientX, event.clientY, () => (drag = null));
  });
  // A finger that carries a slip must not scroll the page, nor open the browser's own menu.
  root.addEventListener("touchmove", (event) => {
    if (drag && drag.carrying) event.preventDefault();
  }, { passive: false });
  root.addEventListener("contextmenu", (event) => {
    if (drag && drag.carrying) event.preventDefault();
  });
};
