// SPDX-License-Identifier: MIT
// What a board carries and writes: the shapes that docs/formats.md defines, and the contract between its panels.
import type { Item, Passage, StepContext } from "../../types";
import type { MapData } from "../map/plane";

/** Somebody of the group; `id` and `name` are missing where the board is anonymous. */
export interface Person {
  key: string;
  id?: string;
  name?: string;
  role: string;
  first: "in" | "fewer" | "missing";
}

/** A passage that somebody in the group marked; its labels without their authors. */
export interface MarkedPassage extends Passage {
  labels: string[];
  coding: string;
  source: Source;
}

export type Source = "baseline" | "own" | "others";

/** One attribute that somebody wrote down in Segment 1. */
export interface Card {
  key: string;
  person: string;
  name: string;
  definition: string;
  /** From 1. */
  place: number;
  /** Its author agreed to be named. */
  named: boolean;
  examples: MarkedPassage[];
}

export interface Elision {
  start: number;
  end: number;
  mark: string;
}

/** An example of an axis: a passage with what is left out of it. */
export interface Example extends Passage {
  id: string;
  elisions: Elision[];
  coding: string;
  source: Source;
}

export interface Dissent {
  id: string;
  text: string;
  alternative: string;
  who: string;
  consent: boolean;
}

/** Where an axis came from. */
export interface Origin {
  kind: "card" | "label" | "axis" | "answer";
  key: string;
}

/** What an act says of an axis. */
export interface Fields {
  name?: string;
  definition?: string;
  aliases?: string[];
  poles?: string[];
  applies?: string;
  related?: string[];
  from?: Origin[];
}

export interface Part {
  axis: string;
  fields: Fields;
  examples: string[];
}

export type Act =
  | "create" | "edit" | "rename" | "merge" | "split" | "retire" | "example" | "unexample" | "dissent" | "undissent"
  | "order" | "top" | "adopt" | "reopen" | "undo";

/** One line of the log: never changed, never deleted. */
export interface DecisionItem extends Item {
  kind: "decision";
  n: number;
  act: Act;
  by: string;
  reason: string;
  at: string;
  axis?: string;
  axes?: string[];
  name?: string;
  fields?: Fields;
  parts?: Part[];
  example?: Example;
  dissent?: Dissent;
  size?: number;
  decision?: string;
}

/** An axis as packets of later rounds and of other boards see it. */
export interface AxisView {
  id: string;
  name: string;
  was: string[];
  aliases: string[];
  definition: string;
  definition_sha256: string;
  poles: string[];
  applies: string;
  related: string[];
  examples: { text: string; title: string; prompt: string }[];
  dissents: { text: string; alternative: string }[];
  state: "proposed" | "adopted";
}

/** What a `propose` step brought, without its author. */
export interface Answer {
  kind: "stance" | "amendment" | "wish" | "proposal";
  round: string;
  key?: string;
  axis?: string;
  axes?: string[];
  stance?: "support" | "object" | "unsure";
  name?: string;
  definition?: string;
  reason: string;
  examples?: MarkedPassage[];
}

export interface BoardData {
  people: Person[];
  cards: Card[];
  map: MapData;
  passages: MarkedPassage[];
  before: DecisionItem[];
  sessions: { board: string; title: string; axes: AxisView[] }[];
  answers: Answer[];
}

/** `data` of a `board` step; `board` is missing where no record was at hand. */
export interface BoardStepData {
  documents: number[];
  conversations: number[];
  /** Minutes by segment's name. */
  minutes: Record<string, number>;
  anonymous: boolean;
  board?: BoardData;
}

/** One leaf of the board, such as the map; it builds its nodes in `show` and drops them in `hide`. */
export interface Panel {
  /** Key of the words for its tab: `board.tab.<id>`. */
  id: string;
  show(host: HTMLElement): void;
  hide(): void;
  /** What is still open on this leaf, in whole sentences; the last leaf lists them. */
  open?(): string[];
  /** Keys for the help that ? opens: [keys, key of the words]. */
  keys?: [string, string][];
}

/** Makes a panel; `step` gives items, words, conversations and the rest. */
export type PanelFactory = (step: StepContext, data: BoardStepData) => Panel;
