// SPDX-License-Identifier: MIT
// After the discussion: how far somebody agrees with each definition, their ranking, and what they say of it all.

import {head, idOf, sha256, withSum} from "../response.mjs";
import {axisId} from "./board.mjs";
import {packetOf, Pen} from "./pen.mjs";

const rating = (pen, axis, said) => {
  const value = said ? {value: said[0]} : {};
  const comment = said && said[1] ? {comment: said[1]} : {};
  return pen.item("axis:" + axis.id, "rating", {
    axis: axis.id, definition_sha256: sha256(axis.definition), ...value, ...comment, at: pen.wait(70),
  });
};

const answer = (pen, [question, said]) => pen.item(question, "answer", {...said, at: pen.wait(45)});

/** `axes` are the group's, as its board left them. */
export const rateResponse = (known, source, axes) => {
  const packet = packetOf(known, source);
  const pen = new Pen(packet.packet, source.begins);
  const find = (name) => {
    const found = axes.find(({id}) => id === axisId("board-" + source.group, name));
    if (!found) throw new Error(`the group has no axis ${name}`);
    return found;
  };
  const rated = Object.entries(source.ratings).map(([name, said]) => rating(pen, find(name), said));
  const placed = Object.entries(source.positions || {}).map(([name, value]) =>
    pen.item("position:" + find(name).id, "position", {axis: find(name).id, value, at: pen.wait(30)}));
  const places = source.ranking.map((name) => [find(name).id]);
  const steps = {
    rate: {items: [...rated, ...placed]},
    rank: {items: [pen.item("ranking", "ranking", {places, at: pen.wait(120)})]},
    survey: {items: Object.entries(source.survey).map((row) => answer(pen, row))},
  };
  return withSum({
    ...head(known, packet), response: idOf(pen.who, "response"),
    session: pen.session, revision: 1, parent: "", saved: pen.wait(60), steps,
  });
};
