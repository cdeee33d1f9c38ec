// SPDX-License-Identifier: MIT
// The board: one leaf at a time, chosen in a bar of tabs; beside it the running clock and a place to note what was said.
import { button, clear, h, press } from "../dom";
import type { StepFactory } from "../types";
import { makeClockLine } from "./board/clockline";
import { Desk } from "./board/desk";
import { makePanel } from "./board/leaf";
import { openNote } from "./board/note";
import { makePanels } from "./board/panels";
import { makeTabs } from "./board/tabs";
import type { BoardStepData, Panel } from "./board/types";

/** The leaf on which a segment takes place. */
const LEAVES: Record<string, string> = {
  orientation: "session", segment1: "cards", segment2: "map", segment3: "talks", segment4: "axes", segment5: "next",
};

const KEYS: [string, string][] = [["← →", "board.key.tabs"], ["N", "board.key.note"]];

const isWriting = (node: EventTarget | null): boolean =>
  !!node && /^(INPUT|TEXTAREA|SELECT)$/.test((node as HTMLElement).nodeName);

/** A page that is read from the last row: larger, and without what only the facilitator needs. */
const makeLarge = (label: string): HTMLButtonElement => {
  const { classList } = document.documentElement;
  const large = button(label, () => press(large, classList.toggle("board-large")), "board-show", { "aria-pressed": "false" });
  return large;
};

/** The step `board`: `data` is BoardStepData. It never holds anyone back. */
export const board: StepFactory = (context) => {
  const data = context.step.data as unknown as BoardStepData;
  const { words } = context;
  const desk = new Desk(context, data);
  const panels = makePanels(context, data);
  const leafOf = (segment: string): number => panels.findIndex(({ id }) => id === LEAVES[segment]);
  let at = -1;
  let open: Panel | undefined;
  const line = makePanel(context, "clock", (host) => {
    const tabs = makeTabs(words("board.tabs"), panels.map(({ id }) => words(`board.tab.${id}`)), (n) => turn(n));
    const turn = (n: number): void => {
      if (open) open.hide();
      at = n;
      open = panels[n];
      clear(tabs.place);
      tabs.mark(n);
      open.show(tabs.place);
    };
    const clock = makeClockLine(desk, (segment) => words("board.tab." + LEAVES[segment]), (segment) => leafOf(segment) >= 0 && turn(leafOf(segment)));
    const note = button(words("board.note"), () => openNote(desk), "", { disabled: desk.readOnly });
    host.appendChild(h("div", { class: "board-bar" }, tabs.bar, clock.node,
      h("div", { class: "board-tools" }, note, makeLarge(words("board.large")))));
    host.appendChild(tabs.place);
    turn(at < 0 ? Math.max(0, leafOf(desk.running)) : at);
    return clock;
  });
  const key = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || isWriting(event.target)) return;
    if (event.key.toLowerCase() === "n" && !desk.readOnly) {
      event.preventDefault();
      openNote(desk);
    }
  };
  return {
    show(host) {
      document.documentElement.classList.add("board-here");
      line.show(host);
      document.addEventListener("keydown", key);
    },
    hide() {
      if (open) open.hide();
      open = undefined;
      line.hide();
      document.removeEventListener("keydown", key);
      document.documentElement.classList.remove("board-here", "board-large");
    },
    progress: () => ({ done: 0, total: 0 }),
    ready: () => true,
    get keys() {
      return ((open && open.keys) || []).concat(KEYS);
    },
  };
};
