// SPDX-License-Identifier: MIT
// What the parts of the page share: the bank, what was read in which order, and what somebody wants to come back to.
import type { Conversation, Item, StepContext } from "../../types";
import { linkBank, topicsOf } from "./bank";
import type { Entry, Topic } from "./bank";

/** How somebody came to a conversation. */
export type Way = "topic" | "search" | "follow" | "pick";

export interface VisitItem extends Item {
  kind: "visit";
  transcript: string;
  /** From 1, in the order of reading. */
  n: number;
  /** What was read before it; empty for the first. */
  from: string;
  by: Way;
  at: string;
}

const pickId = (id: string): string => "pick:" + id;

export class Desk {
  readonly all: Entry[];
  readonly topics: Topic[];

  constructor(readonly context: StepContext) {
    const { packet, step } = context;
    this.all = linkBank(packet.conversations as Conversation[], step.data.conversations as number[]);
    this.topics = topicsOf(this.all);
  }

  /** By place; where two have the same (work from two machines), by time and id. */
  get path(): VisitItem[] {
    const order = (a: VisitItem, b: VisitItem): boolean => a.n < b.n || (a.n === b.n && (a.at < b.at || (a.at === b.at && a.id < b.id)));
    return (this.context.items.all("visit") as VisitItem[]).slice().sort((a, b) => (order(a, b) ? -1 : 1));
  }

  /** Ids of what was read. */
  get read(): Set<string> {
    return new Set(this.context.items.all("visit").map(({ transcript }) => String(transcript)));
  }

  get readCount(): number {
    return this.read.size;
  }

  isPicked(id: string): boolean {
    return !!this.context.items.get(pickId(id));
  }

  get picked(): Entry[] {
    return this.all.filter(({ id }) => this.isPicked(id));
  }

  /** Notes that a conversation was opened. No name: having read is no change that a person would undo. */
  visit(entry: Entry, by: Way): void {
    const { context } = this;
    if (context.readOnly) return;
    const path = this.path;
    const last = path[path.length - 1];
    if (last && last.transcript === entry.id) return;
    const n = last ? last.n + 1 : 1;
    const from = last ? last.transcript : "";
    context.items.change("", (draft) =>
      draft.put({ id: context.newId(), kind: "visit", transcript: entry.id, n, from, by, at: context.now() }));
  }

  pick(id: string, on: boolean): void {
    const { items, now } = this.context;
    items.change("browse.undo.pick", (draft) => {
      if (on) draft.put({ id: pickId(id), kind: "pick", transcript: id, at: now() });
      else draft.remove(pickId(id));
    });
  }
}
