// SPDX-License-Identifier: MIT
// Before the discussion: what somebody sends back of the second round.

import {head, idOf, withSum} from "../response.mjs";
import {each, packetOf, Pen} from "./pen.mjs";

export const exampleOf = (codings, words) => {
  const found = codings.find((coding) => coding.quote.startsWith(words));
  if (!found) throw new Error(`no passage of theirs begins with: ${words}`);
  return found.id;
};

const attributeItem = (pen, codings, row, rank) => {
  const examples = row.examples.map((words) => exampleOf(codings, words));
  pen.wait(300);
  return pen.item(idOf(pen.who, "attribute", row.name), "attribute",
    {name: row.name, definition: row.definition, rank, examples});
};

const mapNote = (pen, {label: on, text}) =>
  pen.item("note:" + on, "mapnote", {label: on, text, at: pen.wait(120)});

/** What somebody sends back before the discussion; `codings` are theirs of the round before. */
export const discussResponse = (known, source, codings, problems) => {
  const packet = packetOf(known, source);
  const pen = new Pen(packet.packet, source.begins);
  const viewed = ["orientation", "personal", "group"].map((id) =>
    pen.item(id, "viewed", {at: pen.wait(200)}));
  const rows = source.attributes.map((row, n) => [row, n + 1]);
  const ranked = each(rows, problems, ([row, rank]) => attributeItem(pen, codings, row, rank));
  if ("fewer" in source) {
    ranked.push(pen.item("fewer", "fewer", {reason: source.fewer, at: pen.wait(30)}));
  }
  const steps = {review: {items: viewed}, rank: {items: ranked}};
  if (source.map) steps.map = {items: source.map.map((note) => mapNote(pen, note))};
  return withSum({
    ...head(known, packet), response: idOf(pen.who, "response"),
    session: pen.session, revision: 1, parent: "", saved: pen.wait(60), steps,
  });
};
