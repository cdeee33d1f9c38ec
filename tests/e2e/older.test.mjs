// SPDX-License-Identifier: MIT
// Files that come back to a packet: of somebody else, another part, another study, cut, altered, newer, too large, no
// responses at all, and those of an older copy of the same pages. What does not fit is said, and changes nothing.

import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { browsers, missing, startBrowser } from "./browser.mjs";
import { begin, codeByKeys, copyStudy, labelsKept, press, rows, run, says, takeFile } from "./packet.mjs";
import { withSum } from "../tools/response.mjs";

const packetOf = (study, id = "a1") => join(study, `out/packets/code/${id}.html`);
const read = (file) => JSON.parse(readFileSync(file, "utf8"));

const start = async (t, name) => {
  const browser = await startBrowser(name, { strict: true });
  t.after(() => browser.close());
  return browser;
};
const open = async (browser, path) => {
  const page = await browser.open(path);
  page.on("dialog", (dialog) => dialog.accept());
  await page.waitForSelector("html[data-started]");
  return page;
};
const makeFolder = (t) => {
  const folder = mkdtempSync(join(tmpdir(), "calma-older-"));
  t.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
  return folder;
};
/** Saves by the page's own button, to a name of its own. */
const saveAs = async (browser, page, path) => {
  renameSync(await browser.download(() => press(page, "Save my answers")), path);
  return path;
};
const stateOf = (page) =>
  page.evaluate(() => [document.querySelector(".state").textContent, document.getElementById("calma-state").textContent]);

for (const name of browsers) {
  test(`${name}: a file that is not this packet's is refused with its reason, and nothing changes`, { skip: missing(name) }, async (t) => {
    const study = copyStudy(t, "minimal");
    const folder = makeFolder(t);
    const browser = await start(t, name);
    const page = await open(browser, packetOf(study));
    await begin(page);
    const good = read(await saveAs(browser, page, join(folder, "good.json")));
    const write = (file, content) => {
      writeFileSync(join(folder, file), content);
      return join(folder, file);
    };
    const changed = (change) => JSON.stringify(withSum({ ...good, ...change }));
    const text = JSON.stringify(good);
    const huge = write("huge.json", "{");
    truncateSync(huge, 70e6);
    const refusals = [
      [write("a.json", changed({ participant: "a2" })), "This file belongs to somebody else (a2)."],
      [write("b.json", changed({ round: "rate" })), "This file belongs to another part of the study (rate)."],
      [write("c.json", changed({ study: "other" })), "This file belongs to another study (other)."],
      [write("d.json", text.replace('"accepted":true', '"accepted":false')), "This file was changed after it was saved"],
      [write("e.json", text.slice(0, -30)), "This file is not complete."],
      [write("f.json", changed({ format: "calma/response@2" })), "This file was made by a newer page (version 2) than this one."],
      [write("g.json", changed({ format: "calma/sealed@1" })), "This file is sealed"],
      [write("h.png", "\u0089PNG\r\n"), "This is not a file with answers."],
      [write("i.json", ""), "There are no answers in this file."],
      [write("j.json", '{"a": 1}'), "This is not a file with answers."],
      [huge, "This file is too large to be a file with answers."],
      [packetOf(study), "There are no answers in this file."],
      [packetOf(study, "a2"), "There are no answers in this file."],
    ];
    await page.reload();
    await page.waitForSelector("html[data-started]");
    await delay(1500);
    const before = await stateOf(page);
    for (const [file, reason] of refusals) {
      const said = await takeFile(page, file);
      assert.ok(said.startsWith(reason), `${file}: ${said}`);
      const [state, items] = await stateOf(page);
      assert.equal(state, before[0]);
      assert.deepEqual(JSON.parse(items).steps, JSON.parse(before[1]).steps);
    }
    assert.deepEqual(browser.problems, []);
  });
}

/** The study with other texts: one conversation reworded, another gone, focused coding gone, the consent reworded. */
const revise = (study) => {
  const path = join(study, "study.lua");
  writeFileSync(path, readFileSync(path, "utf8").replace(", cluster {}", ""));
  const lines = readFileSync(join(study, "conversations.jsonl"), "utf8").trim().split("\n");
  const [first] = lines.map((line) => JSON.parse(line));
  first.messages[1].content = "Nothing is as it was here.";
  writeFileSync(join(study, "conversations.jsonl"), [JSON.stringify(first), ...lines.slice(1)].join("\n") + "\n");
  writeFileSync(join(study, "consent.md"), "Do you want to take part, now that it is another study?\n");
  run(study, "build");
};

for (const name of browsers) {
  test(`${name}: answers of an older copy of the pages are kept, checked, and come home`, { skip: missing(name) }, async (t) => {
    const study = copyStudy(t, "minimal");
    const folder = makeFolder(t);
    const first = await start(t, name);
    const page = await open(first, packetOf(study));
    await begin(page);
    await codeByKeys(page, ["of the old text"]);
    await press(page, "Next");
    await (await page.waitForSelector("[data-sheet=new]")).click();
    await page.keyboard.type("A cluster of then");
    await delay(1000);
    const old = await saveAs(first, page, join(folder, "old.json"));
    const whole = read(old);
    assert.match(whole.device, name === "chrome" ? /^computer, Chrome$/ : /^computer, Firefox$/);
    revise(study);

    const check = async (browser, again, said) => {
      await says(again, "Some of these answers were given in an older copy of these pages.");
      assert.match(said ?? (await again.evaluate(() => document.body.innerText)), /1 belongs to a part that is no longer here\. 1 is about a text that was changed since\. All of them are kept/);
      await press(again, "Go on");
      await again.evaluate(() => document.querySelector(".where").click());
      await press(again, "Before you begin");
      await says(again, "The text was changed after you gave this answer.");
      await press(again, "Yes, I want to take part");
      await says(again, "Thank you. You can change your mind at any time.");
      await press(again, "Next");
      await says(again, "Codes whose words are no longer in the text");
      await says(again, "of the old text");
      assert.deepEqual(await labelsKept(again), [], "it is beside no other words");
      const fresh = read(await browser.download(() => press(again, "Save my answers")));
      const items = ({ steps }, step) => steps[step].items.filter(({ kind }) => /coding|cluster$/.test(kind));
      for (const step of ["code", "cluster"]) assert.deepEqual(items(fresh, step), items(whole, step));
      assert.notEqual(fresh.study_sha256, whole.study_sha256);
      return fresh;
    };

    // In the same place, and from a file on another machine.
    await page.goto("about:blank");
    const here = await open(first, packetOf(study));
    if (name === "chrome") await check(first, here);
    const second = await start(t, name);
    const there = await open(second, packetOf(study));
    const said = await takeFile(there, old);
    assert.match(said, /^The answers from this file are here now\. Some of these answers/);
    const fresh = await check(second, there, said);

    writeFileSync(join(folder, "fresh.json"), JSON.stringify(fresh));
    for (const file of ["old.json", "fresh.json"]) assert.match(run(study, "import", join(folder, file)), file === "old.json" ? /1 imported/ : /1 file/);
    const [person] = run(study, "status", "--json").trim().split("\n").map((line) => JSON.parse(line));
    assert.deepEqual([person.participant, person.files, person.devices], ["a1", 2, whole.device]);
    const problems = new Set(rows(study, "problem").map(({ code }) => code));
    assert.ok(problems.has("step-gone") && problems.has("turn-changed"), [...problems].join());
    assert.deepEqual(first.problems.concat(second.problems), []);
  });

  test(`${name}: text that was copied is taken back from a letter, by another packet's page and by the importer`, { skip: missing(name) }, async (t) => {
    const study = copyStudy(t, "minimal");
    const folder = makeFolder(t);
    const browser = await start(t, name);
    const page = await open(browser, packetOf(study));
    await begin(page);
    await codeByKeys(page, ["copied \u0905 \u{1F35E}"]);
    await page.evaluate(() => document.querySelector(".where").click());
    await press(page, "Sending it back");
    await press(page, "Copy as text instead");
    const text = await page.$eval(".dialog textarea", (area) => area.value);
    const letter = join(folder, "mail.txt");
    writeFileSync(letter, Buffer.from(`\ufeffDear teacher,\r\n\r\n${text.replace(/\n/g, "\r\n")}\r\nBest\r\n`, "utf16le"));
    assert.match(run(study, "import", letter), /1 imported/);
    assert.deepEqual(rows(study, "item").filter(({ body }) => body.kind === "coding").map(({ body }) => body.codes[0].label), ["copied \u0905 \u{1F35E}"]);
    const moved = join(folder, "Another name (2).html");
    copyFileSync(packetOf(study), moved);
    const other = await start(t, name);
    const again = await open(other, moved);
    await says(again, "Do you have a file with your answers?");
    assert.equal(await takeFile(again, letter), "The answers from this file are here now.");
    await press(again, "Go on");
    await again.close();
    // Under its own name again: Firefox keeps what is written by the path, Chromium for all files together.
    const third = await open(other, packetOf(study));
    await press(third, "I have my answers as text");
    await third.$eval(".resume-text textarea", (area, pasted) => (area.value = pasted), `Dear teacher,\n${text}\nBest`);
    await press(third, "Take these answers over");
    await says(third, name === "firefox" ? "The answers from this file are here now." : "This file holds all your answers.");
    assert.deepEqual(browser.problems.concat(other.problems), []);
  });
}
