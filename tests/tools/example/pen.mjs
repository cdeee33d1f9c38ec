// SPDX-License-Identifier: MIT
// What the sources of the example share: where quoted words are in a turn, who writes, and when.

import {idOf, passage, points} from "../response.mjs";

export const label = (text) => text.trim().normalize("NFC");

/** Offsets in UTF-16 units at which `quote` begins in `text` from `from` on. */
const places = (text, quote, from = 0) => {
  const found = [];
  let at = text.indexOf(quote, from);
  while (at >= 0) {
    found.push(at);
    at = text.indexOf(quote, at + 1);
  }
  return found;
};

/** The one place meant; throws where there is none, or several and no `occurrence` to choose. */
const place = (turn, quote, occurrence, from) => {
  const found = places(turn.text, quote, from);
  const wanted = occurrence || 1;
  if (found.length < wanted || (!occurrence && found.length > 1)) {
    const meant = occurrence ? `number ${occurrence} is meant` : "once is needed";
    throw new Error(`${turn.id}: ${meant}, and is there ${found.length} times: ${quote}`);
  }
  return found[wanted - 1];
};

/** The span that a coding of a source names, in UTF-16 units. */
const span = (turn, source) => {
  if (source.whole) return [0, turn.text.length];
  if (source.quote) {
    const at = place(turn, source.quote, source.occurrence);
    return [at, at + source.quote.length];
  }
  const start = place(turn, source.start_quote, source.occurrence);
  return [start, place(turn, source.end_quote, 0, start) + source.end_quote.length];
};

export const locate = (turn, source) =>
  passage(turn, ...span(turn, source).map((unit) => points(turn.text.slice(0, unit)).length));

/** A turn of the study; throws when the source names another, or a prompt. */
export const turnOf = (known, id) => {
  const turn = known.turns.get(id);
  if (!turn || turn.role !== "assistant") throw new Error(`there is no answer ${id}`);
  return turn;
};

/** Hands out clocks and times: every item is a little later than the one before. */
export class Pen {
  constructor(who, begins) {
    this.who = who;
    this.time = Date.parse(begins);
    this.clock = 0;
    this.open(1);
  }

  open(n) {
    this.session = idOf(this.who, "session", n);
  }

  wait(seconds) {
    this.time += seconds * 1000;
    return new Date(this.time).toISOString().slice(0, 19) + "Z";
  }

  item(id, kind, fields) {
    this.clock += 1;
    return {id, clock: this.clock, session: this.session, kind, ...fields};
  }
}

/** Does each of `list`, and gathers what goes wrong instead of stopping at the first. */
export const each = (list, problems, act) => list.flatMap((value) => {
  try {
    return [act(value)];
  } catch (error) {
    problems.push(error.message);
    return [];
  }
});

export const packetOf = (known, source) => {
  const found = known.packets.find((packet) =>
    ["participant", "group", "round"].every((field) => packet[field] === source[field]));
  if (!found) throw new Error(`no packet for ${source.participant} of ${source.group}`);
  return found;
};
