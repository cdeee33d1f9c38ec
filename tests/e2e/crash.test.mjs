// SPDX-License-Identifier: MIT
// A machine that dies while somebody writes: whatever field they were in, on whatever step, the words are there again. The
// pages are told nothing of their end, and every field is left no more than a second after it was written in.

import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { turnTo } from "./board.mjs";
import { browsers, missing, startBrowser } from "./browser.mjs";
import { begin, copyStudy, keys, press, run, takeFile } from "./packet.mjs";

const extra = `round "train" { practice {}, ask { at_least = 1, share = true }, quiz {} },
    round "code" {`;

/** The example after its discussion, with a round that trains and asks before it and one that proposes behind it. */
const wholeStudy = (t) => {
  const study = copyStudy(t, "history-tutor", (text) =>
    text.replace('round "code" {', extra).replace('round "rate" {', 'round "discuss-2" { propose {} },\n    round "rate" {'));
  const folder = join(study, "responses");
  run(study, "import", ...readdirSync(folder).filter((name) => !name.includes("-rate.")).map((name) => join(folder, name)));
  run(study, "build");
  return study;
};

/** Nobody tells the page that it ends: its program hears of none of this. */
const untold = (page) =>
  page.evaluateOnNewDocument(() => {
    const listen = EventTarget.prototype.addEventListener;
    EventTarget.prototype.addEventListener = function (type, ...rest) {
      if (["pagehide", "visibilitychange", "beforeunload"].includes(type)) return;
      listen.call(this, type, ...rest);
    };
  });

const open = async (browser, study, packet) => {
  const page = await browser.open(join(study, `out/packets/${packet}.html`), { before: untold });
  page.on("dialog", (dialog) => dialog.accept());
  await page.waitForSelector("html[data-started]");
  return page;
};

/** The visible field that has this name: of its label, or its own. `nth` from 0 where several have it. */
const field = async (page, name, nth = 0) => {
  const found = await page.waitForFunction((wanted, n) => {
    const nameOf = (node) => {
      const label = node.closest("label") ?? (node.id ? document.querySelector(`label[for="${node.id}"]`) : null);
      return node.getAttribute("aria-label") ?? (label ? (label.querySelector("span") ?? label).textContent : "");
    };
    const all = [...document.querySelectorAll("input:not([type]), input[type=text], textarea")];
    return all.filter((node) => node.getClientRects().length && nameOf(node).trim() === wanted)[n];
  }, { timeout: 8000 }, name, nth).catch(() => assert.fail(`no field "${name}" (${nth})`));
  return found.asElement();
};

const chooseSentence = async (page) => {
  await page.focus(".code-text");
  await keys(page, "Escape", "Home", "s", "Enter");
  await page.waitForFunction(() => document.activeElement?.id === "code-field");
};
const unfold = (page, selector) =>
  page.evaluate((one) => [...document.querySelectorAll(one)].filter((node) => !node.open).forEach((node) => node.querySelector("summary").click()), selector);
const place = async (page, title) => {
  await page.evaluate(() => document.querySelector(".where").click());
  await press(page, title);
};
const goOn = (page) => page.evaluate(() => document.querySelector(".step .primary").click());
const leaveWindow = (page) => page.keyboard.press("Escape");
const tickFirst = (page, selector) => page.evaluate((one) => document.querySelector(one).click(), selector);
const slipAct = async (page, act) => {
  const has = () => page.$(`[data-act=${act}]`);
  await page.evaluate(() => document.querySelector(".cluster-slip .cluster-open[aria-expanded=false]")?.click());
  assert.ok(await has(), act);
  await page.evaluate((one) => document.querySelector(`.cluster-slip [data-act=${one}]`).click(), act);
};
/** Two axes are there, and the page of the first is open. */
const newAxis = (name) => async (page) => {
  await turnTo(page, "4 Axes");
  for (const each of [name, "Zeal"]) {
    if ((await page.evaluate(() => document.querySelector(".axes").textContent)).includes(each)) continue;
    await press(page, "New axis");
    await (await field(page, "Name")).type(each);
    await press(page, "Put it on the list");
  }
  await toAxis(page);
};
const toAxis = async (page) => {
  await press(page, "Candour");
  await page.waitForSelector(".axes-texts");
};
/**
 * What is written where: by packet, a way in, and its fields in order, each with its name, the way to it, and which of several it is.
 * `back` leads there anew, where it is another way; `then` is its name by then.
 */
const desks = [
  {
    packet: "code/p05",
    enter: async (page) => {
      await begin(page);
      await press(page, "Next");
      await page.waitForSelector(".code-text");
    },
    fields: [
      { name: "Note on this answer", to: (page) => unfold(page, ".code-tools details") },
      { name: "code-note", to: (page) => unfold(page, ".code-rail details"), id: true },
      { name: "code-field", to: chooseSentence, id: true, back: (page) => press(page, "Go on") },
      { name: "code-memo", to: (page) => unfold(page, ".code-editor details"), id: true, back: async () => {} },
    ],
  },
  {
    packet: "train/p01",
    enter: async (page) => {
      await goOn(page);
      await press(page, "Try it");
      await page.waitForSelector(".code-text");
    },
    again: (page) => page.waitForSelector(".code-text"),
    fields: [{ name: "code-field", to: chooseSentence, id: true, back: (page) => press(page, "Go on") }],
  },
  {
    packet: "train/p02",
    enter: async (page) => {
      await goOn(page);
      await press(page, "Next");
    },
    fields: [{ name: "Your question" }],
  },
  {
    packet: "code/p02",
    enter: async (page, study) => {
      await takeFile(page, join(study, "responses/history-tutor-p02-code.calma.json"));
      await goOn(page);
      await place(page, "Putting your codes together");
      await page.waitForSelector(".cluster-sheet");
    },
    again: (page) => page.waitForSelector(".cluster-sheet"),
    fields: [
      { name: "Name of this cluster" },
      { name: "In your own words, what do these have in common? How would you know it when you see it?" },
      { name: "from", to: (page) => unfold(page, ".cluster-sheet:first-of-type details") },
      { name: "Code", to: (page) => slipAct(page, "rename"), leave: leaveWindow },
      { name: "New cluster", to: (page) => slipAct(page, "put"), leave: leaveWindow },
    ],
  },
  {
    packet: "discuss/p03",
    enter: async (page) => {
      await goOn(page);
      await press(page, "Next");
      await page.waitForSelector(".rank-card");
    },
    fields: [
      { name: "Name it in a word or a few" },
      { name: "What do you mean by it?", nth: 1 },
      { name: "Why, if you want to say", to: (page) => press(page, "I have fewer than 3"), back: async () => {} },
    ],
  },
  {
    packet: "discuss/p04",
    enter: async (page) => {
      await goOn(page);
      await press(page, "Next");
      await press(page, "I have fewer than 3");
      await press(page, "Next");
      await page.waitForSelector(".map");
    },
    fields: [
      { name: "Your note on the whole map" },
      { name: "Your note on this label", to: async (page) => { await page.focus(".map-label[tabindex='0']"); await page.keyboard.press("Enter"); } },
    ],
  },
  {
    packet: "discuss-2/p01",
    enter: async (page) => {
      await goOn(page);
      await page.waitForSelector(".propose-axis");
    },
    fields: [
      { name: "Why? An objection needs a reason", to: (page) => tickFirst(page, ".propose-axis input[value=object]") },
      { name: "Another name, if you have one", to: (page) => press(page, "Suggest other words"), back: async () => {} },
      { name: "Another definition, if you have one" },
      { name: "What would you call it?", to: async (page) => {
        await press(page, "Put some together");
        await tickFirst(page, "[data-kind=wish] input[type=checkbox]");
      }, back: async () => {} },
      { name: "Name it in a word or a few", to: (page) => press(page, "Propose another one"), back: async () => {} },
    ],
  },
  {
    packet: "rate/p01",
    enter: async (page) => {
      await goOn(page);
      await page.waitForSelector(".rate-axis");
    },
    fields: [
      { name: "Why, if you want to say", to: (page) => tickFirst(page, ".rate-axis .scale input[value='2']"), back: async () => {} },
    ],
  },
  {
    packet: "rate/p02",
    enter: async (page) => {
      await goOn(page);
      await place(page, "Questions at the end");
    },
    fields: [
      { name: "In your own words", to: (page) => press(page, "Something else"), back: async () => {} },
      { name: "What have you learnt?" },
    ],
  },
  {
    packet: "discuss/board-lowland",
    enter: async (page) => {
      await goOn(page);
      await page.waitForSelector(".board-tabs");
    },
    again: (page) => page.waitForSelector(".board-tabs"),
    fields: [
      { name: "Place", to: (page) => turnTo(page, "Session") },
      { name: "Something else that readers must know", then: "What readers must know" },
      { name: "Name" },
      { name: "What was said", to: (page) => press(page, "Write a note"), leave: leaveWindow, back: async (page) => {
        await turnTo(page, "Minutes");
        await page.evaluate(() => document.querySelector("[data-note]").click());
      } },
      { name: "Definition", to: newAxis("Candour") },
      { name: "Why", to: async (page) => {
        await toAxis(page);
        await press(page, "Rename");
      }, leave: leaveWindow },
      { name: "What they see differently", to: async (page) => {
        await toAxis(page);
        await press(page, "Write down who sees it differently");
      }, leave: leaveWindow },
      { name: "Name of the one axis", to: async (page) => {
        await toAxis(page);
        await press(page, "Merge");
      } },
      { name: "Definition", nth: 1, to: async (page) => {
        await toAxis(page);
        await press(page, "Split");
      } },
      { name: "Name", to: (page) => press(page, "New axis"), leave: (page) => press(page, "Cancel") },
      { name: "Who decides" },
    ],
  },
];

const fieldOf = (page, { name, nth, id }) => (id ? page.waitForSelector("#" + name) : field(page, name, nth));
const wordsFor = (desk, n) => `written ${n} in ${desk.packet}, \u0928 \u0623`;

const write = async (page, desk, study) => {
  await desk.enter(page, study);
  for (const [n, one] of desk.fields.entries()) {
    if (one.to) await one.to(page);
    const node = await fieldOf(page, one);
    await node.focus();
    await page.keyboard.type(wordsFor(desk, n));
    await delay(one.wait ?? 900);
    if (one.leave) await one.leave(page);
  }
};

const read = async (page, desk) => {
  await goOn(page);
  if (desk.again) await desk.again(page);
  for (const [n, one] of desk.fields.entries()) {
    const to = one.back ?? one.to;
    if (to) await to(page);
    const node = await fieldOf(page, { ...one, name: one.then ?? one.name });
    const value = await node.evaluate((each) => each.value);
    assert.ok(value.includes(wordsFor(desk, n)), `${desk.packet}: "${one.name}" holds "${value}"`);
    if (one.leave) await one.leave(page);
  }
};

/** Writes without a pause until the browser dies; answers with what a second before that was written already. */
const writeToTheEnd = async (browser, page) => {
  const written = [];
  const begun = Date.now();
  for (let n = 0; Date.now() - begun < 4000; n++) {
    await page.keyboard.type(n % 6 ? "abcdefg"[n % 7] : " ");
    written.push(Date.now());
    await delay(40);
  }
  const end = Date.now();
  browser.kill();
  return { least: written.filter((at) => at < end - 1000).length, all: written.length };
};

/** The two ways in which words are kept: as an answer, and as something begun. */
const ends = [
  {
    packet: "rate/p03",
    to: async (page) => {
      await goOn(page);
      await tickFirst(page, ".rate-axis .scale input[value='2']");
      await (await field(page, "Why, if you want to say")).focus();
    },
    value: async (page) => {
      await goOn(page);
      return (await field(page, "Why, if you want to say")).evaluate((node) => node.value);
    },
  },
  {
    packet: "code/p01",
    to: async (page) => {
      await begin(page);
      await press(page, "Next");
      await page.waitForSelector(".code-text");
      await chooseSentence(page);
    },
    value: async (page) => {
      await goOn(page);
      await press(page, "Go on");
      return (await page.waitForSelector("#code-field")).evaluate((node) => node.value);
    },
  },
];

for (const name of browsers) {
  test(`${name}: a browser that dies loses no field of any step, and of what is being written no more than a second`, { skip: missing(name) }, async (t) => {
    const study = wholeStudy(t);
    const profile = mkdtempSync(join(tmpdir(), "calma-crash-"));
    t.after(() => rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
    const problems = [];
    const start = async () => {
      const browser = await startBrowser(name, { profile, strict: true });
      t.after(() => browser.close());
      problems.push(browser.problems);
      return browser;
    };
    let browser = await start();
    for (const desk of desks) await write(await open(browser, study, desk.packet), desk, study);
    const counts = [];
    for (const { packet, to } of ends) {
      const page = await open(browser, study, packet);
      await to(page);
      counts.push(await writeToTheEnd(browser, page));
      await delay(500);
      browser = await start();
    }
    for (const [n, { packet, value }] of ends.entries()) {
      const page = await open(browser, study, packet);
      const { length } = await value(page);
      assert.ok(length >= counts[n].least - 1, `${packet}: ${length} of ${counts[n].all} characters, at least ${counts[n].least}`);
      await page.close();
    }
    for (const desk of desks) {
      const page = await open(browser, study, desk.packet);
      await read(page, desk);
      await page.close();
    }
    assert.deepEqual(problems.flat(), []);
  });
}
