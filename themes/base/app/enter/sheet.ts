// SPDX-License-Identifier: MIT
// What stands on the printed sheets: which words of a conversation each numbered line holds. It is made by what printed
// them; nothing here lays out text.
import type {Span} from "../anchor";
import type {Typed} from "./place";
import {plainDigits} from "./place";

/** A turn as it is printed: starts and ends of its lines, in code points of its anchor text. */
export interface SheetTurn {
  turn: string;
  sha256: string;
  lines: number[];
}

export interface SheetConversation {
  letter: string;
  /** Its place among the packet's conversations. */
  conversation: number;
  turns: SheetTurn[];
}

export interface Sheet {
  size: string;
  code: string;
  steps: Record<string, SheetConversation[]>;
}

/** One printed line. */
export interface Line extends Span {
  n: number;
  turn: string;
}

/** The lines that somebody means. */
export interface Found {
  letter: string;
  turn: string;
  lines: Line[];
}

/** Why typed words mean nothing: a key of the words, and what it names. */
export interface Fault {
  fault: string;
  values: Record<string, string | number>;
  /** The lines that it is about, by turn. */
  turns?: Found[];
}

export const isFault = (value: object): value is Fault => "fault" in value;

/** The sheets that the packet knows: A4 and Letter. */
export const readSheets = (): Sheet[] => {
  const node = document.getElementById("calma-sheet");
  return (JSON.parse((node && node.textContent) || "{}").sheets || []) as Sheet[];
};

/** The sheet with the code that is typed, however it is spaced and in whatever digits. */
export const findSheet = (sheets: Sheet[], typed: string): Sheet | undefined => {
  const code = plainDigits(typed).replace(/\D/g, "");
  return sheets.find((sheet) => sheet.code === code);
};

/** The lines of a conversation, numbered from 1 over all its turns. */
export const linesOf = (conversation: SheetConversation): Line[] => {
  const list: Line[] = [];
  for (const {turn, lines} of conversation.turns) {
    for (let i = 0; i + 1 < lines.length; i += 2) list.push({n: list.length + 1, turn, start: lines[i], end: lines[i + 1]});
  }
  return list;
};

const byTurn = (letter: string, lines: Line[]): Found[] => {
  const found: Found[] = [];
  for (const line of lines) {
    const last = found[found.length - 1];
    if (last && last.turn === line.turn) last.lines.push(line);
    else found.push({letter, turn: line.turn, lines: [line]});
  }
  return found;
};

/** The turns of a conversation with all their lines. */
export const turnsOf = (conversation: SheetConversation): Found[] => byTurn(conversation.letter, linesOf(conversation));

const fault = (name: string, values: Fault["values"] = {}, turns?: Found[]): Fault => ({fault: name, values, turns});

/**
 * The lines that are meant by what is typed: in one turn that may be coded. `letter` is that of the row before, or "".
 */
export const findLines = (
  list: SheetConversation[],
  typed: Typed,
  letter: string,
  codable: (turn: string) => boolean,
): Found | Fault => {
  const wanted = typed.letter || letter;
  const conversation = list.find((one) => one.letter === wanted);
  if (!wanted) return fault("first");
  if (!conversation) return fault("letter", {letter: wanted, first: list[0].letter, last: list[list.length - 1].letter});
  const lines = linesOf(conversation);
  const missing = [typed.from, typed.to].find((n) => n < 1 || n > lines.length);
  if (missing !== undefined) return fault("line", {letter: wanted, n: missing, last: lines.length});
  if (typed.from > typed.to) return fault("order", {from: typed.from, to: typed.to});
  const found = byTurn(wanted, lines.slice(typed.from - 1, typed.to));
  const answers = turnsOf(conversation).filter((one) => codable(one.turn));
  if (found.length > 1) return fault("answers", {}, found);
  if (!codable(found[0].turn)) return fault("question", {}, answers);
  return found[0];
};

/** "12", or "12–14". */
export const rangeText = (lines: Line[]): string => {
  const first = lines[0].n;
  const last = lines[lines.length - 1].n;
  return first === last ? String(first) : `${first}–${last}`;
};

/** Where a passage of a conversation is printed; null when no line of it has any of it. */
export const placeOf = (conversation: SheetConversation, at: Span & {turn: string}): Found | null => {
  const lines = linesOf(conversation).filter((line) => line.turn === at.turn && line.start < at.end && line.end > at.start);
  return lines.length ? {letter: conversation.letter, turn: at.turn, lines} : null;
};
