// SPDX-License-Identifier: MIT
// What the method forbids and asks for: nobody is primed by others' conversations or codes, "nothing to code" is an
// answer and blank is none, labels keep their wording, and who declined is in no table.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { browsers, missing, startBrowser } from "./browser.mjs";
import {
  begin, codeByKeys, copyStudy, focusOn, keys, openConversation, press, rows, run, says, writeCodes,
} from "./packet.mjs";

const filesUnder = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).map((one) => join(one.parentPath ?? one.path, one.name));

const packetsOf = (study, round) => new Map(filesUnder(join(study, "out/packets", round)).map((path) => [path.replace(/.*\/|\.html$/g, ""), readFileSync(path, "utf8")]));

const start = async (t, name) => {
  const browser = await startBrowser(name);
  t.after(() => browser.close());
  return browser;
};

const statusOf = (study, id) =>
  run(study, "status", "--json").trim().split("\n").map((line) => JSON.parse(line)).find(({ participant }) => participant === id);

test("a packet holds the baseline and its own participant's conversations, and no code of anybody", (t) => {
  const study = copyStudy(t, "history-tutor");
  const before = packetsOf(study, "code");
  const own = ["own-lowland.jsonl", "own-highland.jsonl"].flatMap((file) =>
    readFileSync(join(study, file), "utf8").trim().split("\n").map((line) => JSON.parse(line)));
  const holdersOf = (sign, packets) => [...packets].filter(([, page]) => page.includes(sign)).map(([who]) => who);
  assert.ok(own.length > 2 && before.size > 5);
  const checkOwn = (packets) => {
    for (const { id, owner, title, messages } of own) {
      // The longest run of letters in the question: no markup or escape lies within it.
      const [words] = messages[0].content.split(/[^\p{L}\p{M} ]+/u).sort((a, b) => b.length - a.length);
      for (const sign of [`data-turn="${id}/1"`, title, words.trim()]) assert.deepEqual(holdersOf(sign, packets), [owner], sign);
    }
  };
  checkOwn(before);

  run(study, "import", "studies/history-tutor/responses");
  run(study, "build");
  const after = packetsOf(study, "code");
  checkOwn(packetsOf(study, "discuss"));
  for (const [who, page] of before) assert.ok(after.get(who) === page, `${who}'s packet is the same when others have coded`);
  const texts = rows(study, "turn").map(({ text }) => text).join("\n") +
    ["context.md", "coding.md", "consent.md"].map((file) => readFileSync(join(study, file), "utf8")).join("\n");
  const labels = new Set(rows(study, "item").flatMap(({ body }) => (body.codes ?? []).map(({ label }) => label)));
  const telling = [...labels].filter((label) => label.length > 12 && !texts.includes(label));
  assert.ok(telling.length > 40, `${telling.length} labels to look for`);
  for (const [who, page] of after) assert.deepEqual(telling.filter((label) => page.includes(label)), [], who);
});

const optionsShown = (page) => page.evaluate(() => [...document.querySelectorAll("#code-options li")].map((one) => one.textContent));

for (const name of browsers) {
  test(`${name}: only own earlier codes are offered`, { skip: missing(name) }, async (t) => {
    const study = copyStudy(t, "minimal");
    run(study, "build");
    const browser = await start(t, name);
    const page = await browser.open(join(study, "out/packets/code/a1.html"));
    await begin(page);
    await page.focus(".code-text");
    await keys(page, "s", "Enter");
    await page.waitForFunction(() => document.activeElement.id === "code-field");
    assert.deepEqual(await optionsShown(page), [], "a fresh packet offers nothing");
    for (const letter of "aeiost") {
      await page.keyboard.type(letter);
      assert.deepEqual(await optionsShown(page), [], `nothing begins with ${letter}`);
      await page.keyboard.press("Backspace");
    }
    await writeCodes(page, ["my own word", "zebra"]);
    await page.focus(".code-text");
    await keys(page, "ArrowDown", "s", "Enter");
    await page.waitForFunction(() => document.activeElement.id === "code-field");
    assert.deepEqual((await optionsShown(page)).sort(), ["my own word", "zebra"]);
    await page.keyboard.type("ze");
    assert.deepEqual(await optionsShown(page), ["zebra"]);
    assert.deepEqual(browser.problems, []);
  });
}

test("chrome: nothing to code everywhere finishes the step", { skip: missing("chrome") }, async (t) => {
  const study = copyStudy(t, "minimal");
  const browser = await start(t, "chrome");
  const page = await browser.open(join(study, "out/packets/code/a1.html"));
  await begin(page);
  for (const [n, answers] of [1, 2].entries()) {
    await openConversation(page, n);
    await page.focus(".code-text");
    await keys(page, "n", ...(answers > 1 ? ["]", "n"] : []));
  }
  await says(page, "3 of 3 answers done");
  await press(page, "Next");
  await press(page, "Next");
  const summary = await page.evaluate(() => document.querySelector(".summary").innerText);
  assert.match(summary, /Saying what you see\s+Done/);
  run(study, "import", await browser.download(() => press(page, "Save my answers")));
  const { assigned, nothing, coded, seen, unseen, codings } = statusOf(study, "a1");
  assert.deepEqual({ assigned, nothing, coded, seen, unseen, codings }, { assigned: 3, nothing: 3, coded: 0, seen: 0, unseen: 0, codings: 0 });
});

test("chrome: what was left blank counts as seen or not seen, never as coded", { skip: missing("chrome") }, async (t) => {
  const study = copyStudy(t, "minimal");
  const browser = await start(t, "chrome");
  const page = await browser.open(join(study, "out/packets/code/a1.html"));
  await begin(page);
  await press(page, "Next");
  await press(page, "Next");
  assert.match(await page.evaluate(() => document.querySelector(".summary").innerText), /Saying what you see\s+0 of 3/);
  run(study, "import", await browser.download(() => press(page, "Save my answers")));
  const { nothing, coded, seen, unseen } = statusOf(study, "a1");
  assert.deepEqual({ nothing, coded, seen: seen + unseen }, { nothing: 0, coded: 0, seen: 3 });
  assert.equal(seen, 1, "one conversation was on the screen");
  run(study, "report");
  assert.deepEqual(JSON.parse(readFileSync(join(study, "out/report/tables/codings.json"), "utf8")).rows, []);
});

test("chrome: several codes on one passage keep their wording, whatever separates lists elsewhere", { skip: missing("chrome") }, async (t) => {
  const labels = ["a; b", "c, d", '"quoted"; e', "tab\u00a0and | bar", "=SUM(A1)", "Größe, Länge"];
  const study = copyStudy(t, "minimal");
  const browser = await start(t, "chrome");
  const page = await browser.open(join(study, "out/packets/code/a1.html"));
  await begin(page);
  await codeByKeys(page, labels);
  run(study, "import", await browser.download(() => press(page, "Save my answers")));
  const [coding] = rows(study, "item").map(({ body }) => body).filter(({ kind }) => kind === "coding");
  assert.deepEqual(coding.codes.map(({ label }) => label), labels);
  run(study, "report");
  const table = JSON.parse(readFileSync(join(study, "out/report/tables/codings.json"), "utf8"));
  const text = JSON.stringify(table.rows);
  for (const label of labels) assert.ok(text.includes(JSON.stringify(label).slice(1, -1)), `the table has ${label}`);
  assert.equal(table.rows.length, labels.length, "a row for each code");
  const csv = readFileSync(join(study, "out/report/tables/codings.csv"), "utf8");
  for (const label of labels) assert.ok(csv.includes(label.replace(/"/g, '""')), `the CSV file has ${label}`);
});

for (const name of browsers) {
  test(`${name}: who declined is in no table, page or picture of the report`, { skip: missing(name) }, async (t) => {
    const study = copyStudy(t, "minimal");
    const browser = await start(t, name);
    const secret = "zwielicht";
    const declined = await browser.open(join(study, "out/packets/code/a1.html"));
    await begin(declined);
    await codeByKeys(declined, [`${secret} label`, secret]);
    await press(declined, "Next");
    await focusOn(declined, ".cluster-slip input");
    await keys(declined, " ", "p");
    await declined.waitForSelector(".ask");
    await declined.keyboard.type(`${secret} cluster`);
    await keys(declined, "Enter");
    await declined.waitForSelector(".cluster-sheet textarea");
    for (const back of ["Back", "Back"]) await press(declined, back);
    await press(declined, "No, I do not want to take part");
    await press(declined, "Next");
    await says(declined, "You said that you do not want to take part.");
    const no = await browser.download(() => press(declined, "Save my answers"));

    const agreed = await browser.open(join(study, "out/packets/code/a2.html"));
    await begin(agreed);
    await codeByKeys(agreed, ["counted"]);
    const yes = await browser.download(() => press(agreed, "Save my answers"));
    run(study, "import", no, yes);
    assert.equal(statusOf(study, "a1").consent, "declined");
    run(study, "report");
    const files = filesUnder(join(study, "out/report"));
    assert.deepEqual(files.filter((path) => readFileSync(path, "utf8").toLowerCase().includes(secret)), []);
    assert.ok(files.some((path) => readFileSync(path, "utf8").includes("counted")));
    assert.deepEqual(browser.problems, []);
  });
}
