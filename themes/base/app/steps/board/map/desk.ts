// SPDX-License-Identifier: MIT
// The map of a board as it stands, and every change of it.
import type { Item, NewItem, StepContext } from "../../../types";
import type { Label, MapData, Point } from "../../map/plane";
import { asShown, freePlace, homeOf, inOrder, lastMove, placesOf } from "./moves";
import type { MoveItem, Shown } from "./moves";

const same = (a: Point, b: Point): boolean => a.x === b.x && a.y === b.y;

export class Desk {
  /** Who moves the labels: free text, kept with each move. */
  by = "";
  private known: { arrangement: Item | undefined; labels: Label[] };

  constructor(readonly context: StepContext, readonly map: MapData) {
    this.known = { arrangement: undefined, labels: map.labels };
    const moves = this.moves();
    const last = moves.length ? moves[moves.length - 1].by : "";
    this.by = last === this.mover ? "" : last;
  }

  /** All labels, in the order of the alphabet, where they stand before any move on this board. */
  get labels(): Label[] {
    const arrangement = this.context.items.get("arrangement");
    if (arrangement !== this.known.arrangement)
      this.known = { arrangement, labels: asShown(this.map.labels, (arrangement ? arrangement.labels : []) as Shown[], this.moves()) };
    return this.known.labels;
  }

  moves(): MoveItem[] {
    return inOrder(this.context.items.all("move"));
  }

  places(): Point[] {
    return placesOf(this.labels, this.moves());
  }

  home(n: number): Point {
    return homeOf(this.labels[n]);
  }

  isHome(n: number): boolean {
    return same(this.places()[n], this.home(n));
  }

  /** Puts a label where there is room, as near to `wanted` as can be. Answers where; null where it stands there already. */
  put(n: number, wanted: Point): Point | null {
    const places = this.places();
    const place = freePlace(this.labels, places, n, wanted);
    if (same(place, places[n])) return null;
    this.write(this.labels[n], place);
    return place;
  }

  /** Back to where the program had it, whatever stands there by now. */
  putBack(n: number): void {
    if (!this.isHome(n)) this.write(this.labels[n], this.home(n));
  }

  /** Takes the last move back, by a move. Answers the index of its label, -1 where there is none. */
  undo(): number {
    const last = lastMove(this.labels, this.moves());
    if (!last) return -1;
    const n = this.labels.findIndex(({ label }) => label === last.move.label);
    this.write(this.labels[n], last.before, last.move.id);
    return n;
  }

  canUndo(): boolean {
    return !this.context.readOnly && !!lastMove(this.labels, this.moves());
  }

  /** Who moves: the name that was written here, or else the facilitator's. */
  private get mover(): string {
    const session = this.context.items.get("session");
    const name = session && session.facilitator;
    return this.by || (typeof name === "string" && name) || "facilitator";
  }

  private write({ label }: Label, { x, y }: Point, undo?: string): void {
    const { items, newId, now } = this.context;
    const moves = this.moves();
    const n = moves.length ? moves[moves.length - 1].n + 1 : 1;
    const at = now();
    const move: NewItem = { id: newId(), kind: "move", n, label, x, y, by: this.mover, at };
    if (undo) move.undo = undo;
    items.record((draft) => {
      // The whole map as it is shown here goes along, so that no later build shifts anything against it.
      const known = items.get("arrangement");
      const shown = known ? (known.labels as Shown[]) : [];
      const written = new Set(shown.map((one) => one.label));
      const more = this.labels.filter((one) => !written.has(one.label)).map((one) => ({ label: one.label, x: one.x, y: one.y }));
      if (more.length) draft.put({ id: "arrangement", kind: "arrangement", labels: shown.concat(more), at });
      draft.put(move);
    });
  }
}
