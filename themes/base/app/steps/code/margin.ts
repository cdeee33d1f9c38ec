// SPDX-License-Identifier: MIT
// The margin: a note for each coding, level with its passage, and a line along the passage.
import type { CodingItem } from "../../types";
import type { Desk } from "./desk";
import type { Reader } from "./reader";
import { button, clear, h, replace } from "../../dom";
import { lanes } from "./spans";
import { stack } from "./stack";

const GAP = 6;
const LANE = 6;
const LANES = 4;

const indent = (lane: number): string => `${(lane % LANES) * LANE}px`;

interface Note {
  id: string;
  order: number;
  start: number;
  end: number;
  node: HTMLElement;
  line: HTMLElement;
  top: number;
  bottom: number;
  height: number;
  shown: number;
  lane: number;
}

const inOrder = (a: Note, b: Note): number =>
  a.order - b.order || a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : 1);

export class Margin {
  readonly lines = h("div", { class: "code-lines", "aria-hidden": "true" });
  readonly notes = h("div", { class: "code-notes" });
  private readonly joint = h("div", { class: "code-joint", "aria-hidden": "true", hidden: true });
  private readonly byId = new Map<string, Note>();
  private readonly order = new Map<string, number>();
  private list: Note[] = [];

  constructor(
    private readonly desk: Desk,
    private readonly reader: Reader,
  ) {
    this.lines.appendChild(this.joint);
  }

  /** Builds the margin of the conversation that the reader shows. */
  fill(): void {
    clear(this.notes);
    replace(this.lines, this.joint);
    this.byId.clear();
    this.order.clear();
    this.list = [];
    this.reader.leaves.forEach((leaf) => this.order.set(leaf.id, this.order.size));
    this.reader.leaves.forEach((leaf) => {
      for (const coding of this.desk.book.of(leaf.id)) this.list.push(this.make(coding));
    });
    this.list.sort(inOrder);
    for (const note of this.list) this.notes.appendChild(note.node);
    this.measure();
  }

  /** Follows changed codings: only their notes are built and measured again. */
  follow(ids: ReadonlySet<string>): void {
    const changed: Note[] = [];
    ids.forEach((id) => {
      this.drop(id);
      const coding = this.desk.book.get(id);
      if (coding && this.order.has(coding.turn) && this.desk.book.isPlaced(id)) changed.push(this.insert(this.make(coding)));
    });
    if (changed.length > 20) return this.measure();
    for (const note of changed) this.read(note, this.reader.marks(note.id));
    this.settle();
  }

  /** Measures everything: the text was laid out anew. */
  measure(): void {
    const marks = new Map<string, HTMLElement[]>();
    for (const mark of Array.from(
      this.reader.text.querySelectorAll<HTMLElement>("mark[data-coding]"),
    )) {
      const id = mark.getAttribute("data-coding") || "";
      const list = marks.get(id) || [];
      list.push(mark);
      marks.set(id, list);
    }
    for (const note of this.list) this.read(note, marks.get(note.id) || []);
    this.settle();
  }

  light(id: string | null): void {
    for (const lit of Array.from(this.notes.querySelectorAll(".lit"))) lit.classList.remove("lit");
    const note = id ? this.byId.get(id) : undefined;
    this.joint.hidden = !note;
    if (!note) return;
    note.node.classList.add("lit");
    this.join(note);
  }

  focus(id: string): boolean {
    const note = this.byId.get(id);
    if (note) note.node.focus();
    return !!note && document.activeElement === note.node;
  }

  private make(coding: CodingItem): Note {
    const { words } = this.desk.context;
    const colour = this.desk.book.colour(coding.id);
    const light = (on: boolean) => () => this.desk.light(on ? coding.id : null);
    const node = button("", () => this.desk.edit(coding.id), `code-note line-${colour}`, {
      id: "note-" + coding.id,
      onfocus: light(true),
      onblur: light(false),
      onmouseenter: light(true),
      onmouseleave: light(false),
    });
    for (const code of coding.codes) {
      node.appendChild(h("span", { class: "code-label", dir: "auto" }, code.label));
      const said = [
        code.manner && words("code.manner." + code.manner),
        code.valence && words("code.valence." + code.valence),
        code.toward && words("code.toward.short", { whom: code.toward }),
      ]
        .filter(Boolean)
        .join(", ");
      if (said) node.appendChild(h("span", { class: "code-said" }, said));
    }
    if (coding.memo) node.appendChild(h("span", { class: "code-memo", dir: "auto" }, coding.memo));
    const line = h("div", { class: `code-line line-${colour}` });
    const note: Note = {
      id: coding.id,
      order: this.order.get(coding.turn) || 0,
      start: coding.start,
      end: coding.end,
      node,
      line,
      top: 0,
      bottom: 0,
      height: 0,
      shown: -1,
      lane: -1,
    };
    this.byId.set(coding.id, note);
    this.lines.appendChild(line);
    return note;
  }

  private drop(id: string): void {
    const note = this.byId.get(id);
    if (!note) return;
    this.byId.delete(id);
    this.list.splice(this.list.indexOf(note), 1);
    this.notes.removeChild(note.node);
    this.lines.removeChild(note.line);
  }

  private insert(note: Note): Note {
    let at = this.list.findIndex((other) => inOrder(note, other) < 0);
    if (at < 0) at = this.list.length;
    this.notes.insertBefore(note.node, at < this.list.length ? this.list[at].node : null);
    this.list.splice(at, 0, note);
    return note;
  }

  private read(note: Note, marks: HTMLElement[]): void {
    if (!marks.length) return;
    const frame = this.lines.getBoundingClientRect().top;
    const rects = marks[marks.length - 1].getClientRects();
    note.top = marks[0].getBoundingClientRect().top - frame;
    note.bottom = (rects.length ? rects[rects.length - 1].bottom : note.top + frame) - frame;
    note.height = note.node.offsetHeight;
  }

  /** Writes only what moved. */
  private settle(): void {
    const tops = stack(this.list, GAP);
    const places = lanes(this.list);
    this.list.forEach((note, i) => {
      if (note.shown !== tops[i]) note.node.style.top = `${(note.shown = tops[i])}px`;
      if (note.lane !== places[i])
        note.line.style.marginInlineStart = indent((note.lane = places[i]));
      note.line.style.top = `${note.top}px`;
      note.line.style.height = `${Math.max(4, note.bottom - note.top)}px`;
    });
    const last = this.list.length - 1;
    this.notes.style.minHeight = last < 0 ? "" : `${tops[last] + this.list[last].height}px`;
    const lit = this.notes.querySelector(".lit");
    const note = lit && this.byId.get(lit.id.slice(5));
    if (note) this.join(note);
  }

  /** The thin line from the passage's line in the text to the note. */
  private join(note: Note): void {
    const middle = note.shown + Math.min(14, note.height / 2);
    const from = note.top + 10;
    this.joint.className = `code-joint line-${this.desk.book.colour(note.id)}`;
    this.joint.style.top = `${Math.min(middle, from)}px`;
    this.joint.style.height = `${Math.abs(middle - from)}px`;
    this.joint.classList.toggle("down", middle >= from);
    this.joint.style.marginInlineStart = indent(note.lane);
  }
}
