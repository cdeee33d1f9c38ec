// SPDX-License-Identifier: MIT
// One quiet line: the segment that runs, the time spent of what is meant for it, and the way to the next one.
import { button, h } from "../../dom";
import { isRunning, minutesAndSeconds, minutesOver, SEGMENTS, spent } from "./clock";
import type { Clock } from "./clock";
import type { Desk } from "./desk";
import { say } from "./leaf";
import type { Leaf } from "./leaf";

export interface ClockLine extends Leaf {
  node: HTMLElement;
}

/** "12:04 of 30 minutes", "12:04". */
const spentWords = (desk: Desk, clock: Clock, now: string): string => {
  const time = minutesAndSeconds(spent(clock.spans, now));
  return clock.budget ? desk.words("board.time.of", { time, n: clock.budget }) : time;
};

/** "3 minutes over", or nothing. */
export const overWords = (desk: Desk, clock: Clock, now: string): string => {
  const n = minutesOver(clock, now);
  return n ? desk.words("board.time.over", { n }) : "";
};

/** `shortOf(segment)` names a segment on a button; `opened(segment)` is called when the next one was begun here. */
export const makeClockLine = (desk: Desk, shortOf: (segment: string) => string, opened: (segment: string) => void): ClockLine => {
  const { words, step } = desk;
  const name = h("strong", {});
  const time = h("span", { class: "board-spent" });
  const over = h("span", { class: "board-over" });
  const turn = button("", () => desk.run(desk.running ? "" : desk.current.segment));
  const next = button("", () => go());
  const node = h("div", { class: "board-clock", role: "group", "aria-label": words("board.time") },
    h("p", {}, name, " ", time, " ", over), turn, next);
  let told = "";
  const following = (): string => SEGMENTS[SEGMENTS.indexOf(desk.current.segment) + 1] || "";
  const go = (): void => {
    const segment = following();
    desk.run(segment);
    opened(segment);
    step.announce(words("board.time.begun", { segment: words("board.segment." + segment) }));
  };
  const tick = (): void => {
    const clock = desk.current;
    const now = step.now();
    const late = overWords(desk, clock, now);
    say(time, spentWords(desk, clock, now));
    say(over, late);
    // Told once: when the time is up while it runs, and not when the page opens later.
    const state = `${clock.segment} ${late ? "over" : "within"}`;
    if (late && isRunning(clock) && told === `${clock.segment} within`) step.announce(words("board.time.up", { segment: words("board.segment." + clock.segment) }));
    told = state;
  };
  return {
    node,
    tick,
    update() {
      const clock = desk.current;
      const on = isRunning(clock);
      const segment = following();
      say(name, words("board.segment." + clock.segment));
      say(turn, words(on ? "board.time.pause" : clock.spans.length ? "board.time.resume" : "board.time.start"));
      turn.disabled = desk.readOnly;
      next.hidden = !segment;
      next.disabled = desk.readOnly;
      if (segment) say(next, words("board.time.next", { segment: shortOf(segment) }));
      tick();
    },
  };
};
