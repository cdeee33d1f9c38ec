// SPDX-License-Identifier: MIT
// Choosing a passage with a mouse, a finger, or the browser's own selection.
import type { Caret } from "./caret";
import type { Choice, Desk } from "./desk";
import type { Leaf, Reader } from "./reader";
import { mayWrite } from "./desk";
import { pointToOffset } from "../../anchor";
import { tapSentence, unitAt } from "./moves";

/** Long enough for a third click, which takes the paragraph. */
const CLICKS = 350;

const CONTROLS = "button, input, textarea, select, summary, label, a, form, .dialog";

export class Picker {
  private pointer = "mouse";
  private pressed = false;
  private timer = 0;
  /** The choice follows a selection that the browser shows, so nothing may be drawn under it. */
  private native = false;
  private readonly stops: (() => void)[] = [];

  constructor(
    private readonly desk: Desk,
    private readonly reader: Reader,
    private readonly caret: Caret,
    private readonly follow: (choice: Choice | null) => void,
  ) {
    const { text } = reader;
    // Who draws over words often begins a little beside them.
    this.on("pointerdown", (event) => {
      const target = event.target as Element;
      if (text.contains(target) || !target.closest(CONTROLS)) this.press(event as PointerEvent);
    });
    text.addEventListener("click", (event) => this.click(event));
    text.addEventListener("mouseover", (event) => this.hover(event.target as Element));
    text.addEventListener("mouseleave", () => this.hover(text));
    this.on("mouseup", (event) => this.release(event as MouseEvent));
    this.on("selectionchange", () => this.selected());
  }

  stop(): void {
    window.clearTimeout(this.timer);
    for (const stop of this.stops) stop();
  }

  private on(name: string, listener: EventListener): void {
    document.addEventListener(name, listener);
    this.stops.push(() => document.removeEventListener(name, listener));
  }

  private hover(target: Element): void {
    const mark = target.closest("mark[data-coding]");
    const id = mark && mark.getAttribute("data-coding");
    if ((id || null) !== this.reader.lit) this.desk.light(id || null);
  }

  private press(event: PointerEvent): void {
    this.pointer = event.pointerType || "mouse";
    this.pressed = true;
    window.clearTimeout(this.timer);
  }

  private release(event: MouseEvent): void {
    if (!this.pressed || this.pointer !== "mouse" || event.button !== 0) return;
    this.pressed = false;
    const choice = this.fromSelection(false);
    if (!choice) return;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.take(), event.detail > 1 ? CLICKS : 0);
  }

  /** Codes what the mouse has selected. */
  private take(): void {
    const choice = this.fromSelection(true);
    if (choice && mayWrite(this.desk)) this.desk.code(choice);
  }

  private selected(): void {
    if (this.pointer === "mouse" || this.desk.context.readOnly) return;
    const choice = this.fromSelection(false);
    if (!choice) return;
    this.native = true;
    this.follow(choice);
  }

  private click(event: MouseEvent): void {
    // What is pressed below an answer may just have opened the form.
    if ((event.target as Element).closest(".code-tools")) return;
    const selection = window.getSelection();
    if (selection && !selection.isCollapsed && this.pointer === "mouse") return;
    const mark = (event.target as Element).closest("mark[data-coding]");
    const id = mark && mark.getAttribute("data-coding");
    if (!this.desk.settle()) return;
    if (this.pointer !== "mouse") return this.tap(event);
    if (id) return this.desk.edit(id);
    this.desk.choose(null);
    const place = this.caret.offsetAt(event.clientX, event.clientY);
    if (place && place.leaf.codable) this.caret.place(place.leaf.id, place.at);
  }

  private tap(event: MouseEvent): void {
    const place = this.caret.offsetAt(event.clientX, event.clientY);
    if (!place || !mayWrite(this.desk)) return;
    if (!place.leaf.codable)
      return this.desk.context.announce(this.desk.context.words("code.context"));
    const before = this.native ? null : this.desk.choice;
    this.native = false;
    const unit = unitAt(place.leaf.sentences, place.at);
    const same = before && before.turn === place.leaf.id ? before : null;
    const next = unit && tapSentence(unit, same);
    this.desk.choose(next && { turn: place.leaf.id, start: next.start, end: next.end });
    this.caret.place(place.leaf.id, place.at);
  }

  /**
   * The browser's selection as a passage of the turn in which it began; says why when it cannot be
   * one.
   */
  private fromSelection(say: boolean): Choice | null {
    const selection = window.getSelection();
    if (!selection || selection.isCollapsed || !selection.anchorNode || !selection.focusNode)
      return null;
    if (!this.reader.text.contains(selection.anchorNode)) return null;
    const range = selection.getRangeAt(0);
    const leaf =
      this.reader.leafAt(selection.anchorNode) || this.reader.leafAt(selection.focusNode);
    if (!leaf) return null;
    const { words, toast } = this.desk.context;
    if (!leaf.codable) {
      if (say || this.pointer === "mouse") toast(words("code.context"));
      return null;
    }
    const choice = this.reader.tidy(this.ends(leaf, range));
    const last = this.reader.leafAt(selection.focusNode);
    if (choice && say && last && last !== leaf) toast(words("code.cut"));
    return choice;
  }

  private ends(leaf: Leaf, range: Range): Choice {
    const inside = (node: Node): boolean => leaf.element.contains(node);
    const start = inside(range.startContainer)
      ? pointToOffset(leaf.element, range.startContainer, range.startOffset)
      : 0;
    const end = inside(range.endContainer)
      ? pointToOffset(leaf.element, range.endContainer, range.endOffset)
      : leaf.points.length;
    return { turn: leaf.id, start, end };
  }
}
