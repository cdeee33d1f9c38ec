// SPDX-License-Identifier: MIT
// The questions of a survey, and which of them are asked: some only where an earlier answer asks for it.
import type { Item } from "../../types";
import type { Option } from "../../choices";

export interface Question {
  id: string;
  ask: string;
  kind: "single" | "multiple" | "scale" | "text";
  options?: Option[];
  points?: number;
  low?: string;
  high?: string;
  /** Something else can be said, in own words: the option `other`. */
  other?: boolean;
  when?: { question: string; is: string[] };
  profile?: boolean;
  /** Those who run the study look at the answer, to see whether the study is meant for this person. */
  screens?: boolean;
}

export interface Section {
  title: string;
  text: string;
  questions: Question[];
}

/** The answer to a question: its id is the question's. */
export interface AnswerItem extends Item {
  kind: "answer";
  choices?: string[];
  value?: number;
  text?: string;
  at: string;
}

/** Ids of what an answer holds; of a scale the number as text. */
export const chosenOf = (answer: AnswerItem | undefined): string[] =>
  !answer ? [] : answer.value ? [String(answer.value)] : answer.choices || [];

/** Ids of the questions that are asked: an answer to one that is not asks for nothing. */
export const asked = (questions: Question[], answerTo: (id: string) => AnswerItem | undefined): Set<string> => {
  const out = new Set<string>();
  for (const { id, when } of questions) {
    const held = when && out.has(when.question) ? chosenOf(answerTo(when.question)) : [];
    if (!when || held.some((one) => when.is.indexOf(one) >= 0)) out.add(id);
  }
  return out;
};
