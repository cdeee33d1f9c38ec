// SPDX-License-Identifier: MIT
// The shapes that docs/formats.md defines, and the contract between the app's shell and its steps.

import type { Entered } from "./entered";

/** Code points into a turn's anchor text; the end is exclusive. */
export interface Passage {
  turn: string;
  turn_sha256: string;
  start: number;
  end: number;
  quote: string;
  prefix: string;
  suffix: string;
}

/** One unit of a response. Fields beyond these belong to the step. A deleted item is a state, not an absence. */
export interface Item {
  id: string;
  clock: number;
  session: string;
  kind: string;
  deleted?: boolean;
  [field: string]: unknown;
}

/** One participant's word for what they saw, with what they may say about it. */
export interface Code {
  label: string;
  manner?: "explicit" | "implicit";
  valence?: "helpful" | "unhelpful" | "mixed";
  toward?: string;
}

export interface CodingItem extends Item, Passage {
  kind: "coding";
  codes: Code[];
  memo?: string;
  at: string;
}

export interface TurnItem extends Item {
  kind: "turn";
  turn: string;
  turn_sha256: string;
  state: "seen" | "nothing" | "later";
  memo?: string;
}

export interface NoteItem extends Item {
  kind: "note";
  text: string;
  at: string;
}

/** A refined code: it claims uses, each a label in a coding. */
export interface RefinedCodeItem extends Item {
  kind: "code";
  label: string;
  uses: { coding: string; label: string }[];
  was: string[];
}

export interface ClusterItem extends Item {
  kind: "cluster";
  name: string;
  definition: string;
  best: string;
  poles: string[];
  order: number;
}

export interface MemberItem extends Item {
  kind: "member";
  cluster: string;
  code: string;
}

/** One of the attributes that matter most to a participant. */
export interface AttributeItem extends Item {
  kind: "attribute";
  name: string;
  definition: string;
  /** From 1. */
  rank: number;
  /** Ids of own codings. */
  examples: string[];
}

export interface PacketStep {
  id: string;
  kind: string;
  title: string;
  data: Record<string, unknown>;
}

export interface Conversation {
  id: string;
  owner: string;
  title: string;
  topic: string;
  turns: number;
  /** The conversation of this packet that it goes on from, and behind which of its turns. */
  follows?: string;
  follows_turn?: number;
}

/** The data block `calma-packet`. */
export interface Packet {
  format: "calma/packet@1";
  packet: string;
  version: string;
  study: { id: string; title: string; sha256: string; language: string; direction: "ltr" | "rtl" };
  participant: { id: string; check: string; name: string };
  group: { id: string; title: string };
  round: { id: string; title: string };
  steps: PacketStep[];
  documents: { id: string; sha256: string }[];
  conversations: Conversation[];
  pictures: { sha256: string }[];
  /** Where the study pays for time: for an hour, in plain decimals, and the currency's letters of ISO 4217. */
  pay?: { rate: string; currency: string };
}

/** response@1, without what a reader may find beyond it. */
export interface Response {
  format: "calma/response@1";
  study: string;
  study_sha256: string;
  packet: string;
  participant: string;
  check: string;
  group: string;
  round: string;
  app: string;
  device?: string;
  response: string;
  session: string;
  revision: number;
  parent: string;
  saved: string;
  steps: Record<string, { items: Item[] }>;
  /** Sessions whose items were typed in from paper; left out where there are none. */
  entered?: Entered[];
  sum: string;
}

/** An item as a step writes it: the store adds clock and session. */
export type NewItem = { id: string; kind: string; [field: string]: unknown };

/** Writes of one change: they are kept, undone and redone together. */
export interface Draft {
  put(item: NewItem): void;
  remove(id: string): void;
}

/** The items of one step. */
export interface Items {
  /** The live item, or undefined when it never was or is deleted. */
  get(id: string): Item | undefined;
  /** Live items in the order in which they first appeared. */
  all(kind?: string): Item[];
  /**
   * Makes one undoable change; `name` is a key of the words ("code.undo.add") that undo shows, or "" for what
   * the page itself notes (such as "seen"): that is kept, but neither undone nor counted. No-op when nothing differs. */
  change(name: string, edit: (draft: Draft) => void): void;
  /** Makes one change that counts and stays: the line of a log, the time that passed. No undo takes it back, so what is
      changed this way is changed in no other. */
  record(edit: (draft: Draft) => void): void;
  /** Undo and redo answer with the name of the change, or null when there is none. Both survive a reload. */
  undo(): string | null;
  redo(): string | null;
  canUndo(): boolean;
  canRedo(): boolean;
  /** Called after every change with the ids that changed; answers with the way to stop. */
  listen(listener: (ids: ReadonlySet<string>) => void): () => void;
}

/** `words("code.count", {n: 3})`: picks `code.count.one` or `.other` by the language's plural rules where those exist. */
export type Words = (key: string, values?: Record<string, string | number>) => string;

export interface Progress {
  done: number;
  total: number;
}

/**
 * What was begun in a window or a form and is no answer yet. It outlives the page, stays on this computer and is in no
 * response.
 */
export interface Drafts {
  get(key: string): unknown;
  /** Keeps a value that JSON can hold; null forgets it. */
  set(key: string, value: unknown): void;
}

/** What the shell gives a step. */
export interface StepContext {
  readonly packet: Packet;
  readonly step: PacketStep;
  readonly items: Items;
  /** The items of another step of the same packet. */
  itemsOf(stepId: string): Items;
  readonly drafts: Drafts;
  readonly words: Words;
  /** True in a second tab: show, change nothing. */
  readonly readOnly: boolean;
  /** Fresh nodes of conversation n: `section.turn` elements. */
  conversation(n: number): DocumentFragment;
  /** Fresh nodes of document n. */
  document(n: number): DocumentFragment;
  /** Picture n as an svg element; null when it is not of the kind that packets know. */
  picture(n: number): Element | null;
  /** Says something in the polite live region. */
  announce(text: string): void;
  /** A quiet line at the foot of the page, with one action if given (such as Undo). */
  toast(text: string, action?: { label: string; run: () => void }): void;
  /** Offers the work as a file, as the button at the top does. */
  save(): void;
  /** Tells the shell that progress or readiness may have changed. */
  changed(): void;
  /** A fresh id: 128 random bits. */
  newId(): string;
  /** Now, as in `saved`. */
  now(): string;
}

/** What a step gives the shell. A step builds its nodes in `show` and drops them in `hide`. */
export interface StepView {
  show(host: HTMLElement): void;
  hide(): void;
  progress(): Progress;
  /** False while the participant must act before going on (consent). Never true only because work remains. */
  ready(): boolean;
  /** Keys for the help that ? opens: [keys, key of the words]. */
  keys?: [string, string][];
}

export type StepFactory = (context: StepContext) => StepView;
