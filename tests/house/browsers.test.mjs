// SPDX-License-Identifier: MIT
// What the packet is made of runs in the oldest browsers it promises: Chrome 80, Firefox 78, Safari 13.1.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { parse } from "acorn";

const root = fileURLToPath(new URL("../..", import.meta.url));
const built = join(process.env.CALMA_BUILD ?? join(root, "build"), "gen");
const styles = join(root, "themes/base/style");

/** Every node of a syntax tree, with the nodes above it, nearest first. */
const walk = (node, visit, above = []) => {
  if (!node || typeof node.type !== "string") return;
  visit(node, above);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) walk(child, visit, [node, ...above]);
  }
};

const nameOf = ({ computed, property }) => (computed ? property.value : property.name);

/** Methods and names that came after those browsers, as far as a program of this kind meets them. */
const lateMethods = [
  "replaceChildren", "replaceAll", "inert", "showModal", "findLast", "findLastIndex", "toSorted", "toReversed",
  "toSpliced", "groupBy", "hasOwn", "randomUUID", "any", "scheduler", "isWellFormed", "toWellFormed", "withResolvers",
  "checkVisibility", "showPopover", "togglePopover", "setHTML", "getAnimations", "ListFormat", "RelativeTimeFormat",
  "DisplayNames", "supportedValuesOf", "requestSubmit", "showPicker", "getHTML", "startViewTransition",
];
/** What those browsers have only as methods that answer with a promise later on: of files, by name and without arguments. */
const lateReads = ["text", "arrayBuffer", "stream"];
/** What some of them do not have, and the program may use where it is: it asks first, or catches. */
const lateMakers = ["BroadcastChannel", "CompressionStream", "DecompressionStream"];
const lateNames = ["structuredClone", "globalThis", "WeakRef", "FinalizationRegistry", "AggregateError"];

/** True where the code around asks first whether `Intl.Segmenter` is there. */
const isGuarded = (node, above) =>
  above.some(
    ({ type, test: condition, left }) =>
      (/^(If|Conditional)/.test(type) && mentions(condition, "Segmenter")) ||
      (type === "LogicalExpression" && left !== node && mentions(left, "Segmenter")) ||
      type === "TryStatement",
  );

/** True where the code around asks whether `name` is there, in the same function or around it, or catches that it is not. */
const asks = (name, above) =>
  above.some((node) => {
    if (node.type === "TryStatement") return true;
    let asked = false;
    walk(node, (one) => (asked = asked || (one.type === "UnaryExpression" && one.operator === "typeof" && one.argument.name === name)));
    return asked && node.type !== "Program";
  });

const mentions = (tree, name) => {
  let found = false;
  walk(tree, (node) => (found = found || (node.type === "MemberExpression" && nameOf(node) === name)));
  return found;
};

/** What ES2018 added to the syntax beside regular expressions; those browsers do know its property escapes. */
const isSyntaxOf2018 = ({ type, properties, await: waits, async, generator }) =>
  waits === true || (async && generator) ||
  (/^Object/.test(type) && properties.some((one) => /^(Spread|Rest)Element$/.test(one.type)));

/** What in a script is too new, in words. Throws where even the syntax is. */
const tooNew = (script) => {
  const found = [];
  const tree = parse(script, { ecmaVersion: 2018, sourceType: "script" });
  walk(tree, (node, above) => {
    if (isSyntaxOf2018(node)) found.push("syntax of 2018");
    if (node.type === "MemberExpression" && lateMethods.includes(nameOf(node))) found.push(`.${nameOf(node)}`);
    if (node.type === "Identifier" && lateNames.includes(node.name)) found.push(node.name);
    if (node.type === "Literal" && node.regex && /\(\?<[=!]/.test(node.regex.pattern)) found.push("a look behind");
    // Arrays and strings take one argument here; what is called with more is the program's own.
    const called = node.type === "CallExpression" && node.callee.type === "MemberExpression" && nameOf(node.callee);
    if (called === "at" && node.arguments.length === 1) found.push(".at");
    if (called && lateReads.includes(called) && !node.arguments.length) found.push(`.${called}()`);
    if (node.type === "NewExpression" && lateMakers.includes(node.callee.name) && !asks(node.callee.name, above)) {
      found.push(`new ${node.callee.name} without a question`);
    }
    const made = node.type === "NewExpression" && node.callee.type === "MemberExpression" && nameOf(node.callee);
    if (made === "Segmenter" && !isGuarded(node, above)) found.push("new Intl.Segmenter without a question");
  });
  return found;
};

/** What in a style sheet is too new, in words. Comments say what they like. */
const tooNewStyle = (sheet) => {
  const found = [];
  const plain = sheet.replace(/\/\*[^]*?\*\//g, "");
  const never = [
    /(?<![\w-])inset(?:-inline|-block)?(?:-start|-end)?\s*:/, /:not\([^()]*,/, /(?<![\w-])(?:translate|rotate|scale)\s*:/,
    /(?:width|height)\s*:\s*fit-content/, /(?<![\w-])appearance\s*:(?![^}]*-webkit-appearance)/, /\bsubgrid\b/, /@property/,
    /:nth-child\([^)]*\bof\b/, /^\s*&/m, /overflow\s*:\s*clip/, /\d(?:lh|rlh|cqw|cqi)\b/, /@starting-style/, /text-wrap\s*:/, /aspect-ratio\s*:/, /:has\(/, /:is\(/, /:where\(/, /color-mix\(/,
    /(?:margin|padding)-(?:inline|block)\s*:/, /:focus-visible[^{]*,/, /@layer/, /@container/, /\bd[vls]vh\b/,
  ];
  for (const pattern of never) {
    const hit = plain.match(pattern);
    if (hit) found.push(hit[0]);
  }
  for (const [, selector, body] of plain.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    if (/display\s*:\s*(inline-)?flex/.test(body) && /(?<![\w-])gap\s*:/.test(body)) found.push(`gap in ${selector.trim()}`);
  }
  return found;
};

for (const name of ["app.js", "board.js", "enter.js"]) {
  test(`${name} is of ES2017 and calls nothing newer than the packet's browsers`, () => {
    assert.deepEqual(tooNew(readFileSync(join(built, name), "utf8")), []);
  });
}

test("what runs before it is ES5", () => {
  const boot = readFileSync(join(root, "themes/base/app/boot.js"), "utf8");
  assert.doesNotThrow(() => parse(boot, { ecmaVersion: 5, sourceType: "script" }));
  assert.deepEqual(tooNew(boot), []);
});

// The report is read in the facilitator's own browser; a packet in whatever there is.
for (const name of readdirSync(styles).filter((file) => file.endsWith(".css") && file !== "report.css")) {
  test(`${name} asks for nothing newer than the packet's browsers`, () => {
    assert.deepEqual(tooNewStyle(readFileSync(join(styles, name), "utf8")), []);
  });
}

test("what is too new is found", () => {
  const scripts = {
    "a.replaceChildren()": [".replaceChildren"],
    "structuredClone({})": ["structuredClone"],
    "[1].at(-1)": [".at"],
    '"a".replaceAll("a", "b")': [".replaceAll"],
    "globalThis.x = 1": ["globalThis"],
    "new Intl.Segmenter()": ["new Intl.Segmenter without a question"],
    "a.inert = true": [".inert"],
    "a.at = book.at(1, 2, 3)": [],
    "file.text().then(a)": [".text()"],
    "words.text(1)": [],
    "new BroadcastChannel(1)": ["new BroadcastChannel without a question"],
    "try { new BroadcastChannel(1) } catch (a) { a() }": [],
    'function a() { if (typeof BroadcastChannel === "undefined") return; new BroadcastChannel(1) }': [],
    "a.checkVisibility()": [".checkVisibility"],
    "Intl.Segmenter ? new Intl.Segmenter() : null": [],
    "Intl.Segmenter && new Intl.Segmenter()": [],
    "/a(?<=b)/": ["a look behind"],
    "/\\p{L}/u": [],
    "({...a})": ["syntax of 2018"],
    "const {a, ...b} = c": ["syntax of 2018"],
    "async function* f() {}": ["syntax of 2018"],
    "async () => { for await (const a of b) a(); }": ["syntax of 2018"],
  };
  for (const [script, wanted] of Object.entries(scripts)) assert.deepEqual(tooNew(script), wanted, script);
  for (const newer of ["a?.b", "a ?? b", "a ||= b", "class A { #b }", "1n", "try {} catch {}"]) {
    assert.throws(() => tooNew(newer), newer);
  }
  const sheets = {
    "a { display: flex; gap: 4px }": ["gap in a"],
    "a { display: grid; gap: 4px }": [],
    "a { inset: 0 }": ["inset:"],
    "a { inset-inline-start: 0 }": ["inset-inline-start:"],
    "a:not(b, c) { color: red }": [":not(b,"],
    "a:not(b):not(c) { color: red }": [],
    "a { translate: 1px }": ["translate:"],
    "a { transform: translate(1px) }": [],
    "a { width: fit-content }": ["width: fit-content"],
    "a { aspect-ratio: 1 }": ["aspect-ratio:"],
    "a:has(b) { color: red }": [":has("],
    ":is(a) { color: red }": [":is("],
    "a { color: color-mix(in srgb, red, blue) }": ["color-mix("],
    "/* gap, :is(x) */ a { margin-inline-start: 1px }": [],
  };
  for (const [sheet, wanted] of Object.entries(sheets)) assert.deepEqual(tooNewStyle(sheet), wanted, sheet);
});
