// SPDX-License-Identifier: MIT
// One conversation in which words are chosen: by selecting them, by a tap on sentences, or by keys.
import { anchorText, blocks, passage, pointToOffset, pointUnder, sentences, spanOf, wordBounds } from "../../../anchor";
import type { Span } from "../../../anchor";
import { cut } from "../../../codepoints";
import { clear, h } from "../../../dom";
import type { Passage } from "../../../types";
import { paint } from "../../code/marks";
import type { Book } from "./book";

export interface Reading {
  node: HTMLElement;
  /** Shows conversation `n` of the packet. */
  show(n: number): void;
  /** The words that are chosen. */
  passage(): Passage | null;
  stop(): void;
}

interface Choice extends Span {
  turn: Element;
}

const LOOK = { className: "axes-chosen", described: "" };

/** Where words end after `at`, or before it: the next end of `way` 1, the one before for -1. */
export const wordEnd = (text: string, language: string, at: number, way: number): number => {
  const ends = wordBounds(text, language).map(({ end }) => end);
  const found = way > 0 ? ends.filter((end) => end > at)[0] : ends.filter((end) => end < at).pop();
  return found === undefined ? at : found;
};

/** What a tap on `sentence` makes of the choice: up to it, or it alone where it is inside already. */
export const tapped = (before: Span | null, sentence: Span): Span =>
  !before || (sentence.start >= before.start && sentence.end <= before.end)
    ? sentence
    : { start: Math.min(before.start, sentence.start), end: Math.max(before.end, sentence.end) };

class Reader implements Reading {
  readonly node: HTMLElement;
  private text = h("div", { class: "axes-text", tabindex: "0", role: "group" });
  private said = h("p", { class: "axes-picked", role: "status" });
  private choice: Choice | null = null;
  private painted: Element | null = null;
  private hear = (): void => this.heard();

  /** `take` is called by Enter. */
  constructor(private book: Book, private take: () => void, private changed: () => void) {
    this.text.setAttribute("aria-label", book.words("axis.reading.label"));
    this.text.addEventListener("keydown", (event) => this.key(event));
    this.text.addEventListener("click", (event) => this.tap(event));
    document.addEventListener("selectionchange", this.hear);
    this.node = h("div", {}, h("p", { class: "hint" }, book.words("axis.reading.hint")), this.text, this.said);
  }

  show(n: number): void {
    clear(this.text);
    this.painted = null;
    this.text.appendChild(this.book.step.conversation(n));
    this.text.scrollTop = 0;
    this.choose(null);
  }

  passage(): Passage | null {
    return this.choice && passage(this.choice.turn, this.choice.start, this.choice.end);
  }

  stop(): void {
    document.removeEventListener("selectionchange", this.hear);
  }

  private choose(choice: Choice | null, draw = true): void {
    this.choice = choice;
    if (draw) this.draw();
    const found = this.passage();
    this.said.textContent = found ? this.book.words("axis.reading.chosen", { text: found.quote }) : "";
    this.changed();
  }

  private draw(): void {
    const { choice } = this;
    this.unpaint();
    this.painted = choice && choice.turn;
    if (choice) for (const block of blocks(choice.turn)) paint(block, [{ id: "choice", start: choice.start, end: choice.end }], () => LOOK);
  }

  private turnAt(node: Node | null): Element | null {
    const element = node && (node.nodeType === 1 ? (node as Element) : node.parentElement);
    const turn = element && element.closest(".turn");
    return turn && this.text.contains(turn) ? turn : null;
  }

  /** The browser's own selection, as far as it lies in the turn in which it begins. */
  private heard(): void {
    const selection = window.getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    const turn = this.turnAt(range.startContainer);
    if (!turn) return;
    const own = range.cloneRange();
    if (!turn.contains(own.endContainer)) own.setEnd(turn, turn.childNodes.length);
    const span = spanOf(turn, own);
    // Nothing is drawn while the browser shows its selection: that would end it.
    if (!span) return;
    if (this.painted && this.painted !== turn) this.unpaint();
    this.choose({ turn, start: span.start, end: span.end }, false);
  }

  private unpaint(): void {
    if (this.painted) for (const block of blocks(this.painted)) paint(block, [], () => LOOK);
    this.painted = null;
  }

  private tap(event: MouseEvent): void {
    const selection = window.getSelection();
    if (selection && !selection.isCollapsed) return;
    const place = pointUnder(event.clientX, event.clientY);
    const turn = this.turnAt(place && place.node);
    if (!place || !turn) return;
    const at = pointToOffset(turn, place.node, place.offset);
    const all = sentences(turn);
    const sentence = all.filter(({ end }) => end >= at)[0] || all[all.length - 1];
    if (!sentence) return;
    const before = this.choice && this.choice.turn === turn ? this.choice : null;
    this.choose({ turn, ...tapped(before, sentence) });
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const moves: { [key: string]: () => void } = {
      ArrowDown: () => this.step(1, event.shiftKey), ArrowUp: () => this.step(-1, event.shiftKey),
      ArrowRight: () => this.word(1), ArrowLeft: () => this.word(-1), Enter: () => this.take(),
    };
    const sideways = event.key === "ArrowLeft" || event.key === "ArrowRight";
    if (!moves[event.key] || (sideways && !event.shiftKey)) return;
    event.preventDefault();
    moves[event.key]();
  }

  /** To the next sentence, or with it. */
  private step(by: number, extend: boolean): void {
    const turns = Array.from(this.text.querySelectorAll(".turn"));
    const all = ([] as Choice[]).concat(...turns.map((turn) => sentences(turn).map((span) => ({ turn, ...span }))));
    const { choice } = this;
    if (!choice) return void (all.length && this.go(all[by > 0 ? 0 : all.length - 1]));
    const at = all.findIndex((one) => one.turn === choice.turn && one.end >= choice.end);
    const next = all[at + by];
    if (!next || (extend && next.turn !== choice.turn)) return;
    if (!extend) return this.go(next);
    if (by < 0 && next.end <= choice.start) return;
    this.go({ turn: choice.turn, start: choice.start, end: next.end });
  }

  /** The end of the choice, by a word. */
  private word(way: number): void {
    const { choice } = this;
    if (!choice) return;
    const rtl = getComputedStyle(choice.turn).direction === "rtl";
    const end = wordEnd(anchorText(choice.turn), this.book.step.packet.study.language, choice.end, rtl ? -way : way);
    if (end > choice.start) this.go({ turn: choice.turn, start: choice.start, end });
  }

  private go(choice: Choice): void {
    const selection = window.getSelection();
    if (selection) selection.removeAllRanges();
    this.choose(choice);
    const mark = this.text.querySelector(".axes-chosen");
    if (mark) mark.scrollIntoView({ block: "nearest" });
  }
}

export const makeReading = (book: Book, take: () => void, changed: () => void): Reading => new Reader(book, take, changed);

/** A quote that is short enough for a row. */
export const brief = (quote: string, most = 400): string => (Array.from(quote).length > most ? `${cut(quote, 0, most)}…` : quote);
