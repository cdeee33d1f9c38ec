// SPDX-License-Identifier: MIT
// The labels of the group to explore, each as large as any other, with private notes.
import { h } from "../dom";
import type { StepFactory } from "../types";
import { follow } from "../live";
import { makePage } from "./map/page";
import type { MapData } from "./map/plane";

const KEYS: [string, string][] = [
  ["← ↑ → ↓", "map.key.arrows"], ["Home", "map.key.home"], ["Enter", "map.key.enter"], ["Esc", "map.key.escape"], ["+ -", "map.key.size"],
];

/** The step `map`: `data` is `{map?}`. It never holds anyone back. */
export const map: StepFactory = (context) => {
  const data = context.step.data.map as MapData | undefined;
  let leave = (): void => undefined;
  return {
    show(host) {
      if (!data || !data.labels.length) {
        host.appendChild(h("p", { class: "lead" }, context.words("map.empty")));
        return;
      }
      const page = makePage(context, data);
      host.appendChild(page.root);
      page.begin();
      leave = follow(context, page);
    },
    hide: () => leave(),
    progress: () => ({ done: 0, total: 0 }),
    ready: () => true,
    keys: KEYS,
  };
};
