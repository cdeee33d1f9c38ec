// SPDX-License-Identifier: MIT
// The bank as topics and as a tree of follow-ups.
import type { Conversation } from "../../types";

export interface Entry extends Conversation {
  /** Its number in the packet. */
  at: number;
  /** What goes on from it, in the order of the bank. */
  next: Entry[];
  before: Entry | null;
}

export interface Topic {
  name: string;
  /** Conversations of the topic that begin, each with what goes on from it; a follow-up of another topic stands in its own. */
  roots: Entry[];
  count: number;
}

/** The entries of the bank, linked. Whatever follows what is not there begins for itself. */
export const linkBank = (conversations: Conversation[], numbers: number[]): Entry[] => {
  const entries = numbers.map((at): Entry => Object.assign({ at, next: [], before: null }, conversations[at]));
  const byId = new Map(entries.map((entry): [string, Entry] => [entry.id, entry]));
  for (const entry of entries) {
    const before = entry.follows === undefined ? undefined : byId.get(entry.follows);
    if (!before) continue;
    entry.before = before;
    before.next.push(entry);
  }
  // What goes on from another is about the same, unless it says so itself.
  for (const entry of entries) {
    let from: Entry | null = entry;
    for (let steps = 0; from && !from.topic && steps < entries.length; steps++) from = from.before;
    if (from) entry.topic = from.topic;
  }
  return entries;
};

/** Topics in the order in which they first appear; those without one come last. */
export const topicsOf = (entries: Entry[]): Topic[] => {
  const topics = new Map<string, Topic>();
  for (const entry of entries) {
    const topic = topics.get(entry.topic) || { name: entry.topic, roots: [], count: 0 };
    topics.set(entry.topic, topic);
    topic.count += 1;
    if (!entry.before || entry.before.topic !== entry.topic) topic.roots.push(entry);
  }
  const list = Array.from(topics.values());
  return list.filter(({ name }) => name).concat(list.filter(({ name }) => !name));
};

/** Trees as rows, each with its depth; follow-ups of another topic are left to theirs. No row for row by calls: trees are deep. */
export const rowsOf = (roots: Entry[]): { entry: Entry; depth: number }[] => {
  const rows: { entry: Entry; depth: number }[] = [];
  const stack = roots.map((entry) => ({ entry, depth: 0 })).reverse();
  while (stack.length) {
    const row = stack.pop()!;
    rows.push(row);
    const next = row.entry.next.filter(({ topic }) => topic === row.entry.topic);
    for (const entry of next.reverse()) stack.push({ entry, depth: row.depth + 1 });
  }
  return rows;
};
