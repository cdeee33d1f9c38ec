// SPDX-License-Identifier: MIT
// Nothing leaves a packet or a report: a study full of attacks is coded, saved, imported and reported, everything is
// sent through a listener, and nothing arrives. What people and models wrote is shown as text.

import assert from "node:assert/strict";
import { test } from "node:test";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { browsers, listen, missing, startBrowser } from "./browser.mjs";
import { boards, everyStudy, fillStudy, said } from "./everyone.mjs";
import { mouse } from "./hands.mjs";
import {
  attempts, hostileAttributes, hostileResponse, hostileStudy, hostileTraining, hostileWords, missingLists, shownTurns, strangeNodes,
} from "./hostile.mjs";
import { press, reportPages, rows, run, says, takeFile, writeCodes } from "./packet.mjs";
import { boardLeaves, firstRound, laterRounds } from "./tours.mjs";

const packetParts = { scripts: 5, metas: 4 };
const reportParts = { scripts: 0, metas: 4 };

/** Opens a page with its dialogs noted and refused. */
const openWatched = async (browser, path, dialogs, options = {}) =>
  browser.open(path, {
    ...options,
    before: async (page) => {
      page.on("dialog", (dialog) => {
        dialogs.push(`${dialog.type()}: ${dialog.message()}`);
        return dialog.dismiss();
      });
    },
  });

const checkNodes = async (page, allowed) => assert.deepEqual(await page.evaluate(strangeNodes, allowed), [], await page.title());

/** Each conversation in turn, with every answer's text held against the record's. */
const walkConversations = async (page, texts) => {
  const seen = new Map();
  await page.evaluate(() => document.querySelector(".code-conversations button").click());
  for (;;) {
    for (const [turn, text] of await page.evaluate(shownTurns)) seen.set(turn, text);
    await checkNodes(page, packetParts);
    const more = await page.evaluate(() => {
      const button = [...document.querySelectorAll(".code-ends button")].find((one) => one.textContent.startsWith("Next"));
      if (button) button.click();
      return !!button;
    });
    if (!more) break;
    await delay(50);
  }
  assert.equal(seen.size, texts.size);
  for (const [turn, text] of texts) assert.equal(seen.get(turn), text, `the text of ${turn}`);
};

const codeByHand = async (page, labels) => {
  await press(page, "Code the whole answer");
  await writeCodes(page, labels, labels[0]);
  const kept = await page.evaluate(() => [...document.querySelectorAll(".code-note .code-label, .code-notes")].map((one) => one.textContent).join("\n"));
  for (const label of labels) assert.ok(kept.includes(label), `${label} stands in the margin`);
  await press(page, "All my codes");
  await page.select(".code-list select", "all");
  await checkNodes(page, packetParts);
};

const clusterByHand = async (page, name) => {
  await page.waitForSelector(".cluster-slip input");
  await press(page, "All codes");
  await page.evaluate(() => document.querySelector(".cluster-slip .cluster-open").click());
  await page.focus(".cluster-slip input");
  await page.keyboard.press(" ");
  await page.keyboard.press("p");
  await page.waitForSelector(".ask input[type=text]");
  await page.focus(".ask input[type=text]");
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
  await page.waitForFunction((wanted) => [...document.querySelectorAll(".cluster-name")].some((one) => one.value === wanted), {}, name);
  await checkNodes(page, packetParts);
};

/** Labels, quotes and reasons that attack, on the map, opened, and in the list. */
const lookAtMap = async (page) => {
  await press(page, "Next");
  await page.waitForSelector(".map-label");
  await checkNodes(page, packetParts);
  await page.type(".map-search input", "<img src");
  await page.waitForSelector(".map-lit");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".map-entry");
  assert.match(await page.$eval(".dialog-title", (node) => node.textContent), /<img src/i);
  await checkNodes(page, packetParts);
  await page.type(".dialog textarea", "<b>bold</b>");
  await page.keyboard.press("Escape");
  await press(page, "As a list");
  await checkNodes(page, packetParts);
};

/** The packet of the next round, built from what came back, with attributes that attack. */
const lookBack = async (browser, study, texts, dialogs) => {
  run(study, "build", "--round", "discuss");
  const page = await openWatched(browser, join(study, "out/packets/discuss/a1.html"), dialogs);
  await page.waitForSelector("html[data-started]");
  await takeFile(page, hostileAttributes(study, join(study, "sent"), "a1", texts));
  await press(page, "Go on");
  await checkNodes(page, packetParts);
  for (const part of ["Your own work", "Your group"]) {
    await press(page, part);
    await page.waitForSelector(part === "Your group" ? ".review-cloud svg" : ".review-pages mark");
    await checkNodes(page, packetParts);
  }
  await press(page, "Next");
  await page.waitForSelector(".rank-card");
  await press(page, "Choose passages");
  await page.waitForSelector(".rank-choose li");
  await checkNodes(page, packetParts);
  await page.keyboard.press("Escape");
  await lookAtMap(page);
  run(study, "import", join(study, "sent"));
};

/** Tries what the policy forbids; answers with the directives that were broken. */
const breakPolicy = (page, url) =>
  page.evaluate(async (address) => {
    const broken = [];
    document.addEventListener("securitypolicyviolation", (event) => broken.push(event.effectiveDirective));
    const add = (name, values) => document.body.appendChild(Object.assign(document.createElement(name), values));
    add("img", { src: `${address}blocked-image` });
    add("link", { rel: "stylesheet", href: `${address}blocked-style` });
    add("iframe", { src: `${address}blocked-frame` });
    for (let i = 0; i < 100 && broken.length < 3; i++) await new Promise((done) => setTimeout(done, 20));
    return broken;
  }, url);

const goneObjects = ["fetch", "XMLHttpRequest", "WebSocket", "EventSource", "RTCPeerConnection", "WebTransport", "Worker", "open"];

const checkGone = async (page) => {
  const left = await page.evaluate(
    (names) => names.filter((name) => window[name] !== undefined).concat(navigator.sendBeacon ? "sendBeacon" : []),
    goneObjects,
  );
  assert.deepEqual(left, [], "what talks to a network is gone");
};

for (const name of browsers) {
  test(`${name}: no packet and no report of a hostile study asks for anything`, { skip: missing(name) }, async (t) => {
    if (missingLists.length) t.diagnostic(`not there, so without them: ${missingLists.join(", ")}`);
    const listener = await listen();
    const browser = await startBrowser(name, { proxy: listener.port });
    t.after(() => Promise.all([browser.close(), listener.close()]));
    const { study, labels } = hostileStudy(t, listener.port);
    const texts = new Map(rows(study, "turn").map(({ id, text }) => [id, text]));
    const dialogs = [];

    const page = await openWatched(browser, join(study, "out/packets/code/a1.html"), dialogs);
    await page.waitForSelector("html[data-started]");
    await checkGone(page);
    await checkNodes(page, packetParts);
    assert.equal(await takeFile(page, hostileResponse(study, join(study, "sent"), "a1", labels)), "The answers from this file are here now.");
    await press(page, "Go on");
    await press(page, "Yes, I want to take part");
    await checkNodes(page, packetParts);
    await press(page, "Next");
    await checkNodes(page, packetParts);
    await press(page, "Next");
    await codeByHand(page, attempts(listener.port).slice(0, 5));
    await walkConversations(page, texts);
    await press(page, "Next");
    await clusterByHand(page, attempts(listener.port)[3]);
    await press(page, "Next");
    await says(page, "Save your answers");
    await checkNodes(page, packetParts);
    const file = await browser.download(() => press(page, "Save my answers"));
    await press(page, "Copy as text instead");
    await page.waitForSelector(".dialog textarea");
    await checkNodes(page, packetParts);

    run(study, "import", file);
    assert.deepEqual(rows(study, "problem"), []);
    await lookBack(browser, study, attempts(listener.port), dialogs);
    run(study, "report");
    const pages = reportPages(study);
    const read = await openWatched(browser, pages[0], dialogs);
    let all = "";
    for (const path of pages) {
      await read.goto(pathToFileURL(path).href);
      assert.deepEqual(await read.evaluate(strangeNodes, reportParts), [], path);
      all += await read.evaluate(() => document.body.textContent);
    }
    for (const text of attempts(listener.port)) assert.ok(all.includes(text.trim()), `the report shows ${text}`);
    await delay(300);
    const own = new Set(pages.map((path) => pathToFileURL(path).href));
    assert.deepEqual(browser.requests.filter((url) => !own.has(url)), []);
    assert.deepEqual(browser.problems, []);
    assert.deepEqual(dialogs, []);
    assert.deepEqual(listener.arrivals, []);

    for (const one of [page, read]) assert.equal((await breakPolicy(one, listener.url)).length, 3, "the policy speaks up");
    await delay(300);
    assert.deepEqual(listener.arrivals, [], "what the policy forbids does not arrive");
  });
}

test("chrome: a packet of a hostile study asks for nothing where no script runs", { skip: missing("chrome") }, async (t) => {
  const listener = await listen();
  const browser = await startBrowser("chrome", { proxy: listener.port });
  t.after(() => Promise.all([browser.close(), listener.close()]));
  const { study } = hostileStudy(t, listener.port);
  const page = await browser.open(join(study, "out/packets/code/a2.html"), { before: (one) => one.setJavaScriptEnabled(false) });
  assert.deepEqual(await page.evaluate(strangeNodes, packetParts), []);
  const texts = new Map(rows(study, "turn").map(({ id, text }) => [id, text]));
  assert.deepEqual(new Map(await page.evaluate(shownTurns)), texts, "every conversation can be read");
  await delay(300);
  assert.deepEqual(browser.requests, []);
  assert.deepEqual(listener.arrivals, []);
});

for (const name of browsers) {
  test(`${name}: no step of any round and no board asks for anything, whatever its texts say`, { skip: missing(name) }, async (t) => {
    const listener = await listen();
    const browser = await startBrowser(name, { proxy: listener.port });
    t.after(() => Promise.all([browser.close(), listener.close()]));
    const words = hostileWords(listener.port, said.en);
    const study = everyStudy(t, "en", words, hostileTraining(listener.port));
    fillStudy(study, "en", words);
    const dialogs = [];
    const seen = [];
    const walk = async (path, tour) => {
      const page = await openWatched(browser, join(study, "out/packets", path), dialogs);
      await tour(page, async (where) => {
        seen.push(where);
        assert.deepEqual(await page.evaluate(strangeNodes, packetParts), [], `${path}: ${where}`);
      });
      await delay(100);
      await page.evaluate(() => (window.onbeforeunload = null));
      await page.close();
    };
    await walk("first/p1.html", (page, look) => firstRound(page, mouse, words, look));
    for (const [round, tour] of Object.entries(laterRounds)) await walk(`${round}/p1.html`, (page, look) => tour(page, mouse, words, look));
    for (const round of boards) await walk(`${round}/board-g.html`, (page, look) => boardLeaves(page, mouse, look));
    assert.ok(seen.length > 60, `${seen.length} pages were looked at`);
    await delay(300);
    assert.deepEqual(browser.requests, []);
    assert.deepEqual(browser.problems, []);
    assert.deepEqual(dialogs, []);
    assert.deepEqual(listener.arrivals, []);
  });
}
