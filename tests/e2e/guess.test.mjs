// SPDX-License-Identifier: MIT
// Guessing what others noticed, in a real browser: by keys, by mouse, by touch and from right to left; labels stay hidden
// until they are asked for, and what comes back is in the report without a name.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { browsers, listen, missing, startBrowser } from "./browser.mjs";
import { attempts, strangeNodes } from "./hostile.mjs";
import { keys, press, rows, run, says, saysNoMore, tabTo, tap, writeResponse } from "./packet.mjs";
import { codedStudy, openPacket, people } from "./rounds.mjs";
import { dump, idOf, passage } from "../tools/response.mjs";

const axe = readFileSync(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const shots = process.env.SHOTS;

const clean = async (page, where) => {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => (await window.axe.run(document, { resultTypes: ["violations"] })).violations
    .map((one) => `${one.id}: ${one.nodes.map((node) => node.html).slice(0, 3)}`));
  assert.deepEqual(found, [], where);
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)) <= 0, where);
};

const shoot = async (page, name) => {
  if (!shots) return;
  mkdirSync(shots, { recursive: true });
  for (const width of [320, 768, 1280]) {
    await page.setViewport({ width, height: 900 });
    await page.screenshot({ path: join(shots, `${name}-${width}.png`), fullPage: true });
  }
  await page.setViewport({ width: 1280, height: 900 });
};

const study = (t, change = (text) => text) =>
  codedStudy(t, (text) => change(text.replace(/round "discuss" \{[^\n]*\}/, 'round "discuss" { guess { at_most = 2 } }')));

const dataOf = (folder, id) => {
  const page = readFileSync(join(folder, `out/packets/discuss/${id}.html`), "utf8");
  return JSON.parse(/id="calma-packet">([^<]*)</.exec(page)[1]).steps.find(({ kind }) => kind === "guess").data.passages;
};
const shownText = (page) => page.evaluate(() => document.querySelector("main").innerText);
const card = (n) => `.guess-card:nth-of-type(${n})`;

for (const name of browsers) {
  test(`${name}: a guess by keys, what others wrote, and what comes back`, { skip: missing(name) }, async (t) => {
    const folder = study(t);
    const [one, two] = dataOf(folder, "amber");
    const browser = await startBrowser(name);
    t.after(() => browser.close());
    const page = await openPacket(browser, folder, "discuss", "amber");
    await page.waitForSelector(".guess-card");
    await says(page, one.quote);
    for (const { label } of one.seen.concat(two.seen)) assert.ok(!(await shownText(page)).includes(label), `${label} waits to be asked for`);
    await clean(page, "before");
    await tabTo(page, `${card(1)} textarea`);
    await page.keyboard.type("that it says who found out");
    await tabTo(page, "Show what others wrote");
    await keys(page, "Enter");
    for (const { label } of one.seen) await says(page, label);
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Others wrote", "the way leads to what is new");
    assert.equal(await page.$eval(`${card(1)} textarea`, (field) => field.readOnly), true);
    await tabTo(page, `${card(1)} .guess-seen input`);
    await keys(page, "ArrowDown", "ArrowDown");
    await says(page, "people see different things in the same words");
    await shoot(page, `guess-${name}`);
    await clean(page, "after");
    assert.ok(!/\b\d+ (of \d+ )?(right|points)\b|score|best/i.test((await shownText(page)).replace("There are no points.", "")), "nothing counts");

    await press(page, "Next");
    await press(page, "Back");
    await says(page, "Others wrote");
    await saysNoMore(page, two.seen[0].label);
    await press(page, "Next");
    await page.waitForSelector("main.step-end");
    run(folder, "import", await browser.download(() => press(page, "Save my answers")));
    const items = rows(folder, "item").filter(({ step }) => step === "guess").map(({ body }) => body);
    assert.deepEqual(items.map(({ kind }) => kind).sort(), ["guess", "match", "shown"]);
    const guess = items.find(({ kind }) => kind === "guess");
    assert.deepEqual([guess.turn, guess.start, guess.end, guess.quote, guess.text], [one.turn, one.start, one.end, one.quote, "that it says who found out"]);
    assert.equal(items.find(({ kind }) => kind === "match").match, "none");
    assert.deepEqual(rows(folder, "problem"), []);

    run(folder, "report");
    const report = readFileSync(join(folder, "out/report/guesses.html"), "utf8").replace(/<style>[\s\S]*?<\/style>/, "").replace(/<[^>]*>/g, " ");
    assert.match(report, /that it says who found out/);
    for (const [id, whole] of Object.entries(people)) assert.ok(!report.includes(whole) && !new RegExp(`\\b${id}\\b`).test(report), `the page names ${id}`);
    const counts = JSON.parse(readFileSync(join(folder, "out/report/tables/guess-counts.json"), "utf8")).rows;
    assert.deepEqual(counts, [{ group: "Our class", people: 1, shown: 1, guessed: 1, same: 0, near: 0, none: 1, unsaid: 0 }]);
    assert.deepEqual(browser.problems, []);
    assert.deepEqual(browser.requests, []);
  });

  test(`${name}: nothing has to be guessed, and a guess can be taken back before the labels are seen`, { skip: missing(name) }, async (t) => {
    const folder = study(t);
    const browser = await startBrowser(name);
    t.after(() => browser.close());
    const page = await openPacket(browser, folder, "discuss", "birch");
    await page.waitForSelector(".guess-card");
    await page.type(`${card(1)} textarea`, "hurried");
    await page.click(`${card(2)} textarea`);
    await press(page, "Undo");
    await page.waitForFunction(() => document.querySelector(".guess-card textarea").value === "");
    await press(page, "Show what others wrote");
    await says(page, "Others wrote");
    await page.click(`${card(1)} summary`);
    await page.waitForSelector(`${card(1)} mark`);
    assert.equal(await page.$eval(`${card(1)} mark`, (mark) => mark.closest(".guess-card").querySelector(".passage-quote").textContent.startsWith(mark.textContent)), true);
    await press(page, "Next");
    await page.waitForSelector("main.step-end");
    assert.deepEqual(browser.problems, []);
  });

  test(`${name}: in Arabic`, { skip: missing(name) }, async (t) => {
    const folder = study(t, (text) => text.replace('language = "en"', 'language = "ar"'));
    const browser = await startBrowser(name);
    t.after(() => browser.close());
    const page = await openPacket(browser, folder, "discuss", "cedar");
    await page.waitForSelector(".guess-card");
    await press(page, "Show what others wrote");
    await page.waitForSelector(`${card(1)} .guess-seen:not([hidden])`);
    await shoot(page, `guess-ar-${name}`);
    await clean(page, "Arabic");
    const own = await page.evaluate(() => [...document.querySelectorAll(".guess h2, .guess h3, .guess .field > span, .guess > p, .guess button, .guess legend, .guess summary")].map((node) => node.innerText).join("\n"));
    assert.ok(!/[a-z]{4}/.test(own), "no English is left");
    assert.deepEqual(browser.problems, []);
  });
}

/** Somebody's coding of a sentence that others marked too, with these labels, sent in beside what they sent before. */
const sendLabels = (folder, who, turn, labels) => {
  const known = dump(folder);
  const found = known.turns.get(turn);
  const start = found.text.indexOf("Ask me more"), end = start + "Ask me more if you like.".length;
  const item = { id: idOf(who, "hostile"), clock: 50, session: "B".repeat(22), kind: "coding", ...passage(found, start, end),
    codes: labels.map((label) => ({ label })), at: "2026-10-01T09:30:00Z" };
  run(folder, "import", writeResponse(folder, join(folder, "hostile", who), who, { code: { items: [item] } }, { revision: 2 }));
};

for (const name of browsers) {
  test(`${name}: labels that attack stay text, in the packet and in the report`, { skip: missing(name) }, async (t) => {
    const folder = codedStudy(t, (text) => text.replace(/round "discuss" \{[^\n]*\}/, 'round "discuss" { guess { at_most = 12 } }'));
    const listener = await listen();
    const browser = await startBrowser(name, { proxy: listener.port });
    t.after(() => Promise.all([browser.close(), listener.close()]));
    const list = attempts(listener.port).filter((text) => text.length < 400);
    for (const who of ["cedar", "dune", "ember"]) sendLabels(folder, who, "rain/2", list);
    run(folder, "build", "--round", "discuss");
    const page = await openPacket(browser, folder, "discuss", "amber");
    await page.waitForSelector(".guess-card");
    for (let left = await page.$$eval(".guess-card", (all) => all.length); left; left--) await press(page, "Show what others wrote");
    const shown = await page.$$eval(".guess-label", (all) => all.map((one) => one.textContent));
    const said = list.filter((text) => shown.includes(text.trim()));
    assert.ok(said.length > 5, `${said.length} of ${list.length} attacks are shown as what they are`);
    assert.deepEqual(await page.evaluate(strangeNodes, { scripts: 5, metas: 4 }), []);
    await press(page, "Next");
    await page.waitForSelector("main.step-end");
    run(folder, "import", await browser.download(() => press(page, "Save my answers")));
    run(folder, "report");
    const report = await browser.open(join(folder, "out/report/guesses.html"));
    assert.deepEqual(await report.evaluate(strangeNodes, { scripts: 0, metas: 4 }), []);
    assert.deepEqual(listener.arrivals, []);
    assert.deepEqual(browser.problems, []);
  });
}

test("chrome: by touch on a small phone", { skip: missing("chrome") }, async (t) => {
  const folder = study(t);
  const browser = await startBrowser("chrome");
  t.after(() => browser.close());
  const page = await browser.open(join(folder, "out/packets/discuss/dune.html"), { width: 320, height: 640, touch: true });
  await page.waitForSelector("html[data-started]");
  await tap(page, "Start");
  await page.waitForSelector(".guess-card");
  await tap(page, "Show what others wrote");
  await says(page, "Others wrote");
  await tap(page, "Something near it");
  assert.equal(await page.$eval(`${card(1)} .choice:nth-of-type(2) input`, (box) => box.checked), true);
  await clean(page, "on a phone");
  assert.deepEqual(browser.problems, []);
});
