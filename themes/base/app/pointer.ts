// SPDX-License-Identifier: MIT
// One press of a mouse, pen or finger, from where it begins until it ends.

/** What hears of a press. */
export interface Press {
  move(event: PointerEvent): void;
  up(event: PointerEvent): void;
  /** The browser took the press away. */
  cancel(): void;
  /** Escape was pressed: true when that was about the press. */
  escape(): boolean;
}

/** Follows the press that `down` began, and no other pointer; answers with the way to stop. */
export const followPress = (down: PointerEvent, press: Press): (() => void) => {
  const own = (run: (event: PointerEvent) => void) => (event: Event): void => {
    if ((event as PointerEvent).pointerId === down.pointerId) run(event as PointerEvent);
  };
  const listeners: [string, (event: Event) => void][] = [
    ["pointermove", own((event) => press.move(event))],
    ["pointerup", own((event) => press.up(event))],
    ["pointercancel", () => press.cancel()],
    ["keydown", (event) => {
      if ((event as KeyboardEvent).key === "Escape" && press.escape()) event.stopPropagation();
    }],
  ];
  listeners.forEach(([name, listener]) => document.addEventListener(name, listener, true));
  return () => listeners.forEach(([name, listener]) => document.removeEventListener(name, listener, true));
};

/** The click that ends a drag is nobody's. */
export const swallowClick = (): void => {
  const swallow = (event: Event): void => {
    event.preventDefault();
    event.stopPropagation();
  };
  document.addEventListener("click", swallow, true);
  window.setTimeout(() => document.removeEventListener("click", swallow, true), 0);
};
