// SPDX-License-Identifier: MIT
// What the participant has written so far, indexed by turn. It follows the items; only `change`
// writes them.
import type {
  Code,
  CodingItem,
  Item,
  NewItem,
  NoteItem,
  Passage,
  StepContext,
  TurnItem,
} from "../../types";
import type { TurnRef, Status, Tally } from "./progress";
import type { Used } from "./label";
import { statusOf, tally } from "./progress";
import { pickColour } from "./spans";

/** A coding as the editor hands it over. */
export interface Written {
  codes: Code[];
  memo: string;
}

/** What the form holds and nobody has kept yet: of the coding `id`, or of a new one. */
export interface Unkept extends Written {
  id: string;
  typed: string;
  /** The words that it is about. */
  quote: string;
}

/** What is unkept is found again by its passage. */
export const unkeptAt = (at: { turn: string; start: number; end: number }): string =>
  `${at.turn} ${at.start} ${at.end}`;

/** What was begun about passages. */
class Unkepts {
  constructor(private readonly context: StepContext) {}

  list(): [string, Unkept][] {
    const all = this.all();
    return Object.keys(all).map((at): [string, Unkept] => [at, all[at]]);
  }

  get(at: string): Unkept | undefined {
    return this.all()[at];
  }

  set(at: string, draft: Unkept): void {
    this.write({ ...this.all(), [at]: draft });
  }

  delete(at: string): void {
    const { [at]: gone, ...others } = this.all();
    if (gone) this.write(others);
  }

  private all(): Record<string, Unkept> {
    return (this.context.drafts.get("unkept") as Record<string, Unkept> | undefined) || {};
  }

  private write(all: Record<string, Unkept>): void {
    this.context.drafts.set("unkept", Object.keys(all).length ? all : null);
  }
}

/** Where text has to be drawn again: in `turn`, code points. */
export interface Touched {
  turn: string;
  start: number;
  end: number;
}

const isCoding = (item: Item | undefined): item is CodingItem => !!item && item.kind === "coding";

const withMemo = <T extends object>(item: T, memo: string): T => {
  const copy = Object.assign({}, item) as T & { memo?: string };
  delete copy.memo;
  if (memo.trim() !== "") copy.memo = memo;
  return copy;
};

export class Book {
  /** What was typed into the form and not kept, by passage. It outlives the page. */
  readonly unkept: Unkepts;
  private readonly codings = new Map<string, CodingItem>();
  private readonly turns = new Map<string, Map<string, CodingItem>>();
  /** Codings whose words are not in the text any more, or whose text is not here. */
  private readonly stray = new Map<string, CodingItem>();
  private readonly sums = new Map<string, string>();
  private readonly colours = new Map<string, number>();
  private readonly labelColours = new Map<string, number>();

  /** `assigned` holds the turns to code of each conversation of the step. */
  constructor(
    private readonly context: StepContext,
    readonly assigned: TurnRef[][],
    /** The text of a turn as it is now. */
    private readonly textOf: (turn: string) => string = () => "",
  ) {
    for (const turns of assigned) for (const { id, sha256 } of turns) this.sums.set(id, sha256);
    this.unkept = new Unkepts(context);
    for (const item of context.items.all("coding")) this.enter(item as CodingItem);
  }

  all(): CodingItem[] {
    return this.context.items.all("coding").filter(isCoding);
  }

  notes(): NoteItem[] {
    return this.context.items.all("note") as NoteItem[];
  }

  get(id: string): CodingItem | undefined {
    return this.codings.get(id);
  }

  of(turn: string): CodingItem[] {
    return Array.from((this.turns.get(turn) || new Map<string, CodingItem>()).values());
  }

  /** Whether a coding has its words in the text. */
  isPlaced(id: string): boolean {
    return !this.stray.has(id);
  }

  strays(): CodingItem[] {
    return Array.from(this.stray.values());
  }

  at(turn: string, start: number, end: number): CodingItem | undefined {
    return this.of(turn).find((one) => one.start === start && one.end === end);
  }

  turn(turn: string): TurnItem | undefined {
    return this.context.items.get("turn:" + turn) as TurnItem | undefined;
  }

  status(turn: string): Status {
    return statusOf((this.turns.get(turn) || new Map()).size, this.turn(turn));
  }

  tally(conversation: number): Tally {
    return tally(this.assigned[conversation].map((turn) => this.status(turn.id)));
  }

  overall(): Tally {
    const statuses: Status[] = [];
    for (const turns of this.assigned)
      for (const turn of turns) statuses.push(this.status(turn.id));
    return tally(statuses);
  }

  /** 1 to 8; a coding keeps its colour while the page is open. */
  colour(id: string): number {
    return this.colours.get(id) || 1;
  }

  /** Own earlier codes, each with the clock of its last use. */
  used(): Used[] {
    const last = new Map<string, number>();
    this.codings.forEach((coding) => {
      for (const { label } of coding.codes) {
        last.set(label, Math.max(last.get(label) || 0, coding.clock));
      }
    });
    return Array.from(last).map(([label, clock]) => ({ label, clock }));
  }

  /** Takes in changed items and answers with the text they touch, before and after. */
  follow(ids: ReadonlySet<string>): Touched[] {
    const touched: Touched[] = [];
    ids.forEach((id) => {
      const before = this.codings.get(id);
      const after = this.context.items.get(id);
      if (before) {
        touched.push({ turn: before.turn, start: before.start, end: before.end });
        this.leave(before);
      }
      if (isCoding(after)) {
        touched.push({ turn: after.turn, start: after.start, end: after.end });
        this.enter(after);
      }
    });
    return touched;
  }

  add(passage: Passage, written: Written): string {
    const id = this.context.newId();
    const { items } = this.context;
    items.change("code.undo.add", (draft) => {
      const item = { id, kind: "coding", ...passage, codes: written.codes, at: this.context.now() };
      draft.put(withMemo(item, written.memo));
      const turn = this.turn(passage.turn);
      if (turn && turn.state === "nothing") draft.put({ ...turn, state: "seen" });
    });
    return id;
  }

  edit(id: string, passage: Passage, written: Written): void {
    const before = this.codings.get(id);
    if (!before) return;
    this.context.items.change("code.undo.edit", (draft) =>
      draft.put(withMemo({ ...before, ...passage, codes: written.codes }, written.memo)),
    );
  }

  remove(id: string): void {
    this.context.items.change("code.undo.delete", (draft) => draft.remove(id));
  }

  /** Brings back a coding or a note that was deleted, whatever was done since. */
  restore(item: CodingItem | NoteItem): void {
    const name = item.kind === "note" ? "code.undo.note" : "code.undo.add";
    this.context.items.change(name, (draft) => draft.put(item));
  }

  /**
   * Says something of a turn, or takes it back when it was said already. Answers with what holds
   * now.
   */
  toggle(turn: string, sha256: string, state: "nothing" | "later"): TurnItem["state"] {
    const before = this.turn(turn);
    const now = before && before.state === state ? "seen" : state;
    this.context.items.change("code.undo." + state, (draft) =>
      draft.put({ ...this.blank(turn, sha256), ...before, state: now }),
    );
    return now;
  }

  memo(turn: string, sha256: string, memo: string): void {
    const before = { ...this.blank(turn, sha256), ...this.turn(turn) };
    if ((before.memo || "").trim() === memo.trim() || this.context.readOnly) return;
    this.context.items.change("code.undo.memo", (draft) => draft.put(withMemo(before, memo)));
  }

  /** Turns that were on screen and about which nothing else is known. */
  seen(turns: { id: string; sha256: string }[]): void {
    const fresh = turns.filter((turn) => !this.turn(turn.id));
    if (!fresh.length || this.context.readOnly) return;
    // Without a name the change is kept but cannot be undone: nobody did it knowingly.
    this.context.items.change("", (draft) => {
      for (const turn of fresh) draft.put(this.blank(turn.id, turn.sha256));
    });
  }

  addNote(text: string): void {
    const { items, newId, now } = this.context;
    items.change("code.undo.note", (draft) =>
      draft.put({ id: newId(), kind: "note", text: text.trim(), at: now() }),
    );
  }

  removeNote(id: string): void {
    this.context.items.change("code.undo.note.delete", (draft) => draft.remove(id));
  }

  private blank(turn: string, sha256: string): NewItem & { memo?: string } {
    return { id: "turn:" + turn, kind: "turn", turn, turn_sha256: sha256, state: "seen" };
  }

  /** A text that changed elsewhere still holds the words in their place. */
  private fits({ turn, turn_sha256, start, end, quote }: CodingItem): boolean {
    const sum = this.sums.get(turn);
    if (sum === undefined) return false;
    return sum === turn_sha256 || Array.from(this.textOf(turn)).slice(start, end).join("") === quote;
  }

  private enter(coding: CodingItem): void {
    this.codings.set(coding.id, coding);
    if (!this.fits(coding)) return void this.stray.set(coding.id, coding);
    if (!this.colours.has(coding.id)) this.colours.set(coding.id, this.freeColour(coding));
    const turn = this.turns.get(coding.turn) || new Map<string, CodingItem>();
    turn.set(coding.id, coding);
    this.turns.set(coding.turn, turn);
  }

  private leave(coding: CodingItem): void {
    this.codings.delete(coding.id);
    this.stray.delete(coding.id);
    const turn = this.turns.get(coding.turn);
    if (turn) turn.delete(coding.id);
  }

  /** The colour of the coding's first code, unless an overlapping coding has it. */
  private freeColour(coding: CodingItem): number {
    const { label } = coding.codes[0] || { label: "" };
    const preferred = this.labelColours.get(label) || (this.labelColours.size % 8) + 1;
    this.labelColours.set(label, preferred);
    const taken = new Set<number>();
    for (const other of this.of(coding.turn)) {
      if (other.start <= coding.end && other.end >= coding.start) taken.add(this.colour(other.id));
    }
    return pickColour(preferred, taken);
  }
}
