// SPDX-License-Identifier: MIT
// The session as a whole: how it begins, who is here, how long its parts take, and what readers of its axes must know.
import { documentNode } from "../../document";
import { h } from "../../dom";
import { Desk } from "./desk";
import { makePanel } from "./leaf";
import type { Leaf } from "./leaf";
import { makeAbout } from "./session/about";
import { makeCaveats } from "./session/caveats";
import { makeHere } from "./session/here";
import { makeTimes } from "./session/times";
import type { PanelFactory } from "./types";

const PARTS = 5;

/** What is said at the beginning: what the session is for, and the study's own texts. Open until somebody is ticked. */
const beginning = (desk: Desk): HTMLElement => {
  const { words, step, data } = desk;
  const texts = data.documents.map((n) => documentNode(step, n));
  const parts = Array.from({ length: PARTS }, (_, n) => h("li", {}, words(`board.aim.${n + 1}`)));
  return h("details", { class: "board-beginning", open: !desk.attendees.some(({ here }) => here) },
    h("summary", {}, words("board.session.begin")),
    h("div", { class: "board-columns" },
      h("section", {}, h("h2", {}, words("board.aims")), h("ol", { class: "board-aims" }, ...parts), h("p", {}, words("board.aims.rule"))),
      texts.length ? h("div", {}, ...texts) : null));
};

/** Boards of smaller groups whose axes were brought into this one. */
const smaller = ({ words, data }: Desk): HTMLElement | null => {
  const sessions = (data.board && data.board.sessions) || [];
  if (!sessions.length) return null;
  return h("section", { class: "board-part" },
    h("h2", {}, words("board.sessions")),
    h("p", {}, words("board.sessions.help")),
    h("ul", {}, ...sessions.map(({ board, title, axes }) =>
      h("li", {}, h("strong", { dir: "auto" }, title || board), " ", words("board.sessions.axes", { n: axes.length }),
        axes.length ? h("span", { class: "board-names", dir: "auto" }, axes.map(({ name }) => name).join(" · ")) : null))));
};

/** The first leaf. */
export const session: PanelFactory = (step, data) => {
  const desk = new Desk(step, data);
  return makePanel(step, "session", (host) => {
    const here = makeHere(desk);
    const times = makeTimes(desk);
    const about = makeAbout(desk);
    const caveats = makeCaveats(desk);
    const leaves: Leaf[] = [here, times, about, caveats];
    host.appendChild(h("div", { class: "board-session" },
      h("h2", {}, step.words("board.session.title")),
      beginning(desk),
      h("div", { class: "board-columns" },
        h("div", {}, here.node, caveats.node),
        h("div", {}, times.node, about.node, smaller(desk)))));
    return {
      update: () => leaves.forEach((leaf) => leaf.update()),
      flush: () => leaves.forEach((leaf) => leaf.flush && leaf.flush()),
      tick: () => times.tick!(),
    };
  }, {
    open: () => (desk.attendees.some(({ here }) => here) || desk.format === "apart" ? [] : [step.words("board.open.nobody")]),
  });
};
