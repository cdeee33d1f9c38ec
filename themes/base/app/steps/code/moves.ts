// SPDX-License-Identifier: MIT
// Where a caret goes next in a list of words or sentences. Offsets are code points.

/** A word or a sentence. */
export interface Unit {
  start: number;
  end: number;
}

/** The start of the first unit after `at`, or null. */
export const startAfter = (units: Unit[], at: number): number | null => {
  const next = units.filter((unit) => unit.start > at)[0];
  return next ? next.start : null;
};

/** The start of the last unit that starts before `at`, or null. */
export const startBefore = (units: Unit[], at: number): number | null => {
  const before = units.filter((unit) => unit.start < at).pop();
  return before ? before.start : null;
};

/** The end of the first unit that ends after `at`, or null. */
export const endAfter = (units: Unit[], at: number): number | null => {
  const next = units.filter((unit) => unit.end > at)[0];
  return next ? next.end : null;
};

/** The unit that holds `at`, else the next one, else the last one; null when there are none. */
export const unitAt = (units: Unit[], at: number): Unit | null => {
  const here = units.filter((unit) => unit.end > at)[0];
  return here || units[units.length - 1] || null;
};

/**
 * What S takes: the sentence at the caret, or with a choice that ends in it, the next sentence as
 * well.
 */
export const takeSentence = (units: Unit[], at: number, chosen: Unit | null): Unit | null => {
  if (!chosen) return unitAt(units, at);
  const from = unitAt(units, chosen.start);
  const whole =
    from !== null && units.some((unit) => unit.end === chosen.end) && from.start === chosen.start;
  const to = endAfter(units, whole ? chosen.end : chosen.end - 1);
  return {
    start: from ? Math.min(from.start, chosen.start) : chosen.start,
    end: to === null ? chosen.end : to,
  };
};

/**
 * What a tap takes: the sentence, joined with what is chosen; a tap inside a longer choice takes
 * the sentence alone.
 */
export const tapSentence = (tapped: Unit, chosen: Unit | null): Unit | null => {
  if (!chosen) return tapped;
  const inside = tapped.start >= chosen.start && tapped.end <= chosen.end;
  if (!inside) {
    return { start: Math.min(tapped.start, chosen.start), end: Math.max(tapped.end, chosen.end) };
  }
  return tapped.start === chosen.start && tapped.end === chosen.end ? null : tapped;
};
