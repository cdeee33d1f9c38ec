// SPDX-License-Identifier: MIT
// A page that follows the items of its step, and keeps what is being written in it when somebody goes.
import { button } from "./dom";
import type { Items, StepContext } from "./types";

export interface LivePage {
  /** Shows the items as they are now. */
  update(): void;
  /** Keeps what is being written. */
  flush?(): void;
}

/** A part of a page. */
export interface Part extends LivePage {
  node: HTMLElement;
}

/** Shows the page and follows, also the items of `others`; answers with the way to stop. */
export const follow = (context: StepContext, page: LivePage, ...others: Items[]): (() => void) => {
  const update = (): void => {
    page.update();
    context.changed();
  };
  const flush = (): void => page.flush && page.flush();
  page.update();
  const stops = [context.items].concat(others).map((items) => items.listen(update));
  document.addEventListener("visibilitychange", flush);
  return () => {
    flush();
    document.removeEventListener("visibilitychange", flush);
    stops.forEach((stop) => stop());
  };
};

/** A button that takes the last change of the step back; `update` shows whether there is one. */
export const undoButton = ({ items, readOnly, words }: StepContext): Part => {
  const node = button(words("shell.undo.button"), () => void items.undo(), "", { hidden: readOnly });
  return { node, update: () => void (node.disabled = !items.canUndo()) };
};
