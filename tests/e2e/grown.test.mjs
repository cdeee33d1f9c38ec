// SPDX-License-Identifier: MIT
// A conversation over rounds, in a real browser: asked, answered, gone on from, and coded as one; and answers that are none.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { faults } from "./board.mjs";
import { missing, startBrowser } from "./browser.mjs";
import { codeByKeys, keys, makeStudy, openConversation, press, run, says, writeCodes } from "./packet.mjs";
import { finish } from "../tools/calma.mjs";
import { answerTo, startModel } from "../tools/model.mjs";

const study = (t) => makeStudy(t, {
  "study.lua": `return study { id = "growing", title = "Growing", language = "en", ethics = "none", context = text "context.md",
    model = { name = "zebra-7b" },
    groups = { group { id = "g", title = "Group", participants = { "p01", "p02" }, baseline = prompts "p.txt", own = asked() } },
    rounds = { round "ask" { ask {} }, round "again" { ask { follow_up = true } }, round "code" { code { own(), baseline() } } } }`,
  "context.md": "A tutor.", "p.txt": "Why empty? {{empty}}\nWhy cut off? {{length}}\nWhy not? {{refusal}}\n",
});

const open = async (browser, folder, round) => {
  const page = await browser.open(join(folder, `out/packets/${round}/p01.html`));
  page.on("dialog", (dialog) => dialog.accept());
  await page.waitForSelector("html[data-started]");
  await press(page, "Start");
  return page;
};

const save = async (browser, page, folder) => {
  const file = await browser.download(() => page.click("button.save"));
  await page.close();
  run(folder, "import", file);
  return JSON.parse(readFileSync(file, "utf8"));
};

const write = async (browser, folder, round, text, goOn = "") => {
  const page = await open(browser, folder, round);
  await page.waitForSelector(".ask-card");
  if (goOn) {
    assert.equal(await page.evaluate(() => document.querySelectorAll(".ask-past option").length), 2, "one conversation, and the line to choose it");
    await page.select(".ask-past select", "0");
    await says(page, goOn);
    await press(page, "Ask on from here");
  } else {
    await page.focus(".ask-card textarea");
  }
  await page.keyboard.type(text);
  assert.deepEqual(await faults(page), []);
  await save(browser, page, folder);
};

const turnsShown = (page) => page.evaluate(() => [...document.querySelectorAll(".code-text section.turn")].map((turn) => [turn.dataset.role, turn.textContent.trim().slice(0, 30)]));

test("chrome: two rounds of questions are one conversation, shown, gone on from and coded as one", { skip: missing("chrome") }, async (t) => {
  const model = await startModel();
  t.after(() => model.stop());
  const folder = study(t);
  const browser = await startBrowser("chrome");
  t.after(() => browser.close());
  const answer = async (round) => {
    assert.equal((await finish(folder, ["run", "--endpoint", model.endpoint])).status, 0);
    run(folder, "build", "--round", round);
  };
  await write(browser, folder, "ask", "Why is the sky blue?");
  await answer("again");
  await write(browser, folder, "again", "And at night?", "The answer is");
  await answer("code");

  const page = await open(browser, folder, "code");
  await page.waitForSelector(".code-conversations button");
  const titles = await page.evaluate(() => [...document.querySelectorAll(".code-conversations .code-title")].map((one) => one.textContent));
  assert.deepEqual(titles, ["Why is the sky blue?", "Why empty? {{empty}}", "Why cut off? {{length}}", "Why not? {{refusal}}"]);
  await openConversation(page, 0);
  assert.deepEqual((await turnsShown(page)).map(([role, text]) => [role, text.slice(0, 12)]),
    [["user", "Why is the s"], ["assistant", "You asked: W"], ["user", "And at night"], ["assistant", "You asked: A"]]);
  assert.deepEqual(await faults(page), []);
  await codeByKeys(page, ["first"]);
  // The first sentence of the second answer: past the two of the first one.
  await page.focus(".code-text");
  await keys(page, "Escape", "Home", "ArrowDown", "ArrowDown", "s", "Enter");
  await writeCodes(page, ["second"]);
  for (const [n, words] of [[1, "The model ended its answer here without writing anything."], [2, "The answer stops here"], [3, "declined to answer"]]) {
    await openConversation(page, n);
    await says(page, words);
    assert.deepEqual(await faults(page), []);
  }
  await openConversation(page, 1);
  assert.ok(!(await page.evaluate(() => document.querySelector(".code-turn.answer").textContent)).includes("Code the whole answer"), "there is nothing to take");
  await press(page, "Nothing to code here");
  const { steps } = await save(browser, page, folder);
  const codings = steps.code.items.filter(({ kind, deleted }) => kind === "coding" && !deleted);
  const turns = codings.map(({ turn }) => turn.split("/")[0]);
  assert.equal(new Set(turns).size, 2, "each answer keeps its own turn");
  assert.deepEqual(codings.map(({ quote }) => quote), [answerTo("Why is the sky blue?"), answerTo("And at night?")].map((text) => text.split("\n")[0]));
  assert.equal(steps.code.items.filter(({ kind, state }) => kind === "turn" && state === "nothing").length, 1);
  assert.match(run(folder, "status"), /2 codings/);
  assert.doesNotMatch(run(folder, "status"), /does not fit/);
  assert.deepEqual(browser.problems, []);
  assert.deepEqual(browser.requests, []);
});
