// SPDX-License-Identifier: MIT
// What is left: what the other leaves still miss, and how the board gets back into the study.
import { button, h, replace } from "../../dom";
import type { StepContext } from "../../types";
import { makePanel } from "./leaf";
import type { Panel } from "./types";

/** The last leaf; `others` are those it asks what is still open. */
export const makeNext = (step: StepContext, others: Panel[]): Panel =>
  makePanel(step, "next", (host) => {
    const { words } = step;
    const list = h("ul", { class: "board-left" });
    const none = h("p", { class: "board-gate" }, words("board.left.none"));
    const command = (text: string): HTMLElement => h("pre", { dir: "ltr" }, h("code", {}, text));
    host.appendChild(h("div", { class: "board-reading" },
      h("h2", {}, words("board.segment.segment5")),
      h("h3", {}, words("board.left")), none, list,
      h("h3", {}, words("board.then")),
      h("ol", { class: "steps-out" },
        h("li", {}, h("p", {}, words("board.then.save")),
          h("p", { class: "actions" }, button(words("shell.save"), () => step.save(), "primary", { disabled: step.readOnly }))),
        h("li", {}, h("p", {}, words("board.then.import")), command("calma import FILE")),
        h("li", {}, h("p", {}, words("board.then.report")), command("calma report")),
        h("li", {}, h("p", {}, words("board.then.rate")), command("calma build --round rate")))));
    return {
      update() {
        const left = ([] as string[]).concat(...others.map((panel) => (panel.open ? panel.open() : [])));
        replace(list, ...left.map((text) => h("li", {}, text)));
        list.hidden = !left.length;
        none.hidden = left.length > 0;
      },
    };
  });
