// SPDX-License-Identifier: MIT
// The axes on the board in a real browser: made of cards, worded, given examples, merged, split, renamed, disputed,
// adopted, ranked, taken back; after a reload and an import the log says what the screen says.

import assert from "node:assert/strict";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { load } from "../app/load.mjs";
import { answer, make, openAxis, states, tickBox as tick, titled, waitNames, write } from "./axes.mjs";
import { listen, missing, startBrowser } from "./browser.mjs";
import { attempts, hostileAttributes, hostileResponse, hostileStudy, strangeNodes } from "./hostile.mjs";
import { discussStudy, press, rows, run, says, saysNoMore } from "./packet.mjs";

const axe = readFileSync(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const { replay } = await load("steps/board/axes.ts");

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

/** The example study, with what people sent before the discussion. */
const boardStudy = (t) => {
  const study = discussStudy(t);
  const folder = join(study, "responses");
  const first = readdirSync(folder).filter((name) => /-[ph]\d+-discuss\./.test(name));
  run(study, "import", ...first.map((name) => join(folder, name)));
  run(study, "build", "--round", "discuss");
  return study;
};

const boardOf = (study, group = "lowland") => join(study, `out/packets/discuss/board-${group}.html`);

const openBoard = async (browser, path, size) => {
  const page = await browser.open(path, size);
  await page.waitForSelector("html[data-started]");
  await press(page, "Start");
  return page;
};

const openAxes = async (page) => {
  await press(page, "4 Axes");
  await page.waitForSelector(".axes");
};

const everybody = async (page) => {
  await press(page, "Session");
  await press(page, "Everybody is here");
};

const names = (page) => page.evaluate(() => [...document.querySelectorAll(".axes-list .axes-name")].map((one) => one.textContent));

/** Chooses examples: a marked passage that is searched for, and two sentences of a conversation by keys. */
const chooseExamples = async (page) => {
  await press(page, "Choose passages");
  await write(page, "Search words, labels and titles", "maya starts before");
  await says(page, "1 passage.");
  await press(page, "Take as an example");
  await press(page, "Any conversation");
  await page.waitForSelector(".axes-text .turn");
  await page.focus(".axes-text");
  for (const key of ["ArrowDown", "ArrowDown", "ArrowDown"]) await page.keyboard.press(key);
  await page.keyboard.down("Shift");
  for (const key of ["ArrowDown", "ArrowRight", "ArrowLeft"]) await page.keyboard.press(key);
  await page.keyboard.up("Shift");
  await clean(page, "choosing an example");
  await page.keyboard.press("Enter");
  await press(page, "Done");
};

/** Leaves "which first … America" out of the last example, and puts nothing back. */
const leaveOut = async (page) => {
  const folds = await page.$$(".axes-examples > li");
  const last = folds[folds.length - 1];
  await (await last.$(".axes-acts button")).evaluate((button) => button.click());
  await page.waitForSelector(".axes-whole");
  await page.evaluate(() => {
    const whole = document.querySelector(".axes-whole");
    whole.focus();
    const at = whole.value.indexOf(", which first");
    whole.setSelectionRange(at + 1, whole.value.indexOf(". The Maya"));
  });
  await write(page, "What stands in their place", "where it grows");
  await press(page, "Leave out the selected words");
  await page.waitForFunction(() => [...document.querySelectorAll(".axes-quote")].some((one) => one.textContent.includes("[where it grows]")));
};

const decisionsIn = (study, board = "board-lowland") =>
  rows(study, "item").filter(({ participant, body }) => participant === board && body.kind === "decision").map(({ body }) => body);

const importFrom = async (study, browser, page) => {
  const file = await browser.download(() => press(page, "Save the board"));
  return run(study, "import", file);
};

const chrome = { skip: missing("chrome") };

/** Cards are closed until everybody who is here has theirs in. */
const openCards = async (page) => {
  await openAxes(page);
  await press(page, "New axis");
  await says(page, "The cards are not open yet");
  assert.equal(await page.evaluate(() => document.querySelector(".axes").innerText.includes("Nobody is left out")), false, "nobody sees cards before their own is in");
  await press(page, "Cancel");
  await everybody(page);
  await openAxes(page);
};

/** Four axes of cards, and one that is taken off the list again. */
const makeAll = async (page) => {
  await make(page, "Honest sources", "Says where it comes from.\nSays how sure it is.", "Shows how we know", "Evidence and its makers");
  await make(page, "", "", "Who acts in the sentence");
  await make(page, "", "", "Nobody is left out");
  await make(page, "Warmth", "", "talks normal");
  assert.deepEqual(await names(page), ["Honest sources", "Who acts in the sentence", "Nobody is left out", "Warmth"]);
  await make(page, "Bare", "");
  await says(page, "Proposed. No definition yet. No examples yet.");
  await press(page, "Take off the list");
  await write(page, "Why", "Nobody could say what it is.");
  await answer(page);
  await says(page, "“Bare” is no longer on the list.");
  await waitNames(page, ["Honest sources", "Who acts in the sentence", "Nobody is left out", "Warmth"]);
};

/** Everything that can be said of one axis; it is adopted, and then changed. */
const wordOne = async (page) => {
  await openAxis(page, "Honest sources");
  await write(page, "Also called", "Proof");
  await write(page, "One end", "Nothing is sourced");
  await write(page, "The other end", "Every claim is sourced");
  await write(page, "Applies when", "The question is disputed.");
  await tick(page, "Warmth");
  await clean(page, "the page of an axis");
  await chooseExamples(page);
  await leaveOut(page);
  await press(page, "Write down who sees it differently");
  await write(page, "What they see differently", "A source is no answer.");
  await write(page, "Who", "Ana");
  await clean(page, "the window of a dissent");
  await answer(page);
  await says(page, "Not named: they have not agreed to it.");
  await press(page, "Adopt");
  await answer(page);
  await page.waitForFunction(() => document.querySelector(".axes-row .axes-state").textContent === "Adopted.");
  await write(page, "Definition", "Says where it comes from, and how sure it is.");
  await page.focus(".axes-name");
  await page.waitForFunction(() => document.querySelector(".axes-row .axes-state").textContent === "Changed since it was adopted.");
};

/** Two become one, with a reason. */
const mergeTwo = async (page) => {
  await press(page, "Merge several");
  await tick(page, "Who acts in the sentence");
  await tick(page, "Nobody is left out");
  await write(page, "Name of the one axis", "Whose story");
  await press(page, "Merge");
  await says(page, "Say why. The reason stays in the log.");
  await write(page, "Why", "Both ask who is in the sentence.");
  await clean(page, "merging");
  await press(page, "Merge");
  await titled(page, "Whose story");
  await waitNames(page, ["Honest sources", "Whose story", "Warmth"]);
};

/** One becomes two, and the example is dealt out. */
const splitOne = async (page) => {
  await openAxis(page, "Warmth");
  await press(page, "Split");
  const parts = await page.$$(".axes-parts input[type=text]");
  await parts[0].type("Empathy");
  await parts[1].type("Tone");
  await page.focus(".axes-parts textarea");
  await page.waitForFunction(() => [...document.querySelectorAll(".axes-deal")].every((one) => one.textContent === "EmpathyTone"));
  await page.evaluate(() => document.querySelectorAll(".axes-deal")[0].querySelectorAll("input")[1].click());
  await write(page, "Why", "Feeling with somebody is not how one talks.");
  await clean(page, "splitting");
  await press(page, "Split");
  await waitNames(page, ["Honest sources", "Whose story", "Empathy", "Tone"]);
};

/** Another name, and another place by keys: twice up is one line of the log. */
const renameAndMove = async (page) => {
  await openAxis(page, "Tone");
  await press(page, "Rename");
  await write(page, "Name", "Plain talk");
  await write(page, "Why", "That is what we say.");
  await answer(page);
  await titled(page, "Plain talk");
  await says(page, "Was called “Tone”.");
  await page.evaluate(() => [...document.querySelectorAll(".axes-name")].find((one) => one.textContent === "Plain talk").focus());
  await page.keyboard.down("Alt");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.up("Alt");
  await waitNames(page, ["Honest sources", "Plain talk", "Whose story", "Empathy"]);
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Plain talk", "the focus goes with what is moved");
};

/** All but one are adopted. */
const adoptMost = async (page) => {
  await press(page, "Adopt several");
  await tick(page, "Empathy");
  await answer(page);
  await page.waitForFunction(() => document.querySelectorAll(".axes-row")[1].querySelector(".axes-state").textContent === "Adopted.");
  const said = await states(page);
  assert.deepEqual(said, ["Honest sources: Adopted.", "Plain talk: Adopted.", "Whose story: Adopted.", "Empathy: Proposed."]);
};

const axisButton = (page, list, name) => page.evaluate((n, wanted) => {
  [...document.querySelectorAll(".axes-top")[n].querySelectorAll(".axes-top-rest button")].find((one) => one.textContent === wanted).click();
}, list, name);

const waitTop = (page, list, wanted) => page.waitForFunction((n, all) => {
  const found = [...document.querySelectorAll(".axes-top")[n].querySelectorAll(".axes-top-name")].map((one) => one.textContent);
  return JSON.stringify(found) === JSON.stringify(all);
}, { timeout: 10000 }, list, wanted);

/** The two rankings, of which one is not within the other. */
const rankBoth = async (page) => {
  await press(page, "Top three and five");
  for (const [n, name] of ["Plain talk", "Empathy", "Honest sources"].entries()) {
    await axisButton(page, 0, name);
    await waitTop(page, 0, ["Plain talk", "Empathy", "Honest sources"].slice(0, n + 1));
  }
  for (const [n, name] of ["Plain talk", "Whose story", "Honest sources"].entries()) {
    await axisButton(page, 1, name);
    await waitTop(page, 1, ["Plain talk", "Whose story", "Honest sources"].slice(0, n + 1));
  }
  await says(page, "“Empathy” is in the top three and not in the top five.");
  await says(page, "All 3 places are taken.");
  await clean(page, "the ranking");
};

/** What the cards became, also by an axis that is gone. */
const mapCards = async (page) => {
  await press(page, "What the cards became");
  await says(page, "Said of 5 of 12 cards.");
  await says(page, "“Who acts in the sentence” (now “Whose story”)");
  await clean(page, "the cards");
  await page.evaluate(() => [...document.querySelectorAll(".axes-card")].find((one) => one.textContent.includes("No staircase")).querySelectorAll("button")[1].click());
  await says(page, "Became none of them.");
};

/** The line of the log that says this; presses its button `n`. */
const onLine = (page, text, n) =>
  page.evaluate((wanted, at) => {
    [...document.querySelectorAll(".axes-log-line")].find((one) => one.textContent.includes(wanted)).querySelectorAll("button")[at].click();
  }, text, n);

const linesOf = (page) => page.evaluate(() => document.querySelectorAll(".axes-log-line").length);

/** Reads the log, takes a line back, looks at how it was; answers with the number of lines. */
const readLog = async (page) => {
  await press(page, "Log");
  await says(page, "Why: Both ask who is in the sentence.");
  await says(page, "The group put its top 5 into this order.");
  await clean(page, "the log");
  const lines = await linesOf(page);
  await onLine(page, "“Tone” was renamed", 0);
  await page.waitForSelector(".dialog");
  await answer(page);
  await says(page, "Taken back by The whole group");
  assert.equal(await linesOf(page), lines + 1, "taking back is a line, too");
  // Without the merge, what was done with the one axis cannot be done: that is said before.
  await onLine(page, "became one axis", 0);
  await page.waitForSelector(".dialog");
  await says(page, "These later decisions can then no longer be done:");
  await page.keyboard.press("Escape");
  await onLine(page, "became one axis", 1);
  await says(page, "How it was after number");
  await saysNoMore(page, "Empathy");
  await clean(page, "how it was");
  await press(page, "Back to the log");
  return lines + 1;
};

/** What is written and not left is kept when the page goes away; answers with what the list says afterwards. */
const comeBack = async (page) => {
  await press(page, "Axes");
  await openAxis(page, "Empathy");
  await write(page, "Definition", "Feels with those it speaks of.");
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await page.waitForFunction(() => document.querySelector(".state").textContent.startsWith("Kept"));
  await new Promise((done) => setTimeout(done, 500));
  page.once("dialog", (dialog) => dialog.accept());
  await page.reload();
  await page.waitForSelector("html[data-started]");
  await press(page, "Go on");
  await openAxes(page);
  await waitNames(page, ["Honest sources", "Tone", "Whose story", "Empathy"]);
  const shown = await states(page);
  await openAxis(page, "Empathy");
  assert.equal(await page.evaluate(() => document.querySelector(".axes-texts textarea").value), "Feels with those it speaks of.");
  return shown;
};

/** Undo of the shell takes back what a card became, and never a decision. */
const undoAll = async (page, lines) => {
  const before = await page.evaluate(() => document.querySelectorAll(".axes-name").length);
  await page.evaluate(() => document.activeElement.blur());
  for (let n = 0; n < 12; n++) {
    await page.keyboard.down("Control");
    await page.keyboard.press("z");
    await page.keyboard.up("Control");
  }
  assert.equal(await page.evaluate(() => document.querySelectorAll(".axes-name").length), before);
  await press(page, "Log");
  assert.equal(await linesOf(page), lines);
};

/** Ctrl S while somebody is writing saves what is written; answers with the decisions that the record has of it. */
const saveWhileWriting = async (study, browser, page) => {
  await press(page, "Axes");
  await openAxis(page, "Empathy");
  await write(page, "Applies when", "Somebody was hurt.");
  const file = await browser.download(async () => {
    await page.keyboard.down("Control");
    await page.keyboard.press("s");
    await page.keyboard.up("Control");
  });
  assert.match(run(study, "import", file), /1 imported/);
  return decisionsIn(study);
};

/** One axis as the record has it. */
const checkOne = (study, honest) => {
  assert.equal(honest.definition, "Says where it comes from, and how sure it is.");
  assert.deepEqual([honest.aliases, honest.poles, honest.applies], [["Proof"], ["Nothing is sourced", "Every claim is sourced"], "The question is disputed."]);
  assert.deepEqual(honest.dissents.map(({ text, who, consent }) => [text, who, consent]), [["A source is no answer.", "Ana", false]]);
  assert.deepEqual(honest.from.map(({ kind }) => kind), ["card", "card"]);
  const last = honest.examples[honest.examples.length - 1];
  assert.equal(last.coding, "");
  assert.deepEqual(last.elisions.map(({ mark }) => mark), ["where it grows"]);
  const turn = rows(study, "turn").find(({ id }) => id === last.turn);
  assert.equal(Array.from(turn.text).slice(last.start, last.end).join(""), last.quote);
  assert.equal(last.turn_sha256, turn.sha256);
};

test("chrome: the axes of a group, from cards to a ranking", chrome, async (t) => {
  const study = boardStudy(t);
  const browser = await startBrowser("chrome");
  t.after(() => browser.close());
  const page = await openBoard(browser, boardOf(study));
  await openCards(page);
  await write(page, "Who decides", "The whole group");
  await makeAll(page);
  await wordOne(page);
  await mergeTwo(page);
  await splitOne(page);
  await renameAndMove(page);
  await adoptMost(page);
  await rankBoth(page);
  await mapCards(page);
  const lines = (await readLog(page)) + 1;
  const shown = await comeBack(page);
  await undoAll(page, lines);
  const decisions = await saveWhileWriting(study, browser, page);
  assert.equal(decisions.length, lines + 1);
  assert.deepEqual(decisions.filter(({ act }) => act === "order").length, 1);
  const state = replay(decisions);
  assert.deepEqual(state.problems, []);
  const word = { proposed: "Proposed.", adopted: "Adopted." };
  assert.deepEqual(state.axes.map((axis) => `${axis.name}: ${word[axis.state]}`), shown);
  const named = (ids) => ids.map((id) => state.byId.get(id).name);
  assert.deepEqual(named(state.tops[3]), ["Tone", "Empathy", "Honest sources"]);
  assert.deepEqual(named(state.tops[5]), ["Tone", "Whose story", "Honest sources"]);
  checkOne(study, state.axes[0]);
  assert.equal(state.axes.find(({ name }) => name === "Empathy").applies, "Somebody was hurt.");
  const tone = state.axes.find(({ name }) => name === "Tone");
  assert.equal(tone.examples.length, 1, "the example that was dealt to it");
  assert.ok(decisions.every(({ by }) => by === "The whole group" || by === "facilitator"));
  assert.deepEqual(rows(study, "problem"), []);
  assert.deepEqual(browser.problems, []);
  assert.deepEqual(browser.requests, []);
});

/** The board with other data in it, as the record of a later round would put it there. */
const withData = (path, change) => {
  const html = readFileSync(path, "utf8");
  const changed = html.replace(/(<script type="application\/json" id="calma-packet">)(.*?)(<\/script>)/s, (_, open, text, close) => {
    const packet = JSON.parse(text);
    change(packet.steps.find(({ kind }) => kind === "board").data.board);
    return open + JSON.stringify(packet).replace(/</g, "\\u003c") + close;
  });
  writeFileSync(path, changed);
  return path;
};

const earlier = [
  { act: "create", axis: "a", fields: { name: "Sources", definition: "Says where it comes from." } },
  { act: "create", axis: "b", fields: { name: "Proof", definition: "Gives proof." } },
  { act: "create", axis: "c", fields: { name: "Warmth" } },
  { act: "adopt", axes: ["zz"] },
].map((deed, i) => ({ id: `before${i}`, kind: "decision", clock: i + 1, session: "s", n: i + 1, by: "", reason: "", at: `2026-10-01T10:00:0${i}Z`, ...deed }));

test("chrome: what came without a meeting is taken up by hand, on a phone", chrome, async (t) => {
  const study = boardStudy(t);
  const path = withData(boardOf(study), (board) => {
    board.before = earlier;
    board.answers = [
      { kind: "stance", round: "discuss", axis: "a", stance: "object", reason: "Nobody checks them." },
      { kind: "stance", round: "discuss", axis: "a", stance: "support", reason: "" },
      { kind: "amendment", round: "discuss", axis: "a", name: "Traceable", definition: "One can follow every claim.", reason: "Sources alone are not enough." },
      { kind: "wish", round: "discuss", axes: ["a", "b"], name: "Evidence", reason: "They are the same." },
      { kind: "proposal", round: "discuss", key: "prop", name: "Silence", definition: "Says when it does not know.", reason: "It invents.", examples: board.passages.slice(0, 1) },
    ];
    board.sessions = [{ board: "board-lowland-young", title: "The young ones", axes: [{
      id: "y1", name: "Not boring", was: [], aliases: ["Alive"], definition: "One wants to read on.", poles: ["dull", "alive"], applies: "", related: [],
      examples: [], dissents: [{ text: "Dull can be true.", alternative: "" }], state: "adopted" }] }];
  });
  const browser = await startBrowser("chrome");
  t.after(() => browser.close());
  const page = await openBoard(browser, path, { width: 320, height: 640, touch: true });
  await openAxes(page);
  assert.deepEqual(await names(page), ["Sources", "Proof", "Warmth"], "nothing is taken up by itself");
  await clean(page, "the list at 320");
  await openAxis(page, "Sources");
  await says(page, "Nobody checks them.");
  await clean(page, "an axis at 320");
  await press(page, "Take this wording");
  assert.equal(await page.evaluate(() => document.querySelector(".dialog textarea").value), "One can follow every claim.");
  await answer(page);
  await titled(page, "Traceable");
  await press(page, "Merge them");
  await titled(page, "Several axes become one");
  await press(page, "Merge");
  await titled(page, "Evidence");
  await says(page, "Said of “Traceable”.");
  await press(page, "All axes");
  await waitNames(page, ["Evidence", "Warmth"]);
  await press(page, "Make an axis of it");
  await press(page, "Put it on the list");
  await titled(page, "Silence");
  await says(page, "The proposal “Silence”");
  // Who takes something away by keys stays where they were.
  await page.focus(".axes-example .axes-acts button:last-child");
  await page.keyboard.press("Enter");
  await says(page, "None yet. Two or more real passages");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Choose passages");
  await press(page, "Log");
  await press(page, "Take back");
  await answer(page);
  await says(page, "Taken back by");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Look at how it was here");
  await press(page, "Axes");
  // By touch: a sentence, and on to another.
  await press(page, "Choose passages");
  await press(page, "Any conversation");
  const [first, second] = await page.evaluate(() => {
    const block = document.querySelector('.axes-text .turn[data-role="assistant"] [data-s]');
    const starts = block.getAttribute("data-s").split(" ").map(Number);
    return [block.textContent.slice(0, starts[0]).trim(), block.textContent.slice(starts[0], starts[1]).trim()];
  });
  const tapOn = (words) => page.evaluate((wanted) => {
    const block = document.querySelector('.axes-text .turn[data-role="assistant"] [data-s]');
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let node = walker.nextNode();
    while (node && !node.data.includes(wanted)) node = walker.nextNode();
    const range = document.createRange();
    range.setStart(node, node.data.indexOf(wanted));
    range.setEnd(node, node.data.indexOf(wanted) + wanted.length);
    block.scrollIntoView({ block: "center" });
    const box = range.getClientRects()[0];
    return [box.left + box.width / 2, box.top + box.height / 2];
  }, words).then(([x, y]) => page.touchscreen.tap(x, y));
  await tapOn(first.slice(4, 20));
  await says(page, `Chosen: “${first}”`);
  await tapOn(second.slice(4, 16));
  await says(page, `Chosen: “${first} ${second}”`);
  await press(page, "Take these words as an example");
  await press(page, "Done");
  await page.waitForFunction(() => document.querySelectorAll(".axes-example").length === 2);
  await press(page, "All axes");
  await saysNoMore(page, "Proposed without a meeting");
  await make(page, "", "", "Not boring");
  await says(page, "“Not boring”, an axis of The young ones");
  await says(page, "Dull can be true.");
  await press(page, "Log");
  await says(page, "This could not be done: the axis was never made.");
  await clean(page, "the log at 320");
  await importFrom(study, browser, page);
  const state = replay(decisionsIn(study), earlier);
  const young = state.axes.find(({ name }) => name === "Not boring");
  assert.deepEqual(young.from, [{ kind: "axis", key: "board-lowland-young/y1" }]);
  assert.deepEqual([young.aliases, young.poles], [["Alive"], ["dull", "alive"]]);
  const silence = state.axes.find(({ name }) => name === "Silence");
  assert.deepEqual([silence.from, silence.examples.length], [[{ kind: "answer", key: "prop" }], 2]);
  assert.equal(Math.min(...decisionsIn(study).map(({ n }) => n)), earlier.length + 1);
  assert.deepEqual(browser.problems, []);
});

test("chrome: whatever people call things, the board shows it as text", chrome, async (t) => {
  const server = await listen();
  t.after(() => server.close());
  const { study, labels } = hostileStudy(t, server.port);
  const lua = join(study, "study.lua");
  writeFileSync(lua, readFileSync(lua, "utf8").replace(/(\n\s+map \{ title = \[==\[[^]*?\]==\] \})/, "$1, board {}"));
  const folder = join(study, "in");
  run(study, "build", "--round", "code");
  for (const one of ["a1", "a2"]) run(study, "import", hostileResponse(study, folder, one, labels.slice(0, 60)));
  run(study, "build", "--round", "discuss");
  for (const one of ["a1", "a2"]) run(study, "import", hostileAttributes(study, folder, one, attempts(server.port).slice(0, 12)));
  run(study, "build", "--round", "discuss");
  const browser = await startBrowser("chrome");
  t.after(() => browser.close());
  const page = await openBoard(browser, boardOf(study, "g1"));
  const same = await page.evaluate(() => ({ scripts: document.querySelectorAll("script").length, metas: document.querySelectorAll("meta").length }));
  await everybody(page);
  await openAxes(page);
  const texts = attempts(server.port).map((text) => text.slice(0, 240));
  for (const text of texts.slice(0, 6)) await make(page, text, text);
  await make(page, "", "", texts[6].trim());
  await openAxis(page, texts[0]);
  for (const field of ["Also called", "One end", "Applies when"]) await write(page, field, texts[7]);
  await press(page, "Write down who sees it differently");
  for (const field of ["What they see differently", "The definition they would give instead", "Who"]) await write(page, field, texts[8]);
  await tick(page, "They agree to be named");
  await answer(page);
  await press(page, "Choose passages");
  await press(page, "Take as an example");
  await press(page, "Done");
  await press(page, "Rename");
  await write(page, "Name", texts[9]);
  await write(page, "Why", texts[10]);
  await answer(page);
  await titled(page, texts[9]);
  for (const leaf of ["What the cards became", "Top three and five", "Log", "Axes"]) {
    await press(page, leaf);
    assert.deepEqual(await page.evaluate(strangeNodes, same), [], leaf);
  }
  await press(page, "Log");
  await says(page, texts[10]);
  await importFrom(study, browser, page);
  assert.equal(replay(decisionsIn(study, "board-g1")).axes[0].name, texts[9].trim());
  assert.deepEqual(server.arrivals, []);
  assert.deepEqual(browser.requests, []);
});
