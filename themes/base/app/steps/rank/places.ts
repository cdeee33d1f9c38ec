// SPDX-License-Identifier: MIT
// An order of axes: places, each with one axis or several that are tied; what is in none is not ranked.
import { sha256 } from "../../sha256";

export type Places = string[][];

/** Where an id stands, from 0; -1 where it is not ranked. */
export const placeOf = (places: Places, id: string): number =>
  places.reduce((found, place, at) => (found < 0 && place.indexOf(id) >= 0 ? at : found), -1);

/** Without these ids; places that are empty then are gone. */
export const without = (places: Places, gone: (id: string) => boolean): Places =>
  places.map((place) => place.filter((id) => !gone(id))).filter((place) => place.length);

/**
 * One up (-1) or down (1). What is not ranked goes to the end; one of several that are tied gets a place of its own before
 * or behind the others. The same places where there is nowhere to go.
 */
export const shift = (places: Places, id: string, by: number): Places => {
  const at = placeOf(places, id);
  if (at < 0) return by < 0 ? places.concat([[id]]) : places;
  const tied = places[at].length > 1;
  const to = at + (tied ? Math.max(0, by) : by);
  if (to < 0 || to > places.length - (tied ? 0 : 1)) return places;
  const rest = without(places, (other) => other === id);
  rest.splice(to, 0, [id]);
  return rest;
};

/** A stable order that follows from the seed and nothing else: no two people begin with the same one. */
export const shuffle = <T extends { id: string }>(list: T[], seed: string): T[] =>
  list.map((one) => ({ one, key: sha256(`${seed}\n${one.id}`) })).sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ one }) => one);
