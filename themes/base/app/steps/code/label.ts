// SPDX-License-Identifier: MIT
// A code's wording: what is kept, what is compared, and a passage's own words as a code.
import { fold } from "../../fold";
import type { Code } from "../../types";

/** What is kept of a code: trimmed and in NFC, else as written. */
export const tidy = (label: string): string =>
  Array.from(label.normalize("NFC").replace(/[\u0000-\u001f\u007f]+/g, " ").trim()).slice(0, 500).join("").trim();

/**
 * A passage's own words as a code: one line, without outer quotes and stops, at most `limit` code
 * points.
 */
export const ownWords = (quote: string, limit = 60): string => {
  const line = tidy(quote.replace(/\s+/g, " "));
  const bare = line.replace(/^["'“”‘’«»\s]+|["'“”‘’«»\s.,;:!?।؟،]+$/g, "");
  const points = Array.from(bare || line);
  if (points.length <= limit) return points.join("");
  const head = points.slice(0, limit - 1).join("");
  const space = head.lastIndexOf(" ");
  return tidy(space > limit / 3 ? head.slice(0, space) : head) + "…";
};

/** One own earlier code with the clock of its last use. */
export interface Used {
  label: string;
  clock: number;
}

/** Own earlier codes that hold the query: those that begin with it first, then the latest first. */
export const suggest = (used: Used[], query: string, without: Code[], limit = 8): string[] => {
  const wanted = fold(tidy(query));
  const taken = new Set(without.map((code) => code.label));
  return used
    .map((one) => ({ one, at: fold(one.label).indexOf(wanted) }))
    .filter((hit) => hit.at >= 0 && !taken.has(hit.one.label))
    .sort((a, b) => Number(a.at > 0) - Number(b.at > 0) || b.one.clock - a.one.clock)
    .slice(0, limit)
    .map((hit) => hit.one.label);
};

/** The codes without repeats and empty labels, in order. */
export const distinct = (codes: Code[]): Code[] => {
  const seen = new Set<string>();
  return codes.filter((code) => {
    const fresh = code.label !== "" && !seen.has(code.label);
    seen.add(code.label);
    return fresh;
  });
};
