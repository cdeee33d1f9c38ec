// SPDX-License-Identifier: MIT
// What hands do on the page, by button, slip, key and drag, turned into commands.

import { begin, chooseBest, command, drop } from "./commands";
import type { Stage } from "./commands";
import type { FocusedCode } from "./codes";
import { makeDraggable } from "./drag";
import type { Focus } from "./focus";
import { listenKeys } from "./keys";
import { keyOf, placeOf } from "./list";
import { remove, reorder } from "./operations";
import type { Sheets } from "./sheets";

/** The page under the hands. */
export interface Ground {
  root: HTMLElement;
  stage: Stage;
  focus: Focus;
  sheets: Sheets;
  mark(): void;
  undo(): void;
}

const within = (event: Event, selector: string): HTMLElement | null =>
  (event.target as Element).closest<HTMLElement>(selector);

const chosenCodes = ({ stage: { table } }: Ground): FocusedCode[] =>
  table.codes.filter((code) => table.chosen.has(code.key));

/** The chosen codes when this slip is one of them, or else the slip's own. */
const carried = (ground: Ground, slip: Element): FocusedCode[] => {
  const { table } = ground.stage;
  if (table.chosen.has(keyOf(slip))) return chosenCodes(ground);
  return [table.code(keyOf(slip))!];
};

/** Codes fall on a sheet, on the pile (empty) or on the blank sheet ("+"). */
const fall = ({ stage, sheets }: Ground, codes: FocusedCode[], from: string, to: string): void => {
  if (to !== "+") return drop(stage, codes, from, to);
  const id = begin(stage, "", codes, from);
  sheets.get(id)!.name.focus();
};

const removeSheet = ({ stage, sheets }: Ground, id: string): void => {
  const { desk, words, clusters } = stage.table;
  const at = clusters.findIndex((cluster) => cluster.id === id);
  const next = clusters[at + 1] || clusters[at - 1];
  sheets.flush();
  remove(desk, id);
  stage.done(words("cluster.said.remove"));
  (next ? sheets.get(next.id)!.name : sheets.node.querySelector("button")!).focus();
};

const sheetAct = (ground: Ground, button: HTMLElement, id: string): void => {
  const { desk, words, context } = ground.stage.table;
  const name = button.getAttribute("data-sheet")!;
  if (name === "best") return chooseBest(ground.stage, id);
  if (name === "here") return fall(ground, chosenCodes(ground), "", id);
  if (name === "new") return fall(ground, [], "", "+");
  if (name === "remove") return removeSheet(ground, id);
  const moved = reorder(desk, id, name === "earlier" ? -1 : 1);
  button.focus();
  context.announce(words(moved ? "cluster.said.moved" : "cluster.said.edge"));
};

/** A command key: about what is chosen, or else the slip it was pressed on. */
const keyCommand = (ground: Ground, name: string, slip: Element | null): void => {
  const place = slip ? placeOf(slip) : "";
  let codes = chosenCodes(ground);
  if (!codes.length && slip) codes = carried(ground, slip);
  if (name === "take") codes = codes.filter((code) => code.clusters.indexOf(place) >= 0);
  command(ground.stage, name, { codes, place });
};

/** Choosing slips by clicks: with Shift all from the last one to this. */
const makeChoosing = ({ stage: { table }, focus, mark }: Ground): ((event: MouseEvent, slip: Element) => void) => {
  const { chosen } = table;
  let last = "";
  return (event, slip) => {
    const onBox = (event.target as Element).nodeName === "INPUT";
    // A label's click comes again as its box's; some browsers hold it back when Shift is down.
    if (!onBox && !event.shiftKey) return;
    if (!onBox) event.preventDefault();
    const { keys } = focus.listAt(placeOf(slip));
    const [from, to] = [keys.indexOf(last), keys.indexOf(keyOf(slip))].sort((a, b) => a - b);
    last = keyOf(slip);
    if (event.shiftKey && from >= 0) keys.slice(from, to + 1).forEach((key) => chosen.add(key));
    else if (!chosen.delete(last)) chosen.add(last);
    // The box takes its own new state after this event.
    window.setTimeout(mark, 0);
  };
};

const listenClicks = (ground: Ground): void => {
  const { root, stage } = ground;
  const choose = makeChoosing(ground);
  root.addEventListener("click", (event) => {
    const act = within(event, "[data-act]");
    const sheet = within(event, "[data-sheet]");
    const slip = within(event, ".cluster-slip");
    if (act) {
      const codes = slip ? [stage.table.code(keyOf(slip))!] : chosenCodes(ground);
      command(stage, act.getAttribute("data-act")!, { codes, place: slip ? placeOf(slip) : "" });
    } else if (sheet) {
      sheetAct(ground, sheet, within(event, "[data-cluster]")!.getAttribute("data-cluster")!);
    } else if (slip && within(event, "label") && !stage.table.context.readOnly) {
      choose(event, slip);
    }
  });
};

/** Listens to everything that hands do inside the page. */
export const layHands = (ground: Ground): void => {
  const { root, stage, focus, sheets } = ground;
  const { context, words } = stage.table;
  listenClicks(ground);
  listenKeys(root, {
    go: focus.along,
    open: (slip) => focus.listAt(placeOf(slip)).slip(keyOf(slip))!.toggle(),
    command: (name, slip) => keyCommand(ground, name, slip),
    undo: ground.undo,
  }, getComputedStyle(document.documentElement).direction === "rtl");
  makeDraggable(root, {
    lift(slip) {
      // On a narrow screen there is nowhere to let go.
      if (context.readOnly || !sheets.node.getClientRects().length) return "";
      const codes = carried(ground, slip);
      return codes.length > 1 ? words("cluster.chosen", { n: codes.length }) : codes[0].label;
    },
    drop: (slip, to) => fall(ground, carried(ground, slip), placeOf(slip), to),
  });
};
