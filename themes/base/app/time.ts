// SPDX-License-Identifier: MIT
// How long the participant was active, in whole minutes by step, where the study pays for time. Nothing else is kept. Every
// opening of the packet has an item of its own in each step, so that two machines add up.
import type {Book} from "./items";
import type {Item, Items} from "./types";

export interface TimeItem extends Item {
  kind: "time";
  /** Less than none where more was taken off here than was counted here. */
  minutes: number;
}

/** What the log sees of the page. */
export interface Watch {
  /** Milliseconds that only grow. */
  now(): number;
  /** Whether the page is in front of somebody who does something in it. */
  active(): boolean;
}

export type Mode = "counting" | "paused" | "off";

const MINUTE = 60000;
/** A tick that comes later than this tells of a machine that slept. */
const TICK_MOST = 10000;
export const MINUTES_MOST = 9999;
/** The item that says whether anything is counted; it lies in the first step. */
const SWITCH = "timelog";

export class TimeLog {
  private step = "";
  private paused = false;
  private at: number;
  /** What passed since the last whole minute, by step. */
  private spent = new Map<string, number>();
  private own: string;

  constructor(
    private book: Book,
    private steps: string[],
    private watch: Watch,
    newId: () => string,
    private changed: () => void,
  ) {
    this.own = `time:${newId()}`;
    this.at = watch.now();
  }

  get mode(): Mode {
    const item = this.book.of(this.steps[0]).get(SWITCH);
    if (item && item.on === false) return "off";
    return this.paused ? "paused" : "counting";
  }

  get locked(): boolean {
    return this.book.frozen;
  }

  minutes(step: string): number {
    return Math.max(0, this.sum(step));
  }

  total(): number {
    return this.steps.reduce((sum, step) => sum + this.minutes(step), 0);
  }

  /** The participant is at this step now; "" for a page that is none. */
  enter(step: string): void {
    this.tick();
    this.step = step;
  }

  pause(on: boolean): void {
    this.tick();
    this.paused = on;
    this.changed();
  }

  turn(on: boolean): void {
    this.tick();
    this.paused = false;
    this.book.of(this.steps[0]).record((draft) => draft.put({id: SWITCH, kind: SWITCH, on}));
    this.changed();
  }

  /** Says how many minutes a step took. */
  write(step: string, minutes: number): void {
    if (minutes === this.minutes(step)) return;
    this.add(step, minutes - this.sum(step), true);
  }

  /** Takes all minutes out. */
  wipe(): void {
    this.spent.clear();
    for (const step of this.steps) {
      this.book.of(step).record((draft) => this.items(step).forEach(({id}) => draft.remove(id)));
    }
    this.changed();
  }

  /** Counts what passed since the last call. To be called every few seconds. */
  tick(): void {
    const now = this.watch.now();
    const passed = Math.min(now - this.at, TICK_MOST);
    this.at = now;
    if (!this.step || this.locked || this.mode !== "counting" || !this.watch.active()) return;
    this.spent.set(this.step, (this.spent.get(this.step) || 0) + passed);
    const all = Array.from(this.spent.values()).reduce((a, b) => a + b, 0);
    if (all >= MINUTE) this.award(all - MINUTE);
  }

  /** A whole minute belongs to the step in which most of it passed; what is over goes to the next one. */
  private award(over: number): void {
    const [step] = Array.from(this.spent).reduce((a, b) => (b[1] > a[1] ? b : a));
    this.spent.clear();
    this.spent.set(this.step, over);
    this.add(step, 1, false);
  }

  private items(step: string): TimeItem[] {
    return this.book.of(step).all("time") as TimeItem[];
  }

  private sum(step: string): number {
    return this.items(step).reduce((sum, {minutes}) => sum + minutes, 0);
  }

  /** What passes is kept in silence; what somebody writes is a change like any other, except that Undo leaves it alone. */
  private add(step: string, minutes: number, said: boolean): void {
    const items: Items = this.book.of(step);
    const mine = items.get(this.own) as TimeItem | undefined;
    const put = {id: this.own, kind: "time", minutes: (mine ? mine.minutes : 0) + minutes};
    if (said) items.record((draft) => draft.put(put));
    else items.change("", (draft) => draft.put(put));
    this.changed();
  }
}

const IDLE_MS = 120000;
const SIGNS = ["keydown", "pointerdown", "pointermove", "touchmove", "wheel", "scroll", "input"];

const isPlaying = (): boolean =>
  Array.from(document.querySelectorAll<HTMLMediaElement>("video, audio")).some((media) => !media.paused && !media.ended);

/** Watches this page: it is in front, and somebody did something in the last two minutes, or something plays. */
export const watchPage = (): Watch => {
  const now = (): number => performance.now();
  let last = now();
  const sign = (): void => void (last = now());
  for (const name of SIGNS) document.addEventListener(name, sign, {passive: true, capture: true});
  return {
    now,
    active: () => document.visibilityState === "visible" && (now() - last < IDLE_MS || isPlaying()),
  };
};
