// SPDX-License-Identifier: MIT
// Dragging slips: at once with a mouse or pen, after a long press with a finger, so that a swipe still scrolls.
// Where a slip may fall is said by `data-drop`: a cluster's id, empty for the pile, "+" for the blank sheet.

import { h } from "../../dom";
import { followPress, swallowClick } from "../../pointer";

export interface DragTarget {
  /** Words on what is carried, or empty when this slip may not be carried. */
  lift(slip: Element): string;
  drop(slip: Element, to: string): void;
}

const LONG_PRESS_MS = 350;
const STIR_PX = 6;
const EDGE_PX = 56;
const SCROLL_PX = 12;

/** What a press on a slip may be about instead. */
const HELD = "button, .cluster-inside";

/** The nearest thing that scrolls by itself, or the page. */
const scroller = (from: Element | null): Element => {
  for (let node = from; node && node !== document.body; node = node.parentElement) {
    if (node.scrollHeight > node.clientHeight + 1 && getComputedStyle(node).overflowY === "auto") return node;
  }
  return document.scrollingElement || document.documentElement;
};

const scrollNear = (x: number, y: number): void => {
  const target = scroller(document.elementFromPoint(x, y));
  const box = target.getBoundingClientRect();
  if (y < Math.max(0, box.top) + EDGE_PX) target.scrollTop -= SCROLL_PX;
  else if (y > Math.min(window.innerHeight, box.bottom) - EDGE_PX) target.scrollTop += SCROLL_PX;
};

interface Load {
  to(x: number, y: number): void;
  /** Lays it down; answers with what it lay over. */
  end(): Element | null;
}

/** Words that follow the pointer, and scroll what they come to the edge of. */
const carry = (root: HTMLElement, text: string): Load => {
  const ghost = h("div", { class: "cluster-ghost", dir: "auto", "aria-hidden": "true" }, text);
  let over: Element | null = null;
  let [x, y, frame] = [0, 0, 0];
  const hover = (next: Element | null): void => {
    if (over) over.classList.remove("over");
    if (next) next.classList.add("over");
    over = next;
  };
  const look = (): void => {
    const under = document.elementFromPoint(x, y);
    hover(under && under.closest("[data-drop]"));
  };
  const follow = (): void => {
    scrollNear(x, y);
    look();
    frame = window.requestAnimationFrame(follow);
  };
  root.appendChild(ghost);
  root.classList.add("dragging");
  return {
    to(left, top) {
      [x, y] = [left, top];
      ghost.style.transform = `translate(${x}px, ${y}px)`;
      if (!frame) follow();
    },
    end() {
      // The last frame may be older than the last move.
      look();
      const last = over;
      hover(null);
      window.cancelAnimationFrame(frame);
      root.removeChild(ghost);
      root.classList.remove("dragging");
      return last;
    },
  };
};

/** One press on a slip, until it is let go; `isCarried` says whether it became a drag. */
const press = (
  root: HTMLElement, target: DragTarget, slip: Element, down: PointerEvent, ended: () => void,
): { isCarried(): boolean } => {
  const touch = down.pointerType === "touch";
  let load: Load | null = null;
  const begin = ({ clientX, clientY }: PointerEvent): void => {
    const text = target.lift(slip);
    if (!text) return void end();
    load = carry(root, text);
    load.to(clientX, clientY);
  };
  const end = (): Element | null => {
    window.clearTimeout(timer);
    stop();
    ended();
    return load && load.end();
  };
  const move = (event: PointerEvent): void => {
    const stir = Math.abs(event.clientX - down.clientX) + Math.abs(event.clientY - down.clientY);
    if (load) load.to(event.clientX, event.clientY);
    else if (stir > STIR_PX) (touch ? end : begin)(event);
  };
  const up = (event: PointerEvent): void => {
    if (load) load.to(event.clientX, event.clientY);
    const over = end();
    if (load) swallowClick();
    if (over) target.drop(slip, over.getAttribute("data-drop")!);
  };
  const escape = (): boolean => {
    const carried = !!load;
    if (carried) end();
    load = null;
    return carried;
  };
  const stop = followPress(down, { move, up, cancel: () => void end(), escape });
  const timer = touch ? window.setTimeout(begin, LONG_PRESS_MS, down) : 0;
  return { isCarried: () => !!load };
};

/** Makes the slips inside `root` movable. */
export const makeDraggable = (root: HTMLElement, target: DragTarget): void => {
  let pressed: { isCarried(): boolean } | null = null;
  root.addEventListener("pointerdown", (event) => {
    const at = event.target as Element;
    const slip = at.closest(".cluster-slip");
    if (pressed || !slip || event.button !== 0 || at.closest(HELD)) return;
    pressed = press(root, target, slip, event, () => (pressed = null));
  });
  // A finger that carries a slip must not scroll the page, nor open the browser's own menu.
  const hold = (event: Event): void => {
    if (pressed && pressed.isCarried()) event.preventDefault();
  };
  root.addEventListener("touchmove", hold, { passive: false });
  root.addEventListener("contextmenu", hold);
};
