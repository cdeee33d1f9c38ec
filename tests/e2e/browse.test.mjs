// SPDX-License-Identifier: MIT
// A bank of 1,500 conversations in a real browser: found by topic, search and follow-ups, by keys, mouse and touch.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { faults } from "./board.mjs";
import { missing, startBrowser } from "./browser.mjs";
import { conversations, keys, makeStudy, press, reportPages, run, says, tap } from "./packet.mjs";

const hostile = '<img src=x onerror="document.title=1">';
const topics = [`Bread ${hostile}`, "Rivers", "الأسواق"];
const many = Array.from({ length: 1500 }, (_, n) =>
  [`c${n}`, [`What about ${n}?`, n === 1333 ? `Far away. ${hostile} Zanzibar` : "Words to read. ".repeat(20)], { title: `Talk ${n}`, topic: topics[n % 3] }]);
const files = {
  "study.lua": `return study { id = "banking", title = "Bank", language = "en", ethics = "none", context = text "context.md",
    groups = { group { id = "g", title = "Group", participants = { "p1" }, bank = transcripts "bank.jsonl" } },
    rounds = { round "look" { browse { bank() } } } }`,
  "context.md": "A tutor.",
  "bank.jsonl": conversations(...many, ["f1", ["And then?", "Then it rose."], { follows: "c0", title: `On ${hostile}` }],
    ["f2", ["Otherwise?", "Differently."], { follows: "c0", follows_turn: 1, title: "Otherwise" }]),
};

const chrome = (name, size, work) =>
  test(`chrome: ${name}`, { skip: missing("chrome") }, async (t) => {
    const study = makeStudy(t, files);
    const browser = await startBrowser("chrome");
    t.after(() => browser.close());
    const page = await browser.open(join(study, "out/packets/look/p1.html"), size);
    page.on("dialog", (dialog) => dialog.accept());
    await page.waitForSelector("html[data-started]");
    await (size.touch ? tap(page, "Start") : press(page, "Start"));
    await page.waitForSelector(".browse-find");
    await work(page, study, browser);
    assert.deepEqual(browser.problems, []);
    assert.deepEqual(browser.requests, []);
  });

const rowCount = (page) => page.evaluate(() => document.querySelectorAll(".browse-rows > li").length);
const focused = (page) => page.evaluate(() => document.activeElement.textContent);
const tabTo = async (page, matches) => {
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((selector) => document.activeElement.matches(selector), matches)) return;
  }
  assert.fail(`no way by Tab to ${matches}`);
};

chrome("by keys: a topic, a follow-up, a search, and the path in the record", {}, async (page, study, browser) => {
  assert.equal(await rowCount(page), 0);
  assert.deepEqual(await faults(page), []);
  await tabTo(page, ".browse-topic");
  await keys(page, "Enter");
  assert.equal(await rowCount(page), 30, "no list is drawn whole");
  assert.deepEqual(await faults(page), []);
  await tabTo(page, '[data-open="c0"]');
  await keys(page, "Enter");
  assert.equal(await focused(page), "Talk 0");
  assert.deepEqual(await page.evaluate(() => [...document.querySelector(".browse-text").children].map((node) => node.dataset.turn || node.textContent)),
    ["c0/1", "Goes on in: Otherwise", "c0/2", `Goes on in: On ${hostile}`], "each stands behind the turn from which it goes on");
  assert.deepEqual(await faults(page), []);
  await tabTo(page, '[data-follow="f1"]');
  await keys(page, "Enter");
  await says(page, "Then it rose.");
  await tabTo(page, ".browse-reader .choice input");
  await keys(page, "Space");
  await tabTo(page, ".browse-reader button");
  await keys(page, "Enter");
  assert.match(await focused(page), /^Talk 0/, "back at the row from which they went");
  await page.focus("input[type=search]");
  await page.keyboard.type("zanzibar");
  await page.waitForSelector('[data-open="c1333"]', { timeout: 20000 });
  assert.equal(await rowCount(page), 1);
  await keys(page, "Tab");
  await tabTo(page, '[data-open="c1333"]');
  await keys(page, "Enter");
  await says(page, `Far away. ${hostile} Zanzibar`);

  const path = await browser.download(() => page.click("button.save"));
  const { items } = JSON.parse(readFileSync(path, "utf8")).steps.browse;
  assert.deepEqual(items.filter(({ kind }) => kind === "visit").sort((a, b) => a.n - b.n).map(({ transcript, from, by }) => [transcript, from, by]),
    [["c0", "", "topic"], ["f1", "c0", "follow"], ["c1333", "f1", "search"]]);
  assert.deepEqual(items.filter(({ kind }) => kind === "pick").map(({ transcript }) => transcript), ["f1"]);
  run(study, "import", path);
  assert.match(run(study, "status"), /3 conversations read, 1 chosen to come back to/);
  run(study, "report");
  const own = reportPages(study).find((name) => name.endsWith("people/p1.html"));
  const text = readFileSync(own, "utf8");
  assert.match(text, /What they read of the bank[\s\S]*Talk 0[\s\S]*along a follow-up[\s\S]*Talk 1333[\s\S]*come back to/);
  assert.ok(!text.includes(hostile), "hostile titles stay words");
});

chrome("by mouse: more rows, what to come back to, and again after a reload", { width: 1280, height: 800 }, async (page) => {
  await press(page, "Rivers");
  await press(page, "Show 30 more");
  assert.equal(await rowCount(page), 60);
  assert.equal(await focused(page), "Talk 91", "the first of the new rows has the focus");
  await press(page, "Talk 4");
  await press(page, "I want to come back to this");
  await press(page, "Back to the list");
  await says(page, "You have read 1 conversation so far.");
  await page.reload();
  await page.waitForSelector("html[data-started]");
  await press(page, "Go on");
  await press(page, "What I want to come back to (1)");
  assert.equal(await rowCount(page), 1);
  await press(page, "Talk 4");
  assert.ok(await page.evaluate(() => document.querySelector(".browse-reader .choice input").checked));
  await press(page, "I want to come back to this");
  await press(page, "Back to the list");
  assert.equal(await rowCount(page), 0);
});

chrome("on a phone by tapping", { width: 320, height: 640, touch: true }, async (page) => {
  await tap(page, "Rivers 500 conversations");
  await tap(page, "Talk 1");
  await says(page, "Words to read.");
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll(".browse button, .browse label")].filter((node) =>
    node.checkVisibility() && node.getBoundingClientRect().height < 43.5).map((node) => node.textContent)), []);
  await tap(page, "Back to the list");
  await says(page, "Rivers");
});
