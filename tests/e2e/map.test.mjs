// SPDX-License-Identifier: MIT
// The map of labels in a real browser: behind one's own three attributes, walked and searched by keys, with notes that
// come back and stand on their author's page alone.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { browsers, missing, startBrowser } from "./browser.mjs";
import { discussStudy, openDiscuss, press, reportPages, rows, run, says, saysNoMore } from "./packet.mjs";

const axe = readFileSync(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

/** To the map, past the attributes with the word that there are none. */
const openMap = async (browser, study, size) => {
  const page = await openDiscuss(browser, study, size);
  await press(page, "Next");
  await press(page, "I have fewer than 3");
  await page.waitForSelector(".rank-done");
  await press(page, "Next");
  await page.waitForSelector(".map-label");
  return page;
};

const clean = async (page, where) => {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const result = await window.axe.run(document, { resultTypes: ["violations"] });
    return result.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).slice(0, 3)}`);
  });
  assert.deepEqual(found, [], where);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(wide <= 0, `${where}: the page scrolls sideways by ${wide}`);
};

const focused = (page) => page.evaluate(() => document.activeElement.textContent);
const inFrame = (page) =>
  page.evaluate(() => {
    const frame = document.querySelector(".map-frame").getBoundingClientRect();
    const box = document.activeElement.getBoundingClientRect();
    return box.left >= frame.left - 1 && box.right <= frame.right + 1 && box.top >= frame.top - 1 && box.bottom <= frame.bottom + 1;
  });

/** Every label of the group that p01 is in, as the record has them. */
const groupLabels = (study) => {
  const found = rows(study, "item").filter(({ participant, body }) => /^p0[1-4]$/.test(participant) && body.kind === "coding" && !body.deleted);
  return new Set(found.flatMap(({ body }) => body.codes.map(({ label }) => label)));
};

const walk = async (page) => {
  await page.focus(".map-label[tabindex='0']");
  const seen = new Set([await focused(page)]);
  for (const key of ["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "ArrowUp", "ArrowLeft"]) {
    const before = await page.evaluate(() => [parseInt(document.activeElement.style.left, 10), parseInt(document.activeElement.style.top, 10)]);
    await page.keyboard.press(key);
    const after = await page.evaluate(() => [parseInt(document.activeElement.style.left, 10), parseInt(document.activeElement.style.top, 10)]);
    const axis = /Left|Right/.test(key) ? 0 : 1;
    assert.ok(/Right|Down/.test(key) ? after[axis] > before[axis] : after[axis] < before[axis], key);
    assert.ok(await inFrame(page), `${key} keeps the label in sight`);
    seen.add(await focused(page));
  }
  assert.ok(seen.size > 3);
  await page.keyboard.press("Home");
  assert.equal(await page.evaluate(() => document.querySelectorAll(".map-label[tabindex='0']").length), 1);
};

const dialogTitle = (page) => page.evaluate(() => document.querySelector(".dialog-title").textContent);

/** Searches, opens what is found, writes a note, and goes on to a label near it: all by keys. */
const searchAndWrite = async (page) => {
  await page.focus(".map-search input");
  await page.keyboard.type("sourc");
  await page.waitForSelector(".map-lit");
  const lit = await page.evaluate(() => [...document.querySelectorAll(".map-lit")].map((one) => one.textContent));
  assert.ok(lit.length > 0 && lit.every((one) => /sourc/i.test(one)), lit.join("; "));
  await says(page, lit.length === 1 ? "1 label is found." : `${lit.length} labels are found.`);
  await page.keyboard.press("Enter");
  const label = await focused(page);
  assert.ok(lit.includes(label));
  assert.ok(await inFrame(page));
  await page.keyboard.press("Enter");
  assert.equal(await dialogTitle(page), label);
  await page.focus(".dialog .map-note textarea");
  await page.keyboard.type("We all say this, each in other words.");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.querySelector(".dialog"));
  assert.equal(await focused(page), label, "the focus returns");
  return label;
};

const goNear = async (page, label) => {
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.querySelector(".dialog textarea").value), "We all say this, each in other words.");
  const near = await page.evaluate(() => document.querySelector(".map-nearest button").textContent);
  await page.focus(".map-nearest button");
  await page.keyboard.press("Enter");
  await page.waitForFunction((wanted) => document.querySelector(".dialog-title").textContent === wanted, {}, near);
  assert.notEqual(near, label);
  await page.keyboard.press("Escape");
  assert.equal(await focused(page), near, "the focus is where it was led");
};

for (const name of browsers) {
  test(`${name}: the map by keys, and notes that come back`, { skip: missing(name) }, async (t) => {
    const study = discussStudy(t);
    const browser = await startBrowser(name);
    t.after(() => browser.close());
    const page = await openMap(browser, study);
    const shown = await page.evaluate(() => [...document.querySelectorAll(".map-label")].map((one) => one.textContent));
    assert.deepEqual(new Set(shown), groupLabels(study), "every label is there");
    const sizes = await page.evaluate(() =>
      [...new Set([...document.querySelectorAll(".map-label")].map((one) => getComputedStyle(one).fontSize + getComputedStyle(one).fontWeight))]);
    assert.equal(sizes.length, 1, "all alike");
    await walk(page);
    const label = await searchAndWrite(page);
    await goNear(page, label);
    await page.type(".map > .map-note textarea", "Nobody wrote about prices.");
    await press(page, "As a list");
    const file = await browser.download(() => press(page, "Save my answers"));
    run(study, "import", file);
    const notes = rows(study, "item").map(({ body }) => body).filter(({ kind }) => kind === "mapnote");
    assert.deepEqual(notes.map(({ id, text }) => [id, text]).sort(), [
      ["note:", "Nobody wrote about prices."], [`note:${label}`, "We all say this, each in other words."],
    ]);
    assert.deepEqual(rows(study, "problem"), []);
    run(study, "report");
    for (const path of reportPages(study)) {
      const has = /Nobody wrote about prices|each in other words/.test(readFileSync(path, "utf8"));
      assert.equal(has, path.endsWith("people/p01.html"), path);
    }
    assert.deepEqual(browser.problems, []);
    assert.deepEqual(browser.requests, []);
  });
}

const chrome = (title, work) =>
  test(`chrome: ${title}`, { skip: missing("chrome") }, async (t) => {
    const study = discussStudy(t);
    const browser = await startBrowser("chrome");
    t.after(() => browser.close());
    await work(browser, study);
    assert.deepEqual(browser.problems, []);
  });

chrome("nobody sees the map before their own three are in", async (browser, study) => {
  const page = await openDiscuss(browser, study);
  await press(page, "Next");
  await page.waitForSelector(".rank-card");
  const ways = await page.evaluate(() =>
    [...document.querySelectorAll("button")].filter((one) => /^Next|The map of labels/.test(one.textContent.trim()) && !one.disabled).length);
  assert.equal(ways, 0, "no button leads on");
  assert.equal(await page.evaluate(() => document.querySelectorAll(".map").length), 0);
});

for (const width of [320, 1280]) {
  chrome(`map, label and list are sound at ${width} pixels`, async (browser, study) => {
    const page = await openMap(browser, study, { width, height: 800 });
    await clean(page, "map");
    const small = await page.evaluate(() =>
      [...document.querySelectorAll("main button")].filter((one) => {
        const box = one.getBoundingClientRect();
        return box.width > 0 && (box.width < 44 || box.height < 44);
      }).map((one) => one.textContent));
    assert.deepEqual(small, [], "everything can be hit");
    await press(page, "Whole map");
    assert.ok(await page.evaluate(() => {
      const frame = document.querySelector(".map-frame");
      return frame.scrollWidth <= frame.clientWidth + 1 && frame.scrollHeight <= frame.clientHeight + 1;
    }), "the whole map fits into its frame");
    await press(page, "Larger");
    await clean(page, "larger");
    await page.click(".map-label[tabindex='0']");
    await page.waitForSelector(".dialog");
    await clean(page, "label");
    await press(page, "Close");
    await press(page, "As a list");
    await clean(page, "list");
  });
}

chrome("the list has the same labels, searched and opened alike", async (browser, study) => {
  const page = await openMap(browser, study);
  await press(page, "As a list");
  const listed = () =>
    page.evaluate(() => [...document.querySelectorAll(".map-list button")].filter((one) => one.getClientRects().length).map((one) => one.textContent));
  assert.deepEqual(new Set(await listed()), groupLabels(study));
  await page.type(".map-search input", "sourc");
  assert.ok((await listed()).every((one) => /sourc/i.test(one)));
  await page.keyboard.press("Enter");
  const label = await focused(page);
  await page.keyboard.press("Enter");
  assert.equal(await dialogTitle(page), label);
  await page.type(".dialog textarea", "Mine");
  await press(page, "Close");
  await says(page, "with your note");
  await page.keyboard.press("Enter");
  await page.click(".dialog textarea", { clickCount: 3 });
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Escape");
  await saysNoMore(page, "with your note");
});

chrome("no quote of a conversation that not everybody was given", async (browser, study) => {
  const lines = readFileSync(join(study, "own-lowland.jsonl"), "utf8").trim().split("\n");
  const ids = lines.map((line) => JSON.parse(line).id);
  const passages = rows(study, "item").filter(({ body }) => body.kind === "coding" && !body.deleted).map(({ body }) => body);
  const own = passages.filter(({ turn }) => ids.includes(turn.slice(0, turn.lastIndexOf("/"))));
  assert.ok(own.length > 0, "somebody coded a conversation of their own");
  const page = await openMap(browser, study);
  const data = await page.evaluate(() => JSON.parse(document.getElementById("calma-packet").textContent));
  const { map } = data.steps.find(({ kind }) => kind === "map").data;
  const quotes = map.labels.flatMap(({ annotations }) => annotations.map(({ quote }) => quote));
  assert.ok(quotes.length > 50);
  for (const { quote } of own) assert.ok(!quotes.includes(quote), quote);
  assert.ok(map.labels.some(({ annotations }) => annotations.length === 0));
  const fields = new Set(map.labels.flatMap((label) => Object.keys(label)));
  assert.deepEqual([...fields].sort(), ["annotations", "direction", "h", "label", "nearest", "w", "x", "y"], "nobody, and no number");
});
