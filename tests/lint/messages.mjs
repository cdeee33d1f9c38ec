// SPDX-License-Identifier: MIT
// Every diag_add gives its sentence as many values as it has gaps: the compiler cannot see that, since the sentences
// stand in a table.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const table = readFileSync("src/base/diag_codes.h", "utf8");
const gaps = new Map();
for (const [, code, text] of table.matchAll(/^X\((\w+),[^"]*"[^"]*",\s*((?:"(?:\\.|[^"\\])*"\s*)+)\)$/gm)) {
  gaps.set(code, text.replaceAll("%%", "").split("%").length - 1);
}

const filesUnder = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? (entry.name === "node_modules" ? [] : filesUnder(path)) : path.endsWith(".c") ? [path] : [];
  });

/** The arguments of the call whose opening parenthesis stands at `open`: split at commas outside brackets and texts. */
const argumentsAt = (source, open) => {
  const list = [""];
  for (let i = open + 1, depth = 0; i < source.length; i++) {
    const text = /^("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')/.exec(source.slice(i, i + 4000));
    if (text) {
      list[list.length - 1] += text[0];
      i += text[0].length - 1;
      continue;
    }
    const char = source[i];
    if (")]}".includes(char) && depth-- === 0) return list.map((argument) => argument.trim());
    if ("([{".includes(char)) depth++;
    if (char === "," && depth === 0) list.push("");
    else list[list.length - 1] += char;
  }
  return [];
};

let wrong = 0;
for (const path of [...filesUnder("src"), ...filesUnder("tests/unit"), ...filesUnder("tests/fuzz")]) {
  const source = readFileSync(path, "utf8");
  for (const call of source.matchAll(/\bdiag_add\(/g)) {
    const values = argumentsAt(source, call.index + call[0].length - 1);
    const codes = (values[2] ?? "").match(/\b[EWN]_\w+/g) ?? [];
    for (const code of codes) {
      if (!gaps.has(code) || gaps.get(code) === values.length - 3) continue;
      const line = source.slice(0, call.index).split("\n").length;
      console.log(`${path}:${line}: ${code} has ${gaps.get(code)} gaps and gets ${values.length - 3} values`);
      wrong = 1;
    }
  }
}
const lines = table.match(/^X\(/gm).length;
if (gaps.size !== lines) console.log(`src/base/diag_codes.h: ${lines} messages, of which ${gaps.size} could be read`);
process.exit(gaps.size === lines ? wrong : 1);
