// SPDX-License-Identifier: MIT
// The discussion: what a board sends back. Sources name people, attributes and axes by words; the keys and ids of the
// formats are made from them here.

import {head, idOf, sha256, withSum} from "../response.mjs";
import {exampleOf} from "./discuss.mjs";
import {each, locate, packetOf, Pen, turnOf} from "./pen.mjs";

const MINUTE = 60;

/** The key of somebody, or of an item of theirs: the first digits of a hash (docs/formats.md). */
const keyOf = (study, kind, ...parts) =>
  sha256(["calma " + kind, study, ...parts].join("\n") + "\n").slice(0, 16);

/** The id of the axis that a group's sources call `name`. */
export const axisId = (board, name) => idOf(board, "axis", name);

class Board {
  constructor(known, made, source) {
    this.known = known;
    this.made = made;
    this.source = source;
    this.packet = packetOf(known, source);
    this.pen = new Pen(this.packet.packet, source.begins);
    this.began = this.pen.time;
    this.decisions = [];
  }

  at(minutes) {
    return new Date(this.began + minutes * MINUTE * 1000).toISOString().slice(0, 19) + "Z";
  }

  spans(list) {
    return list.map(([from, to]) => ({from: this.at(from), to: this.at(to)}));
  }

  person(id) {
    return keyOf(this.known.study.id, "person", id);
  }

  guest(name) {
    return idOf(this.packet.packet, "guest", name);
  }

  axis(name) {
    return axisId(this.source.participant, name);
  }

  axes(names) {
    return names.map((name) => this.axis(name));
  }

  /** "p01/name of the attribute": its key. */
  card(words) {
    const at = words.indexOf("/");
    const [who, name] = [words.slice(0, at), words.slice(at + 1)];
    const item = (this.made.attributes.get(who) || []).find((one) => one.name === name);
    if (!item) throw new Error(`${who} wrote down no attribute: ${name}`);
    return keyOf(this.known.study.id, "card", who, "discuss", "rank", item.id);
  }

  /** Where an axis came from: "label:words", "axis:board/name" or a card. */
  origin(words) {
    if (words.startsWith("label:")) return {kind: "label", key: words.slice(6)};
    if (!words.startsWith("axis:")) return {kind: "card", key: this.card(words)};
    const [board, name] = words.slice(5).split("/");
    return {kind: "axis", key: `${board}/${axisId(board, name)}`};
  }

  fields(row) {
    const fields = {...row.fields};
    if (fields.related) fields.related = this.axes(fields.related);
    if (row.from) fields.from = row.from.map((words) => this.origin(words));
    return fields;
  }

  /** A passage with what is left out; the coding that it came from is somebody's whose words begin so. */
  example(row) {
    const turn = turnOf(this.known, row.turn);
    const elisions = (row.leave || []).map((left) => {
      const {start, end} = locate(turn, left);
      return {start, end, mark: left.mark || ""};
    });
    return {
      id: idOf(this.packet.packet, "example", row.id), ...locate(turn, row), elisions,
      coding: this.coding(row), source: this.sourceOf(row.turn),
    };
  }

  coding({person, begins}) {
    const item = exampleOf(this.made.codings.get(person) || [], begins);
    return keyOf(this.known.study.id, "coding", person, "code", "code", item);
  }

  sourceOf(turn) {
    return this.known.own.has(turn.split("/")[0]) ? "own" : "baseline";
  }
}

// What each act has beside its number, author, reason and time.
const acts = {
  create: (board, row) => ({axis: board.axis(row.axis), fields: board.fields(row)}),
  edit: (board, row) => ({axis: board.axis(row.axis), fields: board.fields(row)}),
  rename: (board, row) => ({axis: board.axis(row.axis), name: row.name}),
  merge: (board, row) => ({axes: board.axes(row.axes), axis: board.axis(row.axis), fields: board.fields(row)}),
  split: (board, row) => ({axis: board.axis(row.axis), parts: row.parts.map((part) => ({
    axis: board.axis(part.axis), fields: board.fields(part),
    examples: part.examples.map((id) => idOf(board.packet.packet, "example", id)),
  }))}),
  example: (board, row) => ({axis: board.axis(row.axis), example: board.example(row.example)}),
  dissent: (board, row) => ({axis: board.axis(row.axis), dissent: row.dissent}),
  order: (board, row) => ({axes: board.axes(row.axes)}),
  top: (board, row) => ({size: row.size, axes: board.axes(row.axes)}),
  adopt: (board, row) => ({axes: board.axes(row.axes)}),
  undo: (board, row) => ({decision: board.decisions[row.of - 1].id}),
};

const decision = (board, row) => {
  const n = board.decisions.length + 1;
  const item = board.pen.item(idOf(board.packet.packet, "decision", n), "decision", {
    n, act: row.act, by: row.by || "facilitator", reason: row.reason || "",
    at: board.pen.wait(90), ...acts[row.act](board, row),
  });
  board.decisions.push(item);
  return item;
};

const attendance = (board, row) => {
  const person = row.person ? board.person(row.person) : board.guest(row.name);
  return board.pen.item("here:" + person, "attendance",
    {person, name: row.name || "", role: row.role, here: row.here !== false, at: board.at(0)});
};

const talk = (board, row, order) => {
  const person = board.person(row.person);
  return board.pen.item("talk:" + person, "talk", {
    person, order, state: row.passed ? "passed" : "done", shown: row.shown === true,
    spans: row.span ? board.spans([row.span]) : [],
  });
};

const mapping = (board, [words, names]) => {
  const card = board.card(words);
  return board.pen.item("card:" + card, "mapping",
    {card, axes: board.axes(names), by: "facilitator", at: board.pen.wait(20)});
};

const minute = (board, row, n) => board.pen.item(idOf(board.packet.packet, "minute", n), "minute", {
  text: row.text, speaker: board.person(row.speaker), consent: row.consent, axis: row.axis ? board.axis(row.axis) : "",
  about: row.about || "discussion", segment: row.segment, at: board.pen.wait(60),
});

const override = (board, {missing, reason}) => board.pen.item(idOf(board.packet.packet, "override"), "override",
  {missing: missing.map((id) => board.person(id)), reason, by: "facilitator", at: board.at(20)});

const move = (board, row, n) => board.pen.item(idOf(board.packet.packet, "move", n), "move",
  {n: n + 1, ...row, by: "facilitator", at: board.at(30 + n)});

const itemsOf = (board, problems) => {
  const {source, pen} = board;
  const many = (rows, make) => each((rows || []).map((row, n) => [row, n]), problems, ([row, n]) => make(board, row, n));
  return [
    pen.item("session", "session", source.session),
    ...many(source.caveats, (_, text, n) => pen.item(idOf(board.packet.packet, "caveat", n), "caveat", {text, at: board.at(170)})),
    ...many(source.attendance, attendance),
    ...many(source.override ? [source.override] : [], override),
    ...many(source.segments, (_, row) => pen.item("segment:" + row.segment, "segment", {...row, spans: board.spans(row.spans)})),
    ...many(source.talks, talk),
    ...many(source.moves, move),
    ...many(source.decisions, decision),
    ...many(Object.entries(source.mappings || {}), mapping),
    ...many(source.minutes, minute),
  ];
};

/** `made` holds what came before: `codings` and `attributes`, items by participant. */
export const boardResponse = (known, source, made, problems) => {
  const board = new Board(known, made, source);
  board.pen.wait(100 * MINUTE);
  const steps = {board: {items: itemsOf(board, problems)}};
  made.decisions.set(source.participant, board.decisions);
  return withSum({
    ...head(known, board.packet), response: idOf(board.pen.who, "response"),
    session: board.pen.session, revision: 1, parent: "", saved: board.pen.wait(60), steps,
  });
};
