// SPDX-License-Identifier: MIT
// What the leaves of the axes share: the axes as they are, every decision about them, and what may be looked at.
import type { StepContext, Words } from "../../../types";
import { isolated } from "../../../words";
import { sourceOf } from "../../review/own";
import type { Desk } from "../desk";
import { isOpen } from "../opening";
import type { Act, BoardData, Card, DecisionItem, Dissent, Example, Fields, Part } from "../types";
import { nextNumber } from "./facts";
import { View } from "./view";

/** What an act says, before it is a line of the log. */
export interface Deed {
  act: Act;
  reason?: string;
  axis?: string;
  axes?: string[];
  name?: string;
  fields?: Fields;
  parts?: Part[];
  example?: Example | { id: string };
  dissent?: Dissent | { id: string };
  size?: number;
  decision?: string;
}

const NOTHING: BoardData = {
  people: [], cards: [], map: { labels: [], view: { x: 0, y: 0, width: 0, height: 0 } }, passages: [], before: [], sessions: [], answers: [],
};

/** How long somebody may go on moving things before it is one line of the log. */
const PAUSE_MS = 3000;

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** The values of a sentence, with people's words in them set apart where the directions could mix. */
const apart = (values: Record<string, string | number> = {}): Record<string, string | number> => {
  const copy: Record<string, string | number> = {};
  for (const name of Object.keys(values)) {
    const value = values[name];
    // A list of names is a sentence's own, and each of its names is isolated already.
    const own = typeof value === "string" && name !== "names" && name !== "fields";
    const mixed = own && (RIGHT_TO_LEFT.test(String(value)) || document.documentElement.dir === "rtl");
    copy[name] = mixed ? isolated(String(value)) : value;
  }
  return copy;
};

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

interface Held {
  deed: Deed;
  timer: number;
}

/** Under which what is held back outlives the page. */
const HELD = "held";

export class Book {
  readonly step: StepContext;
  readonly words: Words;
  readonly board: BoardData;
  readonly titleOf: (passage: { turn: string }) => string;
  /** Who decides, as the field says; empty while nobody wrote into it. */
  decider = "";
  /** Called when something is to be seen that no item tells of. */
  refresh: () => void = () => undefined;
  private held = new Map<string, Held>();
  private cached: View | null = null;

  constructor(readonly desk: Desk) {
    this.step = desk.step;
    this.words = (key, values) => desk.words(key, apart(values));
    this.board = Object.assign({}, NOTHING, desk.data.board);
    const source = sourceOf(this.step.packet, this.words);
    this.decider = String(this.step.drafts.get("by") || "");
    this.recover();
    this.titleOf = (passage) => source.titleOf(passage as Parameters<typeof source.titleOf>[0]);
  }

  get readOnly(): boolean {
    return this.step.readOnly;
  }

  get by(): string {
    return this.decider || this.desk.by;
  }

  /** What is written in this board's own log, in no order. */
  private get own(): DecisionItem[] {
    return this.step.items.all("decision") as DecisionItem[];
  }

  /** The number of the next line. */
  private get next(): number {
    return nextNumber(this.board.before.concat(this.own));
  }

  /** The axes as they are, with what is still being moved. */
  get view(): View {
    if (!this.cached) {
      const n = this.next;
      const held = Array.from(this.held.values()).map(({ deed }, at) => this.line(deed, n + at));
      this.cached = new View(this.own.concat(held), this.board.before);
    }
    return this.cached;
  }

  /** The cards of Segment 1; none before it is open. */
  get cards(): Card[] {
    return this.isOpen ? this.desk.cards : [];
  }

  get isOpen(): boolean {
    return isOpen(this.desk.opening);
  }

  /** Forgets what was worked out: an item changed. */
  stale(): void {
    this.cached = null;
  }

  /** Writes these as lines of the log, in this order. */
  decide(...deeds: Deed[]): void {
    if (this.readOnly) return;
    this.settle();
    this.write(deeds);
  }

  /** Who decides from now on. */
  setDecider(name: string): void {
    this.decider = name;
    this.step.drafts.set("by", name || null);
  }

  /** Keeps an act that goes on being changed (an order) until somebody pauses; a later one of the same key replaces it. */
  hold(key: string, deed: Deed, pause = PAUSE_MS): void {
    if (this.readOnly) return;
    const before = this.held.get(key);
    if (before) window.clearTimeout(before.timer);
    this.held.set(key, { deed, timer: window.setTimeout(() => this.settle(), pause) });
    this.keepHeld();
    this.cached = null;
    this.refresh();
  }

  /** Writes down what is held back. */
  settle(): void {
    if (!this.held.size) return;
    const deeds = Array.from(this.held.values());
    deeds.forEach(({ timer }) => window.clearTimeout(timer));
    this.held.clear();
    this.stale();
    const { view } = this;
    this.write(deeds.map(({ deed }) => deed).filter((deed) => !this.isSaid(view, deed)));
    this.keepHeld();
    this.refresh();
  }

  /** What is held back is written down where a machine may die. */
  private keepHeld(): void {
    const kept = Array.from(this.held).map(([key, { deed }]) => ({ key, deed }));
    this.step.drafts.set(HELD, kept.length ? kept : null);
  }

  /** Takes up what was held back when the page ended: this one, or the one that this one takes over from. */
  recover(): void {
    const kept = this.step.drafts.get(HELD) as { key: string; deed: Deed }[] | undefined;
    for (const { key, deed } of kept || []) this.held.set(key, { deed, timer: 0 });
    if (kept && !this.readOnly) window.setTimeout(() => this.settle());
  }

  /** The title of who decided, for the log. */
  nameOfDecider(by: string): string {
    return !by || by === "facilitator" ? this.words("axis.by.facilitator") : by;
  }

  join(list: string[]): string {
    return list.map((name) => this.words("axis.quoted", { name })).join(this.words("axis.comma"));
  }

  /** The name of an axis; of one that is gone with what it became. */
  nameIn(id: string): string {
    const { view, words } = this;
    const name = view.nameOf(id) || words("axis.unknown");
    if (view.get(id)) return name;
    const now = view.followers(id).map((one) => view.nameOf(one));
    return now.length ? words("axis.became", { name, names: this.join(now) }) : words("axis.left", { name });
  }

  /** The same of several in one sentence. */
  namesIn(ids: string[]): string {
    const quoted = (id: string): string => this.words("axis.quoted", { name: this.nameIn(id) });
    return ids.map((id) => (this.view.get(id) ? quoted(id) : this.nameIn(id))).join(this.words("axis.comma"));
  }

  private isWorded(view: View, id: string, fields: Fields = {}): boolean {
    const axis = view.get(id) as unknown as Fields | undefined;
    return !axis || (Object.keys(fields) as (keyof Fields)[]).every((key) => same(axis[key], fields[key]));
  }

  private isSaid(view: View, { act, axis, axes, fields, size }: Deed): boolean {
    if (act === "edit") return this.isWorded(view, axis || "", fields);
    if (act === "order") return same(axes, view.live.map(({ id }) => id));
    return act === "top" && same(axes, view.top(size || 0));
  }

  private write(deeds: Deed[]): void {
    if (!deeds.length) return;
    const n = this.next;
    this.step.items.record((draft) => deeds.forEach((deed, at) => draft.put(this.line(deed, n + at))));
    this.stale();
  }

  private line(deed: Deed, n: number): DecisionItem {
    const known = { id: this.step.newId(), kind: "decision", n, by: this.by, reason: "", at: this.step.now() };
    return Object.assign(known, deed) as unknown as DecisionItem;
  }
}
