// SPDX-License-Identifier: MIT
// Writes the responses of studies/history-tutor from the hand-written files in codings/ (its README
// says how they are written). The same sources always give the same bytes.
// Usage: node tests/tools/make-responses.mjs [STUDY [TARGET]]

import {existsSync, readFileSync, readdirSync} from "node:fs";
import path from "node:path";
import {fileURLToPath} from "node:url";
import {dump, head, idOf, passage, points, save, sha256, withSum} from "./response.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const TEXTS = {consent: ["consent.md"], read: ["context.md", "coding.md"]};
const label = (text) => text.trim().normalize("NFC");

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

const locate = (turn, source) =>
  passage(turn, ...span(turn, source).map((unit) => points(turn.text.slice(0, unit)).length));

/** Hands out clocks and times: every item is a little later than the one before. */
class Pen {
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

const fileHashes = (study, files) =>
  files.map((file) => [file, sha256(readFileSync(path.join(study, file)))]);

const consentItems = (pen, study, source) => {
  const documents = fileHashes(study, TEXTS.consent).map(([, hash]) => hash);
  return [pen.item("consent", "consent", {accepted: source.consent, documents, at: pen.wait(240)})];
};

const readItems = (pen, study) => fileHashes(study, TEXTS.read).map(([file, hash]) =>
  pen.item(file, "read", {sha256: hash, at: pen.wait(150)}));

const code = (value) =>
  typeof value === "string" ? {label: label(value)} : {...value, label: label(value.label)};

const codingItem = (pen, turn, source) => {
  const found = locate(turn, source);
  const id = idOf(pen.who, turn.id, found.start, found.end, source.deleted ? "deleted" : "");
  const at = pen.wait(50 + Math.min(400, found.quote.length));
  if (source.deleted) return pen.item(id, "coding", {deleted: true});
  const memo = source.memo ? {memo: source.memo} : {};
  return pen.item(id, "coding", {...found, codes: source.codes.map(code), ...memo, at});
};

/** A turn of the study; throws when the source names another, or a prompt. */
const turnOf = (known, id) => {
  const turn = known.turns.get(id);
  if (!turn || turn.role !== "assistant") throw new Error(`there is no answer ${id}`);
  return turn;
};

/** Does each of `list`, and gathers what goes wrong instead of stopping at the first. */
const each = (list, problems, act) => list.flatMap((value) => {
  try {
    return [act(value)];
  } catch (error) {
    problems.push(error.message);
    return [];
  }
});

const turnItem = (pen, turn, state) =>
  pen.item("turn:" + turn.id, "turn", {turn: turn.id, turn_sha256: turn.sha256, state});

const codeItems = (pen, known, source, problems) => {
  const codings = each(source.codings, problems, (row) =>
    codingItem(pen, turnOf(known, row.turn), row));
  const turns = ["nothing", "seen", "later"].flatMap((state) =>
    each(source[state] || [], problems, (id) => turnItem(pen, turnOf(known, id), state)));
  const notes = (source.notes || []).map((text, n) =>
    pen.item(idOf(pen.who, "note", n), "note", {text, at: pen.wait(90)}));
  return [...codings, ...turns, ...notes];
};

const live = (items) => items.filter((item) => item.kind === "coding" && !item.deleted);

/** The first coding whose passage begins with `words` and that has a code of `labels`. */
const codingThatBegins = (codings, words, labels) => {
  const found = codings.find((coding) =>
    coding.quote.startsWith(words) && coding.codes.some((one) => labels.has(one.label)));
  if (!found) throw new Error(`no passage that fits begins with: ${words}`);
  return found;
};

const refinedItem = (pen, codings, row) => {
  const from = row.from.map(label);
  const chosen = row.only
    ? row.only.map((words) => codingThatBegins(codings, words, new Set(from))) : codings;
  const uses = chosen.flatMap((coding) => coding.codes.filter((one) => from.includes(one.label))
    .map((one) => ({coding: coding.id, label: one.label})));
  const missing = from.find((one) => !uses.some((use) => use.label === one));
  if (missing) throw new Error(`no such code to refine: ${missing}`);
  const fields = {label: label(row.label), uses, was: from};
  return pen.item(idOf(pen.who, "code", row.label), "code", fields);
};

/** Codes by label: `{key, labels}`, where `labels` are the first words of its uses. */
const codeBook = (codings, refined) => {
  const book = new Map();
  const claims = refined.flatMap((item) => item.uses);
  const claimed = new Set(claims.map((use) => use.coding + "\n" + use.label));
  for (const coding of codings) {
    for (const one of coding.codes) {
      if (claimed.has(coding.id + "\n" + one.label)) continue;
      book.set(one.label, {key: "label:" + one.label, labels: new Set([one.label])});
    }
  }
  for (const item of refined) {
    const labels = new Set(item.uses.map((use) => use.label));
    book.set(item.label, {key: "code:" + item.id, labels});
  }
  return book;
};

const clusterItems = (pen, codings, book, row, order) => {
  const id = idOf(pen.who, "cluster", row.name);
  const codes = row.codes.map((text) => {
    const found = book.get(label(text));
    if (!found) throw new Error(`${row.name}: no such code: ${text}`);
    return found;
  });
  const labels = new Set(codes.flatMap((one) => [...one.labels]));
  const best = row.best ? codingThatBegins(codings, row.best, labels).id : "";
  const cluster = pen.item(id, "cluster",
    {name: row.name, definition: row.definition, best, poles: row.poles || [], order});
  const members = codes.map((one) =>
    pen.item(`${id}+${one.key}`, "member", {cluster: id, code: one.key}));
  return [cluster, ...members];
};

const focusedItems = (pen, items, source, problems) => {
  const codings = live(items);
  const refined = each(source.refined || [], problems, (row) => refinedItem(pen, codings, row));
  const book = codeBook(codings, refined);
  const clusters = (source.clusters || []).map((row, n) => [row, n + 1]);
  const grouped = each(clusters, problems, ([row, n]) => clusterItems(pen, codings, book, row, n));
  return [...refined, ...grouped.flat()];
};

const packetOf = (known, source) => {
  const found = known.packets.find((packet) =>
    ["participant", "group", "round"].every((field) => packet[field] === source[field]));
  if (!found) throw new Error(`no packet for ${source.participant} of ${source.group}`);
  return found;
};

/** The response at its first save, after coding, or at the second, when codes were put together. */
const response = (known, study, source, problems) => {
  const packet = packetOf(known, source);
  const who = packet.packet;
  const pen = new Pen(who, source.begins);
  const steps = {consent: {}, read: {}};
  // Who agrees does so first; who declines in our example had begun, and then withdrew.
  if (source.consent) steps.consent.items = consentItems(pen, study, source);
  steps.read.items = readItems(pen, study);
  steps.code = {items: codeItems(pen, known, source, problems)};
  if (!source.consent) steps.consent.items = consentItems(pen, study, source);
  const saved = (revision, parent) => withSum({
    ...head(known, packet), response: idOf(who, "response"),
    session: pen.session, revision, parent, saved: pen.wait(60), steps,
  });
  const first = saved(1, "");
  if (!(source.clusters || []).length) return first;
  pen.open(2);
  pen.wait(26 * 3600);
  steps.cluster = {items: focusedItems(pen, steps.code.items, source, problems)};
  pen.wait(35 * 60);
  return saved(2, first.sum);
};

const exampleOf = (codings, words) => {
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
const discussResponse = (known, source, codings, problems) => {
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

const readSources = (folder) => {
  const files = readdirSync(folder).filter((name) => name.endsWith(".json")).sort();
  const sources = files.map((file) => [file, JSON.parse(readFileSync(path.join(folder, file), "utf8"))]);
  const isLater = ([, source]) => Number("attributes" in source);
  return sources.sort((a, b) => isLater(a) - isLater(b));
};

const main = (study, target) => {
  const known = dump(study);
  const codings = new Map();
  let wrong = 0;
  for (const [file, one] of readSources(path.join(study, "codings"))) {
    const problems = [];
    const [made] = each([one], problems, (source) => {
      if ("attributes" in source) {
        return discussResponse(known, source, codings.get(source.participant) || [], problems);
      }
      const coded = response(known, study, source, problems);
      codings.set(source.participant, live(coded.steps.code.items));
      return coded;
    });
    for (const problem of problems) console.error(`codings/${file}: ${problem}`);
    wrong += problems.length;
    if (made && !problems.length) console.log(save(target, made));
  }
  return wrong ? 1 : 0;
};

const study = process.argv[2] || path.resolve(here, "../../studies/history-tutor");
if (!existsSync(path.join(study, "study.lua"))) {
  console.error(`${study}: there is no study.lua`);
  process.exit(2);
}
process.exitCode = main(study, process.argv[3] || path.join(study, "responses"));
