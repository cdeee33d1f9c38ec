// SPDX-License-Identifier: MIT
// Initial coding: a conversation in the middle, what the participant wrote about it beside it.
import type { StepContext, StepView } from "../types";
import type { TurnRef } from "./code/progress";
import { anchorText } from "../anchor";
import { Book } from "./code/book";
import { Coder } from "./code/coder";
import { turnsOf } from "./code/progress";
import { threadsOf } from "../threads";
import type { Thread } from "../threads";

const KEYS: [string, string][] = [
  ["← →", "code.key.word"],
  ["↑ ↓", "code.key.sentence"],
  ["Home End", "code.key.ends"],
  ["Shift ← →", "code.key.extend"],
  ["S", "code.key.take"],
  ["Enter", "code.key.code"],
  ["V", "code.key.own"],
  ["N", "code.key.nothing"],
  ["L", "code.key.later"],
  ["U", "code.key.undo"],
  ["[ ]", "code.key.turns"],
  ["Tab", "code.key.marks"],
  ["Esc", "code.key.escape"],
];

/** The turns to code of each conversation of the step, without building their nodes. */
export const assignedTurns = (context: StepContext): TurnRef[][] => {
  const numbers = context.step.data.conversations as number[];
  return numbers.map((n) => {
    const source = document.getElementById(`conversation-${n}`);
    const turns = turnsOf((source && source.textContent) || "");
    return turns.filter((turn) => turn.role !== "user" || context.step.data.prompts === true);
  });
};

/** The turns to code of each thread: what people see as one conversation. */
const threadTurns = (context: StepContext, threads: Thread[]): TurnRef[][] => {
  const turns = assignedTurns(context);
  const numbers = context.step.data.conversations as number[];
  return threads.map(({ own }) => ([] as TurnRef[]).concat(...own.map((n) => turns[numbers.indexOf(n)])));
};

/** The text of a turn as it is now; "" where it is not here. */
const textOf = (context: StepContext, assigned: TurnRef[][], turn: string): string => {
  const at = assigned.findIndex((turns) => turns.some(({ id }) => id === turn));
  const numbers = context.step.data.conversations as number[];
  const all = at < 0 ? [] : Array.from(context.conversation(numbers[at]).querySelectorAll<HTMLElement>("section.turn"));
  const found = all.filter((node) => node.getAttribute("data-turn") === turn)[0];
  return found ? anchorText(found) : "";
};

/** A coder that can be led to one of its codings. */
export interface CodeView extends StepView {
  /** Opens the form of a coding, while the coder is shown. */
  edit(coding: string): void;
}

/** The step `code`: `data` is `{conversations: number[], prompts: boolean}`. */
export const code = (context: StepContext): CodeView => {
  const threads = threadsOf(context.packet.conversations, context.step.data.conversations as number[]);
  const assigned = assignedTurns(context);
  const book = new Book(context, threadTurns(context, threads), (turn) => textOf(context, assigned, turn));
  let coder: Coder | null = null;
  context.items.listen((ids) => {
    const touched = book.follow(ids);
    if (coder) coder.follow(ids, touched);
  });
  return {
    show(host) {
      coder = new Coder(context, book, threads);
      coder.show(host);
    },
    hide() {
      if (coder) coder.hide();
      coder = null;
    },
    edit(coding) {
      if (coder) coder.edit(coding);
    },
    progress() {
      const { done, total } = book.overall();
      return { done, total };
    },
    ready: () => true,
    keys: KEYS,
  };
};
