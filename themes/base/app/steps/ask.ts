// SPDX-License-Identifier: MIT
// Questions of the participant's own for the model.
import type { StepFactory } from "../types";
import { Desk } from "./ask/desk";
import { makePage } from "./ask/page";
import { follow } from "../live";

/**
 * The step `ask`: `data` is `{at_least, at_most, role, documents, sensitive, share, conversations}`. It is ready with as many
 * questions as are asked for, or "I have no more".
 */
export const ask: StepFactory = (context) => {
  const desk = new Desk(context);
  let leave = (): void => undefined;
  return {
    show(host) {
      const page = makePage(desk);
      host.appendChild(page.root);
      desk.page = page;
      leave = follow(context, page);
    },
    hide() {
      leave();
      desk.page = null;
    },
    progress() {
      const done = desk.live.length;
      return { done, total: desk.enough ? done : Math.max(desk.least, done) };
    },
    ready: () => desk.lacks() <= 0,
    keys: [["Alt ↑", "ask.key.up"], ["Alt ↓", "ask.key.down"]],
  };
};
