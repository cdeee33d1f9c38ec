// SPDX-License-Identifier: MIT
// What the parts of the coder may ask of each other.
import type { StepContext } from "../../types";
import type { Book } from "./book";

/** A stretch of a turn that somebody is about to code; code points, end exclusive. */
export interface Choice {
  turn: string;
  start: number;
  end: number;
}

export interface Desk {
  readonly context: StepContext;
  readonly book: Book;
  /** The passage that is chosen and not coded yet. */
  readonly choice: Choice | null;
  choose(choice: Choice | null): void;
  /** Opens the editor for a passage, or the coding that already has exactly these ends. */
  code(choice: Choice): void;
  /** Closes the editor when nothing in it would be lost; false when it stays open. */
  settle(): boolean;
  codeInOwnWords(choice: Choice): void;
  edit(coding: string): void;
  remove(coding: string): void;
  /** Shows a coding in its conversation and puts the focus on it. */
  jump(coding: string): void;
  /** Opens a conversation, by its place among the step's conversations. */
  open(index: number): void;
  /** Lights up a coding's marks and note, or none. */
  light(coding: string | null): void;
  sheet(name: "" | "rail" | "list"): void;
  undo(): void;
  redo(): void;
}

/** Whether work may be changed; says why not when it may not. */
export const mayWrite = (desk: Desk): boolean => {
  if (desk.context.readOnly) desk.context.announce(desk.context.words("code.readonly"));
  return !desk.context.readOnly;
};
