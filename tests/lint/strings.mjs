#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// The words of the interface: each key once, plural forms in pairs, nothing that a reader should not meet, and the
// program and the words name each other: no key without words, no words without a use. Every other language says all of
// an area or leaves the whole area to English, with the same values in its sentences; the languages that the program is
// delivered in leave nothing, neither words of the interface nor texts of the training, and have no English in between.
// tests/lint/strings.mjs [ROOT]

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = process.argv[2] ?? fileURLToPath(new URL("../..", import.meta.url));
const base = join(root, "themes/base/strings/en");
const code = [join(root, "themes"), join(root, "lua"), join(root, "src")];
const jargon = /(?<!\.)\b(JSON|HTML|IndexedDB|localStorage|cache|null|undefined|NaN|boolean|string|token|parse|exception|invalid)\b/i;

const problems = [];
const complain = (where, what) => problems.push(`${where}: ${what}`);

const readAreas = () => {
  const found = new Map();
  for (const name of existsSync(base) ? readdirSync(base).sort() : []) {
    const words = JSON.parse(readFileSync(join(base, name), "utf8"));
    for (const [key, text] of Object.entries(words)) {
      const other = found.get(key);
      // The report's words are a set of their own.
      if (other && name !== "report.json" && other.file !== "report.json") complain(name, `${key} is in ${other.file} too`);
      found.set(key, { file: name, text });
    }
  }
  return found;
};

const checkText = (key, { file, text }) => {
  if (typeof text !== "string" || text.trim() === "") return complain(file, `${key} has no words`);
  if (text.includes("!")) complain(file, `${key} shouts: ${text}`);
  const word = text.match(jargon);
  if (word) complain(file, `${key} says "${word[0]}": ${text}`);
};

const checkPlural = (all, uses, key, file) => {
  const counted = key.replace(/\.one$/, "");
  if (counted !== key && uses.has(counted) && !all.has(`${counted}.other`)) complain(file, `${key} has no .other`);
};

const filesUnder = (folder) =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
        entry.isDirectory() ? filesUnder(join(folder, entry.name)) : [join(folder, entry.name)],
      )
    : [];

// String literals that could be keys; those that end in a dot begin one, those that start with a dot end one.
const readLiterals = () => {
  const found = new Map();
  for (const file of code.flatMap(filesUnder).filter((name) => /\.(ts|js|lua|c|html)$/.test(name))) {
    const text = readFileSync(file, "utf8").replace(/^\s*(\/\/|\/?\*|--).*$/gm, "");
    for (const [, key] of text.matchAll(/(?:["'`]|\{\{words )([a-z.][a-z0-9_.-]*)(?=["'`}]|\$\{)/g)) found.set(key, file);
  }
  return found;
};

const all = readAreas();
const areas = new Set([...all.keys()].map((key) => key.split(".")[0]));
const uses = readLiterals();
const has = (key) => all.has(key) || all.has(`${key}.other`);
const stem = (key) => key.replace(/\.(zero|one|two|few|many|other)$/, "");

for (const [key, entry] of all) {
  checkText(key, entry);
  checkPlural(all, uses, key, entry.file);
}
const isKey = (text) => /^[a-z]+\./.test(text) && areas.has(text.split(".")[0]);
const isFile = (text) => /\.(lua|ts|md|js|css|sql|jsonl?|csv|html)$/.test(text);
for (const [key, file] of uses) {
  if (!isKey(key) || isFile(key)) continue;
  const begins = key.endsWith(".") && [...all.keys()].some((known) => known.startsWith(key));
  if (!has(key) && !begins) complain(file.slice(root.length).replace(/^\//, ""), `no words for ${key}`);
}
const beginnings = [...uses.keys()].filter((key) => key.length > 1 && key.endsWith("."));
const endings = [...uses.keys()].filter((key) => key.length > 1 && key.startsWith("."));
for (const [key, { file }] of all) {
  const names = [key, stem(key)];
  const used =
    names.some((name) => uses.has(name)) ||
    beginnings.some((begin) => key.startsWith(begin)) ||
    (uses.has(".") && uses.has(key.split(".")[0])) ||
    endings.some((end) => names.some((name) => name.endsWith(end)));
  if (!used) complain(file, `${key} is used nowhere`);
}
const values = (text) => [...new Set(text.match(/\{\w+\}/g))].sort().join(" ");

// Where a number has a word of its own ("one", "two") a form need not show it; the general form shows every value.
const checkValues = (where, key, text, model) => {
  const counted = /\.(zero|one|two)$/.test(key);
  const without = (list) => (counted ? list.replace(/\{n\} ?/, "").trim() : list);
  if (without(values(text)) !== without(values(model))) {
    complain(where, `${key} has "${values(text)}", English has "${values(model)}"`);
  }
};

const checkArea = (language, name) => {
  const where = `${language}/${name}`;
  if (!existsSync(join(base, name))) return complain(where, "there is no such area in English");
  const [own, english] = [language, "en"].map((one) => JSON.parse(readFileSync(join(base, "..", one, name), "utf8")));
  for (const key of Object.keys(english)) if (!(key in own)) complain(where, `no words for ${key}`);
  for (const [key, text] of Object.entries(own)) {
    const plural = key !== stem(key) && `${stem(key)}.other` in english;
    const model = english[key] ?? (plural ? english[`${stem(key)}.other`] : undefined);
    if (model === undefined) complain(where, `${key} is not in English`);
    else if (typeof text !== "string" || text.trim() === "") complain(where, `${key} has no words`);
    else checkValues(where, key, text, model);
    if (/[!！]/.test(text)) complain(where, `${key} shouts: ${text}`);
  }
};

/** Languages that say everything. */
const whole = ["ar", "es", "fr", "hi", "sw"];
const scripts = { ar: /\p{Script=Arabic}/u, hi: /\p{Script=Devanagari}/u };
/** Names, keys and commands that are the same in every language, and the words of systems that are named as they are written there. */
const names = new Set(("Shift Enter Escape Tab Ctrl calma import status tables zip json Mac Android Chrome Firefox Edge " +
  "Safari iPhone iPad USB ChatGPT Krippendorff Dice Pielou Good Shannon Chao Monroe Colaresi and Quinn Polis " +
  "Extract all Files").split(" "));
/** Words that English sentences are made of, without those that these languages have too. */
const english = new RegExp("(?<![\\p{L}'’{-])(the|your|you|with|this|that|which|what|when|where|there|they|them|their|have|been|would|should|could|" +
  "than|then|these|those|answers?|save|write|choose|everybody|nobody|somebody|because|about|into|again)(?![\\p{L}'’}-])", "iu");

/** What of a text in another language is English, or "". */
const englishIn = (language, text) => {
  const plain = text.replace(/\{\w+\}|`[^`]*`/g, "");
  if (!scripts[language]) return plain.match(english)?.[0] ?? "";
  return (plain.match(/[A-Za-z]{3,}/g) ?? []).find((word) => !names.has(word)) ?? "";
};

const checkEnglish = (where, key, text, model, language) => {
  const left = englishIn(language, text);
  if (left) complain(where, `${key} has English in it ("${left}"): ${text.slice(0, 80)}`);
  // Two or three words may be the same in two languages; a sentence is not.
  else if (text === model && (text.replace(/\{\w+\}/g, "").match(/\p{L}+/gu) ?? []).length > 2) complain(where, `${key} is the same as in English: ${text.slice(0, 80)}`);
};

const textsIn = (value) =>
  typeof value === "string" ? [value] : value && typeof value === "object" ? Object.entries(value).filter(([key]) => !/^(format|turn|id|role|model|system|source|created|parameters|language)$/.test(key)).flatMap(([, one]) => textsIn(one)) : [];

const training = join(root, "themes/base/training");
const readTraining = (language, name) => {
  const text = readFileSync(join(training, language, name), "utf8");
  if (name.endsWith(".md")) return text.split("\n").filter((line) => !line.startsWith("<!--"));
  return textsIn(text.trim().split("\n").length > 1 && name.endsWith(".jsonl") ? text.trim().split("\n").map((line) => JSON.parse(line)) : JSON.parse(text));
};

const checkWhole = (language) => {
  for (const name of readdirSync(base)) {
    const path = join(base, "..", language, name);
    if (!existsSync(path)) {
      complain(`${language}/${name}`, "nothing of it is said in this language");
      continue;
    }
    const [own, model] = [JSON.parse(readFileSync(path, "utf8")), JSON.parse(readFileSync(join(base, name), "utf8"))];
    // Words that labels are held against, and not words that anybody reads.
    for (const [key, text] of Object.entries(own)) if (typeof text === "string" && !key.startsWith("practice.descriptive")) checkEnglish(`${language}/${name}`, key, text, model[key], language);
  }
  for (const name of existsSync(training) ? readdirSync(join(training, "en")) : []) {
    const where = `training/${language}/${name}`;
    if (!existsSync(join(training, language, name))) complain(where, "this text of the training is not there");
    else readTraining(language, name).forEach((text, n) => checkEnglish(where, `text ${n + 1}`, text, "", language));
  }
};

for (const language of existsSync(base) ? whole.filter((one) => existsSync(join(base, "..", one))) : []) checkWhole(language);

for (const language of existsSync(base) ? readdirSync(join(base, "..")).sort() : []) {
  if (language === "en") continue;
  for (const name of readdirSync(join(base, "..", language)).sort()) checkArea(language, name);
}
for (const problem of problems.sort()) console.log(problem);
process.exit(problems.length ? 1 : 0);
