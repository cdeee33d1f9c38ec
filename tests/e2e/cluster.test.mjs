// SPDX-License-Identifier: MIT
// Focused coding in real browsers: by keys, by mouse and by finger, on wide and narrow screens, and after a reload.

import assert from "node:assert/strict";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import test from "node:test";
import { load } from "../app/load.mjs";
import { browsers, missing, startBrowser } from "./browser.mjs";
import { copyStudy, press, says } from "./packet.mjs";

// What a response says of the machine comes from the browser.
globalThis.navigator ??= { userAgent: "", maxTouchPoints: 0 };

const { makeBook } = await load("items.ts");
const { makeResponse } = await load("response.ts");

const stamp = "2026-03-01T10:00:00Z";
const quotes = ["Bread made people settle down.", "Salt was worth its weight in gold.", "Flat bread on hot stones", "एक रोटी"];
const labels = [["vague"], ["vague", "repeats a legend"], ["vivid"], ["सच", "own words"]];
const all = ["vague", "repeats a legend", "vivid", "सच", "own words"];

/** A file of answers in which everything before focused coding is done. */
const answers = (packet) => {
  const book = makeBook("S".repeat(22), () => {});
  for (const { id, kind, data } of packet.steps) {
    book.of(id).change("x", (draft) => {
      if (kind === "consent") draft.put({ id: "consent", kind, accepted: true, documents: [], at: stamp });
      if (kind !== "code") return;
      const turn = `${packet.conversations[data.conversations[0]].id}/2`;
      labels.forEach((codes, n) => {
        const quote = quotes[n];
        const place = { turn, turn_sha256: "0".repeat(64), start: 0, end: quote.length, quote, prefix: "", suffix: "" };
        draft.put({ id: `c${n}`, kind: "coding", ...place, codes: codes.map((label) => ({ label })), at: stamp });
      });
    });
  }
  return makeResponse(packet, book, { response: "R".repeat(22), revision: 0, parent: "", entered: [] }, "S".repeat(22), stamp);
};

const toClusters = async (page) => {
  await page.waitForSelector("html[data-started]");
  await press(page, "Go on");
  while (!(await page.$(".cluster-page"))) await press(page, "Next");
};

const start = async (t, name, options) => {
  const study = copyStudy(t, "minimal");
  const folder = join(study, "out/packets/code");
  const packet = join(folder, readdirSync(folder).sort()[0]);
  const data = readFileSync(packet, "utf8").match(/id="calma-packet">(.*?)<\/script>/s)[1];
  const file = join(study, "answers.json");
  writeFileSync(file, JSON.stringify(answers(JSON.parse(data))));
  const browser = await startBrowser(name);
  t.after(() => browser.close());
  const page = await browser.open(packet, options);
  await page.waitForSelector("html[data-started]");
  await (await page.$("input[type=file]")).uploadFile(file);
  await says(page, "Go on");
  await toClusters(page);
  return { browser, page, packet };
};

const inPile = (page) => page.$$eval(".cluster-pile .cluster-label", (nodes) => nodes.map((node) => node.textContent));
const onSheets = (page) =>
  page.$$eval(".cluster-sheet:not(.cluster-blank)", (sheets) =>
    sheets.map((sheet) => [
      sheet.querySelector(".cluster-name").value,
      ...Array.from(sheet.querySelectorAll(".cluster-label"), (node) => node.textContent),
    ]),
  );
const focused = (page) =>
  page.evaluate(() => {
    const slip = document.activeElement.closest(".cluster-slip");
    return slip ? slip.querySelector(".cluster-label").textContent : document.activeElement.className;
  });
const focus = (page, label) =>
  page.evaluate((wanted) => {
    const slips = Array.from(document.querySelectorAll(".cluster-pile .cluster-slip"));
    slips.find((slip) => slip.querySelector(".cluster-label").textContent === wanted).querySelector("input").focus();
  }, label);
const type = async (page, ...list) => {
  for (const keys of list) await (keys.length > 1 && !/^[A-Z]/.test(keys) ? page.keyboard.type(keys) : page.keyboard.press(keys));
  await delay(60);
};
const middle = (page, selector) =>
  page.$eval(selector, (node) => {
    const box = node.getBoundingClientRect();
    return [box.left + box.width / 2, box.top + box.height / 2];
  });
const drag = async (page, from, to) => {
  // A browser that is busy answers before the page has heard of it.
  await page.evaluate(() => {
    window.laidDown = new Promise((done) => document.addEventListener("pointerup", () => setTimeout(done), { once: true }));
  });
  await page.mouse.move(...(await middle(page, from)));
  await page.mouse.down();
  await page.mouse.move(...(await middle(page, to)), { steps: 8 });
  await page.mouse.up();
  await page.evaluate(() => window.laidDown);
};
const slip = ".cluster-pile .cluster-slip .cluster-label";
const blank = ".cluster-blank .cluster-was";

for (const name of browsers) {
  test(`${name}: by keys codes are put in, merged, renamed, split and undone`, { skip: missing(name) }, async (t) => {
    const { browser, page } = await start(t, name);
    assert.deepEqual(await inPile(page), all);
    await focus(page, "vague");
    await type(page, "ArrowDown", " ", "ArrowDown", " ", "p", "facts", "Enter");
    assert.deepEqual(await onSheets(page), [["facts", "repeats a legend", "vivid"]]);
    assert.equal(await focused(page), "सच", "the focus goes to the next slip");
    await type(page, " ", "ArrowDown", " ", "m", "merged", "Enter");
    assert.deepEqual(await inPile(page), ["vague", "merged"]);
    assert.equal(await focused(page), "merged");
    await says(page, "was: सच · own words");
    await type(page, "x", " ", "Tab", "Tab", "part", "Enter");
    assert.deepEqual(await inPile(page), ["vague", "part", "merged"]);
    await focus(page, "vague");
    await type(page, "r", "blurred", "Enter");
    await says(page, "was: vague");
    for (let n = 0; n < 4; n++) await type(page, "u");
    assert.deepEqual(await inPile(page), all);
    assert.deepEqual(await onSheets(page), []);
    assert.deepEqual(browser.problems, []);
  });

  test(`${name}: slips are dragged to new sheets, between sheets and back`, { skip: missing(name) }, async (t) => {
    const { browser, page } = await start(t, name);
    await drag(page, slip, blank);
    assert.equal(await focused(page), "cluster-name", "a new sheet asks for its name");
    await page.keyboard.type("first");
    await drag(page, slip, blank);
    assert.deepEqual(await onSheets(page), [["first", "vague"], ["", "repeats a legend"]]);
    await drag(page, ".cluster-sheet .cluster-label", ".cluster-sheet:nth-child(2) .cluster-name");
    assert.deepEqual(await onSheets(page), [["first"], ["", "vague", "repeats a legend"]]);
    await drag(page, ".cluster-sheet .cluster-label", ".cluster-tools .field span");
    assert.deepEqual(await inPile(page), ["vague", "vivid", "सच", "own words"]);
    await page.evaluate(() => document.querySelector(".toast button").click());
    assert.deepEqual(await onSheets(page), [["first"], ["", "vague", "repeats a legend"]]);
    assert.deepEqual(browser.problems, []);
  });

  test(`${name}: what is written on a sheet is there after a reload, and can still be undone`, { skip: missing(name) }, async (t) => {
    const { browser, page, packet } = await start(t, name);
    await focus(page, "vague");
    await type(page, "p", "settled", "Enter");
    await page.type(".cluster-sheet textarea", "No source is named.");
    await press(page, "Choose the best example…");
    await type(page, "ArrowUp", "Enter");
    await press(page, "These are opposites");
    await page.type(".cluster-poles input", "vague");
    await type(page, "Tab", "exact", "Tab");
    await delay(1200);
    page.on("dialog", (dialog) => dialog.accept());
    await page.goto(`file://${packet}`);
    await toClusters(page);
    const fields = await page.$$eval(".cluster-sheet input[type=text], .cluster-sheet textarea", (nodes) => nodes.map((n) => n.value));
    assert.deepEqual(fields, ["settled", "No source is named.", "vague", "exact"]);
    assert.equal(await page.$eval(".cluster-best blockquote", (node) => node.textContent), quotes[1]);
    await press(page, "Undo");
    assert.deepEqual(await page.$$eval(".cluster-poles input", (nodes) => nodes.map((n) => n.value)), ["vague", ""]);
    assert.deepEqual(browser.problems, []);
  });

  test(`${name}: search finds code, passage and memo, and at 320 px one view is shown at a time`, { skip: missing(name) }, async (t) => {
    const { browser, page } = await start(t, name, { width: 320, height: 640 });
    assert.equal(await page.$eval(".cluster-fold", (node) => node.open), false, "folded where room is scarce");
    await press(page, "Find and sort");
    await page.type(".cluster-pile input[type=search]", "BREAD");
    assert.deepEqual(await inPile(page), ["vague", "vivid"]);
    await press(page, "Choose all 2");
    await press(page, "Put in…");
    await type(page, "together", "Enter");
    await says(page, "None of these codes");
    assert.equal(await page.$eval(".cluster-sheets", (node) => node.getClientRects().length), 0);
    await press(page, "Clusters (1)");
    assert.equal(await page.$eval(".cluster-pile", (node) => node.getClientRects().length), 0);
    assert.deepEqual(await onSheets(page), [["together", "vague", "vivid"]]);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing sticks out");
    assert.deepEqual(browser.problems, []);
  });
}

test("chrome: a long press carries a slip, a swipe scrolls", { skip: missing("chrome") }, async (t) => {
  const { browser, page } = await start(t, "chrome", { width: 1024, height: 900, hasTouch: true });
  const session = await page.createCDPSession();
  const touch = (kind, x, y) =>
    session.send("Input.dispatchTouchEvent", { type: kind, touchPoints: kind === "touchEnd" ? [] : [{ x, y }] });
  const stroke = async (from, to, wait) => {
    await touch("touchStart", ...from);
    await delay(wait);
    for (let n = 1; n <= 6; n++) await touch("touchMove", from[0] + ((to[0] - from[0]) * n) / 6, from[1] + ((to[1] - from[1]) * n) / 6);
    await touch("touchEnd");
    await delay(100);
  };
  const [x, y] = await middle(page, slip);
  // Not to the side: there a browser may take a swipe for its way back.
  const [, below] = await middle(page, blank);
  await stroke([x, y], [x, below + 150], 0);
  assert.deepEqual(await inPile(page), all);
  await stroke([x, y], await middle(page, blank), 600);
  assert.deepEqual(await inPile(page), all.slice(1));
  assert.deepEqual(browser.problems, []);
});
