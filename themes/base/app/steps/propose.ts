// SPDX-License-Identifier: MIT
// The axes that the group has so far, and what the participant says to them.
import type { StepFactory } from "../types";
import { Desk } from "./propose/desk";
import { makePage } from "./propose/page";

/** The step `propose`: `data` is `{axes?, personal?}`. It waits for the reason of an objection, and for what was begun. */
export const propose: StepFactory = (context) => {
  const desk = new Desk(context);
  let leave = (): void => undefined;
  return {
    show(host) {
      const page = makePage(desk);
      const update = (): void => {
        page.update();
        context.changed();
      };
      const flush = (): void => page.flush();
      desk.update = update;
      page.update();
      host.appendChild(page.node);
      const stop = context.items.listen(update);
      document.addEventListener("visibilitychange", flush);
      leave = () => {
        flush();
        desk.update = () => undefined;
        document.removeEventListener("visibilitychange", flush);
        stop();
        leave = () => undefined;
      };
    },
    hide: () => leave(),
    progress: () => ({ done: desk.axes.filter(({ id }) => desk.stance(id)).length, total: desk.axes.length }),
    ready: () => !desk.lacks().length,
  };
};
