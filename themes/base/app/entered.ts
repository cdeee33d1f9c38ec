// SPDX-License-Identifier: MIT
// Who typed in, from paper, what the items of a session say.

/** A session in which somebody typed in sheets of paper. */
export interface Entered {
  session: string;
  by: string;
  /** The code at the foot of the sheets. */
  sheet: string;
  at: string;
}

const isEntered = (one: Entered): boolean =>
  !!one && [one.session, one.by, one.sheet, one.at].every((text) => typeof text === "string");

/** Both lists as one, each session once; `more` comes from a file and may be anything. */
export const joinEntered = (known: Entered[], more: unknown): Entered[] =>
  known.concat((Array.isArray(more) ? more : []).filter((one) => isEntered(one) && !known.some(({session}) => session === one.session)));
