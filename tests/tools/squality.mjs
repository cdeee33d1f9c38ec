// SPDX-License-Identifier: MIT
// Four people's comments on 146 summaries (SQuALITY) as a study and as responses to it.
// Usage: node tests/tools/squality.mjs study DIR, then node tests/tools/squality.mjs responses DIR
//
// A highlight without a comment has no code, and a coding needs one: it gets the label
// "highlighted", which nobody wrote. A quotation that is not in the text is written with a place
// that cannot be right, start 0 and its own length, so that an importer has to name it. A comment
// without a quotation is about the whole text; a row with neither says nothing and is left out.

import path from "node:path";
import {rows, writeStudy} from "./corpus.mjs";
import {dump, head, idOf, passage, points, save, withSum} from "./response.mjs";

const PROMPT = "Please answer a question about the story with a summary of what matters for it.";
const units = () => rows("annotations/squality.shared.units.jsonl");
const quoted = (row) => Boolean(row.quote && row.quote.trim());
const codings = () => rows("annotations/squality.shared.codings.jsonl")
  .filter((row) => quoted(row) || row.codes.length);
const coders = () => [...new Set(codings().map((row) => row.coder))].sort();

const transcript = (unit) => ({
  id: unit.unit_id,
  title: unit.unit_id,
  model: unit.meta.system || "unknown",
  parameters: "unknown",
  system: "unknown",
  created: "unknown",
  source: "nyu-mll/SQuALITY, CC-BY-4.0; the question in front of the text is ours",
  messages: [{role: "user", content: PROMPT}, {role: "assistant", content: unit.text}],
});

const writeSquality = (folder) => writeStudy(folder, {
  id: "squality",
  title: "Summaries of stories",
  context: "Summaries of short stories, by people and by programs, for readers of the stories.",
  participants: coders(),
  transcripts: {"units.jsonl": units().map(transcript)},
});

// Rendering turns line feeds into spaces and drops those at the ends of lines.
const pattern = (quote) => {
  const words = quote.trim().split(/\s+/);
  const literal = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(literal.join("\\s+"), "g");
};

/** The place of the quotation nearest to where the corpus has it, in UTF-16 units, or null. */
const nearest = (text, quote, start) => {
  const found = [...text.matchAll(pattern(quote))];
  const far = (match) => Math.abs(match.index - start);
  found.sort((a, b) => far(a) - far(b));
  return found.length ? [found[0].index, found[0].index + found[0][0].length] : null;
};

const nowhere = (turn, quote) => ({
  turn: turn.id, turn_sha256: turn.sha256,
  start: 0, end: points(quote).length, quote, prefix: "", suffix: "",
});

const located = (turn, row) => {
  if (!quoted(row)) return passage(turn, 0, points(turn.text).length);
  const found = row.start === null ? null : nearest(turn.text, row.quote, row.start);
  if (!found) return nowhere(turn, row.quote);
  return passage(turn, ...found.map((unit) => points(turn.text.slice(0, unit)).length));
};

const labels = (row) => {
  const written = row.codes.map((code) => code.trim().replace(/\s+/g, " ").normalize("NFC"));
  const used = [...new Set(written)].filter(Boolean);
  return (used.length ? used : ["highlighted"]).map((label) => ({label}));
};

const stamp = (n) => new Date(Date.UTC(2026, 9, 1, 9) + n * 60000).toISOString().slice(0, 19) + "Z";

const codingItem = (known, session, row, n) => {
  const turn = known.turns.get(`${row.unit_id}/2`);
  if (!turn) throw new Error(`the dump has no turn ${row.unit_id}/2`);
  return {id: idOf(session, n), clock: n + 1, session, kind: "coding", ...located(turn, row),
    codes: labels(row), at: stamp(n)};
};

const response = (known, packet) => {
  const session = idOf(packet.packet, "session");
  const items = codings().filter((row) => row.coder === packet.participant)
    .map((row, n) => codingItem(known, session, row, n));
  return withSum({...head(known, packet), response: idOf(packet.packet, "response"), session,
    revision: 1, parent: "", saved: stamp(items.length), steps: {code: {items}}});
};

const writeResponses = (folder) => {
  const known = dump(folder);
  for (const packet of known.packets) {
    const made = response(known, packet);
    const items = made.steps.code.items;
    const lost = items.filter((item) => !known.turns.get(item.turn).text.includes(item.quote));
    const name = save(path.join(folder, "responses"), made);
    console.log(`${name}: ${items.length} codings, ${lost.length} quotations not in the text`);
  }
};

const [verb, folder] = process.argv.slice(2);
const verbs = {study: writeSquality, responses: writeResponses};
if (!verbs[verb] || !folder) {
  console.error("usage: node tests/tools/squality.mjs study|responses DIR");
  process.exit(2);
}
verbs[verb](folder);
