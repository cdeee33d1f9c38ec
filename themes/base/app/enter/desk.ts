// SPDX-License-Identifier: MIT
// What the parts of a coding sheet's page know: the printed lines, the texts they come from, and the rows so far.
import type {Span} from "../anchor";
import {anchorText, passage} from "../anchor";
import type {Code, CodingItem, Passage, StepContext} from "../types";
import {assignedTurns} from "../steps/code";
import {Book} from "../steps/code/book";
import {turnsOf as turnRefs} from "../steps/code/progress";
import type {Found, SheetConversation} from "./sheet";
import {placeOf, rangeText} from "./sheet";

/** One row: a coding, and where its passage is printed. */
export interface Row {
  n: number;
  coding: CodingItem;
  place: Found | null;
}

interface Turn {
  name: string;
  language: string;
  element: Element;
  text: string;
  points: string[];
}

export class Desk {
  readonly book: Book;
  private readonly codable = new Set<string>();
  private readonly names = new Map<string, string>();
  private readonly turns = new Map<string, Turn>();
  private readonly homes = new Map<string, SheetConversation>();

  constructor(
    readonly context: StepContext,
    readonly sheet: SheetConversation[],
  ) {
    const assigned = assignedTurns(context);
    this.book = new Book(context, assigned);
    for (const turns of assigned) for (const turn of turns) this.codable.add(turn.id);
    for (const conversation of sheet) this.name(conversation);
  }

  isCodable(turn: string): boolean {
    return this.codable.has(turn);
  }

  /** "Answer 2". */
  nameOf(turn: string): string {
    return this.names.get(turn) || turn;
  }

  titleOf(letter: string): string {
    const found = this.sheet.find((one) => one.letter === letter);
    return found ? this.context.packet.conversations[found.conversation].title : "";
  }

  /** The text of a turn, read when it is first needed. */
  turn(id: string): Turn {
    const known = this.turns.get(id);
    if (known) return known;
    const nodes = this.context.conversation((this.homes.get(id) as SheetConversation).conversation);
    const all = Array.from(nodes.querySelectorAll("section.turn"));
    const element = all.find((one) => one.getAttribute("data-turn") === id) as Element;
    const text = anchorText(element);
    const language = element.getAttribute("lang") || this.context.packet.study.language;
    const turn = {name: this.nameOf(id), language, element, text, points: Array.from(text)};
    this.turns.set(id, turn);
    return turn;
  }

  passage(turn: string, span: Span): Passage {
    return passage(this.turn(turn).element, span.start, span.end);
  }

  rows(): Row[] {
    return this.book.all().map((coding, i) => ({n: i + 1, coding, place: this.placeOf(coding)}));
  }

  private placeOf(coding: CodingItem): Found | null {
    const home = this.homes.get(coding.turn);
    return home ? placeOf(home, coding) : null;
  }

  /** The row that says the same, other than `but`. */
  same(at: Passage, codes: Code[], but: string): Row | undefined {
    const labels = (list: Code[]): string => JSON.stringify(list.map((code) => code.label).sort());
    return this.rows().find(({coding}) => coding.id !== but && coding.turn === at.turn && coding.start === at.start &&
      coding.end === at.end && labels(coding.codes) === labels(codes));
  }

  /** "A 12–14", or "" for what is on no sheet. */
  placeText(place: Found | null): string {
    return place ? `${place.letter} ${rangeText(place.lines)}` : "";
  }

  private name(home: SheetConversation): void {
    const source = document.getElementById(`conversation-${home.conversation}`);
    const counts: Record<string, number> = {question: 0, answer: 0};
    for (const {id, role} of turnRefs((source && source.textContent) || "")) {
      const kind = role === "user" ? "question" : "answer";
      this.names.set(id, this.context.words("code.turn." + kind, {n: ++counts[kind]}));
      this.homes.set(id, home);
    }
  }
}
