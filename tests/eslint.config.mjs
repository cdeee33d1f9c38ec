// SPDX-License-Identifier: MIT
// What the packet's program must not do: send anything, make markup from text, run text as code, or call what the
// oldest browsers that open a packet (Chrome 80, Firefox 78, Safari 13.1) do not have. Run from the root:
//   tests/node_modules/.bin/eslint -c tests/eslint.config.mjs themes/base/app tests

import tseslint from "typescript-eslint";

const network = ["fetch", "XMLHttpRequest", "WebSocket", "WebTransport", "EventSource", "RTCPeerConnection"];
const remote = ["SharedWorker", "Worker", "importScripts", "Notification"];
const code = ["eval", "Function"];
const absent = ["structuredClone", "requestIdleCallback"];

const globals = (names, message) => names.map((name) => ({ name, message }));
const properties = (names, message) => names.map((property) => ({ property, message }));

const offline = "A packet sends nothing and asks for nothing.";
const markup = "Text never becomes markup: make nodes with h().";
const old = "Chrome 80, Firefox 78 or Safari 13.1 do not have it.";

const restrictedGlobals = [
  ...globals([...network, ...remote], offline),
  ...globals(code, "No text is run as code."),
  ...globals(absent, old),
];

const restrictedProperties = [
  ...properties(["sendBeacon", "serviceWorker", "registerProtocolHandler", ...network], offline),
  ...properties(["innerHTML", "outerHTML", "insertAdjacentHTML", "createContextualFragment", "srcdoc"], markup),
  ...properties(["parseFromString"], "Read HTML with html.ts, which knows what may be in it."),
  { object: "document", property: "write", message: markup },
  { object: "document", property: "writeln", message: markup },
  ...properties(["replaceChildren", "randomUUID"], old), // what the language itself lacks, tsc refuses
];

const restrictedSyntax = [
  { selector: "ImportExpression", message: "The program is one script." },
  { selector: "CallExpression[callee.name=/^set(Timeout|Interval)$/] > Literal.arguments", message: "No text is run as code." },
  { selector: "Literal[regex.pattern=/\\(\\?<[=!]/]", message: `A look behind in a pattern: ${old}` },
  { selector: "AssignmentExpression[operator=/^(\\|\\||&&|\\?\\?)=$/]", message: `${old} Write it out.` },
  {
    selector: "CallExpression[callee.property.name='setAttribute'] > Literal.arguments[value=/^(on|style$)/i]",
    message: "The page's policy forbids it: add a listener, or a class.",
  },
];

const storage = globals(["localStorage", "indexedDB", "sessionStorage"], "Only the store keeps things: log.ts and mirror.ts.");
const storageProperties = properties(["localStorage", "indexedDB", "sessionStorage"], "Only the store keeps things.");

const app = "themes/base/app/**/*.ts";
const stores = ["store", "log", "mirror"].map((name) => `themes/base/app/${name}.ts`);

export default [
  { ignores: ["build/**", "tests/node_modules/**"] },
  {
    files: [app],
    languageOptions: { parser: tseslint.parser },
    plugins: { ts: tseslint.plugin },
    linterOptions: { reportUnusedDisableDirectives: "error", noInlineConfig: true },
    rules: {
      "no-restricted-globals": ["error", ...restrictedGlobals, ...storage],
      "no-restricted-properties": ["error", ...restrictedProperties, ...storageProperties],
      "no-restricted-syntax": ["error", ...restrictedSyntax],
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-script-url": "error",
      "no-console": "error",
      "no-debugger": "error",
      "no-var": "error",
      "prefer-const": "error",
      eqeqeq: "error",
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
      complexity: ["error", 20],
      "ts/no-explicit-any": "error",
    },
  },
  {
    files: stores,
    languageOptions: { parser: tseslint.parser },
    rules: {
      "no-restricted-globals": ["error", ...restrictedGlobals],
      "no-restricted-properties": ["error", ...restrictedProperties],
    },
  },
  {
    files: ["themes/base/app/**/*.js"], // runs before the program, in the oldest browsers
    languageOptions: { ecmaVersion: 5, sourceType: "script" },
    linterOptions: { noInlineConfig: true },
    rules: {
      "no-restricted-globals": ["error", ...restrictedGlobals, ...storage],
      "no-restricted-properties": ["error", ...restrictedProperties, ...storageProperties],
      "no-restricted-syntax": ["error", ...restrictedSyntax],
      "no-eval": "error",
      eqeqeq: "error",
    },
  },
  {
    files: ["tests/**/*.mjs"],
    rules: { "no-undef": "off", "no-unused-vars": "error", "no-var": "error", "prefer-const": "error", eqeqeq: "error" },
  },
];
