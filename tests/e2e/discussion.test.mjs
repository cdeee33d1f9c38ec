// SPDX-License-Identifier: MIT
// A whole discussion in a real browser: six people write down what matters to them, the board goes through its segments
// with what they wrote, they rate what the group agreed on; and the record, the two replays of the log and the report's
// tables hold exactly what was entered.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";
import { byApp, byLua } from "../tools/replay.mjs";
import { sha256 } from "../tools/response.mjs";
import {
  answer, answerCard, disagree, leaveOut, make, mapCard, merge, openAxes, openAxis, putTop, rename, split, states, takeBack, takeExample,
  tickBox, waitNames, write,
} from "./axes.mjs";
import { addGuest, enterBoard, openBoard, pressNamed, texts, tick, turnTo, writeNote } from "./board.mjs";
import { listen, missing, startBrowser } from "./browser.mjs";
import { press, reportPages, rows, run, says, takeFile } from "./packet.mjs";
import { attributes, coded, codedStudy, openPacket, people, rankAxes, rateAxes, saveAndClose, writeAttributes } from "./rounds.mjs";

const ids = Object.keys(people);
const keyOf = (id) => sha256(`calma person\nasking\n${id}\n`).slice(0, 16);
const guest = "Dr. Hale";
const packet = (study, round, id) => readFileSync(join(study, `out/packets/${round}/${id}.html`), "utf8");

// ---- before the meeting

/** The codes beside one's own conversations, turned one by one. */
const ownCodes = async (page) => {
  const found = [];
  const pages = await page.evaluate(() => document.querySelectorAll(".review-choose option").length);
  for (let n = 0; n < pages; n++) {
    await page.select(".review-choose select", String(n));
    found.push(...await texts(page, ".review-code"));
  }
  return found.sort();
};

/** Looks back, writes the three attributes and, where it is open, looks at the map; saves by the page's own button. */
const sayWhatMatters = async (browser, study, id) => {
  const page = await openPacket(browser, study, "discuss", id);
  await press(page, "Your own work");
  assert.deepEqual(await ownCodes(page), coded[id].map(([, , label]) => label).sort());
  await press(page, "Your group");
  await press(page, "Next");
  assert.equal(await page.evaluate(() => document.querySelector(".foot .primary").disabled), true, "the map waits for one's own attributes");
  await writeAttributes(page, id);
  if (id === "ember") await press(page, "Yes, my name may be shown");
  await press(page, "Next");
  await page.waitForSelector(".map-label");
  await press(page, "Next");
  return saveAndClose(browser, page);
};

const sealed = (study) => {
  for (const id of ids) {
    const file = packet(study, "discuss", id);
    for (const other of ids.filter((one) => one !== id)) {
      assert.ok(!file.includes(people[other]), `${id}'s packet names ${other}`);
      for (const [name, , ] of attributes[other]) assert.ok(!file.includes(`"${name}"`), `${id}'s packet holds what ${other} wrote`);
    }
  }
};

// ---- the board before everybody's cards are in

/** A folder that is there until the test ends. */
const folderOf = (t) => {
  const folder = mkdtempSync(join(tmpdir(), "calma-discussion-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

/** Takes a saved file out of the downloads, where the next one may have its name. */
const keepAs = (folder, name, file) => {
  const path = join(folder, `${name}.json`);
  cpSync(file, path);
  rmSync(file);
  return path;
};

/** Prepares the session and saves it, then opens the cards against the rule and saves that; answers with both files. */
const beginEarly = async (t, study) => {
  const keep = folderOf(t);
  const browser = await startBrowser("chrome");
  try {
    const page = await openBoard(browser, study, { id: "board-class" });
    for (const name of Object.values(people)) await tick(page, name);
    await addGuest(page, guest, "expert");
    await writeNote(page, "We begin when Fern's are in.");
    await turnTo(page, "1 Cards");
    assert.match((await texts(page, ".board-gate"))[0], /^Not in yet: Fern Ibsel\./);
    const shown = await page.evaluate(() => document.body.innerText);
    for (const [name] of Object.values(attributes).flat()) assert.ok(!shown.includes(name), `${name} is not shown before all are in`);
    await turnTo(page, "4 Axes");
    await press(page, "New axis");
    await says(page, "The cards are not open yet");
    await press(page, "Cancel");
    const prepared = keepAs(keep, "prepared", await browser.download(() => press(page, "Save the board")));
    await turnTo(page, "1 Cards");
    await press(page, "Open anyway");
    await page.type(".ask textarea", "Her bus is late.");
    await press(page, "Open the cards");
    await page.waitForSelector(".board-card");
    const opened = keepAs(keep, "opened", await browser.download(() => press(page, "Save the board")));
    assert.deepEqual(browser.problems, []);
    assert.deepEqual(browser.requests, []);
    return { prepared, opened };
  } finally {
    await browser.close();
  }
};

/** In a copy of the study the override is in the record and in the report's log. */
const checkOverride = (t, study, file) => {
  const copy = folderOf(t);
  cpSync(study, copy, { recursive: true });
  run(copy, "import", file);
  const [override] = rows(copy, "item").map(({ body }) => body).filter(({ kind }) => kind === "override");
  assert.deepEqual([override.missing, override.reason], [[keyOf("fern")], "Her bus is late."]);
  run(copy, "report");
  const log = readFileSync(join(copy, "out/report/axes-log.html"), "utf8");
  assert.ok(log.includes("Her bus is late."));
};

// ---- the segments

const resume = async (browser, study, file) => {
  const page = await browser.open(join(study, "out/packets/discuss/board-class.html"));
  page.on("dialog", (dialog) => dialog.accept());
  await page.waitForSelector("html[data-started]");
  assert.equal(await takeFile(page, file), "What is in this file is on the board now.");
  await enterBoard(page);
  await turnTo(page, "Session");
  await says(page, "7 of 7 are here.");
  await turnTo(page, "Minutes");
  await says(page, "We begin when Fern's are in.");
  return page;
};

const segment1 = async (page) => {
  await turnTo(page, "Session");
  await pressNamed(page, "Start: Orientation");
  await press(page, "Next: 1 Cards");
  assert.deepEqual(await texts(page, ".board-gate"), ["Everybody who is here has sent theirs in."]);
  await press(page, "Open the cards");
  await page.waitForSelector(".board-card");
  const cards = await page.evaluate(() => [...document.querySelectorAll(".board-card")].map((one) => [one.querySelector("h3").textContent, one.textContent]));
  assert.deepEqual(cards.map(([name]) => name).sort(), Object.values(attributes).flat().map(([name]) => name).sort());
  for (const [name, text] of cards) {
    const author = ids.find((id) => attributes[id].some(([one]) => one === name));
    assert.equal(text.includes(people[author]), author === "ember", `${name}: only who agreed is named`);
  }
};

const segment2 = async (page, label) => {
  await press(page, "Next: 2 Map");
  await press(page, "Move labels");
  await page.type(".board-map-by input", "Birch and Dune");
  await page.evaluate((wanted) => [...document.querySelectorAll(".map-label")].find((one) => one.textContent === wanted).focus(), label);
  for (const key of ["Enter", "ArrowRight", "ArrowRight", "ArrowUp", "Enter"]) await page.keyboard.press(key);
  await says(page, `“${label}” stands there now.`);
};

/** Everybody speaks once; answers with who, in that order. */
const segment3 = async (page) => {
  await press(page, "Next: 3 Presentations");
  const queue = await texts(page, ".board-queue-name");
  await press(page, `Begin with ${queue[0]}`);
  const spoke = [];
  for (const [n, name] of queue.entries()) {
    await page.waitForFunction((wanted) => document.querySelector(".board-speaker")?.innerText.includes(wanted), { timeout: 10000 }, name);
    spoke.push(name);
    if (name === people.ember) await page.waitForSelector(".board-stage .board-card");
    if (n + 1 < queue.length) await press(page, `Next: ${queue[n + 1]}`);
  }
  await press(page, "Done");
  await says(page, "Everybody has had a turn");
  return spoke;
};

const means = {
  Sources: "It says where it has it from.", sure: "It tells what is certain from what is not.", plain: "No word that a pupil must look up.",
  short: "It stops when the question is answered.", Kindness: "It is glad to be asked.", Fairness: "It takes nobody's part.",
};

const makeAxes = async (page) => {
  await press(page, "Next: 4 Axes");
  await openAxes(page);
  await write(page, "Who decides", "All of us");
  await make(page, "Sources", means.Sources, "Names its sources", "Where it is from", "A name to ask");
  await make(page, "Plain and short", "One understands it at once.", "Plain words", "Everyday words", "Short", "Brevity", "Few words");
  await make(page, "Doubt", "", "Not too sure");
  await make(page, "Certainty", "It says how sure it is.", "Says how sure", "Perhaps");
  await make(page, "Warmth", means.Kindness, "Warm", "Friendly");
  await make(page, "Fairness", means.Fairness, "Both sides", "Fair");
  await waitNames(page, ["Sources", "Plain and short", "Doubt", "Certainty", "Warmth", "Fairness"]);
};

const changeAxes = async (page) => {
  await openAxis(page, "Sources");
  await takeExample(page, "scientists certain");
  await leaveOut(page, "Scientists have measured this since 1880, so it is certain.", "have measured this ");
  await disagree(page, { text: "A source is no use to me if I cannot read it.", instead: "It says where it has it from, in words that I know.", who: "Cedar L." });
  await merge(page, ["Doubt", "Certainty"], "Says how sure it is", means.sure, "Both ask what is certain.");
  await write(page, "One end", "Never says");
  await write(page, "The other end", "Always says");
  await openAxis(page, "Plain and short");
  await split(page, [{ name: "Plain words", definition: means.plain, examples: ["Warm air", "A little salt"] },
    { name: "Short", definition: means.short, examples: [] }], "A short answer can be hard to read.");
  await waitNames(page, ["Sources", "Plain words", "Short", "Says how sure it is", "Warmth", "Fairness"]);
  await openAxis(page, "Warmth");
  await rename(page, "Kindness", "That is our word.");
  await disagree(page, { text: "Kind words can hide that it does not know.", who: "Fern I.", consent: true });
  await openAxis(page, "Fairness");
  await press(page, "Take off the list");
  await write(page, "Why", "It is in Sources.");
  await answer(page);
  await waitNames(page, ["Sources", "Plain words", "Short", "Says how sure it is", "Kindness"]);
};

const settleAxes = async (page) => {
  await press(page, "Log");
  await takeBack(page, "“Fairness” was taken off the list");
  await press(page, "Axes");
  await pressNamed(page, "Up: Says how sure it is");
  await pressNamed(page, "Up: Says how sure it is");
  await waitNames(page, order);
  await press(page, "Adopt several");
  await tickBox(page, "Fairness");
  await answer(page);
  await page.waitForFunction(() => document.querySelectorAll(".axes-row")[4].querySelector(".axes-state").textContent === "Adopted.");
  await press(page, "Top three and five");
  await putTop(page, 3, three);
  await putTop(page, 5, five);
  await press(page, "What the cards became");
  for (const card of ["Plain words", "Everyday words"]) await mapCard(page, card, ["Plain words"], ["“Plain and short”"]);
  for (const card of ["Short", "Brevity", "Few words"]) await mapCard(page, card, ["Short"], ["“Plain and short”"]);
  for (const card of ["Not too sure", "Says how sure"]) await answerCard(page, card, "Take what they are now");
  await answerCard(page, "Balance", "None of them");
  await says(page, "Said of 16 of 17 cards.");
};

const order = ["Sources", "Says how sure it is", "Plain words", "Short", "Kindness", "Fairness"];
const three = ["Sources", "Says how sure it is", "Plain words"];
const five = ["Sources", "Kindness", "Says how sure it is", "Plain words", "Short"];

/** What is above the parts of what the browser would print. */
const onPaper = (page) =>
  page.evaluate(() => {
    window.dispatchEvent(new Event("beforeprint"));
    const found = [...document.querySelectorAll(".board-print h3")].map((one) => one.textContent);
    window.dispatchEvent(new Event("afterprint"));
    return found;
  });

/** The notes, and what is still open; answers with the axes as the screen says them. */
const finish = async (page) => {
  await writeNote(page, "A source is something that I can go to.", { speaker: people.birch, consent: true, axis: "Sources" });
  await writeNote(page, "My teacher makes her sources up.", { speaker: people.dune, axis: "Sources" });
  await press(page, "Next: 5 What next");
  assert.deepEqual(await texts(page, ".board-left li"),
    ["1 axis is not adopted.", "3 axes have fewer than two examples.", "Of 1 card it is not said what it became.",
      "1 card was put to an axis that became another one or is gone (What the cards became)."]);
  await openAxes(page, "Axes");
  assert.deepEqual(await onPaper(page), [...order, "Top three", "Top five"]);
  const screen = await states(page);
  await press(page, "Top three and five");
  const tops = await page.evaluate(() => [...document.querySelectorAll(".axes-top")].map((one) => [...one.querySelectorAll(".axes-top-name")].map((name) => name.textContent)));
  return { axes: screen, tops };
};

const discuss = async (page) => {
  await segment1(page);
  await segment2(page, "easy words");
  const spoke = await segment3(page);
  assert.deepEqual([...spoke].sort(), [...Object.values(people), `${guest} (expert)`].sort(), "everybody speaks once");
  await makeAxes(page);
  await changeAxes(page);
  await settleAxes(page);
  return finish(page);
};

// ---- what the record holds

const boardItems = (study, kind) =>
  rows(study, "item").filter(({ participant, body }) => participant === "board-class" && body.kind === kind && !body.deleted).map(({ body }) => body);

const checkRecord = (study, screen) => {
  assert.deepEqual(rows(study, "problem"), []);
  const decisions = boardItems(study, "decision");
  const [[lua], [app]] = [byLua([{ decisions }]), byApp([{ decisions }])];
  assert.deepEqual(lua, app, "both replays of the log agree");
  const { axes, tops, problems } = app.state;
  assert.deepEqual(problems, {});
  const list = Object.values(axes);
  const says = { adopted: "Adopted.", proposed: "Proposed." };
  assert.deepEqual(list.map(({ name, state }) => `${name}: ${says[state]}`), screen.axes, "and say what the screen says");
  const named = (top) => Object.values(top).map((id) => list.find((axis) => axis.id === id).name);
  assert.deepEqual([named(tops[3]), named(tops[5])], screen.tops);
  assert.deepEqual(screen, { axes: order.map((name) => `${name}: ${name === "Fairness" ? "Proposed." : "Adopted."}`), tops: [three, five] });
  const [move] = boardItems(study, "move");
  assert.deepEqual([move.label, move.by], ["easy words", "Birch and Dune"]);
  assert.deepEqual(boardItems(study, "override"), [], "what was tried in the copy is not in it");
  const talks = boardItems(study, "talk");
  assert.deepEqual(talks.map(({ state }) => state), Array(7).fill("done"));
  assert.equal(new Set(talks.map(({ person }) => person)).size, 7);
  assert.ok(boardItems(study, "segment").filter(({ segment }) => segment !== "segment5").every(({ spans }) => spans.length && spans.every(({ to }) => to)));
};

// ---- rating apart

const checkRatePackets = (study) => {
  for (const id of ids) {
    const file = packet(study, "rate", id);
    for (const other of ids.filter((one) => one !== id)) assert.ok(!file.includes(people[other]) && !file.includes(`"${other}"`), `${id}'s packet names ${other}`);
    for (const words of ["My teacher makes her sources up.", "Cedar L."]) assert.ok(!file.includes(words), `${id}'s packet says ${words}`);
    assert.ok(file.includes("A source is no use to me if I cannot read it."), "who sees it otherwise is beside the definition");
  }
};

const adopted = order.slice(0, 5);
/** In the order of the axes; "skip": rather not, null: no answer. */
const ratings = {
  amber: [5, 4, 3, 2, 5], birch: [4, 4, 3, "skip", 5], cedar: [5, 2, 3, 1, 5], dune: [3, 4, 3, null, 5], ember: [5, 5, 3, 3, 1], fern: [4, 4, 3, 2, 5],
};
/** Places in the order of the axes. Fern ranks nothing. */
const rankings = { amber: [0, 1, 2, 3, 4], birch: [0, 4, 1], cedar: [1, 0, 2], dune: [4, 0, 1, 2, 3], ember: [0, 1, 4], fern: [] };

const rate = async (browser, study, id) => {
  const page = await openPacket(browser, study, "rate", id);
  await rateAxes(page, ratings[id], id === "amber" || id === "birch");
  await press(page, "Next");
  await rankAxes(page, rankings[id].map((n) => adopted[n]));
  await press(page, "Next");
  await page.waitForSelector("main.step-survey");
  if (id === "amber") {
    await press(page, "A little");
    await page.evaluate(() => document.querySelector(".scale input[value='4']").click());
  }
  await page.click(".foot .primary");
  return saveAndClose(browser, page);
};

// ---- what the report holds

const table = (study, id) => JSON.parse(readFileSync(join(study, "out/report/tables", `${id}.json`), "utf8")).rows;
/** These columns of a table's rows, an empty cell being "". */
const columns = (study, id, ...keys) => table(study, id).map((row) => keys.map((key) => row[key] ?? ""));

const checkAxes = (study) => {
  assert.deepEqual(columns(study, "axes", "axis", "definition", "state", "was", "examples", "pole_one", "pole_two"), [
    ["Sources", means.Sources, "Agreed by the group", "", 2, "", ""],
    ["Says how sure it is", means.sure, "Agreed by the group", "Doubt; Certainty", 2, "Never says", "Always says"],
    ["Plain words", means.plain, "Agreed by the group", "", 2, "", ""],
    ["Short", means.short, "Agreed by the group", "", 0, "", ""],
    ["Kindness", means.Kindness, "Agreed by the group", "Warmth", 1, "", ""],
    ["Fairness", means.Fairness, "Only proposed", "", 1, "", ""],
  ]);
  assert.deepEqual(columns(study, "axes-class", "label", "definition", "sample_1", "sample_2"), [
    ["Sources", means.Sources, "Scientists have measured this since 1880", "Scientists […] since 1880, so it is certain."],
    ["Says how sure it is", means.sure, "so it is certain", "Too much may harm your heart"],
    ["Plain words", means.plain, "Warm air lifts water from the sea.", "A little salt keeps you alive."],
    ["Short", means.short, "", ""],
    ["Kindness", means.Kindness, "You will do well.", ""],
    ["Fairness (only proposed)", means.Fairness, "doctors still argue about how much is too much", ""],
  ]);
  const log = table(study, "axis-log");
  assert.equal(log.length, boardItems(study, "decision").length + 1, "every decision, and the moves on the map");
  const reasons = log.filter(({ reason }) => reason).map(({ reason }) => reason);
  assert.deepEqual(reasons, ["Both ask what is certain.", "A short answer can be hard to read.", "That is our word.", "It is in Sources."]);
  assert.equal(log.filter(({ standing }) => standing).length, 1, "and one of them taken back");
};

// Tastle and Wierman: 1 + sum of p log2(1 - |step - mean| / 4).
// Sources, 3 4 4 5 5 5, mean 26/6: 1 + (3 log2(5/6) + 2 log2(11/12) + log2(2/3)) / 6.
// Says how sure, 2 4 4 4 4 5, mean 23/6: 1 + (log2(17/24) + 4 log2(23/24) + log2(13/24)) / 6.
// Short, 1 2 2 3, mean 2: 1 + 2/4 log2(3/4). Kindness, 1 5 5 5 5 5, mean 26/6: 1 + (5 log2(5/6) + log2(1/6)) / 6.
const checkRatings = (study) => {
  const keys = ["axis", "rated", "rather", "left", "step1", "step2", "step3", "step4", "step5", "median", "lower", "upper", "consensus"];
  assert.deepEqual(columns(study, "ratings-class", ...keys), [
    ["Sources", 6, 0, 0, 0, 0, 1, 2, 3, 4.5, 4, 5, 0.7291],
    ["Says how sure it is", 6, 0, 0, 0, 1, 0, 4, 1, 4, 4, 4, 0.7287],
    ["Plain words", 6, 0, 0, 0, 0, 6, 0, 0, 3, 3, 3, 1],
    ["Short", 4, 1, 1, 1, 2, 1, 0, 0, 2, 1.5, 2.5, 0.7925],
    ["Kindness", 6, 0, 0, 1, 0, 0, 0, 5, 5, 5, 5, 0.35],
  ]);
};

// Borda: 4, 3, 2, 1, 0 for the places of five; who is not ranked shares what is left, as birch's third and fourth do.
const checkRankings = (study) => {
  assert.deepEqual(columns(study, "rankings-class", "axis", "three", "five", "ranked", "firsts", "among", "borda"), [
    ["Sources", 1, 1, 5, 3, 5, 18], ["Says how sure it is", 2, 3, 5, 1, 5, 14], ["Plain words", 3, 4, 3, 0, 2, 6],
    ["Short", "", 5, 2, 0, 0, 2.5], ["Kindness", "", 2, 4, 1, 3, 9.5],
  ]);
};

// Common by chance: axes of the first names x 3 / 5. Alike: kept / (kept + new + what else the first names were or became).
const checkChange = (study) => {
  assert.deepEqual(columns(study, "changes", "person", "last", "kept", "new", "dropped", "unmapped", "common", "chance", "alike"), [
    ["amber", "Sources (0); Says how sure it is (new); Plain words (−1)", 2, 1, 1, 0, 2, 1.8, 0.5],
    ["birch", "Sources (0); Kindness (0); Says how sure it is (new)", 2, 1, 1, 0, 2, 1.2, 0.5],
    ["cedar", "Says how sure it is (0); Sources (new); Plain words (−1)", 2, 1, 1, 0, 2, 1.8, 0.5],
    ["dune", "Kindness (new); Sources (new); Says how sure it is (new)", 0, 3, 2, 1, "not computable", "not computable", 0],
    ["ember", "Sources (+1); Says how sure it is (−1); Kindness (new)", 2, 1, 1, 1, 2, 1.2, 0.5],
  ]);
  assert.deepEqual(columns(study, "change-last-class", "axis", "before", "after"),
    [["Sources", 3, 5], ["Says how sure it is", 2, 5], ["Plain words", 2, 2], ["Short", 2, 0], ["Kindness", 1, 3]]);
  assert.deepEqual(columns(study, "kept-last-class", "kept", "people"), [[0, 1], [1, 0], [2, 4], [3, 0]]);
  const became = Object.fromEntries(columns(study, "mapping-class", "name", "axes"));
  assert.deepEqual(became, {
    "Names its sources": "Sources", "Plain words": "Plain words", "Short": "Short", "Where it is from": "Sources", "Warm": "Kindness",
    "Both sides": "Fairness †", "Not too sure": "Says how sure it is", "Everyday words": "Plain words", "Brevity": "Short",
    "Cares": "nobody has said yet", "Perhaps": "Certainty †", "Says how sure": "Says how sure it is", "A name to ask": "Sources",
    "Balance": "none of them", "Fair": "Fairness †", "Friendly": "Kindness", "Few words": "Short",
  });
  assert.deepEqual(columns(study, "problem-boards", "reason"), [["“Perhaps” was put to “Certainty”, which became Says how sure it is."]]);
};

const checkSurvey = (study) => {
  const found = columns(study, "survey-rate.survey", "question", "answer", "all");
  const told = found.filter(([, answer, all]) => all && !/^(Not answered|Was not asked)$/.test(answer)).map(([, answer, all]) => [answer, all]);
  assert.deepEqual(told, [["4", 1], ["Answered", 1], ["A little", 1], ["Answered", 1]]);
  assert.deepEqual(columns(study, "minutes", "text", "axis"), [["A source is something that I can go to.", "Sources"]]);
};

/** Every file of the report that is text. */
const reportFiles = (study) => {
  const folder = join(study, "out/report");
  return readdirSync(folder, { recursive: true }).map((name) => join(folder, name)).filter((path) => statSync(path).isFile());
};

/** Who wrote what is on these pages for nobody to see. */
const nameless = ["agreement", "answers", "axes", "axes-log", "axes-samples", "axes-side-by-side", "axes-support", "change", "cloud", "first-cards",
  "once", "rankings", "ratings", "session", "survey", "topics"];

const readReport = async (browser, study) => {
  const page = await browser.open(join(study, "out/report/index.html"));
  const pages = {};
  for (const path of reportPages(study)) {
    await page.goto(pathToFileURL(path).href);
    pages[path.slice(join(study, "out/report").length + 1, -5)] = await page.evaluate(() => document.querySelector("main").textContent);
  }
  await page.goto(pathToFileURL(join(study, "out/report/axes.html")).href);
  const cards = await page.evaluate(() => [...document.querySelectorAll("article.axis")].map((one) => one.textContent));
  await page.close();
  return { pages, cards };
};

const checkPages = (study, { pages, cards }) => {
  const all = Object.values(pages).join("\n");
  for (const [, , label] of Object.values(coded).flat()) assert.ok(pages.labels.includes(label), `the label ${label}`);
  for (const [name, meaning] of Object.values(attributes).flat()) for (const words of [name, meaning]) assert.ok(pages.first.includes(words), words);
  for (const path of reportFiles(study)) {
    const text = readFileSync(path, "utf8");
    for (const words of ["My teacher makes her sources up.", "Cedar L.", ...Object.values(people)]) assert.ok(!text.includes(words), `${path}: ${words}`);
  }
  for (const name of nameless)
    for (const id of ids) assert.ok(!new RegExp(`\\b${id}\\b`).test(pages[name]), `${name}.html names ${id}`);
  const [sources, , , , kindness] = cards;
  assert.match(sources, /A source is no use to me if I cannot read it\..*It says where it has it from, in words that I know\./s);
  assert.match(kindness, /Kind words can hide that it does not know\..*Fern I\./s, "and who agreed to be named is");
  assert.equal(all.split("A source is no use to me if I cannot read it.").length > 2, true, "dissent is beside its axis and in the log");
};

test("chrome: a whole discussion", { skip: missing("chrome") }, async (t) => {
  const study = codedStudy(t);
  const listener = await listen();
  const browser = await startBrowser("chrome", { proxy: listener.port });
  t.after(() => Promise.all([browser.close(), listener.close()]));

  const first = {};
  for (const id of ids) first[id] = await sayWhatMatters(browser, study, id);
  sealed(study);
  run(study, "import", ...ids.filter((id) => id !== "fern").map((id) => first[id]));
  run(study, "build", "--round", "discuss");
  const early = await beginEarly(t, study);
  checkOverride(t, study, early.opened);
  run(study, "import", first.fern);
  run(study, "build", "--round", "discuss");

  const page = await resume(browser, study, early.prepared);
  const screen = await discuss(page);
  run(study, "import", await browser.download(() => press(page, "Save the board")));
  await page.close();
  checkRecord(study, screen);

  run(study, "build", "--round", "rate");
  checkRatePackets(study);
  const last = [];
  for (const id of ids) last.push(await rate(browser, study, id));
  run(study, "import", ...last);
  assert.deepEqual(rows(study, "problem"), []);

  run(study, "report");
  for (const check of [checkAxes, checkRatings, checkRankings, checkChange, checkSurvey]) check(study);
  checkPages(study, await readReport(browser, study));
  assert.deepEqual(browser.problems, []);
  assert.deepEqual(browser.requests.filter((url) => !url.startsWith(pathToFileURL(join(study, "out/report")).href)), []);
  assert.deepEqual(listener.arrivals, []);
});
