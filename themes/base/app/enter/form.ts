// SPDX-License-Identifier: MIT
// The row that is being typed: place, words, thought. Enter in any of its fields keeps it, and the next one begins.
import type {Span} from "../anchor";
import {button, clear, h} from "../dom";
import {area, labelled, line} from "../fields";
import type {Code} from "../types";
import {trimmed} from "../steps/code/grapheme";
import {suggest} from "../steps/code/label";
import {Options} from "../steps/code/options";
import type {Desk, Row} from "./desk";
import {lastPiece, readLabels, readPlace, withLast, writeLabels} from "./place";
import type {Fault, Found} from "./sheet";
import {findLines, isFault} from "./sheet";
import {faultText, showFound} from "./shown";
import {findWords, nudge, wordsIn} from "./trim";

/** What the form asks of the page. */
export interface Orders {
  /** Keeps a row; of the coding `id`, or of a new one. */
  keep(id: string, found: Found, span: Span, codes: Code[], memo: string): void;
  /** The row before, to change it. */
  last(): Row | undefined;
  /** The form holds a new row again. */
  left(): void;
  undo(): void;
}

const SPEAK_MS = 700;
const KEEP_MS = 400;

/** A row that is not finished; it outlives the page. */
interface Begun {
  id: string;
  place: string;
  labels: string;
  memo: string;
  kept: Span;
}

export class Form {
  readonly node = h("form", {class: "enter-form", novalidate: true});
  private readonly place = line("", {id: "enter-place", "aria-describedby": "enter-shown enter-error", spellcheck: "false"});
  private readonly labels = line("", {id: "enter-labels", maxlength: 2000});
  private readonly memo = area("", 1, {id: "enter-memo"});
  private readonly title = h("h3");
  private readonly shown = h("div", {class: "enter-shown", id: "enter-shown"});
  private readonly error = h("p", {class: "enter-error", id: "enter-error", role: "alert"});
  private readonly options: Options;
  private readonly leave: HTMLButtonElement;
  private found: Found | null = null;
  private whole: Span = {start: 0, end: 0};
  private kept: Span = {start: 0, end: 0};
  private id = "";
  /** What was said of each label of the row that is changed. */
  private known: Code[] = [];
  private letter = "";
  private speaker = 0;
  private keeper = 0;

  constructor(
    private readonly desk: Desk,
    private readonly orders: Orders,
  ) {
    const {words} = desk.context;
    this.options = new Options(words("enter.own"), this.labels, (label) => this.take(label));
    this.leave = button(words("shell.cancel"), () => this.blank());
    this.build();
    this.listen();
    this.name();
  }

  /** Keeps what is being typed, now. */
  flush(): void {
    window.clearTimeout(this.keeper);
    const {id, place, labels, memo, kept} = this;
    const begun: Begun = {id, place: place.value, labels: labels.value, memo: memo.value, kept};
    this.desk.context.drafts.set("row", id || begun.place || begun.labels || begun.memo ? begun : null);
  }

  focus(): void {
    this.place.focus();
    this.node.scrollIntoView({block: "nearest"});
  }

  /** The letter that a place without one belongs to. */
  follow(letter: string): void {
    this.letter = letter;
  }

  /** Puts a row in to be changed. */
  edit({coding, place}: Row): void {
    this.id = coding.id;
    this.known = coding.codes;
    this.place.value = this.desk.placeText(place);
    this.labels.value = writeLabels(coding.codes.map((code) => code.label));
    this.memo.value = coding.memo || "";
    this.read();
    if (this.found) this.cut({start: coding.start, end: coding.end});
    this.name();
    this.flush();
    this.focus();
  }

  /** Forgets what is typed. */
  blank(): void {
    this.id = "";
    this.known = [];
    this.place.value = this.labels.value = this.memo.value = "";
    this.read();
    this.options.show([]);
    this.name();
    this.flush();
    this.orders.left();
    this.focus();
  }

  /** The row that is being changed is gone. */
  gone(id: string): void {
    if (this.id === id) this.blank();
  }

  private build(): void {
    const {words, readOnly} = this.desk.context;
    const field = (name: string, node: HTMLElement): HTMLElement => labelled(words("enter.row." + name), node);
    const keep = h("button", {type: "submit", class: "primary", disabled: readOnly}, words("enter.row.keep"));
    const parts = [
      this.title,
      h("div", {class: "enter-fields"}, field("place", this.place), h("div", {}, field("labels", this.labels), this.options.list),
        field("memo", this.memo)),
      this.error,
      this.shown,
      h("p", {class: "actions"}, keep, this.leave),
      h("p", {class: "quiet"}, words("enter.row.hint")),
    ];
    for (const part of parts) this.node.appendChild(part);
  }

  private listen(): void {
    this.node.addEventListener("submit", (event) => {
      event.preventDefault();
      this.keep();
    });
    this.node.addEventListener("keydown", (event) => this.key(event));
    this.node.addEventListener("input", () => this.later());
    this.place.addEventListener("input", () => this.read());
    this.labels.addEventListener("input", () => this.offer());
    this.labels.addEventListener("focus", () => this.offer());
    this.labels.addEventListener("blur", () => this.options.show([]));
  }

  /** Goes on with a row that was being typed when the page was closed. */
  resume(): void {
    const begun = this.desk.context.drafts.get("row") as Begun | undefined;
    if (!begun) return;
    const coding = begun.id ? this.desk.book.get(begun.id) : undefined;
    this.id = coding ? coding.id : "";
    this.known = coding ? coding.codes : [];
    this.place.value = begun.place;
    this.labels.value = begun.labels;
    this.memo.value = begun.memo;
    this.read();
    if (this.found && begun.kept.start >= this.whole.start && begun.kept.end <= this.whole.end) this.cut(begun.kept);
    this.name();
  }

  private name(): void {
    const {words} = this.desk.context;
    this.title.textContent = words(this.id ? "enter.row.change" : "enter.row.new");
    this.leave.hidden = !this.id;
  }

  private later(): void {
    window.clearTimeout(this.keeper);
    this.keeper = window.setTimeout(() => this.flush(), KEEP_MS);
  }

  // --- the place

  private say(text: string): void {
    window.clearTimeout(this.speaker);
    this.speaker = window.setTimeout(() => this.desk.context.announce(text), SPEAK_MS);
  }

  private cut(span: Span): void {
    const turn = this.desk.turn((this.found as Found).turn);
    const ends = trimmed(turn.points, span.start, span.end);
    if (!ends) return;
    this.kept = ends;
    showFound(this.shown, this.desk, this.found as Found, ends);
    this.say(turn.points.slice(ends.start, ends.end).join(""));
  }

  private refuse(fault: Fault): Fault {
    this.found = null;
    clear(this.shown);
    return fault;
  }

  /** Reads the place anew; answers with what is wrong with it. */
  private look(): Fault | null {
    const {desk} = this;
    const typed = readPlace(this.place.value);
    if (!typed) return this.refuse({fault: "form", values: {}});
    const found = findLines(desk.sheet, typed, this.letter, (turn) => desk.isCodable(turn));
    if (isFault(found)) return this.refuse(found);
    const turn = desk.turn(found.turn);
    const ends = trimmed(turn.points, found.lines[0].start, found.lines[found.lines.length - 1].end);
    if (!ends) return this.refuse({fault: "blank", values: {}});
    this.found = found;
    this.whole = ends;
    const narrow = typed.words ? findWords(turn.text, ends, typed.words, turn.language) : ends;
    this.cut(typeof narrow === "string" ? ends : narrow);
    return typeof narrow === "string" ? {fault: narrow, values: {words: typed.words}} : null;
  }

  private read(): Fault | null {
    this.error.textContent = "";
    if (this.place.value.trim() === "") {
      this.refuse({fault: "form", values: {}});
      return {fault: "form", values: {}};
    }
    const fault = this.look();
    // What is only begun is no mistake yet.
    const begun = !!fault && fault.fault === "form";
    if (fault && !begun) this.error.textContent = faultText(this.desk, fault);
    return fault;
  }

  private nudge(key: string, shift: boolean): void {
    if (!this.found) return;
    const turn = this.desk.turn(this.found.turn);
    const bounds = wordsIn(turn.text, this.whole, turn.language);
    const by = key === "ArrowDown" ? 1 : -1;
    this.error.textContent = "";
    this.cut(nudge(bounds, this.whole, this.kept, shift ? "end" : "start", by));
    this.later();
  }

  private turnOver(by: number): void {
    const {sheet} = this.desk;
    const typed = readPlace(this.place.value);
    const now = (typed && typed.letter) || this.place.value.trim().toUpperCase() || this.letter;
    const at = sheet.findIndex((one) => one.letter === now);
    const next = sheet[Math.max(0, Math.min(sheet.length - 1, at < 0 ? 0 : at + by))];
    this.place.value = `${next.letter} `;
    this.read();
    this.say(`${next.letter}, ${this.desk.titleOf(next.letter)}`);
  }

  // --- the words

  private offer(): void {
    const piece = lastPiece(this.labels.value);
    const taken = readLabels(this.labels.value).map((label) => ({label}));
    const without = taken.filter(({label}) => label !== piece);
    this.error.textContent = "";
    this.options.show(piece ? suggest(this.desk.book.used(), piece, without).filter((label) => label !== piece) : []);
  }

  private take(label: string): void {
    this.labels.value = withLast(this.labels.value, label);
    this.options.show([]);
    this.labels.focus();
  }

  private codes(): Code[] {
    return readLabels(this.labels.value).map((label) => this.known.find((code) => code.label === label) || {label});
  }

  // --- keys

  private key(event: KeyboardEvent): void {
    if (event.isComposing || event.altKey || event.metaKey) return;
    const {target, key} = event;
    const done = target === this.place ? this.placeKey(event) : target === this.labels ? this.labelsKey(key) : false;
    const ours = done || this.anyKey(event);
    if (ours) event.preventDefault();
    if (ours) event.stopPropagation();
  }

  private placeKey({key, shiftKey, ctrlKey}: KeyboardEvent): boolean {
    const empty = this.place.value === "";
    if (ctrlKey) {
      if (key.toLowerCase() === "z" && empty) this.orders.undo();
      return key.toLowerCase() === "z" && empty;
    }
    if (key === "PageDown" || key === "PageUp") this.turnOver(key === "PageDown" ? 1 : -1);
    else if (key === "ArrowUp" && empty && !this.id) {
      const row = this.orders.last();
      if (row) this.edit(row);
    } else if (key === "ArrowUp" || key === "ArrowDown") this.nudge(key, shiftKey);
    else return false;
    return true;
  }

  private labelsKey(key: string): boolean {
    const chosen = this.options.chosen();
    if (key === "ArrowDown") this.options.move(1);
    else if (key === "ArrowUp") this.options.move(-1);
    else if (key === "Enter" && chosen !== null) this.take(chosen);
    else return false;
    return true;
  }

  private anyKey(event: KeyboardEvent): boolean {
    if (event.key === "Escape") {
      if (this.id) this.blank();
      else this.options.show([]);
      return true;
    }
    // A thought is one line on the sheet; Shift Enter begins another.
    if (event.key === "Enter" && event.target === this.memo && !event.shiftKey) {
      this.keep();
      return true;
    }
    return false;
  }

  /** Keeps the row, or says what it lacks and goes there. */
  private keep(): void {
    const {desk} = this;
    const {words, readOnly, announce} = desk.context;
    if (readOnly) return announce(words("code.readonly"));
    const before = this.found && {...this.kept};
    const fault = this.read();
    if (fault || !this.found) return this.stop(faultText(desk, fault || {fault: "form", values: {}}), this.place);
    if (before) this.kept = before.start >= this.whole.start && before.end <= this.whole.end ? before : this.kept;
    const codes = this.codes();
    if (!codes.length) return this.stop(document.activeElement === this.place ? "" : words("enter.fault.labels"), this.labels);
    const same = desk.same(desk.passage(this.found.turn, this.kept), codes, this.id);
    if (same) return this.stop(words("enter.fault.same", {n: same.n}), this.place);
    this.letter = this.found.letter;
    this.orders.keep(this.id, this.found, this.kept, codes, this.memo.value);
    this.blank();
  }

  private stop(text: string, field: HTMLElement): void {
    if (this.found) showFound(this.shown, this.desk, this.found, this.kept);
    this.error.textContent = text;
    field.focus();
  }
}
