// SPDX-License-Identifier: MIT
// What the tools that write response@1 share: canonical JSON, ids, passages, what `calma dump` says.

import {execFileSync} from "node:child_process";
import {createHash} from "node:crypto";
import {mkdirSync, writeFileSync} from "node:fs";
import path from "node:path";
import {fileURLToPath} from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/** SHA-256 of a text's UTF-8 or of bytes, in lower-case hexadecimal. */
export const sha256 = (data) => createHash("sha256").update(data).digest("hex");

/** An id such as the app makes (22 characters of base64url), always the same for the same parts. */
export const idOf = (...parts) =>
  createHash("sha256").update(parts.join("\n")).digest().subarray(0, 16).toString("base64url");

// JavaScript orders by UTF-16 unit, which beyond the basic plane is not by code point.
const byCodePoint = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** Canonical JSON as docs/formats.md defines it for `sum`. Throws on a number with a fraction. */
export const canonical = (value) => {
  if (Array.isArray(value)) return "[" + value.map(canonical).join(",") + "]";
  if (value && typeof value === "object") {
    const keys = Object.keys(value).sort(byCodePoint);
    const fields = keys.map((key) => JSON.stringify(key) + ":" + canonical(value[key]));
    return "{" + fields.join(",") + "}";
  }
  if (typeof value === "number" && !Number.isSafeInteger(value)) {
    throw new Error(`not an integer: ${value}`);
  }
  return JSON.stringify(value);
};

/** The document with its `sum`. */
export const withSum = (document) => ({...document, sum: sha256(canonical(document))});

/** The text's code points, the unit of every offset. */
export const points = (text) => Array.from(text);

/** The passage of a turn `{id, sha256, text}` from `start` to `end`. */
export const passage = (turn, start, end) => {
  const all = points(turn.text);
  const cut = (from, to) => all.slice(Math.max(from, 0), to).join("");
  return {
    turn: turn.id, turn_sha256: turn.sha256, start, end,
    quote: cut(start, end), prefix: cut(start - 32, start), suffix: cut(end, end + 32),
  };
};

const column = (rows, name) => rows.filter((row) => row.row === name);

/** The program: the environment's CALMA, or else build/calma. */
export const program = process.env.CALMA || path.join(root, "build/calma");

/** What the program says of a study: `{study, turns, packets}`, turns a Map by id. */
export const dump = (folder) => {
  const out = execFileSync(program, ["-C", folder, "dump"], {encoding: "utf8", maxBuffer: 1 << 30});
  const rows = out.split("\n").filter(Boolean).map((line) => JSON.parse(line));
  const [study] = column(rows, "study");
  if (!study) throw new Error(`${folder}: the dump names no study`);
  return {
    study,
    turns: new Map(column(rows, "turn").map((turn) => [turn.id, turn])),
    packets: column(rows, "packet"),
  };
};

/** The head of a response to a packet of the dump. */
export const head = (known, packet) => ({
  format: "calma/response@1", study: known.study.id, study_sha256: known.study.sha256,
  packet: packet.packet, participant: packet.participant, check: packet.check,
  group: packet.group, round: packet.round, app: "0.1.0",
});

const items = (all) => {
  const lines = all.map((item) => "      " + JSON.stringify(item));
  return lines.length ? "[\n" + lines.join(",\n") + "\n    ]" : "[]";
};

const steps = (all) => {
  const rows = Object.entries(all).map(([id, step]) =>
    `    ${JSON.stringify(id)}: {"items": ${items(step.items)}}`);
  return "{\n" + rows.join(",\n") + "\n  }";
};

/** The document as text with one item a line, so that a difference can be read. */
export const written = (document) => {
  const rows = Object.entries(document).map(([key, value]) =>
    `  ${JSON.stringify(key)}: ${key === "steps" ? steps(value) : JSON.stringify(value)}`);
  return "{\n" + rows.join(",\n") + "\n}\n";
};

/** Writes a response under the name that the app gives it; answers with the name. */
export const save = (folder, document) => {
  const name = `${document.study}-${document.participant}-${document.round}.calma.json`;
  mkdirSync(folder, {recursive: true});
  writeFileSync(path.join(folder, name), written(document));
  return name;
};
