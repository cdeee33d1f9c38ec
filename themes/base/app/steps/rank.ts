// SPDX-License-Identifier: MIT
// The attributes that matter most to a participant, before they see anybody else's; or their own order of the group's axes.
import type { StepFactory } from "../types";
import { follow } from "../live";
import { keptPlaces, makeAxesPage } from "./rank/axes";
import { Desk } from "./rank/desk";
import { isWhole, lacking } from "./rank/list";
import { makePage } from "./rank/page";

const KEYS: [string, string][] = [["Alt ↑", "rank.key.up"], ["Alt ↓", "rank.key.down"]];

const defining: StepFactory = (context) => {
  const desk = new Desk(context);
  let leave = (): void => undefined;
  return {
    show(host) {
      const page = makePage(desk);
      host.appendChild(page.node);
      desk.page = page;
      leave = follow(context, page);
    },
    hide() {
      leave();
      desk.page = null;
    },
    progress() {
      const done = desk.live.filter((one) => isWhole(one)).length;
      return { done, total: desk.fewer ? done : Math.max(desk.top, done) };
    },
    ready: () => desk.fewer || !lacking(desk.live, desk.top).length,
    keys: KEYS,
  };
};

const ranking: StepFactory = (context) => {
  const { axes } = context.step.data;
  let leave = (): void => undefined;
  return {
    show(host) {
      const page = makeAxesPage(context);
      host.appendChild(page.node);
      leave = follow(context, page);
    },
    hide: () => leave(),
    progress: () => ({ done: keptPlaces(context).length ? 1 : 0, total: axes ? 1 : 0 }),
    ready: () => true,
    keys: KEYS,
  };
};

/**
 * The step `rank`: with `define` `data` is `{top, personal?}`, and it is ready with `top` whole attributes or "I have fewer";
 * else it is `{top, axes?, framing, documents}`, and what is not ranked stays so.
 */
export const rank: StepFactory = (context) => (context.step.data.define ? defining : ranking)(context);
