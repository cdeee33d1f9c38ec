// SPDX-License-Identifier: MIT
// The bank of conversations that were had before: found by topic, by search and along their follow-ups, read one at a time.
import type { StepFactory } from "../types";
import { Desk } from "./browse/desk";
import { makePage } from "./browse/page";
import { follow } from "../live";

/** The step `browse`: `data` is `{conversations}`. It never holds anyone back, and asks nobody to read all. */
export const browse: StepFactory = (context) => {
  const desk = new Desk(context);
  let leave = (): void => undefined;
  return {
    show(host) {
      const page = makePage(desk);
      host.appendChild(page.root);
      const stop = follow(context, page);
      leave = () => {
        page.stop();
        stop();
      };
    },
    hide: () => leave(),
    progress: () => ({ done: desk.readCount ? 1 : 0, total: desk.all.length ? 1 : 0 }),
    ready: () => true,
  };
};
