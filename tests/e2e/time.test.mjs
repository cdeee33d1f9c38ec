// SPDX-License-Identifier: MIT
// A study that pays for time, in a real browser: minutes are seen, counted, corrected, paused and switched off, survive a
// power cut, add up over two machines, and come to money.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { faults } from "./board.mjs";
import { missing, startBrowser } from "./browser.mjs";
import { conversations, keys, makeStudy, press, run, says } from "./packet.mjs";

const files = {
  "study.lua": `return study { id = "paying", title = "Paying", language = "en", ethics = "none", context = text "text.md", pay = { rate = 17, currency = "USD" },
    groups = { group { id = "g", title = "Group", participants = { "p01", "p02" }, baseline = transcripts "base.jsonl" } },
    rounds = { round "one" { consent { text "text.md" }, ask {}, code { baseline() } } } }`,
  "text.md": "A text.\n",
  "base.jsonl": conversations(["bread", ["Why?", "Bread is old."]]),
};

/** A page on which a minute passes in a second or so: ticks come a hundred times as often, and its clock runs with them. */
const hurry = (page) =>
  page.evaluateOnNewDocument(() => {
    const now = performance.now.bind(performance);
    performance.now = () => now() * 60;
    const every = window.setInterval.bind(window);
    window.setInterval = (run, ms, ...more) => every(run, ms === 5000 ? 80 : ms, ...more);
  });

const open = async (browser, study, id = "p01") => {
  const page = await browser.open(join(study, `out/packets/one/${id}.html`), { before: hurry });
  page.on("dialog", (dialog) => dialog.accept());
  await page.waitForSelector("html[data-started]");
  return page;
};
const start = async (page, label = "Start") => {
  await press(page, label);
  await press(page, "Yes, I want to take part");
};
const minutes = (page) => page.evaluate(() => Number(/\d+/.exec(document.querySelector(".time-button").textContent)?.[0] ?? -1));
const waitFor = (page, least) =>
  page.waitForFunction((n) => {
    document.dispatchEvent(new Event("pointermove"));
    return Number(/\d+/.exec(document.querySelector(".time-button").textContent)?.[0]) >= n;
  }, { timeout: 20000 }, least);
const saved = async (browser, page) => JSON.parse(readFileSync(await browser.download(() => page.click("button.save")), "utf8"));
const timesOf = (response) =>
  Object.entries(response.steps).flatMap(([step, { items }]) => items.filter(({ kind, deleted }) => kind === "time" && !deleted).map(({ minutes: n }) => [step, n]));
const write = async (page, n, text) => {
  const fields = await page.$$(".time-row input");
  await fields[n].click({ clickCount: 3 });
  await page.keyboard.type(text);
  await page.keyboard.press("Tab");
};

const chrome = (name, work) =>
  test(`chrome: ${name}`, { skip: missing("chrome") }, async (t) => {
    const study = makeStudy(t, files);
    const browser = await startBrowser("chrome");
    t.after(() => browser.close());
    await work(browser, study, t);
    assert.deepEqual(browser.problems, []);
    assert.deepEqual(browser.requests, []);
  });

chrome("the first page says what is counted; minutes count in steps alone, and nothing but minutes is kept", async (browser, study) => {
  const page = await open(browser, study);
  await says(page, "This study pays $17.00 for each hour of work.");
  assert.deepEqual(await faults(page), []);
  await new Promise((done) => setTimeout(done, 2500));
  assert.equal(await minutes(page), 0, "the first page is no step");
  await start(page);
  await waitFor(page, 1);
  await press(page, "Next");
  await waitFor(page, 2);
  const response = await saved(browser, page);
  const items = response.steps.consent.items.filter(({ kind }) => kind === "time");
  assert.deepEqual(Object.keys(items[0]).sort(), ["clock", "id", "kind", "minutes", "session"]);
  assert.equal(items.length, 1);
});

chrome("by keys: corrected, paused, switched off, taken out; and the file has what stands there", async (browser, study) => {
  const page = await open(browser, study);
  await start(page);
  await waitFor(page, 1);
  await page.focus(".time-button");
  await keys(page, "Enter");
  await says(page, "Counting is switched on.");
  assert.deepEqual(await faults(page), []);
  await press(page, "Pause");
  await says(page, "Paused: nothing is counted until you go on.");
  await write(page, 1, "٤٥");
  await says(page, "minutes in all");
  await write(page, 0, "5");
  await says(page, "50 minutes in all");
  await write(page, 2, "many");
  await says(page, "Write a whole number from 0 to 9999.");
  await write(page, 2, "0");
  assert.deepEqual(await faults(page), []);
  await press(page, "Go on counting");
  await press(page, "Switch off");
  await says(page, "Switched off: nothing is counted.");
  await keys(page, "Escape");
  assert.equal(await page.evaluate(() => document.activeElement.className), "time-button", "the focus returns");
  await says(page, "Time: off");
  assert.deepEqual(timesOf(await saved(browser, page)).sort(), [["ask", 45], ["consent", 5]]);

  await page.reload();
  await page.waitForSelector("html[data-started]");
  await says(page, "Time: off");
  await press(page, "Time: off");
  await says(page, "50 minutes in all");
  await press(page, "Take all minutes out");
  await says(page, "\n0 minutes in all");
  await keys(page, "Escape");
  await page.waitForFunction(() => !document.querySelector(".dialog"));
  await page.waitForFunction(() => /"deleted":true/.test(document.getElementById("calma-state").textContent));
  const kept = await page.evaluate(() => JSON.parse(document.getElementById("calma-state").textContent));
  assert.deepEqual(timesOf(kept), []);
});

chrome("a power cut takes no whole minute; two machines add up; and the sheet says what is paid", async (browser, study, t) => {
  const page = await open(browser, study);
  await start(page);
  await press(page, "Next");
  await press(page, "Time:");
  await write(page, 1, "58");
  await keys(page, "Escape");
  await waitFor(page, 60);
  await new Promise((done) => setTimeout(done, 300));
  await page.goto("about:blank");
  const again = await open(browser, study);
  assert.ok((await minutes(again)) >= 60);
  await press(again, "Time:");
  await write(again, 1, "60");
  await write(again, 0, "0");
  await write(again, 2, "0");
  await keys(again, "Escape");
  await says(again, "Time: 60 min");
  const first = await browser.download(() => again.click("button.save"));

  const other = await startBrowser("chrome");
  t.after(() => other.close());
  const there = await open(other, study);
  await press(there, "Time:");
  await press(there, "Pause");
  await write(there, 2, "30");
  await keys(there, "Escape");
  await start(there, "Go on");
  const second = await other.download(() => there.click("button.save"));
  run(study, "import", first);
  run(study, "import", second);
  run(study, "report");
  assert.match(readFileSync(join(study, "out/report/tables/pay.csv"), "utf8"), /p01,Group,60,30,90,17,USD,25\.50,Counted/);
});
