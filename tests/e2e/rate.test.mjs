// SPDX-License-Identifier: MIT
// The packet after the discussion in a real browser: definitions are rated, axes put in order, questions answered, by keys
// and by mouse; what is left out, taken back or said of an earlier wording stays what it is, up to the record.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { browsers, missing, startBrowser } from "./browser.mjs";
import { attempts } from "./hostile.mjs";
import { copyStudy, press, rows, run, says, tabTo, takeFile } from "./packet.mjs";

const axe = readFileSync(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

const clean = async (page, where) => {
  await page.evaluate(axe);
  await page.evaluate(() => (document.querySelector(".toast").hidden = true));
  const found = await page.evaluate(async () => {
    const result = await window.axe.run(document, { resultTypes: ["violations"] });
    return result.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).slice(0, 3)}`);
  });
  assert.deepEqual(found, [], where);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${where}: ${wide} pixels too wide`);
};

/** The example with all that came back before the last round, whose packets are built; `edit` changes its definition. */
const studyAfter = (t, edit = (text) => text) => {
  const study = copyStudy(t, "history-tutor");
  const path = join(study, "study.lua");
  writeFileSync(path, edit(readFileSync(path, "utf8")));
  const folder = join(study, "responses");
  run(study, "import", ...readdirSync(folder).filter((name) => !name.includes("-rate.")).map((name) => join(folder, name)));
  run(study, "build", "--round", "rate");
  return study;
};

const packetOf = (study, participant) => join(study, "out/packets/rate", participant + ".html");
const BLOCK = /(<script type="application\/json" id="calma-packet">)([^<]*)(<\/script>)/;
const dataOf = (path) => JSON.parse(BLOCK.exec(readFileSync(path, "utf8"))[2]);
const axesOf = (path, kind = "rate") => dataOf(path).steps.find((step) => step.kind === kind).data.axes;

/** The packet with other axes in its steps. */
const withAxes = (path, change) => {
  const data = dataOf(path);
  for (const { data: step } of data.steps) if (step.axes) step.axes = step.axes.map(change);
  const json = JSON.stringify(data).replace(/</g, "\\u003c");
  const other = path.replace(".html", "-again.html");
  writeFileSync(other, readFileSync(path, "utf8").replace(BLOCK, (_, open, __, close) => open + json + close));
  return other;
};

const open = async (browser, path, size) => {
  const page = await browser.open(path, size);
  await page.waitForSelector("html[data-started]");
  return page;
};

const start = async (browser, path, size) => {
  const page = await open(browser, path, size);
  await page.click("main button.primary");
  await page.waitForSelector("main.step-rate");
  return page;
};

const next = async (page, kind) => {
  await page.click(".foot button.primary");
  await page.waitForSelector("main.step-" + kind);
};

const at = (n) => `.rate-axis:nth-of-type(${n + 1})`;
const chosen = (page) => page.evaluate(() => [...document.querySelectorAll("main input:checked")].map(({ value }) => value));
const count = (page) => page.$eval(".rate-count", (node) => node.textContent);
const pressKey = async (page, key) => {
  await page.keyboard.down("Alt");
  await page.keyboard.press(key);
  await page.keyboard.up("Alt");
};

const rateByKeys = async (page) => {
  await tabTo(page, `.rate-axis:nth-of-type(1) .scale input`);
  await page.keyboard.press("4");
  await tabTo(page, ".rate-axis:nth-of-type(1) textarea");
  await page.keyboard.type("Mostly, 4 times 5.");
  await tabTo(page, ".rate-axis:nth-of-type(1) .rate-position input");
  await page.keyboard.press("2");
  await tabTo(page, ".rate-axis:nth-of-type(2) .scale input");
  await page.keyboard.press("0");
  await tabTo(page, ".rate-axis:nth-of-type(3) .scale input");
  await page.keyboard.press(" ");
  await page.keyboard.press("ArrowRight");
};

const rateByMouse = async (page) => {
  await page.click(`${at(3)} .scale input[value="2"]`);
  await page.click(`${at(3)} .scale input[value="5"]`);
  await page.click(`${at(4)} .scale input[value="1"]`);
  await page.$eval(`${at(4)} .choices button.link`, (button) => button.click());
};

const order = (page) => page.evaluate(() => [...document.querySelectorAll("ol.rank-order h3")].map((node) => node.textContent));
const pile = (page) => page.evaluate(() => [...document.querySelectorAll("ul.rank-order h3")].map((node) => node.textContent));

/** Waits until the response that lies in the page has an item of this kind with these fields. */
const keeps = (page, step, kind, fields) =>
  page.waitForFunction(
    (id, wanted, expected) => {
      const text = document.getElementById("calma-state").textContent;
      const { items } = (text && JSON.parse(text).steps[id]) || { items: [] };
      const item = items.find((one) => one.kind === wanted);
      return item && Object.entries(expected).every(([name, value]) => item[name] === value);
    },
    { timeout: 10000 },
    step,
    kind,
    fields,
  );

const sha256 = (text) => createHash("sha256").update(text).digest("hex");
const written = (study, step) =>
  Object.fromEntries(rows(study, "item").filter((row) => row.round === "rate" && row.step === step && !row.deleted).map(({ body }) => [body.id, body]));

for (const name of browsers) {
  test(`${name}: rated, ranked and answered by keys and by mouse`, { skip: missing(name) }, async (t) => {
    const study = studyAfter(t);
    const path = packetOf(study, "p04");
    const axes = axesOf(path);
    const browser = await startBrowser(name);
    t.after(() => browser.close());
    const page = await start(browser, path);

    assert.deepEqual(await chosen(page), [], "nothing is chosen beforehand");
    assert.equal(await count(page), "Rated: 0 · Left unrated by you: 0 · Still open: 6");
    await rateByKeys(page);
    await rateByMouse(page);
    assert.deepEqual(await chosen(page), ["4", "2", "0", "2", "5"]);
    assert.equal(await count(page), "Rated: 3 · Left unrated by you: 1 · Still open: 2");

    await next(page, "rank");
    const before = await pile(page);
    assert.deepEqual([...before].sort(), axes.map((axis) => axis.name).sort());
    const focused = () => page.evaluate(() => document.activeElement.closest("li").querySelector("h3").textContent);
    await page.evaluate(() => (document.querySelector(".toast").hidden = true)); // it may lie over what is pressed
    await page.click("ul.rank-order li:nth-child(2) button"); // by mouse: the second of the pile
    assert.equal(await focused(), before[2], "who works down the pile stays there");
    await page.keyboard.press("Enter"); // by keys: the next, another, and that one up
    assert.equal(await focused(), before[3]);
    await pressKey(page, "ArrowUp");
    assert.equal(await focused(), before[3], "who moves a card goes with it");
    await pressKey(page, "ArrowUp");
    await pressKey(page, "ArrowUp");
    await pressKey(page, "ArrowUp");
    assert.equal(await focused(), before[3]);
    const ranked = [before[3], before[1], before[2]];
    assert.deepEqual(await order(page), ranked);
    assert.deepEqual(await pile(page), [before[0], ...before.slice(4)], "the pile keeps its order");
    await says(page, "Ranked: 3 · Left unranked: 3");

    await next(page, "survey");
    assert.deepEqual(await chosen(page), []);
    const asks = (text) => page.evaluate((wanted) => document.querySelector("main").innerText.includes(wanted), text);
    assert.ok(!(await asks("What stood in the way")), "nobody is asked before they said that there was something");
    await page.$eval(".scale input", (input) => input.focus());
    await page.keyboard.press("2");
    await says(page, "What stood in the way");
    await press(page, "There was too little time");
    await press(page, "Something else");
    await tabTo(page, "In your own words");
    await page.keyboard.type("It was market day.");
    await press(page, "A little");
    await tabTo(page, "What have you learnt?");
    await page.keyboard.type("To ask first.");
    await next(page, "end");
    const file = await browser.download(() => page.click("button.save"));

    run(study, "import", file);
    assert.deepEqual(rows(study, "problem"), []);
    const rate = written(study, "rate");
    const ids = axes.map((axis) => axis.id);
    const said = (n) => rate[`axis:${ids[n]}`];
    assert.deepEqual(Object.keys(rate).sort(), [...[0, 1, 2, 3].map((n) => `axis:${ids[n]}`), `position:${ids[0]}`].sort());
    assert.deepEqual([0, 1, 2, 3].map((n) => said(n).value), [4, undefined, 2, 5], "rather not has no value");
    assert.equal(said(0).comment, "Mostly, 4 times 5.", "digits in a comment are text");
    axes.slice(0, 4).forEach((axis, n) => assert.equal(said(n).definition_sha256, sha256(axis.definition)));
    assert.equal(rate[`position:${ids[0]}`].value, 2);
    const { ranking } = written(study, "rank");
    assert.deepEqual(ranking.places, ranked.map((title) => [axes.find((axis) => axis.name === title).id]));
    const answers = written(study, "survey");
    assert.deepEqual(Object.keys(answers).sort(), ["changed", "consensus", "learnt", "obstacles"]);
    assert.equal(answers.consensus.value, 2);
    assert.deepEqual(answers.obstacles.choices, ["time", "other"]);
    assert.equal(answers.obstacles.text, "It was market day.");
    assert.deepEqual(answers.changed.choices, ["some"]);
    assert.equal(answers.learnt.text, "To ask first.");
    assert.deepEqual(browser.problems, []);
    assert.deepEqual(browser.requests, []);
  });
}

const chrome = (title, work, edit) =>
  test(`chrome: ${title}`, { skip: missing("chrome") }, async (t) => {
    const study = studyAfter(t, edit);
    const browser = await startBrowser("chrome");
    t.after(() => browser.close());
    await work(browser, study);
    assert.deepEqual(browser.problems, []);
    assert.deepEqual(browser.requests, []);
  });

const answerAll = (page) =>
  page.evaluate(() => {
    for (const scale of document.querySelectorAll(".scale")) scale.querySelector("input").click();
    for (const box of document.querySelectorAll("input[value=other]")) box.click();
  });

const everyPage = async (browser, study, width) => {
  const page = await start(browser, packetOf(study, "p04"), { width, height: 800 });
  await clean(page, "definitions");
  await answerAll(page);
  await clean(page, "definitions, rated");
  await next(page, "rank");
  await page.click("ul.rank-order li button");
  await clean(page, "order");
  await next(page, "survey");
  await answerAll(page);
  await clean(page, "questions");
};

for (const width of [320, 1280]) chrome(`every page is sound at ${width} pixels`, (browser, study) => everyPage(browser, study, width));

chrome("every page is sound from right to left", async (browser, study) => everyPage(browser, study, 320), (text) => text.replace('language = "en"', 'language = "ar"'));

chrome("names and definitions that try to be markup are text", async (browser, study) => {
  const tries = attempts(9);
  const path = withAxes(packetOf(study, "p04"), (axis, n) => ({
    ...axis, name: tries[n], was: [tries[n + 1]], aliases: [tries[n + 2]], definition: tries.join("\n"), applies: tries[n + 3],
    poles: [tries[n + 4], tries[n + 5]], dissents: [{ text: tries[n + 6], alternative: tries[n + 7] }],
    examples: [{ text: tries[n + 8], title: tries[n + 9], prompt: tries[n + 10] }],
  }));
  const page = await start(browser, path, { width: 320, height: 800 });
  const names = () => page.evaluate(() => [...document.querySelectorAll("main h2 bdi, main h3 bdi")].map((node) => node.textContent));
  assert.deepEqual(await names(), tries.slice(0, 6));
  await clean(page, "hostile definitions");
  await next(page, "rank");
  assert.deepEqual((await names()).sort(), tries.slice(0, 6).sort());
  await clean(page, "hostile order");
  assert.equal(await page.evaluate(() => document.querySelectorAll("main img, main iframe, main svg, main script").length), 0);
});

chrome("a rating of an earlier wording is told, asked for anew, and lost at no time", async (browser, study) => {
  const path = packetOf(study, "p04");
  const [axis] = axesOf(path);
  const page = await start(browser, path);
  await page.click(`${at(0)} .scale input[value="4"]`);
  await page.waitForSelector(`${at(0)} textarea`, { visible: true });
  await page.type(`${at(0)} textarea`, "As it was.");
  const file = await browser.download(() => page.click("button.save"));

  const words = "Another wording, of the same axis.";
  const changed = (one) => (one.id === axis.id ? { ...one, definition: words, definition_sha256: sha256(words) } : one);
  const other = await startBrowser("chrome");
  try {
    const again = await open(other, withAxes(path, changed));
    await takeFile(again, file);
    await again.click("main button.primary");
    await again.waitForSelector("main.step-rate");
    await says(again, "You rated an earlier wording: 4 of 5.");
    assert.deepEqual(await chosen(again), []);
    assert.equal(await count(again), "Rated: 0 · Left unrated by you: 0 · Still open: 6");
    assert.equal(await again.$eval(`${at(0)} textarea`, (area) => area.value), "As it was.");
    await keeps(again, "rate", "rating", { value: 4, definition_sha256: axis.definition_sha256, comment: "As it was." });
    await again.click(`${at(0)} .scale input[value="3"]`);
    await keeps(again, "rate", "rating", { value: 3, definition_sha256: sha256(words), comment: "As it was." });
    await again.waitForFunction(() => document.querySelector(".rate-earlier").hidden);
    assert.deepEqual(other.problems, []);
  } finally {
    await other.close();
  }
});

chrome("an answer whose question is no longer asked goes when its author goes on, and comes back with undo", async (browser, study) => {
  const page = await start(browser, packetOf(study, "p04"));
  await next(page, "rank");
  await next(page, "survey");
  await page.click('.scale input[value="2"]');
  await press(page, "There was too little time");
  await page.click('.scale input[value="5"]');
  await page.click(".foot button.primary");
  await page.waitForSelector("main.step-end");
  const items = async () => JSON.parse(readFileSync(await browser.download(() => page.click("button.save")), "utf8")).steps.survey.items;
  assert.deepEqual((await items()).filter(({ deleted }) => !deleted).map(({ id }) => id), ["consensus"]);
  await page.click(".foot button:first-child");
  await page.waitForSelector("main.step-survey");
  await press(page, "Undo");
  await press(page, "Undo");
  await says(page, "What stood in the way");
  assert.deepEqual(await chosen(page), ["2", "time"]);
});

chrome("everybody begins with an order of their own, and finds it again", async (browser, study) => {
  const piles = [];
  for (const participant of ["p01", "p02", "p04"]) {
    const page = await start(browser, packetOf(study, participant));
    await next(page, "rank");
    piles.push((await pile(page)).join());
    await page.close();
  }
  const other = await startBrowser("chrome");
  const page = await start(other, packetOf(study, "p04"));
  await next(page, "rank");
  assert.equal((await pile(page)).join(), piles[2]);
  assert.equal(new Set(piles).size, 3);
  await other.close();
});

chrome(
  "a second ranking under a text, of two at most",
  async (browser, study) => {
    const page = await start(browser, packetOf(study, "p04"));
    await next(page, "rank");
    const first = await pile(page);
    await next(page, "rank");
    await says(page, "Suppose that you do not know");
    assert.notDeepEqual(await pile(page), first, "a pile of its own");
    await page.click("ul.rank-order li button");
    await page.click("ul.rank-order li button");
    assert.ok(await page.$eval("ul.rank-order li button", (button) => button.disabled));
    assert.equal((await order(page)).length, 2);
    const file = await browser.download(() => page.click("button.save"));
    const { steps } = JSON.parse(readFileSync(file, "utf8"));
    assert.equal(steps.veil.items[0].places.length, 2);
    assert.equal(steps.rank, undefined, "what was only looked at is not ranked");
  },
  (text) => text.replace("rank {},", 'rank {}, rank { id = "veil", top = 2, framing = "Suppose that you do not know who you are." },'),
);

chrome("a name stands beside attributes only where its owner says so", async (browser, study) => {
  run(study, "build", "--round", "discuss");
  const page = await open(browser, join(study, "out/packets/discuss/p01.html"));
  await page.click("main button.primary");
  await page.click(".foot button.primary");
  await page.waitForSelector(".rank-card");
  assert.deepEqual(await chosen(page), []);
  await press(page, "Yes, my name may be shown");
  await keeps(page, "rank", "named", { agreed: true });
  await press(page, "No, show them without my name");
  await keeps(page, "rank", "named", { agreed: false });
  await press(page, "Take my answer back");
  await keeps(page, "rank", "named", { deleted: true });
  assert.deepEqual(await chosen(page), []);
});
