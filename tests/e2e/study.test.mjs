// SPDX-License-Identifier: MIT
// A study's whole way in a real browser: a packet is coded and clustered by mouse and by keys, saved, imported and
// reported, and the record holds exactly what the participant did.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { browsers, missing, startBrowser } from "./browser.mjs";
import { begin, copyStudy, keys, mark, press, rows, run, says, writeCodes } from "./packet.mjs";

const bread = "People have baked flat bread on hot stones for more than 14,000 years, long before anybody planted wheat.";
const settle = "Bread made people settle down.";

/** Codes: one passage by mouse, one by keys, one in its own words; the last answer has nothing to code. */
const codeAll = async (page) => {
  await mark(page, 0, bread);
  await writeCodes(page, ["factual; dated", "far back, in time"], "It gives a number.");
  await mark(page, 0, "14,000 years, long before");
  await writeCodes(page, ["overlapping"]);
  await page.focus(".code-text");
  await keys(page, "ArrowDown", "ArrowDown", "s", "Enter");
  await writeCodes(page, ["claim without a source"]);
  await press(page, "Next conversation");
  await says(page, "worth its weight in gold");
  await page.focus(".code-text");
  await keys(page, "s", "v");
  await page.keyboard.press("Enter");
  await keys(page, "]", "n");
  await says(page, "Nothing to code here");
};

/** Clusters by keys: two codes are merged, the merged one goes into a cluster with a definition. */
const clusterAll = async (page) => {
  await page.waitForSelector(".cluster-slip input");
  const choose = async (label) => {
    const box = await page.evaluateHandle(
      (wanted) =>
        [...document.querySelectorAll(".cluster-slip")].find((slip) => slip.textContent.includes(wanted)).querySelector("input"),
      label,
    );
    await box.focus();
    await page.keyboard.press(" ");
  };
  await choose("factual; dated");
  await choose("far back, in time");
  await page.keyboard.press("m");
  await page.waitForSelector(".ask input[type=text]");
  await page.keyboard.type("old facts");
  await page.keyboard.press("Enter");
  await says(page, "old facts");
  await choose("old facts");
  await page.keyboard.press("p");
  await page.waitForSelector(".ask input[type=text]");
  await page.keyboard.type("Evidence");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".cluster-sheet textarea");
  await page.focus(".cluster-sheet textarea");
  await page.keyboard.type("Says when and where, and can be checked.");
};

const code = (label) => ({ label });

const checkRecord = (study, turns) => {
  const items = rows(study, "item").map(({ body }) => body);
  const codings = items.filter(({ kind }) => kind === "coding");
  const passages = codings.map(({ turn, start, end, quote, codes, memo }) => ({ turn, start, end, quote, codes, memo: memo ?? "" }));
  const place = (turn, quote) => {
    const start = turns.find(({ id }) => id === turn).text.indexOf(quote);
    return { turn, start, end: start + quote.length, quote };
  };
  const gold = "Yes, everybody knows that in the past salt was worth its weight in gold.";
  passages.sort((a, b) => (a.turn < b.turn ? -1 : a.turn > b.turn ? 1 : a.start - b.start));
  assert.deepEqual(passages.slice(0, 3), [
    { ...place("bread/2", bread), codes: [code("factual; dated"), code("far back, in time")], memo: "It gives a number." },
    { ...place("bread/2", "14,000 years, long before"), codes: [code("overlapping")], memo: "" },
    { ...place("bread/2", settle), codes: [code("claim without a source")], memo: "" },
  ]);
  assert.equal(passages.length, 4);
  assert.deepEqual({ ...passages[3], codes: 0 }, { ...place("salt/2", gold), codes: 0, memo: "" });
  assert.ok(gold.startsWith(passages[3].codes[0].label.replace(/…$/, "")), "the code is the passage's own words");
  const nothing = items.filter(({ kind, state }) => kind === "turn" && state === "nothing");
  assert.deepEqual(nothing.map(({ turn }) => turn), ["salt/4"]);
  const cluster = items.find(({ kind }) => kind === "cluster");
  assert.equal(cluster.name, "Evidence");
  assert.equal(cluster.definition, "Says when and where, and can be checked.");
  const merged = items.find(({ kind }) => kind === "code");
  assert.equal(merged.label, "old facts");
  assert.deepEqual(merged.uses.map(({ label }) => label).sort(), ["factual; dated", "far back, in time"]);
  assert.deepEqual(
    items.filter(({ kind, deleted }) => kind === "member" && !deleted).map((member) => [member.cluster, member.code]),
    [[cluster.id, `code:${merged.id}`]],
  );
};

for (const name of browsers) {
  test(`${name}: a packet is coded, clustered, saved, imported and reported`, { skip: missing(name) }, async (t) => {
    const study = copyStudy(t, "minimal");
    const browser = await startBrowser(name);
    t.after(() => browser.close());
    const page = await browser.open(join(study, "out/packets/code/a1.html"));
    await begin(page);
    await codeAll(page);
    await press(page, "Next");
    await clusterAll(page);
    await press(page, "Next");
    const file = await browser.download(() => press(page, "Save my answers"));

    run(study, "import", file);
    checkRecord(study, rows(study, "turn"));
    assert.deepEqual(rows(study, "problem"), []);
    const before = run(study, "dump");
    run(study, "import", file);
    assert.equal(run(study, "dump"), before, "importing twice changes nothing");

    run(study, "report");
    const report = await browser.open(join(study, "out/report/index.html"));
    await report.waitForSelector("h1");
    const attributes = readFileSync(join(study, "out/report/tables/attributes.csv"), "utf8");
    assert.match(attributes, /Evidence/);
    assert.match(attributes, /Says when and where, and can be checked\./);
    assert.deepEqual(browser.problems, []);
    assert.deepEqual(browser.requests, []);
  });
}
