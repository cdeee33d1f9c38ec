// SPDX-License-Identifier: MIT
// A film beside a packet: it opens in a tab of its own when somebody asks for it, only their word that they watched it is
// kept, and nothing is missing where it is not there.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { browsers, listen, missing, startBrowser } from "./browser.mjs";
import { begin, keys, makeStudy, press, rows, run, says, tabTo } from "./packet.mjs";

const axe = readFileSync(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const film = new URL("fixtures/film.webm", import.meta.url);
const shots = process.env.SHOTS;

const STEP = 'read { text "context.md", video { file = "films/pipeline.webm", title = "Where your words go", storyboard = text "film.md" } }';
const BOARD = "# Where your words go\n\n1. A teacher reads an answer and writes a name beside it.\n2. The names of all lie on one table.\n3. The group says which of them matter.\n";

const minimal = (name) => readFileSync(new URL(`../../studies/minimal/${name}`, import.meta.url), "utf8");

/** The minimal study with a film in its read step. */
const filmStudy = (t, change = (text) => text) =>
  makeStudy(t, {
    ...Object.fromEntries(["context.md", "consent.md", "conversations.jsonl"].map((name) => [name, minimal(name)])),
    "study.lua": change(minimal("study.lua").replace('consent { text "consent.md" },', `consent { text "consent.md" }, ${STEP},`)),
    "film.md": BOARD,
    "films/pipeline.webm": readFileSync(film),
  });

const openFilm = async (browser, page) => {
  const before = new Set(await browser.puppet.pages());
  await page.click(".film-open");
  for (let i = 0; i < 50; i++) {
    const [fresh] = (await browser.puppet.pages()).filter((one) => !before.has(one));
    if (fresh) {
      await delay(1000);
      return fresh;
    }
    await delay(100);
  }
  throw new Error("no tab was opened");
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

const clean = async (page) => {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => (await window.axe.run(document, { resultTypes: ["violations"] })).violations
    .map((one) => `${one.id}: ${one.nodes.map((node) => node.html).slice(0, 3)}`));
  assert.deepEqual(found, []);
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)) <= 0);
};

const packetOf = (study) => join(study, "out/packets/code/a1.html");

for (const name of browsers) {
  test(`${name}: a film opens beside the packet, and only that it was watched is kept`, { skip: missing(name) }, async (t) => {
    const study = filmStudy(t);
    assert.ok(readFileSync(join(study, "out/packets/code/pipeline.webm")).equals(readFileSync(film)), "the film lies beside the packets");
    const listener = await listen();
    const browser = await startBrowser(name, { proxy: listener.port });
    t.after(() => Promise.all([browser.close(), listener.close()]));
    const page = await browser.open(packetOf(study));
    await begin(page);
    await page.waitForSelector(".film");
    await says(page, "Where your words go");
    await says(page, "The names of all lie on one table.");
    await says(page, "pipeline.webm");
    await shoot(page, `film-${name}`);
    await clean(page);
    assert.deepEqual(browser.requests, [], "the packet asks for no film");

    const opened = await openFilm(browser, page);
    assert.match(opened.url(), /^file:.*\/out\/packets\/code\/pipeline\.webm$/);
    assert.equal(await opened.evaluate(() => document.querySelectorAll("video").length), 1, "it plays");
    assert.equal(await opened.evaluate(() => window.opener), null);
    await opened.close();
    assert.ok(page.url().endsWith("a1.html"), "the packet stays where it is");

    await tabTo(page, ".film input");
    await keys(page, " ");
    await press(page, "Next");
    await press(page, "Back");
    assert.equal(await page.$eval(".film input", (box) => box.checked), true);
    const file = await browser.download(() => press(page, "Save"));
    const kept = JSON.parse(readFileSync(file, "utf8")).steps.read.items.filter(({ kind }) => kind === "viewed");
    assert.deepEqual(kept.map(({ id, video, deleted }) => [id, video, deleted]), [["video:pipeline.webm", "pipeline.webm", undefined]]);
    assert.deepEqual(Object.keys(kept[0]).sort(), ["clock", "id", "kind", "session", "video"], "and not when, or how long");
    run(study, "import", file);
    assert.deepEqual(rows(study, "problem"), []);
    assert.deepEqual(rows(study, "file").map(({ state }) => state), ["accepted"]);
    assert.deepEqual(listener.arrivals, []);
    assert.deepEqual(browser.problems, []);
  });

  test(`${name}: without the film nothing is missing`, { skip: missing(name) }, async (t) => {
    const study = filmStudy(t);
    rmSync(join(study, "out/packets/code/pipeline.webm"));
    const browser = await startBrowser(name);
    t.after(() => browser.close());
    const page = await browser.open(packetOf(study));
    await begin(page);
    await page.waitForSelector(".film");
    await says(page, "You miss nothing");
    const opened = await openFilm(browser, page);
    await opened.close();
    assert.ok(page.url().endsWith("a1.html"));
    await says(page, "The group says which of them matter.");
    await press(page, "Next");
    await page.waitForSelector("main.step-code");
    assert.deepEqual(browser.problems, []);
  });

  test(`${name}: a packet that was altered leads nowhere else`, { skip: missing(name) }, async (t) => {
    const study = filmStudy(t);
    const listener = await listen();
    const browser = await startBrowser(name, { proxy: listener.port });
    t.after(() => Promise.all([browser.close(), listener.close()]));
    const bad = { a1: `http://127.0.0.1:${listener.port}/x.webm`, a2: "//example.org/x.webm", a3: "javascript:alert(1)//.webm" };
    for (const [who, address] of Object.entries(bad)) {
      const path = join(study, `out/packets/code/${who}.html`);
      writeFileSync(path, readFileSync(path, "utf8").replace('"file":"pipeline.webm"', `"file":${JSON.stringify(address)}`));
      const page = await browser.open(path);
      await begin(page);
      await page.waitForSelector(".film");
      assert.equal(await page.$(".step-host a"), null, address);
    }
    assert.deepEqual(listener.arrivals, []);
  });

  test(`${name}: the film in Arabic, from right to left`, { skip: missing(name) }, async (t) => {
    const study = filmStudy(t, (text) => text.replace('language = "en"', 'language = "ar"'));
    const browser = await startBrowser(name);
    t.after(() => browser.close());
    const page = await browser.open(packetOf(study));
    await begin(page);
    await page.waitForSelector(".film");
    await shoot(page, `film-ar-${name}`);
    await clean(page);
    assert.ok(!/[a-z]{4}/.test((await page.$eval(".film", (node) => node.innerText)).replace(/pipeline\.webm|Where your words go/g, "")));
  });
}
