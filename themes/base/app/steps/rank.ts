// SPDX-License-Identifier: MIT
// The attributes that matter most to a participant, before they see anybody else's.
import type { StepFactory } from "../types";
import { Desk } from "./rank/desk";
import { isWhole, lacking } from "./rank/list";
import { makePage } from "./rank/page";

const KEYS: [string, string][] = [["Alt ↑", "rank.key.up"], ["Alt ↓", "rank.key.down"]];

/** The step `rank`: `data` is `{top, define, personal?}`. Ready with `top` whole attributes, or "I have fewer". */
export const rank: StepFactory = (context) => {
  const desk = new Desk(context);
  let leave = (): void => undefined;
  return {
    show(host) {
      const page = makePage(desk);
      const update = (): void => {
        page.update();
        context.changed();
      };
      desk.page = page;
      page.update();
      host.appendChild(page.root);
      const stop = context.items.listen(update);
      document.addEventListener("visibilitychange", page.flush);
      leave = () => {
        page.flush();
        desk.page = null;
        document.removeEventListener("visibilitychange", page.flush);
        stop();
        leave = () => undefined;
      };
    },
    hide: () => leave(),
    progress() {
      const done = desk.live.filter((one) => isWhole(one, desk.define)).length;
      return { done, total: desk.fewer ? done : Math.max(desk.top, done) };
    },
    ready: () => desk.fewer || !lacking(desk.live, desk.top, desk.define).length,
    keys: KEYS,
  };
};
