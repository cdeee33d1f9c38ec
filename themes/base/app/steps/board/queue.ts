// SPDX-License-Identifier: MIT
// Who speaks when: everybody who is here, each once.
import { shifted } from "../../order";
import type { Item } from "../../types";
import { takesTurns } from "./attendees";
import type { Attendee } from "./attendees";
import { spansOf, started, stopped } from "./clock";
import type { Span } from "./clock";

export type TurnState = "waiting" | "speaking" | "done" | "passed";

/** One person's turn. */
export interface Turn {
  person: string;
  order: number;
  state: TurnState;
  /** They agreed to have their attributes shown. */
  shown: boolean;
  spans: Span[];
}

const STATES = ["waiting", "speaking", "done", "passed"];

const turnOf = (key: string, item: Item | undefined): Turn => ({
  person: key,
  order: item && Number(item.order) > 0 ? Number(item.order) : 0,
  state: item && STATES.indexOf(String(item.state)) >= 0 ? (item.state as TurnState) : "waiting",
  shown: !!item && item.shown === true,
  spans: spansOf(item),
});

/**
 * The turns in their order, numbered from 1. Those who came after it was made follow at its end; who spoke and left again
 * stays in it, who left without having spoken does not.
 */
export const queueOf = (attendees: Attendee[], talks: Item[]): Turn[] => {
  const known = new Map(talks.map((item): [string, Item] => [String(item.person), item]));
  const turns = attendees
    .map((one) => ({ one, turn: turnOf(one.key, known.get(one.key)) }))
    .filter(({ one, turn }) => (one.here && takesTurns(one)) || turn.spans.length > 0)
    .map(({ turn }, at) => ({ turn, at }));
  turns.sort((a, b) => (a.turn.order || Infinity) - (b.turn.order || Infinity) || a.at - b.at);
  return turns.map(({ turn }, at) => Object.assign(turn, { order: at + 1 }));
};

const change = (turn: Turn, fields: Partial<Turn>): Turn => Object.assign({}, turn, fields);
const replaced = (queue: Turn[], person: string, fields: (turn: Turn) => Partial<Turn>): Turn[] =>
  queue.map((turn) => (turn.person === person ? change(turn, fields(turn)) : turn));

/** `person` speaks; who spoke is done. */
export const begun = (queue: Turn[], person: string, now: string): Turn[] =>
  queue.map((turn) => {
    if (turn.person === person) return change(turn, { state: "speaking", spans: started(turn.spans, now) });
    if (turn.state !== "speaking") return turn;
    return change(turn, { state: "done", spans: stopped(turn.spans, now) });
  });

/** The turn of `person` ends as `state`: done, passed, or waiting again. */
export const ended = (queue: Turn[], person: string, state: TurnState, now: string): Turn[] =>
  replaced(queue, person, (turn) => ({ state, spans: stopped(turn.spans, now) }));

/** The clock of who speaks stops, or goes on, with that of the segment. */
export const paused = (queue: Turn[], on: boolean, now: string): Turn[] =>
  queue.map((turn) => {
    if (turn.state !== "speaking") return turn;
    return change(turn, { spans: on ? stopped(turn.spans, now) : started(turn.spans, now) });
  });

/** They agree to have their attributes shown, or no longer. */
export const agreed = (queue: Turn[], person: string, shown: boolean): Turn[] => replaced(queue, person, () => ({ shown }));

const numbered = (queue: Turn[]): Turn[] => queue.map((turn, at) => change(turn, { order: at + 1 }));

/** One place up (-1) or down (1); the same queue where there is no such place. */
export const moved = (queue: Turn[], person: string, by: number): Turn[] => {
  const order = shifted(queue, queue.findIndex((turn) => turn.person === person), by);
  return order === queue ? queue : numbered(order);
};

/** Those who still wait in an order by lot, behind those who began. `below(n)` is a whole number from 0, below n. */
export const drawn = (queue: Turn[], below: (n: number) => number): Turn[] => {
  const waiting = queue.filter(({ state }) => state === "waiting");
  for (let n = waiting.length; n > 1; n--) {
    const at = below(n);
    [waiting[n - 1], waiting[at]] = [waiting[at], waiting[n - 1]];
  }
  return numbered(queue.filter(({ state }) => state !== "waiting").concat(waiting));
};

/** Who is next to speak. */
export const nextOf = (queue: Turn[]): Turn | undefined => queue.filter(({ state }) => state === "waiting")[0];

/** Seconds for each, when a budget of minutes is shared out; 0 when there is none. */
export const shareOf = (budget: number, people: number): number => (people ? Math.floor((budget * 60) / people) : 0);
