// SPDX-License-Identifier: MIT
// The table of segments: the minutes meant for each, the time each took, and a way to set both right.
import { button, h } from "../../../dom";
import { Fields, labelled } from "../../../fields";
import { ask } from "../../../question";
import { overWords } from "../clockline";
import { corrected, isRunning, minutesAndSeconds, minutesOf, spent } from "../clock";
import type { Clock } from "../clock";
import type { Desk } from "../desk";
import { makeRows, say } from "../leaf";
import type { Leaf, Row } from "../leaf";

const minutesField = (value: number, label: string): HTMLInputElement =>
  h("input", { type: "number", class: "board-minutes", min: 0, max: 10000, step: 1, inputmode: "numeric", value: value ? String(value) : "", "aria-label": label });

/** Asks how long it really took: clocks are forgotten, and run on overnight. */
const correct = (desk: Desk, clock: Clock): void => {
  const { words, step } = desk;
  const now = Math.round(spent(clock.spans, step.now()) / 60);
  const field = minutesField(now, words("board.time.took"));
  ask(words, {
    title: words("board.segment." + clock.segment),
    parts: [labelled(words("board.time.took"), field)],
    answer: words("board.time.correct"),
    draft: { drafts: step.drafts, key: `took:${clock.segment}` },
    run: () => desk.setClock(Object.assign({}, clock, { spans: corrected(clock.spans, minutesOf(field.value), step.now()) })),
  });
};

type TimeRow = Row<Clock> & { tick(): void };

const timeRow = (desk: Desk, first: Clock): TimeRow => {
  const { words, step, readOnly } = desk;
  let clock = first;
  const title = words("board.segment." + first.segment);
  const budget = minutesField(first.budget, words("board.time.meant.of", { segment: title }));
  new Fields(readOnly).add(budget, () => desk.setClock(Object.assign({}, clock, { budget: minutesOf(budget.value) })));
  const time = h("span", { class: "board-spent" });
  const over = h("span", { class: "board-over" });
  const turn = button("", () => desk.run(isRunning(clock) ? "" : clock.segment), "", { disabled: readOnly });
  const fix = button(words("board.time.correct"), () => correct(desk, clock), "link", { disabled: readOnly });
  fix.setAttribute("aria-label", words("board.time.correct.of", { segment: title }));
  const tick = (): void => {
    say(time, minutesAndSeconds(spent(clock.spans, step.now())));
    say(over, overWords(desk, clock, step.now()));
  };
  return {
    node: h("tr", {}, h("th", { scope: "row" }, title), h("td", {}, budget), h("td", {}, time, " ", over),
      h("td", { class: "board-time-acts" }, turn, fix)),
    tick,
    update(now) {
      clock = now;
      const word = words(isRunning(now) ? "board.time.pause" : now.spans.length ? "board.time.resume" : "board.time.start");
      if (document.activeElement !== budget) budget.value = now.budget ? String(now.budget) : "";
      say(turn, word);
      turn.setAttribute("aria-label", `${word}: ${title}`);
      tick();
    },
  };
};

/** The part "time". */
export const makeTimes = (desk: Desk): Leaf & { node: HTMLElement } => {
  const { words } = desk;
  const body = h("tbody");
  const rows: TimeRow[] = [];
  const show = makeRows<Clock>(body, ({ segment }) => segment, (clock) => {
    const row = timeRow(desk, clock);
    rows.push(row);
    return row;
  });
  const total = h("p", { class: "quiet" });
  const heads = ["board.time.segment", "board.time.meant", "board.time.used", "board.time.clock"];
  const node = h("section", { class: "board-part" }, h("h2", {}, words("board.time")),
    h("div", { class: "board-scroll", tabindex: "0", role: "region", "aria-label": words("board.time") },
      h("table", { class: "board-times" },
        h("thead", {}, h("tr", {}, ...heads.map((key) => h("th", { scope: "col" }, words(key))))), body)), total);
  const tick = (): void => {
    const clocks = desk.clocks;
    const seconds = clocks.reduce((sum, { spans }) => sum + spent(spans, desk.step.now()), 0);
    say(total, words("board.time.total", { n: clocks.reduce((sum, { budget }) => sum + budget, 0), time: minutesAndSeconds(seconds) }));
    rows.forEach((row) => row.tick());
  };
  return {
    node,
    tick,
    update() {
      show(desk.clocks);
      tick();
    },
  };
};
