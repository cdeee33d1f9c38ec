// SPDX-License-Identifier: MIT
// The text in the middle: one conversation, its turns, and what can be said of each turn as a
// whole.
import type { Block, Span } from "../../anchor";
import type { TurnItem } from "../../types";
import type { Choice, Desk } from "./desk";
import { Fields } from "../../fields";
import type { Look } from "./marks";
import type { Span as MarkSpan } from "./spans";
import { anchorText, blocks, sentences } from "../../anchor";
import { button, clear, h, replace } from "../../dom";
import { mayWrite } from "./desk";
import { paint } from "./marks";
import { CHOICE } from "./spans";
import { trimmed } from "./grapheme";

/** One turn on the page. */
export interface Leaf {
  id: string;
  sha256: string;
  element: HTMLElement;
  codable: boolean;
  points: string[];
  blocks: Block[];
  sentences: Span[];
}

/**
 * Reads a turn's text when it is first needed: a long conversation has many turns that nobody
 * touches.
 */
const makeLeaf = (element: HTMLElement, codable: boolean): Leaf => {
  let points: string[] | null = null;
  let list: Span[] | null = null;
  return {
    id: element.getAttribute("data-turn") || "",
    sha256: element.getAttribute("data-sha256") || "",
    element,
    codable,
    get blocks() {
      return blocks(element);
    },
    get points() {
      return (points = points || Array.from(anchorText(element)));
    },
    get sentences() {
      return (list = list || sentences(element));
    },
  };
};

export class Reader {
  readonly text = h("div", { class: "code-text" });
  readonly leaves = new Map<string, Leaf>();
  private readonly tools = new Map<string, () => void>();
  private memos: Fields;
  private readonly onScreen = new Set<string>();
  private watch: IntersectionObserver | null = null;
  private drawn: Choice | null = null;
  lit: string | null = null;

  constructor(private readonly desk: Desk) {
    this.memos = new Fields(desk.context.readOnly);
    const { words } = desk.context;
    this.text.tabIndex = 0;
    this.text.setAttribute("role", "region");
    this.text.setAttribute("aria-describedby", "code-text-help");
    this.text.setAttribute("aria-label", words("code.text"));
  }

  /** Puts a conversation into the page in place of the one before. */
  show(fragment: DocumentFragment, codable: Set<string>, title: string): void {
    const { words } = this.desk.context;
    this.leave();
    this.text.setAttribute("aria-label", words("code.text", { title }));
    this.watch = new IntersectionObserver((entries) => this.look(entries), {
      threshold: [0, 0.25, 0.5, 1],
    });
    const numbers = { answer: 0, question: 0 };
    for (const element of Array.from(fragment.querySelectorAll<HTMLElement>("section.turn"))) {
      const leaf = makeLeaf(element, codable.has(element.getAttribute("data-turn") || ""));
      const name = element.getAttribute("data-role") === "user" ? "question" : "answer";
      this.leaves.set(leaf.id, leaf);
      this.text.appendChild(this.box(leaf, name, ++numbers[name]));
      if (leaf.codable) this.watch.observe(element);
      this.draw(leaf, 0, Infinity);
    }
  }

  /** Takes the conversation out, and answers with the turns to code that were on screen. */
  leave(): { id: string; sha256: string }[] {
    const seen: { id: string; sha256: string }[] = [];
    this.memos.flush();
    this.onScreen.forEach((id) => {
      const leaf = this.leaves.get(id);
      if (leaf) seen.push({ id, sha256: leaf.sha256 });
    });
    if (this.watch) this.watch.disconnect();
    this.onScreen.clear();
    this.leaves.clear();
    this.tools.clear();
    this.drawn = null;
    clear(this.text);
    return seen;
  }

  leafAt(node: Node | null): Leaf | null {
    const element = node && (node.nodeType === 1 ? (node as Element) : node.parentElement);
    const turn = element && element.closest(".turn");
    return (turn && this.leaves.get(turn.getAttribute("data-turn") || "")) || null;
  }

  /**
   * The choice without white space at its ends and with whole letters; null when nothing is left
   * of it.
   */
  tidy(choice: Choice): Choice | null {
    const leaf = this.leaves.get(choice.turn);
    const ends = leaf && trimmed(leaf.points, choice.start, choice.end);
    return ends ? { turn: choice.turn, start: ends.start, end: ends.end } : null;
  }

  /** Draws a stretch again; only the blocks it touches. */
  redraw(turn: string, start: number, end: number): void {
    const leaf = this.leaves.get(turn);
    if (leaf) this.draw(leaf, start, end);
  }

  drawChoice(choice: Choice | null): void {
    const before = this.drawn;
    this.drawn = choice;
    if (before) this.redraw(before.turn, before.start, before.end);
    if (choice) this.redraw(choice.turn, choice.start, choice.end);
  }

  marks(id: string): HTMLElement[] {
    return Array.from(
      this.text.querySelectorAll<HTMLElement>(`mark[data-coding="${CSS.escape(id)}"]`),
    );
  }

  light(id: string | null): void {
    if (this.lit) for (const mark of this.marks(this.lit)) mark.classList.remove("lit");
    this.lit = id;
    if (id) for (const mark of this.marks(id)) mark.classList.add("lit");
  }

  /** Says again what is known of a turn. */
  refresh(turn: string): void {
    const tools = this.tools.get(turn);
    if (tools) tools();
  }

  private draw(leaf: Leaf, start: number, end: number): void {
    const spans: MarkSpan[] = this.desk.book
      .of(leaf.id)
      .map((one) => ({ id: one.id, start: one.start, end: one.end }));
    const choice = this.drawn;
    if (choice && choice.turn === leaf.id)
      spans.push({ id: CHOICE, start: choice.start, end: choice.end });
    const look = (id: string): Look => this.lookOf(id);
    if (!spans.length && start === 0 && end === Infinity) return;
    for (const block of leaf.blocks) {
      if (block.start <= end && block.end >= start) paint(block, spans, look);
    }
  }

  private lookOf(id: string): Look {
    if (id === CHOICE) return { className: "code-choice", described: "" };
    const lit = id === this.lit ? " lit" : "";
    return { className: `mark mark-${this.desk.book.colour(id)}${lit}`, described: "note-" + id };
  }

  private look(entries: IntersectionObserverEntry[]): void {
    for (const entry of entries) {
      const half = entry.intersectionRect.height >= window.innerHeight / 3;
      const id = entry.target.getAttribute("data-turn") || "";
      if (entry.isIntersecting && (entry.intersectionRatio >= 0.5 || half)) this.onScreen.add(id);
    }
  }

  private box(leaf: Leaf, name: string, n: number): HTMLElement {
    const { words } = this.desk.context;
    const box = h(
      "div",
      { class: `code-turn ${name}${leaf.codable ? "" : " context"}` },
      h("h3", { class: "code-who" }, words("code.turn." + name, { n })),
      leaf.element,
    );
    if (leaf.codable) box.appendChild(this.makeTools(leaf));
    return box;
  }

  /**
   * What can be said of the whole turn. The note is built once, so that it keeps the focus while
   * it is written.
   */
  private makeTools(leaf: Leaf): HTMLElement {
    const { desk } = this;
    const { words, readOnly } = desk.context;
    const item = (): TurnItem | undefined => desk.book.turn(leaf.id);
    const states = h("div", {});
    const memo = h("textarea", {
      rows: "2",
      dir: "auto",
      "aria-label": words("code.turn.memo"),
      disabled: readOnly,
    });
    const keep = (): void => desk.book.memo(leaf.id, leaf.sha256, memo.value);
    if (!readOnly) this.memos.add(memo, keep);
    const fold = h("details", {}, h("summary", {}, words("code.turn.memo")), memo);
    this.tools.set(leaf.id, () => {
      this.fillStates(leaf, states);
      const kept = (item() || { memo: "" }).memo || "";
      this.memos.show(memo, kept.trim());
      if (kept) fold.open = true;
    });
    this.refresh(leaf.id);
    return h("div", { class: "code-tools" }, states, fold);
  }

  private fillStates(leaf: Leaf, states: HTMLElement): void {
    const { book, context } = this.desk;
    const { words } = context;
    const item = book.turn(leaf.id);
    const n = book.of(leaf.id).length;
    const status = book.status(leaf.id);
    const focused = Array.from(states.querySelectorAll("button")).indexOf(
      document.activeElement as HTMLButtonElement,
    );
    const toggle = (state: "nothing" | "later"): HTMLElement =>
      button(words("code." + state), () => this.toggle(leaf, state), "", { "aria-pressed": String(!!item && item.state === state) });
    const said = words(status === "coded" ? "code.turn.coded" : "code.status." + status, { n });
    replace(states, h("p", { class: "code-status " + status }, said),
      !context.readOnly && h("div", { class: "code-row" },
        leaf.blocks.length ? button(words("code.whole"), () => this.whole(leaf)) : null, n ? null : toggle("nothing"), toggle("later")));
    if (focused >= 0) (states.querySelectorAll("button")[focused] || this.text).focus();
  }

  /** Says "nothing to code here" or "come back later" of a turn, or takes it back. */
  toggle(leaf: Leaf, state: "nothing" | "later"): void {
    const { desk } = this;
    if (!mayWrite(desk)) return;
    const { words, announce } = desk.context;
    if (state === "nothing" && desk.book.of(leaf.id).length)
      return announce(words("code.nothing.coded"));
    const now = desk.book.toggle(leaf.id, leaf.sha256, state);
    announce(words(now === state ? "code.said." + state : "code.said.taken"));
  }

  private whole(leaf: Leaf): void {
    const choice = this.tidy({ turn: leaf.id, start: 0, end: leaf.points.length });
    if (choice) this.desk.code(choice);
  }
}
