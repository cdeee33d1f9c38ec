// SPDX-License-Identifier: MIT
// A caret of our own: browsers show none in text that cannot be edited, and phones have no arrow
// keys to miss.
import type { Block } from "../../anchor";
import type { Choice, Desk } from "./desk";
import type { Leaf, Reader } from "./reader";
import type { Unit } from "./moves";
import { h } from "../../dom";
import { pointToOffset, pointUnder, rangeOf, wordBounds } from "../../anchor";
import { endAfter, startAfter, startBefore, takeSentence } from "./moves";
import { mayWrite } from "./desk";

const isRtl = (element: Element): boolean => getComputedStyle(element).direction === "rtl";

// Text never changes, so the words of a block are found once.
const known = new WeakMap<Block, Unit[]>();

const wordsOf = (block: Block, language: string): Unit[] => {
  const list =
    known.get(block) ||
    wordBounds(block.text, language).map((word) => ({
      start: block.start + word.start,
      end: block.start + word.end,
    }));
  known.set(block, list);
  return list;
};

export class Caret {
  readonly bar = h("div", { class: "code-caret", "aria-hidden": "true", hidden: true });
  private turn = "";
  private at = 0;
  /** Where Shift began. */
  private from = 0;

  constructor(
    private readonly desk: Desk,
    private readonly reader: Reader,
  ) {
    const { text } = reader;
    text.addEventListener("keydown", (event) => this.key(event));
    text.addEventListener("focusin", (event) => this.enter(event.target as Element));
    text.addEventListener("focusout", () => (this.bar.hidden = true));
  }

  /** Forgets where it was: another conversation is shown. */
  reset(): void {
    this.turn = "";
    this.at = this.from = 0;
    this.bar.hidden = true;
  }

  place(turn: string, at: number): void {
    this.turn = turn;
    this.at = this.from = at;
    this.show();
  }

  /** The turn that keys speak of: the caret's, else the first one to code. */
  leaf(): Leaf | null {
    return this.reader.leaves.get(this.turn) || this.codable()[0] || null;
  }

  /** Draws the bar at the caret; only while the text has the focus. */
  show(scroll = false): void {
    const leaf = this.reader.leaves.get(this.turn);
    const host = this.bar.parentElement;
    if (!leaf || !host || !this.reader.text.contains(document.activeElement)) return;
    const last = this.at >= leaf.points.length || leaf.points[this.at] === "\n";
    const span =
      last && this.at > 0
        ? { start: this.at - 1, end: this.at }
        : { start: this.at, end: this.at + 1 };
    const rects = rangeOf(leaf.element, span).getClientRects();
    const rect = rects[last ? rects.length - 1 : 0];
    if (!rect) return;
    const frame = host.getBoundingClientRect();
    const right = isRtl(leaf.element) !== last;
    this.bar.hidden = false;
    this.bar.style.left = `${(right ? rect.right : rect.left) - frame.left - 1}px`;
    this.bar.style.top = `${rect.top - frame.top - 2}px`;
    this.bar.style.height = `${rect.height + 4}px`;
    if (scroll) this.bar.scrollIntoView({ block: "nearest" });
  }

  private codable(): Leaf[] {
    return Array.from(this.reader.leaves.values()).filter((leaf) => leaf.codable);
  }

  private enter(target: Element): void {
    const id = target.getAttribute("data-coding");
    const coding = id ? this.desk.book.get(id) : undefined;
    this.desk.light(coding ? coding.id : null);
    if (coding) this.place(coding.turn, coding.start);
    else if (target !== this.reader.text) this.bar.hidden = true;
    else if (!this.turn && this.codable()[0]) this.place(this.codable()[0].id, 0);
    else this.show();
  }

  /** The words around `at`: a few blocks' worth, so that a key costs the same in a long text. */
  private words(leaf: Leaf, at: number): Unit[] {
    const later = leaf.blocks.findIndex((block) => block.start > at);
    const here = (later < 0 ? leaf.blocks.length : later) - 1;
    const language = leaf.element.lang || this.desk.context.packet.study.language;
    return leaf.blocks
      .slice(Math.max(0, here - 1), here + 3)
      .reduce((all: Unit[], block) => all.concat(wordsOf(block, language)), []);
  }

  private forward(extend: boolean, units: Unit[]): number | null {
    return extend ? endAfter(units, this.at) : startAfter(units, this.at);
  }

  private target(leaf: Leaf, key: string, extend: boolean): number | null {
    const ahead = isRtl(leaf.element) ? "ArrowLeft" : "ArrowRight";
    if (key === "Home") return 0;
    if (key === "End") return leaf.points.length;
    if (key === "ArrowDown") return this.forward(extend, leaf.sentences);
    if (key === "ArrowUp") return startBefore(leaf.sentences, this.at);
    if (key === ahead) return this.forward(extend, this.words(leaf, this.at));
    return startBefore(this.words(leaf, this.at), this.at);
  }

  private move(leaf: Leaf, key: string, extend: boolean): void {
    const to = this.target(leaf, key, extend);
    if (to === null && !extend) {
      const onward =
        key === "ArrowDown" || key === (isRtl(leaf.element) ? "ArrowLeft" : "ArrowRight");
      this.leap(onward ? 1 : -1, !onward);
      return;
    }
    this.at = to === null ? (key === "ArrowUp" || this.at === 0 ? 0 : leaf.points.length) : to;
    if (!extend) this.from = this.at;
    this.desk.choose(extend ? this.reader.tidy(this.span(leaf)) : null);
    this.focus();
    this.show(true);
    this.tell(leaf, extend);
  }

  private span(leaf: Leaf): Choice {
    return {
      turn: leaf.id,
      start: Math.min(this.from, this.at),
      end: Math.max(this.from, this.at),
    };
  }

  /** Says what is now under the caret, for those who hear the page. */
  private tell(leaf: Leaf, extend: boolean): void {
    const chosen = this.desk.choice;
    const end = endAfter(this.words(leaf, this.at), this.at) || this.at;
    const said = extend && chosen ? [chosen.start, chosen.end] : [this.at, end];
    this.desk.context.announce(leaf.points.slice(said[0], said[1]).join(""));
  }

  /** Goes to the next or the previous turn to code, to its end when going back word by word. */
  private leap(by: number, toEnd = false): void {
    const list = this.codable();
    const here = list.findIndex((leaf) => leaf.id === this.turn);
    const next = list[here + by];
    if (!next) return;
    this.desk.choose(null);
    this.focus();
    this.place(next.id, toEnd ? next.points.length : 0);
    this.show(true);
    this.desk.context.announce((next.element.previousElementSibling as Element).textContent || "");
  }

  private focus(): void {
    if (document.activeElement !== this.reader.text)
      this.reader.text.focus({ preventScroll: true });
  }

  private sentence(leaf: Leaf): void {
    const chosen = this.desk.choice;
    const unit = takeSentence(
      leaf.sentences,
      this.at,
      chosen && chosen.turn === leaf.id ? chosen : null,
    );
    if (!unit) return;
    this.from = unit.start;
    this.at = unit.end;
    this.desk.choose({ turn: leaf.id, start: unit.start, end: unit.end });
    this.focus();
    this.show(true);
    this.tell(leaf, true);
  }

  private act(leaf: Leaf, key: string): boolean {
    const { desk } = this;
    if (key === "s") this.sentence(leaf);
    else if (key === "v") this.own(leaf);
    else if (key === "n") this.reader.toggle(leaf, "nothing");
    else if (key === "l") this.reader.toggle(leaf, "later");
    else if (key === "u" && mayWrite(desk)) desk.undo();
    else if (key === "[") this.leap(-1);
    else if (key === "]") this.leap(1);
    else if (key === "Escape" && desk.choice) desk.choose(null);
    else return false;
    return true;
  }

  private own(leaf: Leaf): void {
    if (!this.desk.choice) this.sentence(leaf);
    else this.desk.codeInOwnWords(this.desk.choice);
  }

  private accept(leaf: Leaf, target: Element): void {
    const { desk } = this;
    const id = target.getAttribute("data-coding");
    if (desk.choice) desk.code(desk.choice);
    else if (id) desk.edit(id);
    else this.sentence(leaf);
  }

  private key(event: KeyboardEvent): void {
    const target = event.target as Element;
    const ours = target === this.reader.text || target.hasAttribute("data-coding");
    const leaf = this.leaf();
    if (!ours || !leaf || event.ctrlKey || event.metaKey || event.altKey) return;
    const moves = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"];
    if (!this.turn) this.turn = leaf.id;
    if (moves.indexOf(event.key) >= 0) this.move(leaf, event.key, event.shiftKey);
    else if (event.key === "Enter") this.accept(leaf, target);
    else if (!this.act(leaf, event.key.length === 1 ? event.key.toLowerCase() : event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** The offset in `leaf` of a place on the screen; null when there is no text. */
  offsetAt(x: number, y: number): { leaf: Leaf; at: number } | null {
    const point = pointUnder(x, y);
    const leaf = this.reader.leafAt(point && point.node);
    return point && leaf ? { leaf, at: pointToOffset(leaf.element, point.node, point.offset) } : null;
  }
}
