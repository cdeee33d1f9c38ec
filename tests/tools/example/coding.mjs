// SPDX-License-Identifier: MIT
// Reading and coding: what somebody sends back of the first round.

import {readFileSync} from "node:fs";
import path from "node:path";
import {head, idOf, sha256, withSum} from "../response.mjs";
import {each, label, locate, packetOf, Pen, turnOf} from "./pen.mjs";

const TEXTS = {consent: ["consent.md"], read: ["context.md", "coding.md"]};

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

export const live = (items) => items.filter((item) => item.kind === "coding" && !item.deleted);

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

/** The response at its first save, after coding, or at the second, when codes were put together. */
export const codeResponse = (known, study, source, problems) => {
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
