// SPDX-License-Identifier: MIT
// A page that follows the items of its step, and keeps what is being written in it when somebody goes.
import { button } from "./dom";
import type { StepContext } from "./types";

export interface LivePage {
  /** Shows the items as they are now. */
  update(): void;
  /** Keeps what is being written. */
  flush(): void;
}

/** Shows the page and follows; answers with the way to stop. */
export const follow = (context: StepContext, page: LivePage): (() => void) => {
  const update = (): void => {
    page.update();
    context.changed();
  };
  page.update();
  const stop = context.items.listen(update);
  document.addEventListener("visibilitychange", page.flush);
  return () => {
    page.flush();
    document.removeEventListener("visibilitychange", page.flush);
    stop();
  };
};

/** A button that takes the last change of the step back; `update` shows whether there is one. */
export const undoButton = ({ items, readOnly, words }: StepContext): { node: HTMLButtonElement; update(): void } => {
  const node = button(words("shell.undo.button"), () => void items.undo(), "", { hidden: readOnly });
  return { node, update: () => void (node.disabled = !items.canUndo()) };
};
