// SPDX-License-Identifier: MIT
// Discussing without a meeting, in a real browser: two rounds of proposals, with what the facilitator's board made of the
// first in between.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { faults } from "./board.mjs";
import { missing, startBrowser } from "./browser.mjs";
import { copyStudy, press, rows, run, says, writeResponse } from "./packet.mjs";

const hostile = '<img src=x onerror="document.title=1">';

/**
 * The example after its discussion, or without what its boards brought, with two rounds of proposals behind it; packets of
 * the first of them are built.
 */
const proposeStudy = (t, { boards = true } = {}) => {
  const rounds = ["discuss-2", "discuss-3"].map((id) => `round "${id}" { propose {}, board {} },\n    `).join("");
  const study = copyStudy(t, "history-tutor", (text) => text.replace('round "rate" {', `${rounds}round "rate" {`));
  const folder = join(study, "responses");
  run(study, "import", ...readdirSync(folder)
    .filter((name) => /-(ask|code|discuss)\./.test(name) && (boards || !name.includes("-board-"))).map((name) => join(folder, name)));
  run(study, "build", "--round", "discuss-2");
  return study;
};

const open = async (browser, study, round, size) => {
  const page = await browser.open(join(study, `out/packets/${round}/p01.html`), size);
  page.on("dialog", (dialog) => dialog.accept());
  await page.waitForSelector("html[data-started]");
  await press(page, "Start");
  await page.waitForSelector(".propose");
  return page;
};

const dataOf = (study, round, name, kind) => {
  const page = readFileSync(join(study, "out/packets", round, `${name}.html`), "utf8");
  return JSON.parse(/id="calma-packet">(.*?)<\/script>/s.exec(page)[1]).steps.find((step) => step.kind === kind).data;
};

/** What the record has of somebody in a round, by kind. */
const said = (study, id, round) => {
  const items = rows(study, "item").filter((row) => row.participant === id && row.round === round && !row.body.deleted);
  return items.map(({ body }) => body);
};

const axisNode = (page, name) =>
  page.evaluateHandle((wanted) => [...document.querySelectorAll(".propose-axis")].find((one) => one.querySelector("h2").textContent === wanted), name);

const inAxis = async (page, name, work, ...more) => (await axisNode(page, name)).evaluate(work, ...more);
const chooseStance = (page, name, stance) =>
  inAxis(page, name, (node, value) => node.querySelector(`input[value="${value}"]`).click(), stance);
const statusOf = (page, name) => inAxis(page, name, (node) => node.querySelector(".propose-said").textContent);
const nextIsOpen = (page) =>
  page.evaluate(() => [...document.querySelectorAll(".foot button")].some((one) => one.textContent === "Next" && !one.disabled));

/** Types into the field of the open forms that has this name above it. */
const fill = async (page, form, label, text) => {
  const field = await page.evaluateHandle((selector, wanted) =>
    [...document.querySelectorAll(`${selector} label`)].find((one) => one.textContent.trim() === wanted).querySelector("input, textarea"), form, label);
  await field.type(text);
};

const sayInFirstRound = async (page, names) => {
  const [keep, object, amend] = names;
  assert.equal(await statusOf(page, keep), "You have said nothing to it yet.");
  await chooseStance(page, keep, "support");
  assert.equal(await statusOf(page, keep), "What you say is kept.");

  await chooseStance(page, object, "object");
  assert.equal(await statusOf(page, object), "Your objection is kept as soon as you write why.");
  assert.equal(await nextIsOpen(page), false, "an objection waits for its reason");
  await says(page, `Write why you object to “${object}”, or choose something else.`);
  await (await axisNode(page, object)).$("textarea").then((field) => field.type(`Two things in one. ${hostile}`));
  await page.evaluate(() => document.activeElement.blur());
  assert.equal(await statusOf(page, object), "What you say is kept.");

  await inAxis(page, amend, (node) => node.querySelector(".propose-forms > button").click());
  await fill(page, ".propose-form", "Another name, if you have one", "Plain dealing");
  await fill(page, ".propose-form", "Why?", "Shorter");

  await press(page, "Put some together");
  for (const name of [keep, amend])
    await page.evaluate((wanted) =>
      [...document.querySelectorAll(".propose-form .cluster-choice")].find((one) => one.textContent === wanted).click(), name);
  await page.evaluate(() => document.activeElement.blur());
  await says(page, "Write why they belong together.");
  await fill(page, "[data-kind=wish]", "Why?", "One follows from the other.");

  await press(page, "Propose another one");
  await fill(page, "[data-kind=proposal]", "Name it in a word or a few", "Says what it leaves out");
  await fill(page, "[data-kind=proposal]", "What do you mean by it?", "A gap is named.");
  await press(page, "Choose passages");
  await page.waitForSelector(".rank-passages input");
  await page.click(".rank-passages input");
  await press(page, "Done");
  await says(page, "You have said something to 2 of");
  assert.ok(await nextIsOpen(page));
};

/** What the board of the first round makes of it: a new name, a dissent, and a proposal taken up. */
const decide = (study, folder, axes) => {
  const at = "2026-11-20T10:00:00Z";
  const acts = [
    { act: "rename", axis: axes[2].id, name: "Plain dealing", reason: "Somebody's wish" },
    { act: "dissent", axis: axes[1].id, dissent: { id: "d1", text: "Two things in one.", alternative: "", who: "p01", consent: false }, reason: "" },
    { act: "create", axis: "fresh", fields: { name: "Says what it leaves out", definition: "A gap is named." }, reason: "" },
  ];
  const items = acts.map((one, i) => ({ id: `act${i}`, clock: i + 1, session: "B".repeat(22), kind: "decision", n: 900 + i, by: "p02", at, ...one }));
  return writeResponse(study, folder, "board-lowland", { board: { items } }, { round: "discuss-2", group: "lowland" });
};

test("chrome: two rounds without a meeting", { skip: missing("chrome") }, async (t) => {
  const study = proposeStudy(t);
  const browser = await startBrowser("chrome");
  t.after(() => browser.close());
  const { axes } = dataOf(study, "discuss-2", "p01", "propose");
  const names = axes.map(({ name }) => name);
  assert.ok(names.length > 3);
  const page = await open(browser, study, "discuss-2");
  await sayInFirstRound(page, names);
  run(study, "import", await browser.download(() => press(page, "Save my answers")));
  assert.deepEqual(rows(study, "problem"), []);
  const first = said(study, "p01", "discuss-2");
  const kinds = first.map(({ kind }) => kind).sort();
  assert.deepEqual(kinds, ["amendment", "proposal", "stance", "stance", "wish"]);
  const objection = first.find(({ id }) => id === `axis:${axes[1].id}`);
  assert.deepEqual([objection.stance, objection.reason], ["object", `Two things in one. ${hostile}`]);

  run(study, "build", "--round", "discuss-2");
  const { answers } = dataOf(study, "discuss-2", "board-lowland", "board").board;
  assert.deepEqual(answers.map(({ kind }) => kind).sort(), kinds, "the board of the same round has what was said");
  assert.ok(!/p01|"by"/.test(JSON.stringify(answers)), "and not who said it");

  run(study, "import", decide(study, join(study, "responses"), axes));
  run(study, "build", "--round", "discuss-3");
  const second = await open(browser, study, "discuss-3");
  await says(second, "Called before: ");
  await says(second, "Some of the group see it differently");
  const now = await second.evaluate(() => [...document.querySelectorAll(".propose-axis > h2")].map((one) => one.textContent));
  assert.deepEqual(now, names.map((name, i) => (i === 2 ? "Plain dealing" : name)).concat("Says what it leaves out"));
  assert.equal(await statusOf(second, names[1]), "You have said nothing to it yet.", "a later round asks anew");
  await chooseStance(second, names[1], "support");
  run(study, "import", await browser.download(() => press(second, "Save my answers")));
  assert.equal(said(study, "p01", "discuss-2").find(({ id }) => id === objection.id).stance, "object", "what was said before stays");
  assert.deepEqual(said(study, "p01", "discuss-3").map(({ stance }) => stance), ["support"]);
  assert.deepEqual(browser.problems, []);
  assert.deepEqual(browser.requests, []);
});

const chrome = (title, work, options) =>
  test(`chrome: ${title}`, { skip: missing("chrome") }, async (t) => {
    const study = proposeStudy(t, options);
    const browser = await startBrowser("chrome");
    t.after(() => browser.close());
    await work(browser, study);
    assert.deepEqual(browser.problems, []);
  });

for (const width of [320, 768, 1280]) {
  chrome(`proposals are sound at ${width} pixels`, async (browser, study) => {
    const page = await open(browser, study, "discuss-2", { width, height: 800 });
    assert.deepEqual(await faults(page), []);
    const [name] = dataOf(study, "discuss-2", "p01", "propose").axes.map((axis) => axis.name);
    await chooseStance(page, name, "object");
    await inAxis(page, name, (node) => node.querySelector(".propose-forms > button").click());
    await press(page, "Put some together");
    await press(page, "Propose another one");
    assert.deepEqual(await faults(page), []);
  });
}

chrome("by keys, taken back, and the same after a reload", async (browser, study) => {
  const page = await open(browser, study, "discuss-2");
  const [one, two] = dataOf(study, "discuss-2", "p01", "propose").axes.map((axis) => axis.name);
  await inAxis(page, one, (node) => node.querySelector("input").focus());
  await page.keyboard.press(" ");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  assert.equal(await inAxis(page, one, (node) => node.querySelector("input:checked").value), "unsure");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Both sides have a point.");
  await page.evaluate(() => document.activeElement.blur());
  await chooseStance(page, two, "support");
  await inAxis(page, two, (node) => [...node.querySelectorAll("button")].find((button) => button.textContent === "Take back what I said").click());
  assert.equal(await statusOf(page, two), "You have said nothing to it yet.");
  await press(page, "Undo");
  assert.equal(await statusOf(page, two), "What you say is kept.");
  await page.reload();
  await page.waitForSelector("html[data-started]");
  await press(page, "Go on");
  await page.waitForSelector(".propose");
  assert.deepEqual(await inAxis(page, one, (node) => [node.querySelector("input:checked").value, node.querySelector("textarea").value]),
    ["unsure", "Both sides have a point."]);
  assert.equal(await statusOf(page, two), "What you say is kept.");
});

chrome("before there is an axis the first can be proposed", async (browser, study) => {
  const page = await open(browser, study, "discuss-2");
  await says(page, "There are no proposals yet. You can make the first one.");
  assert.equal(await page.evaluate(() => document.querySelectorAll("[data-kind=wish]").length), 0);
  await press(page, "Propose another one");
  assert.deepEqual(await faults(page), []);
  await fill(page, "[data-kind=proposal]", "Name it in a word or a few", "Kind");
  await page.evaluate(() => document.activeElement.blur());
  await says(page, "Say what you mean by “Kind”.");
  assert.equal(await nextIsOpen(page), false);
  await press(page, "Take out");
  assert.ok(await nextIsOpen(page), "nobody has to propose something");
}, { boards: false });
