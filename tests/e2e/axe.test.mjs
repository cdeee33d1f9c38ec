// SPDX-License-Identifier: MIT
// Every page of every round and of the boards for people who see, hear and move in other ways: nothing that axe finds, in
// each language, in light and in dark, on a phone and on a laptop; nothing lost with type of twice the size.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { missing, startBrowser } from "./browser.mjs";
import { boards, everyStudy, fillStudy, languages, said } from "./everyone.mjs";
import { mouse } from "./hands.mjs";
import { boardLeaves, firstRound, laterRounds } from "./tours.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const small = { width: 320, height: 640 };
const large = { width: 1280, height: 800 };

/** What axe finds on the page as it stands. */
const found = async (page) => {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map((one) => `${id}: ${one.html.slice(0, 140)} (${one.any.concat(one.all)[0]?.message ?? ""})`));
  });
};

/** In a page: what scrolls sideways, what is cut, and words that do not fit their button. */
const cutOff = () => {
  const cut = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) cut.push(`the page is ${root.scrollWidth} wide`);
  for (const node of document.querySelectorAll("button, summary, h1, h2, h3, label, p, li, dd, dt, legend")) {
    if (!node.checkVisibility() || node.getBoundingClientRect().width < 2 || node.closest("svg, .map-plane")) continue;
    const { overflowX, overflowY } = getComputedStyle(node);
    const hides = (value) => value === "hidden" || value === "clip";
    const over = node.scrollWidth > node.clientWidth + 2 && node.clientWidth > 0;
    const under = node.scrollHeight > node.clientHeight + 2 && node.clientHeight > 0;
    if ((node.localName === "button" && over) || (over && hides(overflowX)) || (under && hides(overflowY))) cut.push(`${node.localName} ${node.textContent.slice(0, 40)}`);
  }
  return cut;
};

/** In a page: what moves by itself, headings that leave out a level, and words of people without their language and direction. */
const unfit = () => {
  const bad = [];
  for (const node of document.querySelectorAll("body *")) {
    const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(node);
    if (/[1-9]/.test(transitionDuration) || animationName !== "none" || scrollBehavior === "smooth") bad.push(`${node.localName}.${node.className} moves`);
  }
  let last = 1;
  const root = document.querySelector(".dialog") || document.querySelector("main");
  for (const node of root.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    if (!node.checkVisibility() || node.closest(".turn, .text")) continue;
    const level = Number(node.localName[1]);
    if (level > last + 1) bad.push(`${node.localName} after h${last}: ${node.textContent.slice(0, 30)}`);
    last = level;
  }
  for (const turn of document.querySelectorAll(".turn")) if (!turn.closest("[lang]") || !turn.closest("[dir]")) bad.push("a turn without its language");
  return bad;
};

const sessions = new WeakMap();

/** Makes the page believe these of its reader's wishes; none takes them back. They end with the session, which is kept. */
const media = async (page, ...features) => {
  if (!sessions.has(page)) sessions.set(page, await page.createCDPSession());
  await sessions.get(page).send("Emulation.setEmulatedMedia", { features: features.map(([name, value]) => ({ name, value })) });
  const held = await page.evaluate((list) => list.every(([name, value]) => matchMedia(`(${name}: ${value})`).matches), features);
  assert.ok(held, "the page knows of it");
};

/** On a phone in light, on a laptop in dark. Without `both` they take turns: a page is seen on either in one language or another. */
const check = (page, faults, both, from) => {
  let turn = from;
  return async (name) => {
    const note = (where, list) => list.forEach((one) => faults.push(`${name}, ${where}: ${one}`));
    if (both || turn % 2) {
      await page.setViewport(small);
      note("phone", (await found(page)).concat(await page.evaluate(cutOff)));
    }
    await page.setViewport(large);
    if (both || turn % 2 === 0) {
      await media(page, ["prefers-color-scheme", "dark"], ["prefers-reduced-motion", "reduce"]);
      note("dark", (await found(page)).concat(await page.evaluate(unfit)));
      await media(page);
    }
    turn += 1;
  };
};

/** Takes `look` (made for a page) through the whole study. */
const throughAll = async (browser, study, language, look) => {
  const words = said[language];
  const packet = (round, who = "p1") => join(study, "out/packets", round, `${who}.html`);
  const walk = async (path, tour) => {
    const page = await browser.open(path);
    page.on("dialog", (dialog) => dialog.accept());
    await tour(page, look(page));
    await page.close();
  };
  await walk(packet("first"), (page, at) => firstRound(page, mouse, words, at));
  for (const [round, tour] of Object.entries(laterRounds)) await walk(packet(round), (page, at) => tour(page, mouse, words, at));
  for (const round of boards) await walk(packet(round, "board-g"), (page, at) => boardLeaves(page, mouse, at));
};

const begin = async (t, language, options) => {
  const study = everyStudy(t, language);
  fillStudy(study, language);
  const browser = await startBrowser("chrome", options);
  t.after(() => browser.close());
  return { study, browser };
};

for (const [n, language] of languages.entries())
  test(`chrome: axe finds nothing on any page in ${language}`, { skip: missing("chrome") }, async (t) => {
    const { study, browser } = await begin(t, language);
    const faults = [];
    await throughAll(browser, study, language, (page) => check(page, faults, language === "en", n));
    assert.deepEqual(faults, []);
    assert.deepEqual(browser.problems, []);
  });

/** A profile of somebody who set chromium's type to twice its size. */
const largeType = (t) => {
  const profile = mkdtempSync(join(tmpdir(), "calma-large-"));
  t.after(() => rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
  mkdirSync(join(profile, "Default"));
  writeFileSync(join(profile, "Default/Preferences"), JSON.stringify({ webkit: { webprefs: { default_font_size: 32 } } }));
  return profile;
};

for (const language of ["ar", "sw"])
  test(`chrome: type of twice the size on a phone loses nothing in ${language}`, { skip: missing("chrome") }, async (t) => {
    const { study, browser } = await begin(t, language, { profile: largeType(t) });
    const faults = [];
    await throughAll(browser, study, language, (page) => async (name) => {
      await page.setViewport(small);
      await page.evaluate(() => new Promise((done) => setTimeout(done, 60)));
      assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize), "32px");
      for (const one of await page.evaluate(cutOff)) faults.push(`${name}: ${one}`);
      await page.setViewport(large);
    });
    assert.deepEqual(faults, []);
  });

/** In a page: whether what has the focus shows it and can be seen; in words where not. */
const unseenFocus = () => {
  const node = document.activeElement;
  if (!node || node === document.body) return "";
  const ring = getComputedStyle(node);
  const shows = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  // The text has a caret, which is its ring.
  const caret = node.matches(".code-text") && document.querySelector(".code-caret");
  if (caret && caret.checkVisibility() && caret.getClientRects().length) return "";
  const around = node.closest("label, .map-frame");
  const name = `${node.localName}.${node.className} ${(node.textContent || node.value || "").trim().slice(0, 30)}`;
  if (!shows(ring) && !(around && shows(getComputedStyle(around)))) return `${name}: no ring`;
  const { top, bottom, left, right, height } = node.getBoundingClientRect();
  if (height && (bottom < 0 || top > innerHeight || right < 0 || left > innerWidth)) return `${name}: off the screen`;
  return "";
};

test("chrome: whatever Tab leads to shows that it has the focus", { skip: missing("chrome") }, async (t) => {
  const { study, browser } = await begin(t, "en");
  const faults = new Set();
  await throughAll(browser, study, "en", (page) => async (name) => {
    const before = await page.evaluateHandle(() => document.activeElement);
    for (let n = 0; n < 40; n++) {
      await page.keyboard.press("Tab");
      const fault = await page.evaluate(unseenFocus);
      if (fault) faults.add(`${name}: ${fault}`);
      if (await page.evaluate(() => document.activeElement === document.body)) break;
    }
    await before.evaluate((node) => node.focus && node.focus());
  });
  assert.deepEqual([...faults], []);
});

/** In a page whose colours are the system's: marks without a line, and what is pressed or current but not told apart. */
const blurred = () => {
  const bad = [];
  for (const mark of document.querySelectorAll("mark[data-coding]")) {
    const { textDecorationLine, borderBottomWidth, outlineStyle } = getComputedStyle(mark);
    if (!textDecorationLine.includes("underline") && parseFloat(borderBottomWidth) < 1 && outlineStyle === "none") bad.push("a mark has no line");
  }
  for (const box of document.querySelectorAll("[aria-pressed=true], [aria-current], [aria-selected=true]")) {
    const { borderBottomWidth, borderInlineStartWidth, fontWeight } = getComputedStyle(box);
    if (box.checkVisibility() && !parseFloat(borderBottomWidth) && !parseFloat(borderInlineStartWidth) && Number(fontWeight) < 600) bad.push(`${box.textContent.slice(0, 20)} is not told apart`);
  }
  return bad;
};

test("chrome: where colours are the system's, marks and choices can be told by their lines", { skip: missing("chrome") }, async (t) => {
  const { study, browser } = await begin(t, "en");
  const faults = new Set();
  await throughAll(browser, study, "en", (page) => async (name) => {
    await media(page, ["forced-colors", "active"]);
    for (const one of await page.evaluate(blurred)) faults.add(`${name}: ${one}`);
    await media(page);
  });
  assert.deepEqual([...faults], []);
});
