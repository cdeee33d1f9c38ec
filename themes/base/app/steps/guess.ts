// SPDX-License-Identifier: MIT
// After one's own coding: what did others of the group notice here? A guess, and then their words.
import { h } from "../dom";
import { Fields } from "../fields";
import { follow, undoButton } from "../live";
import type { StepFactory } from "../types";
import { makeCard } from "./guess/card";
import { Desk } from "./guess/desk";

/** The step `guess`: `data` is `{conversations, passages?}`. It never holds anyone back. */
export const guess: StepFactory = (context) => {
  const { words, readOnly } = context;
  const desk = new Desk(context);
  let leave = (): void => undefined;
  return {
    show(host) {
      if (!desk.asked.length) {
        host.appendChild(h("p", { class: "lead" }, words("guess.empty")));
        return;
      }
      const fields = new Fields(readOnly);
      const cards = desk.asked.map((asked, i) => makeCard(desk, fields, asked, i + 1));
      const undo = undoButton(context);
      host.appendChild(h("div", { class: "guess" },
        h("p", { class: "review-lead" }, words("guess.lead")), h("p", { class: "quiet" }, words("guess.private")),
        ...cards.map(({ node }) => node), undo.node));
      leave = follow(context, {
        update() {
          cards.forEach((card) => card.update());
          undo.update();
        },
        flush: () => fields.flush(),
      });
    },
    hide() {
      leave();
      leave = () => undefined;
    },
    progress: () => ({ done: desk.shownCount, total: desk.asked.length }),
    ready: () => true,
  };
};
