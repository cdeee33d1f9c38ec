// SPDX-License-Identifier: MIT
// What can be searched: titles and topics at once, what was said as soon as it has been gone through, a little at a time, so
// that a large bank holds nobody up.
import { fold } from "../../fold";
import type { Entry } from "./bank";

const SLICE_MS = 12;

export class Texts {
  private heads: string[];
  private bodies: string[] = [];
  private timer = 0;

  /** `said` answers with the text of a conversation; `grown` hears when all is there. */
  constructor(private entries: Entry[], private said: (entry: Entry) => string, private grown: () => void) {
    this.heads = entries.map(({ title, topic }) => fold(`${title} ${topic}`));
  }

  get isWhole(): boolean {
    return this.bodies.length === this.entries.length;
  }

  /** Goes on with what has not been gone through. */
  start(): void {
    window.clearTimeout(this.timer);
    if (!this.isWhole) this.timer = window.setTimeout(() => this.slice(), 0);
  }

  stop(): void {
    window.clearTimeout(this.timer);
  }

  /** The entries that hold every word of the query, in the order of the bank. */
  find(query: string): Entry[] {
    const wanted = fold(query).split(/\s+/).filter((word) => word);
    return this.entries.filter((_, at) => {
      const body = this.bodies[at] || "";
      return wanted.every((word) => this.heads[at].indexOf(word) >= 0 || body.indexOf(word) >= 0);
    });
  }

  private slice(): void {
    const end = Date.now() + SLICE_MS;
    while (!this.isWhole && Date.now() < end) this.bodies.push(fold(this.said(this.entries[this.bodies.length])));
    if (this.isWhole) this.grown();
    else this.start();
  }
}
