// SPDX-License-Identifier: MIT
// The items of a response, and the join that makes any two states of them one.
// Everything that happens is a Change; replaying all changes in any order gives the same items, and
// in their own order the same undo and redo.
import {canonical} from "./canonical";
import {compare} from "./codepoints";
import {sha256} from "./sha256";
import type {Draft, Item, Items, NewItem} from "./types";

/**
 * One change of one step: what the items were (null: absent) and what they became, in the same
 * order.
 */
export interface Change {
  step: string;
  name: string;
  /**
   * `more` goes on with the change before it: undo takes both back. `base` states items without being undoable: a
   * snapshot. `log` is a change that no undo takes back.
   */
  way: "do" | "more" | "undo" | "redo" | "base" | "log";
  before: (Item | null)[];
  after: Item[];
}

/** All items of a packet, by step. */
export interface Book {
  of(step: string): Items;
  /** Names of the steps that have items, live or deleted. */
  steps(): string[];
  /** Every item of a step, deleted ones too, in the order in which they first appeared. */
  states(step: string): Item[];
  /**
   * Joins items that come from elsewhere; undoable when `name` is given. Answers with how many were
   * news.
   */
  join(step: string, items: Item[], name?: string): number;
  /** Repeats a change that was kept earlier. */
  replay(change: Change): void;
  /** Forgets all items, so that they can be replayed. */
  clear(): void;
  /** While true, nothing can be changed. */
  frozen: boolean;
}

const UNDO_LIMIT = 300;

let burst: object | null = null;

/**
 * Changes of the same items in several runs of one burst are one change to undo, unless another comes between them: so
 * that writing is kept while it goes on, and Undo still takes whole thoughts.
 */
export const inBurst = (one: object, run: () => void): void => {
  const before = burst;
  burst = one;
  try {
    run();
  } finally {
    burst = before;
  }
};

const sameItems = (a: Item[], b: NewItem[]): boolean => a.length === b.length && a.every(({id}, at) => id === b[at].id);

const hash = (item: Item): string => sha256(canonical(item));

/** The item of the two that wins; the same one whichever is named first. */
export const newer = (a: Item, b: Item): Item => {
  const order =
    a.clock - b.clock ||
    compare(a.session, b.session) ||
    (canonical(a) === canonical(b) ? 0 : compare(hash(a), hash(b)));
  return order < 0 ? b : a;
};

const content = (item: Item | NewItem | undefined): string =>
  item ? canonical(Object.assign({}, item, {clock: 0, session: ""})) : "";

const tombstone = (item: NewItem): NewItem => ({id: item.id, kind: item.kind, deleted: true});

// U+0000 can be pasted, and no reader of JSON has to take it.
const clean = <T>(value: T): T => {
  if (typeof value === "string") return value.replace(/\u0000/g, "") as unknown as T;
  if (Array.isArray(value)) return value.map(clean) as unknown as T;
  if (value === null || typeof value !== "object") return value;
  const copy: Record<string, unknown> = {};
  for (const name of Object.keys(value)) copy[name] = clean((value as unknown as Record<string, unknown>)[name]);
  return copy as unknown as T;
};

/** Writes of one draft, the last one for each id. */
const collect = (
  edit: (draft: Draft) => void,
  kindOf: (id: string) => string | undefined,
): NewItem[] => {
  const writes = new Map<string, NewItem>();
  edit({
    put: (item) => writes.set(item.id, clean(item)),
    remove: (id) => {
      const write = writes.get(id);
      const kind = write ? write.kind : kindOf(id);
      if (kind !== undefined) writes.set(id, tombstone({id, kind}));
    },
  });
  return Array.from(writes.values());
};

class StepItems implements Items {
  readonly known = new Map<string, Item>();
  private undos: Change[] = [];
  private redos: Change[] = [];
  /** The burst of the last undoable change, and that change. */
  private latest: {burst: object | null; change: Change | undefined} = {burst: null, change: undefined};
  private listeners = new Set<(ids: ReadonlySet<string>) => void>();

  constructor(
    private step: string,
    private stamp: (item: NewItem) => Item,
    private isFrozen: () => boolean,
    private kept: (change: Change) => void,
  ) {}

  get(id: string): Item | undefined {
    const item = this.known.get(id);
    return item && !item.deleted ? item : undefined;
  }

  all(kind?: string): Item[] {
    return Array.from(this.known.values()).filter(
      (item) => !item.deleted && (kind === undefined || item.kind === kind),
    );
  }

  change(name: string, edit: (draft: Draft) => void): void {
    const writes = collect(edit, (id) => (this.known.get(id) || {kind: undefined}).kind);
    this.write(name, name === "" ? "base" : "do", writes);
  }

  record(edit: (draft: Draft) => void): void {
    this.write("", "log", collect(edit, (id) => (this.known.get(id) || {kind: undefined}).kind));
  }

  undo(): string | null {
    return this.back(this.undos, "undo");
  }

  redo(): string | null {
    return this.back(this.redos, "redo");
  }

  canUndo(): boolean {
    return this.undos.length > 0 && !this.isFrozen();
  }

  canRedo(): boolean {
    return this.redos.length > 0 && !this.isFrozen();
  }

  listen(listener: (ids: ReadonlySet<string>) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  clear(): void {
    this.known.clear();
    this.undos = [];
    this.redos = [];
  }

  /** Takes over a change: joins its items, moves the undo stacks, tells the listeners. */
  apply(change: Change): void {
    const ids = new Set<string>();
    for (const item of change.after) {
      const mine = this.known.get(item.id);
      const winner = mine ? newer(mine, item) : item;
      if (winner === mine) continue;
      this.known.set(item.id, winner);
      ids.add(item.id);
    }
    this.remember(change);
    if (ids.size) this.listeners.forEach((listener) => listener(ids));
  }

  private remember(change: Change): void {
    if (change.way === "base" || change.way === "log") return;
    const last = this.undos[this.undos.length - 1];
    // The tail of a long log may begin in the middle of a burst.
    if (change.way === "more" && last && sameItems(last.after, change.after)) {
      this.undos[this.undos.length - 1] = Object.assign({}, last, {after: change.after});
      return;
    }
    if (change.way === "do" || change.way === "more") this.redos = [];
    if (change.way === "undo") this.undos.pop();
    if (change.way === "redo") this.redos.pop();
    const stack = change.way === "undo" ? this.redos : this.undos;
    stack.push(change);
    if (stack.length > UNDO_LIMIT) stack.shift();
  }

  private back(stack: Change[], way: "undo" | "redo"): string | null {
    const last = stack[stack.length - 1];
    if (!last || this.isFrozen()) return null;
    const writes = last.before.map((item, i) => item || tombstone(last.after[i]));
    this.write(last.name, way, writes);
    return last.name;
  }

  private write(name: string, way: Change["way"], writes: NewItem[]): void {
    if (this.isFrozen()) return;
    const news = writes.filter((item) => content(item) !== content(this.known.get(item.id)));
    // An undo that no longer differs still has to leave its stack.
    if (!news.length && way !== "undo" && way !== "redo") return;
    const before = news.map((item) => this.known.get(item.id) || null);
    const goesOn = way === "do" && this.goesOn(name, news);
    const change: Change = {step: this.step, name, way: goesOn ? "more" : way, before, after: news.map(this.stamp)};
    this.apply(change);
    this.latest = {burst: way === "do" ? burst : null, change: this.undos[this.undos.length - 1]};
    this.kept(change);
  }

  /** Whether these writes go on with the last change. */
  private goesOn(name: string, news: NewItem[]): boolean {
    const {latest} = this;
    const last = this.undos[this.undos.length - 1];
    return !!burst && burst === latest.burst && !!last && last === latest.change && last.name === name &&
      sameItems(last.after, news);
  }
}

/**
 * An empty book of one session. `kept` hears every change made in it, but none that is replayed.
 */
export const makeBook = (session: string, kept: (change: Change) => void): Book => {
  const steps = new Map<string, StepItems>();
  let clock = 0;
  const stamp = (item: NewItem): Item =>
    // A copy through JSON: later edits of the caller's object must not reach what was kept.
    JSON.parse(canonical(Object.assign({}, item, {clock: ++clock, session})));
  const seen = (items: Item[]): void => {
    for (const item of items) clock = Math.max(clock, item.clock);
  };
  const of = (step: string): StepItems => {
    let items = steps.get(step);
    if (!items) steps.set(step, (items = new StepItems(step, stamp, () => book.frozen, kept)));
    return items;
  };
  const book: Book = {
    of,
    steps: () => Array.from(steps.keys()).filter((step) => of(step).known.size > 0),
    states: (step) => Array.from(of(step).known.values()),
    join(step, items, name = "") {
      const {known} = of(step);
      const news = items.filter((item) => {
        const mine = known.get(item.id);
        return !mine || (newer(mine, item) === item && canonical(mine) !== canonical(item));
      });
      if (!news.length) return 0;
      seen(news);
      const before = news.map((item) => known.get(item.id) || null);
      const change: Change = {step, name, way: name ? "do" : "base", before, after: news};
      of(step).apply(change);
      kept(change);
      return news.length;
    },
    replay(change) {
      seen(change.after);
      of(change.step).apply(change);
    },
    clear: () => steps.forEach((items) => items.clear()),
    frozen: false,
  };
  return book;
};
