// SPDX-License-Identifier: MIT
// Everybody the board knows: the group, and who was added in the room. Pure: other panels name people with it.
import type { Item } from "../../types";
import type { BoardStepData, Person } from "./types";
import { word } from "./values";

export const ROLES = ["participant", "expert", "advocate", "observer", "facilitator"];

/** Whether they sent in Segment 1; "none" for somebody who was never asked to. */
export type First = Person["first"] | "none";

export interface Attendee {
  key: string;
  /** Their name, or their id; empty for a seat of an anonymous board. */
  name: string;
  /** Their id, where their name stands in `name`. */
  id: string;
  /** Their place among the nameless, from 1; 0 for who has a name. */
  number: number;
  role: string;
  here: boolean;
  /** Added on the board. */
  guest: boolean;
  first: First;
}

const roleIn = (value: unknown): string => (ROLES.indexOf(word(value)) < 0 ? "participant" : word(value));

const ofGroup = (person: Person, item: Item | undefined): Attendee => ({
  key: person.key,
  name: person.name || person.id || "",
  id: person.name ? person.id || "" : "",
  number: 0,
  role: roleIn(item ? item.role : person.role),
  here: !!item && item.here === true,
  guest: false,
  first: person.first,
});

/** Experts, advocates, observers and facilitators who come without a packet were never asked for Segment 1. */
const added = (item: Item): Attendee => {
  const role = roleIn(item.role);
  const first = role === "participant" ? "missing" : "none";
  return { key: word(item.person), name: word(item.name), id: "", number: 0, role, here: item.here === true, guest: true, first };
};

const byTime = (a: Item, b: Item): number =>
  word(a.at) < word(b.at) ? -1 : word(a.at) > word(b.at) ? 1 : a.id < b.id ? -1 : 1;

const numberNameless = (all: Attendee[]): Attendee[] => {
  let n = 0;
  for (const one of all) if (!one.name) one.number = ++n;
  return all;
};

/**
 * The group in its order, then who was added, in the order in which they were. On an anonymous board nobody can tell who
 * of the group is who, so only those added are there; those without a name are counted.
 */
export const attendeesOf = (data: BoardStepData, attendance: Item[]): Attendee[] => {
  const people = (data.board && data.board.people) || [];
  const known = new Set(people.map(({ key }) => key));
  const byPerson = new Map(attendance.map((item): [string, Item] => [word(item.person), item]));
  const group = data.anonymous ? [] : people.map((person) => ofGroup(person, byPerson.get(person.key)));
  // Who is neither in the group (any more) nor has a name is nobody that could be shown.
  const isGuest = ({ person, name }: Item): boolean => !!person && !known.has(word(person)) && (data.anonymous || !!word(name));
  const guests = attendance.filter(isGuest).sort(byTime);
  return numberNameless(group.concat(guests.map(added)));
};

/** Those who may take a turn and whose cards count. */
export const takesTurns = ({ role }: Attendee): boolean => role !== "observer" && role !== "facilitator";
