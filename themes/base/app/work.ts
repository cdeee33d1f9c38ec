// SPDX-License-Identifier: MIT
// The participant's work: its items, and where they are kept.
import type {Book} from "./items";

/** What the shell and its screens know about the work. */
export interface Work {
  book: Book;
  readonly readOnly: boolean;
  /** The sentence of the top line; always true. */
  stateLine(): string;
  /** False when closing the page now would lose something. */
  isSafe(): boolean;
  save(): void;
  /** The participant goes on to the next step. */
  stepDone(): void;
  lastPlace(): string;
  setPlace(id: string): void;
}
