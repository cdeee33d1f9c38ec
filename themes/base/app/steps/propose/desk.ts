// SPDX-License-Identifier: MIT
// What the parts of the page share: the axes, what the participant says to them, and every change of it.
import type { Item, StepContext } from "../../types";
import type { AxisView } from "../board/types";
import { ownOf } from "../review/own";
import type { Own } from "../review/own";
import { TOGETHER, isEmpty, isWhole, lackOfAmendment, lackOfProposal, lackOfWish } from "./list";
import type { Amendment, Lack, Proposal, Stance, StanceItem, Wish } from "./list";

type Kind = "amendment" | "wish" | "proposal";
type Said = { amendment: Amendment; wish: Wish; proposal: Proposal };

/** What cannot be kept as an answer yet. */
interface Waiting {
  bare: string[];
  wishes: [string, Wish][];
}

const WAITING = "waiting";

export class Desk {
  readonly axes: AxisView[];
  readonly own: Own;
  /** Shows what only this page knows: what is not kept yet changes no item. */
  update: () => void = () => undefined;
  /** Axes that are objected to without a reason yet: said, but not kept. */
  private bare: Set<string>;
  /** Forms that were opened here; by axis for amendments. */
  private opened: { kind: Kind; id: string; axis: string }[] = [];
  /** Wishes for less than two axes, which cannot be kept yet. */
  private wishes: Map<string, Wish>;

  constructor(readonly context: StepContext) {
    this.axes = (context.step.data.axes as AxisView[] | undefined) || [];
    this.own = ownOf(context.step);
    const { bare, wishes } = (context.drafts.get(WAITING) || { bare: [], wishes: [] }) as Waiting;
    this.bare = new Set(bare);
    this.wishes = new Map(wishes);
  }

  /** What undo or a file brought back is what counts. */
  refresh(): void {
    this.bare.forEach((axis) => this.stance(axis) && this.bare.delete(axis));
    this.wishes.forEach((_, id) => this.context.items.get(id) && this.wishes.delete(id));
  }

  nameOf(axis: string): string {
    const found = this.axes.filter(({ id }) => id === axis)[0];
    return found ? found.name : "";
  }

  // ---- stances

  /** What is kept. */
  stance(axis: string): StanceItem | undefined {
    return this.context.items.get("axis:" + axis) as StanceItem | undefined;
  }

  /** What is chosen, kept or not; "" where nothing was said. */
  chosen(axis: string): Stance | "" {
    const item = this.stance(axis);
    return this.bare.has(axis) ? "object" : item ? item.stance : "";
  }

  /** True where an objection waits for its reason. */
  isBare(axis: string): boolean {
    return this.bare.has(axis);
  }

  say(axis: string, stance: Stance | "", reason: string): void {
    const id = "axis:" + axis;
    const { items, now } = this.context;
    const whole = stance !== "" && isWhole(stance, reason);
    if (stance !== "" && !whole) this.bare.add(axis);
    else this.bare.delete(axis);
    this.wait();
    const known = this.stance(axis);
    if (!known || known.stance !== stance || known.reason !== reason)
      items.change("propose.undo.stance", (draft) => {
        if (stance !== "" && whole) draft.put({ id, kind: "stance", axis, stance, reason, at: now() });
        else draft.remove(id);
      });
    this.update();
  }

  // ---- amendments, wishes and proposals

  /** Ids of the forms of a kind: what is kept, and what was opened and is still empty. */
  forms(kind: Kind, axis = ""): string[] {
    const live = this.context.items.all(kind).filter((item) => kind !== "amendment" || item.axis === axis);
    const ids = live.map(({ id }) => id);
    const fresh = this.opened.filter((one) => one.kind === kind && one.axis === axis).map(({ id }) => id);
    const waiting = kind === "wish" ? Array.from(this.wishes.keys()) : [];
    return Array.from(new Set(ids.concat(waiting, fresh)));
  }

  open(kind: Kind, axis = ""): string {
    const id = this.context.newId();
    this.opened.push({ kind, id, axis });
    this.update();
    return id;
  }

  /** What a form says; nothing where it is new. */
  amendment(id: string, axis: string): Amendment {
    return this.read(id, { axis, name: "", definition: "", reason: "" });
  }

  wish(id: string): Wish {
    return this.wishes.get(id) || this.read(id, { axes: [], name: "", reason: "" });
  }

  proposal(id: string): Proposal {
    return this.read(id, { name: "", definition: "", reason: "", examples: [] });
  }

  write<K extends Kind>(kind: K, id: string, said: Said[K]): void {
    const together = kind !== "wish" || (said as Wish).axes.length >= TOGETHER;
    if (together) this.wishes.delete(id);
    else this.wishes.set(id, said as Wish);
    this.wait();
    this.context.items.change("propose.undo." + kind, (draft) => {
      if (isEmpty(said) || !together) draft.remove(id);
      else draft.put(Object.assign({ id, kind: kind as string, at: this.context.now() }, said as object));
    });
    this.update();
  }

  remove(kind: Kind, id: string): void {
    this.opened = this.opened.filter((one) => one.id !== id);
    this.wishes.delete(id);
    this.wait();
    this.context.items.change(`propose.undo.${kind}.out`, (draft) => draft.remove(id));
    this.update();
  }

  // ---- own passages, as rank's window of examples wants them

  of(id: string): Proposal {
    return this.proposal(id);
  }

  toggleExample(id: string, coding: string): void {
    const proposal = this.proposal(id);
    const without = proposal.examples.filter((one) => one !== coding);
    const added = without.length === proposal.examples.length;
    const examples = added ? proposal.examples.concat(coding) : without;
    this.write("proposal", id, Object.assign({}, proposal, { examples }));
  }

  private wait(): void {
    const any = this.bare.size + this.wishes.size;
    this.context.drafts.set(WAITING, any ? { bare: Array.from(this.bare), wishes: Array.from(this.wishes) } : null);
  }

  // ---- what is missing

  lacks(): Lack[] {
    const bare = this.axes.filter(({ id }) => this.bare.has(id));
    const lacks: Lack[] = bare.map(({ name }) => ({ key: "propose.missing.reason", name }));
    for (const { id: axis, name } of this.axes)
      for (const id of this.forms("amendment", axis)) lacks.push(...lackOfAmendment(this.amendment(id, axis), name));
    for (const id of this.forms("wish")) lacks.push(...lackOfWish(this.wish(id)));
    for (const id of this.forms("proposal")) lacks.push(...lackOfProposal(this.proposal(id)));
    return lacks;
  }

  private read<T>(id: string, empty: T): T {
    const item: Item | undefined = this.context.items.get(id);
    const said = Object.assign({}, empty) as Record<string, unknown>;
    if (item) for (const name of Object.keys(said)) if (item[name] !== undefined) said[name] = item[name];
    return said as unknown as T;
  }
}
