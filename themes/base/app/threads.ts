// SPDX-License-Identifier: MIT
// Conversations that grew: what was asked in a later round goes on from what was said before, as a piece of its own. People see
// such pieces as the one conversation that they are.
import type { Conversation, StepContext } from "./types";

export interface Thread {
  /** The pieces, by their numbers in the packet, in the order in which they were said. */
  own: number[];
  /** What was said before the first of them and stands in another thread: how many turns of which piece. */
  before: { at: number; turns: number }[];
  title: string;
  topic: string;
}

type Pieces = Conversation[];

/** The number of what a conversation goes on from; undefined when it begins, or goes on from what is not in the packet. */
const beforeOf = (all: Pieces, at: number): number | undefined => {
  const { follows } = all[at];
  const found = follows === undefined ? -1 : all.findIndex(({ id }) => id === follows);
  return found < 0 || found === at ? undefined : found;
};

const turnsBefore = (all: Pieces, at: number, before: number): number => all[at].follows_turn || all[before].turns;

/** Everything that was said before a piece, from the beginning. */
const pastOf = (all: Pieces, at: number): Thread["before"] => {
  const past: Thread["before"] = [];
  let now = at;
  for (let before = beforeOf(all, now); before !== undefined && past.length < all.length; before = beforeOf(all, now)) {
    past.unshift({ at: before, turns: turnsBefore(all, now, before) });
    now = before;
  }
  return past;
};

/**
 * The conversations of the packet with these numbers as threads, in their order. A piece that goes on behind the last turn of
 * another one becomes one with it; of two that go on from the same place the second begins a thread, with what was said before.
 */
export const threadsOf = (all: Pieces, numbers: number[]): Thread[] => {
  const threads: Thread[] = [];
  const endsIn = new Map<number, Thread>();
  for (const at of numbers) {
    const before = beforeOf(all, at);
    const grown = before === undefined || turnsBefore(all, at, before) < all[before].turns ? undefined : endsIn.get(before);
    const thread = grown || { own: [], before: pastOf(all, at), title: all[at].title, topic: all[at].topic };
    if (grown && before !== undefined) endsIn.delete(before);
    else threads.push(thread);
    thread.own.push(at);
    thread.topic = thread.topic || all[at].topic;
    endsIn.set(at, thread);
  }
  return threads;
};

/** The id of the piece that was said last: what goes on, goes on from there. */
export const lastOf = (all: Pieces, thread: Thread): string => all[thread.own[thread.own.length - 1]].id;

/** Fresh nodes of all that was said in a thread, from the beginning. */
export const threadNodes = (context: StepContext, thread: Thread): DocumentFragment => {
  const nodes = document.createDocumentFragment();
  for (const { at, turns } of thread.before) {
    const said = Array.from(context.conversation(at).querySelectorAll("section.turn"));
    for (const turn of said.slice(0, turns)) nodes.appendChild(turn);
  }
  for (const at of thread.own) nodes.appendChild(context.conversation(at));
  return nodes;
};
