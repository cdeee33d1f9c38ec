// SPDX-License-Identifier: MIT
// When the cards may be opened: nobody who is here sees what others wrote before their own is in.
import type { Item } from "../../types";
import { takesTurns } from "./attendees";
import type { Attendee } from "./attendees";
import type { BoardStepData } from "./types";

export interface Opening {
  /** "nobody" is ticked yet; "closed"; "open" by rule; "anyway" by an override that says why. */
  state: "nobody" | "closed" | "open" | "anyway";
  /** Keys of those who keep it closed, or did before the override. On an anonymous board some of them may not be here. */
  missing: string[];
}

const excused = (overrides: Item[]): Set<string> => {
  const keys = new Set<string>();
  for (const { missing } of overrides) if (Array.isArray(missing)) missing.forEach((key) => keys.add(String(key)));
  return keys;
};

const byRule = (missing: string[], overrides: Item[]): Opening => {
  const keys = excused(overrides);
  if (!missing.length) return { state: "open", missing };
  return { state: missing.every((key) => keys.has(key)) ? "anyway" : "closed", missing };
};

/** Nobody knows whose are missing: there must be as many in as there are people here. */
const ofNameless = (data: BoardStepData, seats: Attendee[], overrides: Item[]): Opening => {
  const people = (data.board && data.board.people) || [];
  const missing = people.filter(({ first }) => first === "missing").map(({ key }) => key);
  if (people.length - missing.length >= seats.length) return { state: "open", missing: [] };
  // More seats than people of the group: the seats themselves are what is missing.
  return byRule(missing.length ? missing : seats.slice(people.length).map(({ key }) => key), overrides);
};

/**
 * The rule of Segment 1. Those who never meet are all there is, so all of the group count; else those ticked as here do.
 * An override lets the cards open for the people it names, and for nobody who comes later.
 */
export const openingOf = (data: BoardStepData, attendees: Attendee[], overrides: Item[], apart: boolean): Opening => {
  const counted = attendees.filter((one) => takesTurns(one) && (one.here || (apart && !one.guest)));
  if (data.anonymous && apart) {
    const people = (data.board && data.board.people) || [];
    return byRule(people.filter(({ first }) => first === "missing").map(({ key }) => key), overrides);
  }
  if (!counted.length) return { state: "nobody", missing: [] };
  if (data.anonymous) return ofNameless(data, counted.filter(({ role }) => role === "participant"), overrides);
  return byRule(counted.filter(({ first }) => first === "missing").map(({ key }) => key), overrides);
};

export const isOpen = ({ state }: Opening): boolean => state === "open" || state === "anyway";
