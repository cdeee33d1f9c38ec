// SPDX-License-Identifier: MIT
// What the cards share: the questions as they are, and every change of them.
import type { Conversation, Item, StepContext } from "../../types";
import { shifted } from "../../order";
import { lastOf, threadsOf } from "../../threads";
import type { Thread } from "../../threads";
import { arrange } from "../rank/list";

export interface QuestionItem extends Item {
  kind: "question";
  text: string;
  /** What it is about, in its author's words. */
  topic?: string;
  /** From 1. */
  n: number;
  /** What stood above as the role in which to ask. */
  role?: string;
  sensitive: boolean;
  share: boolean;
  /** The conversation that it goes on from. */
  after?: string;
  at: string;
}

/** What a card says beside its place. */
export interface Fields {
  text: string;
  topic: string;
  sensitive: boolean;
  share: boolean;
  after: string;
}

const EMPTY: Fields = { text: "", topic: "", sensitive: false, share: false, after: "" };

/** By place; where two have the same (work from two machines), by id. */
export const listQuestions = (items: Item[]): QuestionItem[] =>
  (items as QuestionItem[]).slice().sort((a, b) => a.n - b.n || (a.id < b.id ? -1 : 1));

/** A conversation of before, and the id by which a question goes on from it. */
export interface Past {
  id: string;
  thread: Thread;
}

export class Desk {
  readonly least: number;
  /** 0: as many as they like. */
  readonly most: number;
  /** Conversations that a question may go on from, each with all that was said in it so far. */
  readonly before: Past[];
  /** Ids of the cards, in order. */
  cards: string[] = [];
  /** The page, while it is shown: keeps what is being written; shows the cards as they are. */
  page: { flush(): void; update(): void } | null = null;
  private readonly role: string;
  /** What was chosen on cards that hold no words yet: kept with the first of them. */
  private drafts = new Map<string, Fields>();

  constructor(readonly context: StepContext) {
    const { step, packet } = context;
    const { at_least, at_most, role, documents, conversations } = step.data;
    this.least = Number(at_least);
    this.most = Number(at_most);
    const [text] = documents as number[];
    this.role = text === undefined ? String(role) : packet.documents[text].id;
    const all = packet.conversations as Conversation[];
    this.before = threadsOf(all, conversations as number[]).map((thread) => ({ id: lastOf(all, thread), thread }));
    this.refresh();
  }

  get live(): QuestionItem[] {
    return listQuestions(this.context.items.all("question"));
  }

  get enough(): boolean {
    return !!this.context.items.get("enough");
  }

  /** How many questions are still asked for; 0 or less: none. */
  lacks(): number {
    return this.enough ? 0 : this.least - this.live.length;
  }

  get isFull(): boolean {
    return this.most > 0 && this.cards.length >= this.most;
  }

  of(id: string): QuestionItem | undefined {
    return this.context.items.get(id) as QuestionItem | undefined;
  }

  fields(id: string): Fields {
    const item = this.of(id);
    return Object.assign({}, EMPTY, item ? { after: "" } : this.drafts.get(id), item);
  }

  /** Their own topics so far, each once: of these questions, and of their conversations of before. Nobody else's. */
  topics(): string[] {
    const named = this.live.map(({ topic }) => topic).concat(this.before.map(({ thread }) => thread.topic));
    return Array.from(new Set(named.filter(Boolean) as string[]));
  }

  /** Works the order of the cards out anew. */
  refresh(): void {
    const live = this.live.map(({ id, n }) => ({ id, rank: n }));
    const known = new Set(live.map(({ id }) => id));
    // The card that waits for the first words goes when there are words of another.
    const cards = this.cards.filter((id) => known.has(id) || this.drafts.has(id) || !live.length);
    const empty = cards.filter((id) => !known.has(id)).length;
    this.cards = arrange(cards, live, Math.max(Math.min(this.least, 1), live.length + empty), () => this.context.newId());
  }

  /** A new card behind the others; answers with its id. An empty one that is there is taken instead. */
  open(after = ""): string {
    if (this.page) this.page.flush();
    const empty = this.cards.filter((id) => !this.of(id) && !this.fields(id).after)[0];
    const id = empty || this.context.newId();
    if (!empty) this.cards.push(id);
    this.drafts.set(id, Object.assign({}, EMPTY, { after }));
    if (this.page) this.page.update();
    return id;
  }

  /** Changes a question, or makes one of an empty card; one without words is none. */
  describe(id: string, undo: string, change: Partial<Fields>): void {
    const fields = Object.assign(this.fields(id), change);
    const { text, topic, sensitive, after } = fields;
    this.drafts.set(id, { text: "", topic, sensitive, share: fields.share, after });
    // What must not be shown to others cannot be given to them to code.
    const share = fields.share && !sensitive;
    const n = this.cards.indexOf(id) + 1;
    this.context.items.change(undo, (draft) => {
      if (!text) draft.remove(id);
      else draft.put(this.item(id, n, { text, topic, sensitive, share, after }, this.of(id)));
    });
    if (!text && this.page) this.page.update();
  }

  /** Takes a card out, with or without words. */
  remove(id: string): void {
    if (this.page) this.page.flush();
    this.drafts.delete(id);
    this.cards = this.cards.filter((one) => one !== id);
    this.context.items.change("ask.undo.remove", (draft) => draft.remove(id));
    if (this.page) this.page.update();
  }

  /** Moves a card up (-1) or down (1). False when there is no such place. */
  move(id: string, by: number): boolean {
    if (this.page) this.page.flush();
    const order = shifted(this.cards, this.cards.indexOf(id), by);
    if (order === this.cards) return false;
    this.cards = order;
    this.context.items.change("ask.undo.move", (draft) =>
      order.forEach((card, at) => {
        const item = this.of(card);
        if (item && item.n !== at + 1) draft.put(this.item(card, at + 1, this.fields(card), item));
      }),
    );
    // An empty card moves too, and is no change that would be told.
    if (this.page) this.page.update();
    return true;
  }

  sayEnough(on: boolean): void {
    this.context.items.change("ask.undo.enough", (draft) => {
      if (on) draft.put({ id: "enough", kind: "enough", at: this.context.now() });
      else draft.remove("enough");
    });
  }

  /** The item of a card; a place alone changes neither when nor in which role it was asked. */
  private item(id: string, n: number, { text, topic, sensitive, share, after }: Fields, old?: QuestionItem): { id: string; kind: string } {
    const role = old && old.text === text ? old.role : this.role;
    const at = old && old.text === text ? old.at : this.context.now();
    return Object.assign({ id, kind: "question", text, n, sensitive, share, at },
      topic ? { topic } : {}, role ? { role } : {}, after ? { after } : {});
  }
}
