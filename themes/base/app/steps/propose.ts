// SPDX-License-Identifier: MIT
// The axes that the group has so far, and what the participant says to them.
import type { StepFactory } from "../types";
import { follow } from "../live";
import { Desk } from "./propose/desk";
import { makePage } from "./propose/page";

/** The step `propose`: `data` is `{axes?, personal?}`. It waits for the reason of an objection, and for what was begun. */
export const propose: StepFactory = (context) => {
  const desk = new Desk(context);
  let leave = (): void => undefined;
  return {
    show(host) {
      const page = makePage(desk);
      host.appendChild(page.node);
      desk.update = () => {
        page.update();
        context.changed();
      };
      leave = follow(context, page);
    },
    hide() {
      leave();
      desk.update = () => undefined;
    },
    progress: () => ({ done: desk.axes.filter(({ id }) => desk.stance(id)).length, total: desk.axes.length }),
    ready: () => !desk.lacks().length,
  };
};
