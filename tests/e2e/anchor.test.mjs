// SPDX-License-Identifier: MIT
// One text, computed twice: the program renders every turn and writes the SHA-256 of its text; in real browsers the
// packet's own code reads the page back and must come to the same text, to the code point, whatever was said.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { browsers, missing, startBrowser } from "./browser.mjs";
import { conversations, makeStudy } from "./packet.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const app = join(here, "../../themes/base/app");
const corpora = process.env.CALMA_CORPORA || join(here, "../../../shared/data");

/** The Markdown of the CommonMark examples; none where the corpora are not at hand. */
const specExamples = () => {
  const file = join(corpora, "nasty/commonmark/spec.txt");
  if (!existsSync(file)) return [];
  const found = readFileSync(file, "utf8").matchAll(/^`{32} example\n([^]*?)^\.\n/gm);
  return Array.from(found, ([, markdown]) => markdown.replaceAll("→", "\t"));
};

/** Texts of our own, with what their anchor text must be. */
const cases = JSON.parse(readFileSync(join(here, "../contract/anchor/cases.json"), "utf8"));

const study = `return study {
  id = "anchors", title = "Anchors", context = "Why.", ethics = "none",
  groups = { group { id = "g", baseline = transcripts "talk.jsonl", participants = { "p1" } } },
  rounds = { round "code" { code { baseline() } } },
}
`;

const talk = () => {
  const messages = [...cases.map(({ markdown }) => markdown), ...specExamples()];
  const list = [];
  for (let i = 0; i < messages.length; i += 50) list.push([`t${i}`, ["", ...messages.slice(i, i + 50)]]);
  return conversations(...list);
};

/** The packet's own reader of HTML and of anchors, as a script that answers with both. */
const reader = () => {
  const source = `export * from "./anchor"; export { parseHtml } from "./html";`;
  const flags = ["--bundle", "--format=iife", "--global-name=reader", "--target=es2017", "--loader=ts"];
  return execFileSync("esbuild", [...flags, `--sourcefile=reader.ts`], { cwd: app, input: source, encoding: "utf8" });
};

// In the page: every turn's text by the app's code, its sentences, and what a plain browser shows of it.
const readTurns = () =>
  Array.from(document.querySelectorAll("noscript.conversation"), (kept) =>
    Array.from(reader.parseHtml(kept.textContent).querySelectorAll("section.turn"), (turn) => ({
      id: turn.getAttribute("data-turn"),
      sha256: turn.getAttribute("data-sha256"),
      text: reader.anchorText(turn),
      sentences: reader.sentences(turn),
    })),
  ).flat();

const check = (turn) => {
  const hash = createHash("sha256").update(turn.text, "utf8").digest("hex");
  assert.equal(hash, turn.sha256, `${turn.id}: ${JSON.stringify(turn.text)}`);
  const points = Array.from(turn.text);
  let last = 0;
  for (const { start, end } of turn.sentences) {
    assert.ok(start >= last && end > start && end <= points.length, `${turn.id}: a sentence from ${start} to ${end}`);
    assert.equal(points.slice(start, end).join("").trim().length > 0, true);
    last = end;
  }
  assert.equal(turn.sentences.length > 0, turn.text.trim() !== "", turn.id);
};

test("the examples are all there", { skip: specExamples().length ? false : "the corpora are not at hand" }, () => {
  assert.ok(specExamples().length >= 649, String(specExamples().length));
});

for (const name of browsers) {
  test(`${name}: every turn's text is the text that was hashed`, { skip: missing(name) }, async (t) => {
    const folder = makeStudy(t, { "study.lua": study, "talk.jsonl": talk() });
    const browser = await startBrowser(name);
    t.after(() => browser.close());
    const page = await browser.open(join(folder, "out/packets/code/p1.html"));
    const turns = await page.evaluate(`${reader()}; (${readTurns})()`);
    const spoken = turns.filter(({ id }) => !id.endsWith("/1"));
    assert.equal(spoken.length, cases.length + specExamples().length);
    turns.forEach(check);
    cases.forEach(({ markdown, text, sentences }, i) => {
      assert.equal(spoken[i].text, text, markdown);
      assert.equal(spoken[i].sentences.length, sentences, markdown);
    });
    assert.deepEqual(browser.problems, []);
    assert.deepEqual(browser.requests, []);
  });
}
