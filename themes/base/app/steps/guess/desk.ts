// SPDX-License-Identifier: MIT
// Guesses of what others noticed: what was written, what was looked at, and what people say of the two. Nothing is matched,
// counted or compared.
import type { Passage, StepContext } from "../../types";

/** A label that somebody else wrote, and the words that it stands on. */
export interface Seen {
  label: string;
  quote: string;
}

/** A passage that others marked; `own` are the participant's labels on it. */
export interface Asked extends Passage {
  own: string[];
  seen: Seen[];
}

export const MATCHES = ["same", "near", "none"];

/** What tells a passage from any other. */
export const keyOf = ({ turn, start, end }: Passage): string => `${turn}:${start}-${end}`;

export class Desk {
  readonly asked: Asked[];

  constructor(readonly context: StepContext) {
    this.asked = (context.step.data.passages as Asked[] | undefined) || [];
  }

  guess(asked: Asked): string {
    const item = this.context.items.get("guess:" + keyOf(asked));
    return item ? String(item.text) : "";
  }

  isShown(asked: Asked): boolean {
    return !!this.context.items.get("shown:" + keyOf(asked));
  }

  get shownCount(): number {
    return this.asked.filter((one) => this.isShown(one)).length;
  }

  /** A guess is a guess: once the labels were seen it stays. */
  write(asked: Asked, text: string): void {
    const { items, now } = this.context;
    const id = "guess:" + keyOf(asked);
    if (this.isShown(asked) || text === this.guess(asked)) return;
    const { turn, turn_sha256, start, end, quote, prefix, suffix } = asked;
    items.change("guess.undo.text", (draft) => {
      if (text) draft.put({ id, kind: "guess", turn, turn_sha256, start, end, quote, prefix, suffix, text, at: now() });
      else draft.remove(id);
    });
  }

  /** Notes that the labels were looked at; no undo makes that unseen. */
  show(asked: Asked): void {
    const { items, now } = this.context;
    if (this.isShown(asked)) return;
    items.record((draft) => draft.put({ id: "shown:" + keyOf(asked), kind: "shown", passage: keyOf(asked), at: now() }));
  }

  /** One of MATCHES, or "". */
  match(asked: Asked): string {
    const item = this.context.items.get("match:" + keyOf(asked));
    return item ? String(item.match) : "";
  }

  say(asked: Asked, match: string): void {
    const { items, now } = this.context;
    const id = "match:" + keyOf(asked);
    items.change("guess.undo.match", (draft) => {
      if (match) draft.put({ id, kind: "match", passage: keyOf(asked), match, at: now() });
      else draft.remove(id);
    });
  }
}
