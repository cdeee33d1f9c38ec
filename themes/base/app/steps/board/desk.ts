// SPDX-License-Identifier: MIT
// What the panels share: who is there, what time it is in which segment, whose turn it is, and how to write it down.
import type { Item, Items, StepContext, Words } from "../../types";
import { attendeesOf } from "./attendees";
import type { Attendee } from "./attendees";
import { clocksOf, currentOf, runningOf, turned } from "./clock";
import type { Clock } from "./clock";
import { openingOf } from "./opening";
import type { Opening } from "./opening";
import { paused, queueOf } from "./queue";
import type { Turn } from "./queue";
import type { BoardStepData, Card } from "./types";

/** How a session is held; "" until somebody said so. */
export type Format = "" | "room" | "online" | "mixed" | "apart";

const clockItem = ({ segment, budget, spans }: Clock): { id: string; kind: string } =>
  Object.assign({ id: `segment:${segment}`, kind: "segment" }, { segment, budget, spans });

const turnItem = (turn: Turn): { id: string; kind: string } => Object.assign({ id: `talk:${turn.person}`, kind: "talk" }, turn);

/** In the order of their keys, which is by nobody and by no place. */
const byKey = (cards: Card[]): Card[] => cards.slice().sort((a, b) => (a.key < b.key ? -1 : 1));

export class Desk {
  readonly words: Words;
  readonly items: Items;
  /** Everybody's cards. */
  readonly cards: Card[];

  constructor(
    readonly step: StepContext,
    readonly data: BoardStepData,
  ) {
    this.words = step.words;
    this.items = step.items;
    this.cards = byKey((data.board && data.board.cards) || []);
  }

  get readOnly(): boolean {
    return this.step.readOnly;
  }

  get attendees(): Attendee[] {
    return attendeesOf(this.data, this.items.all("attendance"));
  }

  get session(): Item | undefined {
    return this.items.get("session");
  }

  get format(): Format {
    return ((this.session && this.session.format) || "") as Format;
  }

  get opening(): Opening {
    return openingOf(this.data, this.attendees, this.items.all("override"), this.format === "apart");
  }

  get clocks(): Clock[] {
    return clocksOf(this.items.all("segment"), this.data.minutes || {});
  }

  get current(): Clock {
    return currentOf(this.clocks);
  }

  /** The name of the segment that runs, or "". */
  get running(): string {
    const clock = runningOf(this.clocks);
    return clock ? clock.segment : "";
  }

  get queue(): Turn[] {
    return queueOf(this.attendees, this.items.all("talk"));
  }

  /** A name to show; of somebody without one, their number. */
  nameOf(one: Attendee): string {
    return one.name || this.words("board.somebody", { n: one.number });
  }

  /** The name and, unless they are a participant, the role: wherever a person shows, so does that they are an expert. */
  titleOf(one: Attendee): string {
    const name = this.nameOf(one);
    return one.role === "participant" ? name : this.words("board.marked", { name, role: this.words("board.role." + one.role) });
  }

  /** The title of who has this key; words for nobody where it is not known (any more). */
  titleOfKey(key: string): string {
    const one = this.attendees.filter((each) => each.key === key)[0];
    return one ? this.titleOf(one) : this.words("board.unknown");
  }

  /** Who did something on the board: the facilitator's name, if it was said. */
  get by(): string {
    const name = this.session && this.session.facilitator;
    return typeof name === "string" && name ? name : "facilitator";
  }

  /** `segment` runs from now on and nothing else does; "" stops what runs. */
  run(segment: string): void {
    const now = this.step.now();
    const before = this.queue;
    const queue = paused(before, segment !== "segment3", now);
    this.write(turned(this.clocks, segment, now), JSON.stringify(queue) === JSON.stringify(before) ? [] : queue);
  }

  /** Writes one segment's clock down as it is now. */
  setClock(clock: Clock): void {
    this.write([clock], []);
  }

  /** Writes the queue down. `segment` is set running in the same breath. */
  setQueue(queue: Turn[], segment = ""): void {
    this.write(segment ? turned(this.clocks, segment, this.step.now()) : [], queue);
  }

  /** A queue is written whole or not at all: its numbers have a meaning only beside each other. */
  private write(clocks: Clock[], queue: Turn[]): void {
    this.items.record((draft) => {
      clocks.forEach((clock) => draft.put(clockItem(clock)));
      queue.forEach((turn) => draft.put(turnItem(turn)));
    });
  }
}

/** People as a choice shows them. */
export interface Speaker {
  key: string;
  title: string;
}

/** Everybody who may have said something: those who are here first. */
export const speakersOf = (desk: Desk): Speaker[] => {
  const all = desk.attendees;
  const rank = (one: Attendee): number => (one.here ? 0 : 1);
  return all
    .map((one, at) => ({ one, at }))
    .sort((a, b) => rank(a.one) - rank(b.one) || a.at - b.at)
    .map(({ one }) => ({ key: one.key, title: desk.titleOf(one) }));
};
