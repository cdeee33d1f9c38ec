// SPDX-License-Identifier: MIT
// Puts the parts of the coder together and passes on what one asks of another.
import type { Book, Touched, Unkept } from "./book";
import { unkeptAt } from "./book";
import type { Choice, Desk } from "./desk";
import type { StepContext } from "../../types";
import type { Thread } from "../../threads";
import { threadNodes } from "../../threads";
import { BegunList, StrayList, placeOf } from "./begun";
import { Caret } from "./caret";
import { Foot } from "./foot";
import { Head } from "./head";
import { List } from "./list";
import { Margin } from "./margin";
import { Pen } from "./pen";
import { Picker } from "./picker";
import { Rail } from "./rail";
import { Reader } from "./reader";
import { button, clear, h } from "../../dom";

type Sheet = "" | "rail" | "list";

// Which conversation a step showed last, so that coming back to the step comes back to it.
const lastShown = new WeakMap<Book, number>();

export class Coder implements Desk {
  choice: Choice | null = null;
  private current = -1;
  private sheetName: Sheet = "";
  private retracing = false;
  private opener: HTMLElement | null = null;
  private readonly titles: string[];
  private readonly root = h("div", { class: "code" });
  private readonly page = h("div", { class: "code-page" });
  private readonly ends = h("div", { class: "code-row code-ends" });
  private readonly reader: Reader;
  private readonly caret: Caret;
  private readonly margin: Margin;
  private readonly pen: Pen;
  private readonly list: List;
  private readonly rail: Rail;
  private readonly head: Head;
  private readonly begun: BegunList;
  private readonly strays: StrayList;
  private readonly foot: Foot;
  private picker: Picker | null = null;
  private readonly resized: ResizeObserver;

  constructor(
    readonly context: StepContext,
    readonly book: Book,
    private readonly threads: Thread[],
  ) {
    this.reader = new Reader(this);
    this.caret = new Caret(this, this.reader);
    this.margin = new Margin(this, this.reader);
    this.pen = new Pen(this, this.reader, this.caret, this.page, () => this.begun.update());
    this.list = new List(this, () => Array.from(this.reader.leaves.keys()));
    this.titles = threads.map(({ title }, i) => title || context.words("code.untitled", { n: i + 1 }));
    this.rail = new Rail(
      this,
      threads.map(({ topic }, i) => ({ title: this.titles[i], topic })),
    );
    this.head = new Head(this, () => this.sheet(this.sheetName === "list" ? "" : "list"));
    this.strays = new StrayList(this);
    this.begun = new BegunList(this, (choice, draft) => this.goOn(choice, draft), () => this.pen.editor.choice);
    this.foot = new Foot(this, () => this.pen.giveUp());
    this.resized = new ResizeObserver(() => this.fit());
    this.build();
  }

  show(host: HTMLElement): void {
    host.appendChild(this.root);
    this.picker = new Picker(this, this.reader, this.caret, (choice) => this.note(choice));
    const unfinished = this.book.assigned.findIndex((_, i) => {
      const { done, total } = this.book.tally(i);
      return done < total;
    });
    const last = lastShown.get(this.book);
    this.display(last === undefined ? Math.max(0, unfinished) : last);
    this.rail.refreshNotes();
    this.begun.update();
    this.strays.update();
    this.resized.observe(this.reader.text);
  }

  hide(): void {
    this.pen.putDown();
    if (this.picker) this.picker.stop();
    this.resized.disconnect();
    this.book.seen(this.reader.leave());
    if (this.root.parentNode) this.root.parentNode.removeChild(this.root);
  }

  /** Draws what changed, and only that. */
  follow(ids: ReadonlySet<string>, touched: Touched[]): void {
    const place = touched[0] ? this.indexOf(touched[0].turn) : -1;
    if (this.retracing && place >= 0 && place !== this.current) return this.display(place);
    for (const one of touched) this.reader.redraw(one.turn, one.start, one.end);
    const turns = new Set(touched.map((one) => one.turn));
    let notes = false;
    ids.forEach((id) => {
      if (id.startsWith("turn:")) turns.add(id.slice(5));
      else notes = notes || !this.book.get(id);
    });
    turns.forEach((turn) => this.reader.refresh(turn));
    if (touched.length) this.margin.follow(ids);
    if (touched.length) this.strays.update();
    if (notes) this.rail.refreshNotes();
    this.summary();
    if (this.sheetName === "list") this.list.refresh();
  }

  choose(choice: Choice | null): void {
    this.choice = choice;
    this.reader.drawChoice(choice);
    this.mood();
  }

  /** Back to a passage about which something was begun; where its text was changed, to the same words in it. */
  private goOn(choice: Choice, draft: Unkept): void {
    const { words, toast } = this.context;
    const index = this.indexOf(choice.turn);
    if (index >= 0 && index !== this.current) this.display(index);
    const leaf = this.reader.leaves.get(choice.turn);
    const start = leaf ? placeOf(leaf.points, choice.start, draft.quote) : -1;
    if (start < 0) return toast(words("code.begun.nowhere"));
    const place = { turn: choice.turn, start, end: start + Array.from(draft.quote).length };
    this.book.unkept.delete(unkeptAt(choice));
    this.book.unkept.set(unkeptAt(place), draft);
    if (draft.id && this.book.get(draft.id)) this.pen.edit(draft.id);
    else this.pen.code(place);
  }

  /** Follows a selection that the browser itself shows: nothing is drawn under it. */
  private note(choice: Choice | null): void {
    this.choice = choice;
    this.mood();
  }

  code(choice: Choice): void {
    this.pen.code(choice);
  }

  codeInOwnWords(choice: Choice): void {
    this.pen.codeInOwnWords(choice);
  }

  settle(): boolean {
    return this.pen.settle();
  }

  edit(id: string): void {
    const coding = this.book.get(id);
    if (coding && !this.reader.leaves.has(coding.turn)) this.jump(id);
    if (!this.isWide()) this.sheet("");
    this.pen.edit(id);
  }

  remove(id: string): void {
    this.pen.remove(id);
  }

  jump(id: string): void {
    const coding = this.book.get(id);
    if (!coding) return;
    const index = this.indexOf(coding.turn);
    if (index >= 0 && index !== this.current) this.display(index);
    if (!this.isWide()) this.sheet("");
    const mark = this.reader.marks(id)[0];
    if (!mark) return;
    mark.scrollIntoView({ block: "center" });
    mark.focus({ preventScroll: true });
    this.light(id);
  }

  open(index: number): void {
    this.sheet("");
    if (index !== this.current) this.display(index);
    this.root.scrollIntoView({ block: "start" });
    this.reader.text.focus({ preventScroll: true });
  }

  light(id: string | null): void {
    this.reader.light(id);
    this.margin.light(id);
  }

  sheet(name: Sheet): void {
    const before = this.sheetName;
    if (name && !before) this.opener = document.activeElement as HTMLElement | null;
    this.sheetName = name;
    this.root.setAttribute("data-sheet", name);
    if (name === "list") this.list.refresh();
    this.summary();
    const panel = name === "list" ? this.list.panel : this.rail.panel;
    const first = panel.querySelector<HTMLElement>("button, input");
    if (name && first && !this.isWide()) first.focus();
    if (!name && before && this.opener) this.opener.focus();
  }

  undo(): void {
    this.retrace("undo");
  }

  redo(): void {
    this.retrace("redo");
  }

  /** Undoes or redoes, goes to where that happened, and says what it was. */
  private retrace(way: "undo" | "redo"): void {
    const { words, toast, items } = this.context;
    this.retracing = true;
    const name = items[way]();
    this.retracing = false;
    toast(name ? words("shell." + way, { name: words(name) }) : words(`shell.${way}.none`));
  }

  private build(): void {
    const { words } = this.context;
    for (const panel of [this.rail.panel, this.list.panel]) {
      panel.insertBefore(
        button(words("code.close"), () => this.sheet(""), "code-close"),
        panel.firstChild,
      );
      panel.addEventListener("keydown", (event) => this.escape(event));
    }
    const help = h("p", { id: "code-text-help", class: "unseen" }, words("code.text.help"));
    for (const part of [
      help,
      this.reader.text,
      this.margin.lines,
      this.margin.notes,
      this.list.panel,
      this.caret.bar,
      this.pen.editor.box,
    ])
      this.page.appendChild(part);
    const main = h("div", { class: "code-main" }, this.head.node, this.strays.node, this.begun.node, this.page, this.ends);
    const skip = button(words("code.skip"), () => this.reader.text.focus(), "code-skip");
    for (const part of [skip, this.rail.panel, main, this.foot.bar]) this.root.appendChild(part);
    this.root.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && (this.pen.isMoving || this.choice)) this.pen.giveUp();
    });
  }

  private escape(event: KeyboardEvent): void {
    if (event.key !== "Escape" || !this.sheetName) return;
    event.stopPropagation();
    this.sheet("");
  }

  private display(index: number): void {
    const thread = this.threads[index];
    this.pen.putDown();
    this.book.seen(this.reader.leave());
    this.current = index;
    lastShown.set(this.book, index);
    this.caret.reset();
    if (!thread) return;
    const codable = new Set(this.book.assigned[index].map((turn) => turn.id));
    this.reader.show(threadNodes(this.context, thread), codable, this.titles[index]);
    this.margin.fill();
    this.around(index);
    this.summary();
    if (this.sheetName === "list") this.list.refresh();
  }

  /** The ways to the conversations before and after. */
  private around(index: number): void {
    const { words } = this.context;
    clear(this.ends);
    const way = (to: number, key: string, kind: string): void => {
      if (to < 0 || to >= this.threads.length) return;
      this.ends.appendChild(
        button(words(key), () => this.open(to), kind),
      );
    };
    way(index - 1, "code.previous", "");
    way(index + 1, "code.next", "primary");
  }

  private summary(): void {
    this.rail.refresh(this.current);
    if (!this.threads[this.current]) return;
    let codings = 0;
    this.reader.leaves.forEach((leaf) => (codings += this.book.of(leaf.id).length));
    this.head.refresh(
      this.titles[this.current],
      this.book.tally(this.current),
      codings,
      this.sheetName === "list",
    );
    this.context.changed();
  }

  private mood(): void {
    this.foot.show(this.pen.isMoving ? "reselect" : this.choice ? "chosen" : "idle");
    this.root.classList.toggle("writing", this.pen.editor.isOpen);
  }

  private indexOf(turn: string): number {
    return this.book.assigned.findIndex((turns) => turns.some((one) => one.id === turn));
  }

  private isWide(): boolean {
    return window.matchMedia("(min-width: 62.5em)").matches;
  }

  /** The text was laid out anew: another width, larger type. */
  private fit(): void {
    this.margin.measure();
    this.caret.show();
    this.pen.fit();
  }
}
