#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// From opening a packet of about 2 MB (and of 10 MB) to the moment when a passage can be coded, in chromium with its
// processor slowed six times, against a page of the same bytes that only has to be read.
import {execFileSync} from "node:child_process";
import {mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import {missing, startBrowser} from "../e2e/browser.mjs";

const SLOWED = 6;
const RUNS = 5;
const calma = process.env.CALMA || "build/calma";

if (missing("chrome")) {
  console.log(`open: skipped, ${missing("chrome")}`);
  process.exit(0);
}

const paragraph = (n) => `In the year ${1500 + (n % 400)} the harbour changed hands. Nobody asked those who worked in it. `.repeat(6);
const makePacket = (folder, conversations) => {
  mkdirSync(folder);
  const lines = [];
  for (let t = 0; t < conversations; t++) {
    const messages = [];
    for (let m = 0; m < 6; m++) {
      messages.push(m % 2 ? {role: "assistant", content: Array.from({length: 6}, (_, i) => paragraph(t + m + i)).join("\n\n")}
        : {role: "user", content: "What happened then?"});
    }
    lines.push(JSON.stringify({id: `t${t}`, model: "none", system: "none", created: "2026-03-01", source: "made for measuring", messages}));
  }
  writeFileSync(join(folder, "t.jsonl"), lines.join("\n") + "\n");
  writeFileSync(join(folder, "study.lua"), `return study { id = "bench-${conversations}", title = "Bench", context = "Measuring.", ethics = "none",
  groups = { group { id = "all", participants = { "p1" }, baseline = transcripts "t.jsonl" } }, rounds = { round "code" { code { baseline() } } } }\n`);
  execFileSync(calma, ["-C", folder, "build"], {stdio: "ignore"});
  return join(folder, "out/packets/code/p1.html");
};

// Until the first answer of the first conversation stands on the page with a caret in reach.
const untilCodable = async (browser, path) => {
  const page = await browser.puppet.newPage();
  await page.emulateCPUThrottling(SLOWED);
  await page.goto(pathToFileURL(path).href, {waitUntil: "domcontentloaded"});
  await page.waitForSelector("html[data-started]", {timeout: 60000});
  const ms = await page.evaluate(() => new Promise((done) => {
    const start = [...document.querySelectorAll("button")].find((button) => /^(Start|Go on)/.test(button.textContent.trim()));
    const look = () => document.querySelector('.turn[data-role="assistant"] [data-s]') ? done(performance.now()) : setTimeout(look, 1);
    start.click();
    look();
  }));
  await page.close();
  return ms;
};

const untilRead = async (browser, path) => {
  const page = await browser.puppet.newPage();
  await page.emulateCPUThrottling(SLOWED);
  await page.goto(pathToFileURL(path).href, {waitUntil: "load"});
  const ms = await page.evaluate(() => performance.timing.domContentLoadedEventEnd - performance.timing.navigationStart);
  await page.close();
  return ms;
};

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const work = mkdtempSync(join(tmpdir(), "calma-bench-"));
const browser = await startBrowser("chrome");
for (const conversations of [165, 890]) {
  const packet = makePacket(join(work, String(conversations)), conversations);
  const plain = join(work, `${conversations}.html`);
  writeFileSync(plain, `<!doctype html><script type="application/json">${"x".repeat(statSync(packet).size)}</script>`);
  const codable = [], read = [];
  for (let i = 0; i < RUNS; i++) {
    codable.push(await untilCodable(browser, packet));
    read.push(await untilRead(browser, plain));
  }
  const a = median(codable), b = median(read);
  console.log(`open: ${(statSync(packet).size / 1e6).toFixed(1)} MB, first coding possible after ${Math.round(a)} ms with the ` +
    `processor slowed ${SLOWED} times; a page of the same bytes without a program: ${Math.round(b)} ms; ratio ${(a / b).toFixed(1)}`);
}
await browser.close();
rmSync(work, {recursive: true});
