// SPDX-License-Identifier: MIT
// What the packet's shell promises: nothing is lost, what it says of the work is true, and no network is left.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { browsers, missing, startBrowser } from "./browser.mjs";
import { copyStudy, press, run, says } from "./packet.mjs";

const started = (page) => page.waitForSelector("html[data-started]");
const open = async (browser, path, options = {}) => {
  const page = await browser.open(path, options);
  page.on("dialog", (dialog) => dialog.accept());
  await started(page);
  return page;
};
const stateOf = (page) => page.$eval(".state", (node) => node.textContent);
const answerOf = (page) => page.$$eval("input[type=radio]", ([yes, no]) => (yes.checked ? "yes" : no.checked ? "no" : ""));
const titleOf = (page) => page.$eval("h1", (node) => node.textContent);
const until = (page, test, ...values) => page.waitForFunction(test, { timeout: 10000 }, ...values);
const stateSays = (page, words) => until(page, (wanted) => document.querySelector(".state").textContent.includes(wanted), words);
const chord = async (page, ...list) => {
  for (const key of list.slice(0, -1)) await page.keyboard.down(key);
  await page.keyboard.press(list[list.length - 1]);
  for (const key of list.slice(0, -1).reverse()) await page.keyboard.up(key);
};
const hand = async (page, file) => {
  const input = await page.$("main input[type=file]");
  await input.uploadFile(file);
  await until(page, () => document.querySelector("main .answer").textContent !== "");
  return page.$eval("main .answer", (node) => node.textContent);
};
const toEnd = async (page) => {
  await page.click(".where");
  await press(page, "Sending it back");
  await says(page, "Send it back");
};
const packetOf = (t) => {
  const study = copyStudy(t, "minimal");
  return { study, path: join(study, "out/packets/code/a1.html"), other: join(study, "out/packets/code/a2.html") };
};
const start = async (t, name, options) => {
  const browser = await startBrowser(name, options);
  t.after(() => browser.close());
  return browser;
};
const quiet = (browser) => {
  assert.deepEqual(browser.problems, []);
  assert.deepEqual(browser.requests, []);
};

for (const name of browsers) {
  const skip = missing(name);

  test(`${name}: consent holds back, a no can be sent and changed, undo survives a reload`, { skip }, async (t) => {
    const { path } = packetOf(t);
    const browser = await start(t, name);
    const page = await open(browser, path);
    assert.equal(await stateOf(page), "No answers yet.");
    await press(page, "Start");
    assert.equal(await page.$eval(".foot .primary", (node) => node.disabled), true);
    await page.click(".where");
    const closed = await page.$$eval(".places button", (all) => all.map((node) => node.disabled));
    assert.deepEqual(closed, [false, false, true, true, true]);
    await press(page, "No, I do not want");
    await press(page, "Next");
    assert.equal(await titleOf(page), "Sending it back");
    await says(page, "Nothing from these pages will be used");
    await press(page, "Back");
    await press(page, "Yes, I want");
    await chord(page, "Control", "z");
    assert.equal(await answerOf(page), "no");
    await delay(200);
    await page.reload();
    await started(page);
    await press(page, "Go on");
    assert.equal(await answerOf(page), "no");
    await chord(page, "Control", "Shift", "Z");
    assert.equal(await answerOf(page), "yes");
    quiet(browser);
  });

  test(`${name}: help says how to send the answers back, and names the file that is saved`, { skip }, async (t) => {
    const { path } = packetOf(t);
    const browser = await start(t, name);
    const page = await open(browser, path);
    await press(page, "Help");
    await says(page, "How to send it back");
    await says(page, "Keys you can use");
    const named = await page.$eval(".dialog bdi", (node) => node.textContent);
    assert.doesNotMatch(await page.$eval(".dialog", (node) => node.textContent), /\{|help\.|undefined/);
    await page.keyboard.press("Escape");
    await press(page, "Start");
    await press(page, "Yes, I want");
    const file = await browser.download(() => press(page, "Save my answers"));
    assert.equal(basename(file), named);
    quiet(browser);
  });

  test(`${name}: nothing is left that could reach a network`, { skip }, async (t) => {
    const { path } = packetOf(t);
    const browser = await start(t, name);
    const page = await open(browser, path);
    const left = await page.evaluate((names) => {
      const put = (each) => {
        try {
          window[each] = 1;
        } catch {
          return true;
        }
        return window[each] === undefined;
      };
      // What this browser never had may be written; what was taken away may not.
      const had = names.filter((each) => Object.getOwnPropertyDescriptor(window, each));
      return { had: had.length, back: had.filter((each) => !put(each)), beacon: typeof navigator.sendBeacon };
    }, ["fetch", "XMLHttpRequest", "WebSocket", "EventSource", "RTCPeerConnection", "webkitRTCPeerConnection", "WebTransport", "Worker", "open"]);
    assert.ok(left.had >= 7);
    assert.deepEqual([left.back, left.beacon], [[], "undefined"]);
  });

  test(`${name}: a second tab is read-only and takes over when the first closes`, { skip }, async (t) => {
    const { path, other } = packetOf(t);
    const browser = await start(t, name);
    const first = await open(browser, path);
    const second = await open(browser, path);
    assert.equal(await stateOf(second), "Open in another tab: nothing can be changed here.");
    const others = await open(browser, other);
    assert.equal(await stateOf(others), "No answers yet.", "another person's packet is not held back");
    await first.bringToFront();
    await press(first, "Start");
    await press(first, "Yes, I want");
    await delay(200);
    await first.close();
    await second.bringToFront();
    await stateSays(second, "Kept on this computer.");
    await press(second, "Go on");
    assert.equal(await answerOf(second), "yes");
    quiet(browser);
  });

  test(`${name}: save, show the file, erase, resume`, { skip }, async (t) => {
    const { study, path } = packetOf(t);
    const browser = await start(t, name);
    const page = await open(browser, path);
    await press(page, "Start");
    await press(page, "Yes, I want");
    await stateSays(page, "Kept on this computer. Not yet saved to a file.");
    await toEnd(page);
    const eraser = () => page.$eval(".steps-out li:last-child button", (node) => node.disabled);
    assert.equal(await eraser(), true);
    const made = await browser.download(() => page.click(".steps-out .primary"));
    assert.match(made, /minimal-a1-code\.calma\.json$/);
    // Driven, chromium writes a second file of that name over the first.
    const file = join(study, "mine.txt");
    renameSync(made, file);
    assert.match(await stateOf(page), /^Kept on this computer\. A file was made at .*\.$/);
    assert.equal(await eraser(), true, "made is not yet seen");
    assert.equal(await hand(page, file), "This file holds all your answers.");
    assert.match(await stateOf(page), /^Kept on this computer\. Last saved to a file at .*\.$/);
    assert.equal(await eraser(), false);
    await press(page, "Finish and erase");
    await press(page, "Yes, erase");
    await says(page, "were erased from this computer");
    await page.reload();
    await started(page);
    assert.equal(await stateOf(page), "No answers yet.");
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
    assert.equal(await hand(page, file), "The answers from this file are here now.");
    await press(page, "Go on");
    assert.equal(await answerOf(page), "yes");
    await press(page, "No, I do not want");
    assert.match(await stateOf(page), /Last saved to a file at .*, 1 change since\.$/);
    const next = await browser.download(() => chord(page, "Control", "s"));
    const [one, two] = [file, next].map((each) => JSON.parse(readFileSync(each, "utf8")));
    assert.equal(two.response, one.response);
    assert.equal(two.parent, one.sum);
    assert.deepEqual([one.revision, two.revision], [1, 2]);
    assert.notEqual(two.session, one.session);
    quiet(browser);
  });

  test(`${name}: a killed browser loses nothing`, { skip }, async (t) => {
    const { path } = packetOf(t);
    const profile = mkdtempSync(join(tmpdir(), "calma-profile-"));
    t.after(() => rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
    const before = await startBrowser(name, { profile });
    const page = await open(before, path);
    await press(page, "Start");
    await press(page, "Yes, I want");
    await delay(500);
    before.kill();
    await delay(1000);
    const browser = await start(t, name, { profile });
    const again = await open(browser, path);
    await press(again, "Go on");
    assert.equal(await answerOf(again), "yes");
  });

  test(`${name}: a page that the browser saved brings the answers along, and imports`, { skip }, async (t) => {
    const { study, path } = packetOf(t);
    const browser = await start(t, name);
    const page = await open(browser, path);
    await press(page, "Start");
    await press(page, "No, I do not want");
    await until(page, () => document.getElementById("calma-state").textContent.includes("accepted"));
    const saved = join(study, "saved (1).htm");
    writeFileSync(saved, await page.evaluate(() => `<!DOCTYPE html>${document.documentElement.outerHTML}`));
    await page.close();
    const fresh = await start(t, name);
    const copy = await open(fresh, saved);
    await press(copy, "Go on");
    assert.equal(await answerOf(copy), "no");
    quiet(fresh);
    assert.match(run(study, "import", saved), /1 imported/);
  });

  test(`${name}: files that do not fit are refused, each with its reason`, { skip }, async (t) => {
    const { study, path, other } = packetOf(t);
    const browser = await start(t, name);
    const theirs = await open(browser, other);
    await press(theirs, "Start");
    await press(theirs, "Yes, I want");
    const foreign = await browser.download(() => chord(theirs, "Control", "s"));
    const page = await open(browser, path);
    const write = (file, text) => {
      writeFileSync(join(study, file), text);
      return join(study, file);
    };
    assert.equal(await hand(page, foreign), "This file belongs to somebody else (a2).");
    const text = readFileSync(foreign, "utf8");
    await page.reload();
    await started(page);
    assert.match(await hand(page, write("cut.json", text.slice(0, 300))), /^This file is not complete\./);
    await page.reload();
    await started(page);
    assert.match(await hand(page, write("photo.jpg", "\u0000\u0001")), /^This is not a file with answers\./);
    assert.equal(await stateOf(page), "No answers yet.");
    quiet(browser);
  });

  test(`${name}: where nothing can be kept, the page says so`, { skip }, async (t) => {
    const { path } = packetOf(t);
    const browser = await start(t, name);
    const blocked = (page) => page.evaluateOnNewDocument(() => {
      for (const each of ["indexedDB", "localStorage"]) {
        Object.defineProperty(window, each, { get: () => { throw new Error("blocked"); } });
      }
    });
    const page = await open(browser, path, { before: blocked });
    await press(page, "Start");
    await press(page, "Yes, I want");
    await stateSays(page, "does not keep your work");
    const file = await browser.download(() => page.click(".save"));
    assert.equal(JSON.parse(readFileSync(file, "utf8")).steps.consent.items[0].accepted, true);
    quiet(browser);
  });

  test(`${name}: a page that cannot start says what to do`, { skip }, async (t) => {
    const { study, path } = packetOf(t);
    const broken = join(study, "broken.html");
    writeFileSync(broken, readFileSync(path, "utf8").replace('"format":"calma/packet@1"', '"format":"calma/packet@9"'));
    const browser = await start(t, name);
    const page = await browser.open(broken);
    await says(page, "This page could not start.");
  });
}

const axe = readFileSync(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

for (const width of [320, 1280]) {
  test(`chrome: the shell's pages are accessible at ${width} pixels`, { skip: missing("chrome") }, async (t) => {
    const { path } = packetOf(t);
    const browser = await start(t, "chrome");
    const page = await open(browser, path, { width, before: (each) => each.setBypassCSP(true) });
    await page.evaluate(axe);
    const check = async (place) => {
      const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
      assert.deepEqual(violations.map((each) => `${each.id}: ${each.nodes[0].html}`), [], place);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), `${place} fits`);
    };
    await check("start");
    await press(page, "Start");
    await check("consent");
    await press(page, "Yes, I want");
    await page.click(".where");
    await check("list of steps");
    await press(page, "Sending it back");
    await check("end");
    await browser.download(() => page.click(".steps-out .primary"));
    await press(page, "Check the file");
    await check("dialog");
    await page.keyboard.press("Escape");
    assert.equal(await page.$(".dialog"), null);
  });
}
