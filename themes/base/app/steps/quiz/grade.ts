// SPDX-License-Identifier: MIT
// Whether answers are right, without the right answers lying in the packet to be read. That is no lock: there are few
// answers to try.
import { compare } from "../../codepoints";
import { sha256 } from "../../sha256";
import type { Item } from "../../types";
import type { Option } from "../../choices";

export interface Question {
  id: string;
  ask: string;
  kind: "single" | "multiple";
  options: Option[];
  /** Stands for the right answers: `seal` of them. */
  right: string;
  /** Why, in Base64. */
  why: string;
}

export interface Given {
  question: string;
  choices: string[];
}

/** One time of asking for all the answers. It is never changed. */
export interface TryItem extends Item {
  kind: "try";
  /** From 1. */
  n: number;
  answers: Given[];
  right: number;
  of: number;
  passed: boolean;
  flagged: boolean;
  at: string;
}

/** What stands for answers to a question in the packet. */
export const seal = (id: string, choices: string[]): string =>
  sha256(`calma quiz\n${id}\n${choices.slice().sort(compare).join("\n")}\n`);

export const isRight = ({ id, right }: Question, choices: string[]): boolean => seal(id, choices) === right;

/** The text of a question's `why`. */
export const unveil = (why: string): string =>
  new TextDecoder().decode(Uint8Array.from(atob(why), (char) => char.charCodeAt(0)));

export interface Rules {
  /** How many right answers are enough. */
  need: number;
  /** How often one may try. */
  tries: number;
}

/** What try `n` comes to. One that is not enough and is the last is flagged. */
export const graded = (questions: Question[], answers: Given[], n: number, { need, tries }: Rules): Pick<TryItem, "right" | "of" | "passed" | "flagged"> => {
  const of = new Map(answers.map(({ question, choices }): [string, string[]] => [question, choices]));
  const right = questions.filter((question) => isRight(question, of.get(question.id) || [])).length;
  return { right, of: questions.length, passed: right >= need, flagged: right < need && n >= tries };
};
