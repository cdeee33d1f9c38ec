// SPDX-License-Identifier: MIT
// The board: one panel at a time, chosen in a bar of tabs.
import { clear, h } from "../dom";
import type { StepFactory } from "../types";
import { panels } from "./board/panels";
import type { BoardStepData, Panel } from "./board/types";

/** The step `board`: `data` is BoardStepData. It never holds anyone back. */
export const board: StepFactory = (context) => {
  const data = context.step.data as unknown as BoardStepData;
  const all = panels.map((make) => make(context, data));
  let open: Panel | undefined;
  return {
    show(host) {
      const bar = h("div", { class: "board-tabs", role: "tablist", "aria-label": context.words("board.tabs") });
      const place = h("div", { class: "board-panel", role: "tabpanel" });
      const turn = (panel: Panel): void => {
        if (open) open.hide();
        open = panel;
        clear(place);
        place.setAttribute("aria-label", context.words(`board.tab.${panel.id}`));
        Array.from(bar.children).forEach((tab, n) => tab.setAttribute("aria-selected", String(all[n] === panel)));
        panel.show(place);
      };
      all.forEach((panel) => {
        const tab = { type: "button", role: "tab", onclick: () => turn(panel) };
        bar.appendChild(h("button", tab, context.words(`board.tab.${panel.id}`)));
      });
      host.appendChild(bar);
      host.appendChild(place);
      turn(all[0]);
    },
    hide() {
      if (open) open.hide();
      open = undefined;
    },
    progress: () => ({ done: 0, total: 0 }),
    ready: () => true,
  };
};
