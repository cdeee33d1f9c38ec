#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// How a packet of 1,500 conversations and 10 MB answers in chromium with its processor slowed four times: until it shows
// something, until a step opens, a letter in the search of the bank, a conversation opened, a coding kept. Each is timed from
// the input to the paint that shows what came of it, and stands beside its goal.
import {execFileSync} from "node:child_process";
import {mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import {missing, startBrowser} from "../e2e/browser.mjs";

const SLOWED = 4;
const CONVERSATIONS = 1500;
const calma = process.env.CALMA || "build/calma";
if (missing("chrome")) {
  console.log(`everyone: skipped, ${missing("chrome")}`);
  process.exit(0);
}

const paragraph = (n) => `In the year ${1500 + (n % 400)} the harbour changed hands (${n}). Nobody asked those who worked in it, and few wrote down what they said. `.repeat(4);
const work = mkdtempSync(join(tmpdir(), "calma-bench-"));
const study = join(work, "study");
mkdirSync(study);
const line = (n) => JSON.stringify({id: `t${n}`, topic: `Topic ${n % 60}`, title: `Talk ${n}`, ...(n % 5 === 4 && {follows: `t${n - 1}`}),
  model: "none", system: "none", created: "2026-03-01", source: "made for measuring",
  messages: [0, 1, 2, 3, 4, 5].map((m) => m % 2 ? {role: "assistant", content: [1, 2, 3].map((i) => paragraph(n + m + i)).join("\n\n")}
    : {role: "user", content: `What happened then, in ${n}?`})});
const lines = Array.from({length: CONVERSATIONS}, (_, n) => line(n));
writeFileSync(join(study, "code.jsonl"), lines.slice(0, 300).join("\n") + "\n");
writeFileSync(join(study, "bank.jsonl"), lines.slice(300).join("\n") + "\n");
writeFileSync(join(study, "study.lua"), `return study { id = "bench", title = "Bench", context = "Measuring.", ethics = "none",
  groups = { group { id = "all", participants = { "p1" }, baseline = transcripts "code.jsonl",
    bank = transcripts "bank.jsonl" } },
  rounds = { round "all" { ask {}, browse { bank() }, code { baseline() }, cluster {} } } }\n`);
execFileSync(calma, ["-C", study, "build"], {stdio: "ignore"});
const packet = join(study, "out/packets/all/p1.html");

/** In a page: does `act`, and answers with the milliseconds until a frame was drawn in which `there` holds. */
const timed = (page, act, there) => page.evaluate(([doing, holds]) => new Promise((done, fail) => {
  const [run, ready] = [doing, holds].map((text) => window.benchActs[text]);
  const start = performance.now();
  run();
  const look = () => {
    if (ready()) requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
    else if (performance.now() - start > 20000) fail(new Error(`${doing} does not lead to ${holds}`));
    else setTimeout(look);
  };
  look();
}), [act, there]);

const install = () => {
  const press = (selector) => () => document.querySelector(selector).click();
  const type = (text) => () => {
    const field = document.querySelector("input[type=search]");
    field.value = text;
    field.dispatchEvent(new InputEvent("input", {bubbles: true}));
  };
  const key = (name) => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key: name, bubbles: true, cancelable: true}));
  let before = 0;
  const marks = () => document.querySelectorAll("mark.mark:not(.code-choice)").length;
  window.benchActs = {
    start: press(".step-host .actions .primary"), next: press(".foot .primary"), topic: press(".browse-topic"), open: press("[data-open]"),
    back: press(".browse-back"), find: type("harbour changed hands (700)"), letter: type("harbour changed hands (70"),
    another: () => [...document.querySelectorAll(".code-conversations button")].find((one) => one.textContent.startsWith("Talk 6")).click(),
    code: () => {
      before = marks();
      document.querySelector("#code-field").value = `label ${before}`;
      document.querySelector("#code-field").closest("form").dispatchEvent(new Event("submit", {bubbles: true, cancelable: true}));
    },
    sentence: () => ["Escape", "ArrowDown", "ArrowDown", "s"].forEach(key), form: () => key("Enter"),
    asked: () => document.querySelector("main.step-ask textarea"), bank: () => document.querySelector(".browse-topic"),
    rows: () => document.querySelector("[data-open]"), reader: () => document.querySelector(".browse-reader h2")?.checkVisibility(),
    list: () => document.querySelector(".browse-find").checkVisibility(), found: () => /^\d/.test(document.querySelector(".browse-found [role=status]").textContent),
    coder: () => document.querySelector(".code-text .turn"), other: () => document.querySelector(".code-text").textContent.includes("in 6?"),
    chosen: () => document.querySelector("mark.code-choice"), writing: () => document.activeElement.id === "code-field", marked: () => marks() > before, slips: () => document.querySelector(".cluster-slip"),
  };
};

const report = (what, [ms, work], goal) => console.log(`everyone: ${what.padEnd(42)}${String(Math.round(ms)).padStart(6)} ms, ` +
  `the page's own work ${String(Math.round(work)).padStart(5)} ms; goal ${goal} ms${work > goal ? ": MISSED" : ""}`);
const median = (list) => [...list].sort(([, a], [, b]) => a - b)[Math.floor(list.length / 2)];

const browser = await startBrowser("chrome");
const page = await browser.puppet.newPage();
page.on("dialog", (dialog) => dialog.accept());
await page.setViewport({width: 1280, height: 800});
await page.emulateCPUThrottling(SLOWED);
// What the page's own thread worked, slowed as it is: a busy machine does not lengthen that.
const session = await page.createCDPSession();
await session.send("Performance.enable", {timeDomain: "threadTicks"});
const worked = async () => (await session.send("Performance.getMetrics")).metrics.find(({name}) => name === "TaskDuration").value * 1000;
console.log(`everyone: ${CONVERSATIONS} conversations, ${(statSync(packet).size / 1e6).toFixed(1)} MB, processor slowed ${SLOWED} times`);
await page.goto(pathToFileURL(packet).href, {waitUntil: "domcontentloaded"});
await page.waitForSelector("html[data-started]", {timeout: 60000});
const opened = await worked();
report("first paint", [await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0), opened], 1500);
report("ready to start", [await page.evaluate(() => performance.now()), opened], 1500);
await page.evaluate(install);
const time = async (act, there) => {
  const before = await worked();
  const ms = await timed(page, act, there);
  return [ms, (await worked()) - before];
};
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
report("a step opens: own questions", await time("start", "asked"), 100);
await page.click(".rank-fewer input");
report("a step opens: the bank", await time("next", "bank"), 100);
report("a topic of the bank", await time("topic", "rows"), 100);
report("a conversation of the bank", await time("open", "reader"), 100);
report("back to the list", await time("back", "list"), 100);
report("a letter in the search, at once", await time("find", "found"), 100);
await pause(6000);
report("a letter in the search, all gone through", median([await time("letter", "found"), await time("find", "found"), await time("letter", "found")]), 100);
report("a step opens: coding", await time("next", "coder"), 100);
report("another conversation to code", await time("another", "other"), 100);
const forms = [], kept = [];
for (let n = 0; n < 9; n++) {
  await page.focus(".code-text");
  await time("sentence", "chosen");
  forms.push(await time("form", "writing"));
  kept.push(await time("code", "marked"));
}
report("the form for a coding", median(forms), 100);
report("a coding kept and drawn", median(kept), 100);
report("a step opens: clusters", await time("next", "slips"), 100);
await browser.close();
rmSync(work, {recursive: true});
