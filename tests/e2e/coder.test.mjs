// SPDX-License-Identifier: MIT
// The coder in real browsers: passages by mouse, by finger and by keys, and that nothing typed is
// lost on the way.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import test from "node:test";
import { browsers, missing, startBrowser } from "./browser.mjs";
import { begin, copyStudy, keys, mark, press, run, says, writeCodes } from "./packet.mjs";

const packetOf = (study) => join(study, "out/packets/code/a1.html");
const texts = (page, selector) =>
  page.$$eval(selector, (nodes) => nodes.map((node) => node.textContent));
const chosen = async (page) => (await texts(page, "mark.code-choice")).join("");
const focused = (page) =>
  page.evaluate(() => document.activeElement.id || document.activeElement.className);

const start = async (t, name, options) => {
  const study = copyStudy(t, "minimal");
  const browser = await startBrowser(name);
  t.after(() => browser.close());
  const page = await browser.open(packetOf(study), options);
  await begin(page);
  await page.waitForSelector(".code-text");
  return { browser, page };
};

/** Where the words of the open conversation stand, in the middle of the first line. */
const placeOf = (page, words) =>
  page.evaluate((wanted) => {
    const walker = document.createTreeWalker(
      document.querySelector(".code-text"),
      NodeFilter.SHOW_TEXT,
    );
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.data.indexOf(wanted);
      if (at < 0) continue;
      node.parentElement.scrollIntoView({ block: "center" });
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      const rect = range.getClientRects()[0];
      return [rect.left + rect.width / 2, rect.top + rect.height / 2];
    }
    return null;
  }, words);

for (const name of browsers) {
  test(
    `${name}: the caret goes by word and sentence, and the keys do what the mouse does`,
    { skip: missing(name) },
    async (t) => {
      const { browser, page } = await start(t, name);
      await page.focus(".code-text");
      await keys(page, "ArrowRight");
      await page.keyboard.down("Shift");
      await keys(page, "ArrowRight", "ArrowRight");
      await page.keyboard.up("Shift");
      assert.equal(await chosen(page), "have baked");
      await keys(page, "Enter");
      assert.equal(await focused(page), "code-field");
      assert.deepEqual(
        await texts(page, ".code-options li"),
        [],
        "a fresh packet suggests nothing",
      );
      await writeCodes(page, ["baking; old", "Café"]);
      assert.equal(await focused(page), "code-text");
      assert.deepEqual(await texts(page, ".code-note .code-label"), ["baking; old", "Café"]);
      await keys(page, "Home", "s", "Enter");
      await page.keyboard.type("cafe");
      assert.deepEqual(
        await texts(page, ".code-options li"),
        ["Café"],
        "own codes, whatever the accent",
      );
      await keys(page, "ArrowDown", "Enter", "Enter");
      assert.equal((await texts(page, ".code-note")).length, 2);
      await keys(page, "u");
      assert.equal((await texts(page, ".code-note")).length, 1);
      assert.deepEqual(browser.problems, []);
    },
  );

  test(
    `${name}: what was typed stays with its passage, and the passage can be changed`,
    { skip: missing(name) },
    async (t) => {
      const { browser, page } = await start(t, name);
      await mark(page, 0, "on hot stones");
      await page.waitForFunction(() => document.activeElement.id === "code-field");
      await page.keyboard.type("half a");
      await keys(page, "Escape");
      assert.deepEqual(await texts(page, ".code-note"), []);
      await mark(page, 0, "on hot stones");
      await page.waitForFunction(() => document.activeElement.id === "code-field");
      assert.equal(await page.$eval("#code-field", (field) => field.value), "half a");
      await page.keyboard.type(" word");
      await keys(page, "Enter", "Enter");
      assert.deepEqual(await texts(page, "mark[data-coding]"), ["on hot stones"]);
      await page.focus("mark[data-coding]");
      await keys(page, "Enter");
      await press(page, "Change the passage");
      await mark(page, 0, "flat bread");
      await says(page, "Change this coding");
      await press(page, "Keep");
      await page.waitForFunction(() => document.querySelector(".code-editor").hidden);
      assert.deepEqual(await texts(page, "mark[data-coding]"), ["flat bread"]);
      assert.deepEqual(await texts(page, ".code-note .code-label"), ["half a word"]);
      assert.deepEqual(browser.problems, []);
    },
  );

  test(
    `${name}: a selection over two answers ends with the first, and a question cannot be coded`,
    { skip: missing(name) },
    async (t) => {
      const { browser, page } = await start(t, name);
      await press(page, "Next conversation");
      await says(page, "Really everywhere?");
      await page.evaluate(() =>
        document.querySelectorAll(".code-turn.question")[1].scrollIntoView({ block: "center" }),
      );
      const from = await page.$$eval('.turn[data-role="assistant"]', ([turn]) => {
        const rect = turn.lastElementChild.getBoundingClientRect();
        return [rect.left + 20, rect.bottom - 8];
      });
      const to = await page.$$eval(".code-turn.question .turn", ([, turn]) => {
        const rect = turn.getBoundingClientRect();
        return [rect.left + 60, rect.top + 12];
      });
      await page.mouse.move(...from);
      await page.mouse.down();
      await page.mouse.move(...to, { steps: 5 });
      await page.mouse.up();
      await says(page, "A passage stays inside one answer");
      const first = await page.$eval('.turn[data-role="assistant"]', (turn) => turn.textContent);
      assert.ok((await chosen(page)).length > 0 && first.endsWith(await chosen(page)));
      await keys(page, "Escape");
      await page.mouse.move(...to);
      await page.mouse.down();
      await page.mouse.move(to[0] + 80, to[1], { steps: 3 });
      await page.mouse.up();
      await says(page, "Questions are shown so that you can follow");
      assert.equal(await page.$eval(".code-editor", (form) => form.hidden), true);
      assert.deepEqual(browser.problems, []);
    },
  );
}

const scripts = [
  {
    title: "Hindi with an emoji",
    question: "नमक सत्याग्रह क्या था?",
    answer: "नमक 😀 सत्याग्रह 1930 में हुआ। लोगों ने क़ानून तोड़ा।",
    ahead: "ArrowRight",
    word: "सत्याग्रह",
  },
  {
    title: "Arabic from right to left",
    question: "ما هو طريق الحرير؟",
    answer: "طريق الحرير شبكة من الطرق. سافر التجار عبرها قرونا.",
    ahead: "ArrowLeft",
    word: "الحرير",
  },
];

/** A packet whose only conversation is the given one. */
const startWith = async (t, name, { question, answer }) => {
  const study = copyStudy(t, "minimal");
  const messages = [
    { role: "user", content: question },
    { role: "assistant", content: answer },
  ];
  writeFileSync(join(study, "conversations.jsonl"), JSON.stringify({ id: "one", messages }) + "\n");
  run(study, "build");
  const browser = await startBrowser(name);
  t.after(() => browser.close());
  const page = await browser.open(packetOf(study));
  await begin(page);
  await page.waitForSelector(".code-text");
  return { browser, page };
};

for (const name of browsers) {
  for (const script of scripts) {
    test(`${name}: ${script.title}`, { skip: missing(name) }, async (t) => {
      const { browser, page } = await startWith(t, name, script);
      await page.focus(".code-text");
      await keys(page, script.ahead);
      await page.keyboard.down("Shift");
      await keys(page, script.ahead);
      await page.keyboard.up("Shift");
      assert.equal(await chosen(page), script.word);
      await keys(page, "v");
      assert.deepEqual(await texts(page, ".code-note .code-label"), [script.word]);
      const mirror = "#calma-state";
      await page.waitForFunction(
        (id) => document.querySelector(id).textContent.includes('"coding"'),
        {},
        mirror,
      );
      const state = JSON.parse(await page.$eval(mirror, (node) => node.textContent));
      const coding = state.steps.code.items.find((item) => item.kind === "coding");
      const points = Array.from(script.answer);
      assert.equal(coding.quote, script.word);
      assert.equal(points.slice(coding.start, coding.end).join(""), script.word);
      assert.ok(script.answer.includes(coding.prefix + coding.quote + coding.suffix));
      assert.deepEqual(browser.problems, []);
    });
  }
}

test(
  "chrome: by finger at 320 pixels, sentence by sentence",
  { skip: missing("chrome") },
  async (t) => {
    const { browser, page } = await start(t, "chrome", { width: 320, height: 640, touch: true });
    const tap = async (words) => {
      await page.touchscreen.tap(...(await placeOf(page, words)));
      await delay(100);
    };
    await tap("baked flat bread");
    assert.ok((await chosen(page)).startsWith("People have baked flat bread"));
    await tap("settle down");
    assert.ok((await chosen(page)).endsWith("Bread made people settle down."));
    await tap("settle down");
    assert.equal(await chosen(page), "Bread made people settle down.");
    await press(page, "Code this");
    await writeCodes(page, ["one cause"]);
    assert.deepEqual(await texts(page, ".code-note .code-label"), ["one cause"]);
    await press(page, "My codes");
    assert.deepEqual(await texts(page, ".code-list .code-quote"), [
      "Bread made people settle down.",
    ]);
    await press(page, "Delete");
    assert.deepEqual(await texts(page, ".code-list li"), []);
    await press(page, "Undo");
    assert.equal((await texts(page, ".code-list li")).length, 1);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
    assert.deepEqual(browser.problems, []);
  },
);
