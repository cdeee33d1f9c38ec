// SPDX-License-Identifier: MIT
// Own questions in a real browser: written by keys, put in order, taken back, gone on from; and what the record makes of them.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { faults } from "./board.mjs";
import { missing, startBrowser } from "./browser.mjs";
import { conversations, keys, makeStudy, press, reportPages, run, says } from "./packet.mjs";

const hostile = '<img src=x onerror="document.title=1">';

const files = {
  "study.lua": `return study { id = "asking", title = "Asking", language = "en", ethics = "none", context = text "context.md",
    groups = { group { id = "g", title = "Group", participants = { "p01", "p02" }, own = transcripts "own.jsonl" } },
    rounds = { round "ask" { ask { at_least = 2, at_most = 3, role = text "role.md", sensitive = true, share = true } },
      round "again" { ask { role = "A pupil ${hostile.replace(/"/g, '\\"')}", follow_up = true, share = true } } } }`,
  "context.md": "A tutor.", "role.md": `# A pupil ${hostile}\n\nYou learn history.\n`,
  "own.jsonl": conversations(["o1", ["Why bread?", `It is old. ${hostile}`], { owner: "p01", title: `Bread ${hostile}` }],
    ["o2", ["A matter of p02", "An answer for p02"], { owner: "p02", title: "Of p02 alone" }]),
};

const open = async (browser, study, round, size) => {
  const page = await browser.open(join(study, `out/packets/${round}/p01.html`), size);
  page.on("dialog", (dialog) => dialog.accept());
  await page.waitForSelector("html[data-started]");
  await press(page, "Start");
  await page.waitForSelector(".ask");
  return page;
};
const nextIsOpen = (page) =>
  page.evaluate(() => [...document.querySelectorAll(".foot button")].some((one) => one.textContent === "Next" && !one.disabled));
const textsOf = (page) => page.evaluate(() => [...document.querySelectorAll(".ask-card textarea")].map((area) => area.value));
const saved = async (browser, page) => browser.download(() => page.click("button.save"));
const questionsOf = (path) =>
  JSON.parse(readFileSync(path, "utf8")).steps.ask.items.filter((item) => item.kind === "question" && !item.deleted);

const chrome = (name, work) =>
  test(`chrome: ${name}`, { skip: missing("chrome") }, async (t) => {
    const study = makeStudy(t, files);
    const browser = await startBrowser("chrome");
    t.after(() => browser.close());
    await work(browser, study);
    assert.deepEqual(browser.problems, []);
    assert.deepEqual(browser.requests, []);
  });

const tabTo = async (page, matches) => {
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((selector) => document.activeElement.matches(selector), matches)) return;
  }
  assert.fail(`no way by Tab to ${matches}`);
};

chrome("questions are written, ordered and taken back by keys alone, and the record has them", async (browser, study) => {
  const page = await open(browser, study, "ask");
  await says(page, "You learn history.");
  assert.deepEqual(await faults(page), []);
  await tabTo(page, ".ask-card textarea");
  await page.keyboard.type(`Why ${hostile}? Write to me@example.org`);
  await says(page, "This looks like an e-mail address.");
  assert.equal(await nextIsOpen(page), false, "two are asked for");
  await tabTo(page, ".ask > button");
  await keys(page, "Enter");
  await page.keyboard.type("हमें ९८७६५ ४३२१० पर बताइए, क्यों?");
  await says(page, "This looks like a phone number.");
  await tabTo(page, ".ask-card .choice input");
  await keys(page, "Space");
  await says(page, "That is all that is needed here.");
  assert.ok(await nextIsOpen(page), "a warning forbids nothing");
  await page.keyboard.down("Alt");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.up("Alt");
  assert.deepEqual((await textsOf(page)).map((text) => text[0]), ["ह", "W"]);
  assert.deepEqual(await faults(page), []);

  await page.reload();
  await page.waitForSelector("html[data-started]");
  await press(page, "Go on");
  await page.waitForSelector(".ask-card");
  const [first, second] = await textsOf(page);
  assert.ok(first.startsWith("ह") && second.startsWith("Why"), "what was written is there again, in its order");

  const path = await saved(browser, page);
  assert.deepEqual(questionsOf(path).map(({ text, n, sensitive, share, role }) => [text[0], n, sensitive, share, role]).sort(),
    [["W", 2, false, false, "role.md"], ["ह", 1, true, false, "role.md"]]);
  run(study, "import", path);
  assert.match(run(study, "status"), /p01 +\S+ +2 questions of their own/);
  run(study, "report");
  const pages = reportPages(study).map((name) => [name, readFileSync(name, "utf8")]);
  const holds = (words) => pages.filter(([, text]) => text.includes(words)).map(([name]) => name.split("/out/report/")[1]);
  assert.deepEqual(holds("पर बताइए, क्यों"), ["people/p01.html"], "a sensitive question is on its author's page alone");
  assert.deepEqual(holds(hostile), [], "hostile words stay words");
  assert.match(pages.find(([name]) => name.endsWith("report/index.html"))[1], /<strong>2<\/strong> questions of their own/);
  const [report] = pages.filter(([name]) => name.endsWith("people/p01.html")).map(([, text]) => text);
  assert.match(report, /Marked as sensitive/);
});

chrome("by mouse: no more than there is room for, taken back, brought back, and no more to ask", async (browser, study) => {
  const page = await open(browser, study, "ask", { width: 320, height: 640 });
  for (const text of ["One", "Two", "Three"]) {
    if (text !== "One") await press(page, "Write another question");
    await page.evaluate(() => [...document.querySelectorAll(".ask-card textarea")].pop().focus());
    await page.keyboard.type(text);
  }
  await says(page, "There is room for 3 questions here.");
  await page.evaluate(() => document.querySelectorAll(".ask-card")[1].querySelector(".rank-foot button:last-child").click());
  assert.deepEqual(await textsOf(page), ["One", "Three"]);
  await press(page, "Undo");
  assert.deepEqual(await textsOf(page), ["One", "Two", "Three"]);
  await page.evaluate(() => [...document.querySelectorAll(".ask-card .rank-foot button:last-child")].slice(1).forEach((one) => one.click()));
  await says(page, "Before you go on: write 1 more, or say that you have no more.");
  await press(page, "I have no more questions");
  await says(page, "That is all that is needed here.");
  assert.ok(await nextIsOpen(page));
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
});

chrome("a question goes on from a conversation of one's own, and the packet has nobody else's", async (browser, study) => {
  const page = await open(browser, study, "again");
  assert.ok(!readFileSync(join(study, "out/packets/again/p01.html"), "utf8").includes("p02"), "nothing of p02 is in it");
  await page.select(".ask-past select", "0");
  await says(page, "It is old.");
  await press(page, "Ask on from here");
  await page.keyboard.type("And then?");
  assert.deepEqual(await faults(page), []);
  const [{ after, text, share, role }] = questionsOf(await saved(browser, page));
  assert.deepEqual([after, text, share, role], ["o1", "And then?", false, `A pupil ${hostile}`]);
});
