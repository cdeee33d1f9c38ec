// SPDX-License-Identifier: MIT
// What people read before they code: it comes in the study's order, and a text counts as read once its end was on the
// screen, with the hash of the very words that were shown.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { join } from "node:path";
import { browsers, missing, startBrowser } from "./browser.mjs";
import { begin, makeStudy, press, rows, run } from "./packet.mjs";
import { sha256 } from "../tools/response.mjs";

const minimal = (name) => readFileSync(new URL(`../../studies/minimal/${name}`, import.meta.url), "utf8");
const long = `# What it is for\n\n${"A line of a text that is longer than any screen.\n\n".repeat(200)}`;

const readStudy = (t) =>
  makeStudy(t, {
    ...Object.fromEntries(["context.md", "consent.md", "conversations.jsonl"].map((name) => [name, minimal(name)])),
    "study.lua": minimal("study.lua").replace('consent { text "consent.md" },', 'consent { text "consent.md" }, read { text "context.md", text "long.md" },'),
    "long.md": long,
  });

const kept = async (browser, page) =>
  JSON.parse(readFileSync(await browser.download(() => press(page, "Save")), "utf8")).steps.read;

/** Waits until the packet holds that this text was read. */
const counts = (page, id) =>
  page.waitForFunction((wanted) => document.getElementById("calma-state").textContent.includes(wanted), {}, `"${id}"`);

for (const name of browsers) {
  test(`${name}: the context comes before the coding, and counts as read when its end was seen`, { skip: missing(name) }, async (t) => {
    const study = readStudy(t);
    const browser = await startBrowser(name);
    t.after(() => browser.close());
    const open = async (id) => {
      const page = await browser.open(join(study, `out/packets/code/${id}.html`));
      await begin(page);
      await page.waitForSelector("main.step-read .document");
      await page.waitForFunction(() => document.querySelectorAll(".text-end").length === 2);
      return page;
    };
    const short = await open("a2");
    await counts(short, "context.md");
    assert.deepEqual((await kept(browser, short)).items.map(({ id }) => id), ["context.md"], "the end of the long text was not on the screen");
    const page = await open("a1");
    const order = await page.evaluate(() => JSON.parse(document.getElementById("calma-packet").textContent).steps.map(({ kind }) => kind));
    assert.deepEqual(order, ["consent", "read", "code", "cluster"], "as study.lua has them");
    await counts(page, "context.md");
    await page.evaluate(() => [...document.querySelectorAll(".text-end")].pop().scrollIntoView());
    await counts(page, "long.md");
    await press(page, "Next");
    await page.waitForSelector("main.step-code");
    run(study, "import", await browser.download(() => press(page, "Save")));
    const read = rows(study, "item").filter(({ step }) => step === "read").map(({ body }) => body);
    assert.deepEqual(read.map(({ id, sha256: hash }) => [id, hash]).sort(), [["context.md", sha256(minimal("context.md"))], ["long.md", sha256(long)]]);
    assert.deepEqual(browser.problems, []);
  });
}
