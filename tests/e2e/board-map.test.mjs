// SPDX-License-Identifier: MIT
// The map on the board in a real browser: labels moved by mouse, finger, keys and two presses, moves taken back, and a
// record that keeps every label where the group had it.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { boardStudy, enterBoard, faults, openBoard, pressNamed, texts, turnTo } from "./board.mjs";
import { browsers, missing, startBrowser } from "./browser.mjs";
import { copyStudy, press, rows, run, says } from "./packet.mjs";

const openMap = async (browser, study, size) => {
  const page = await openBoard(browser, study, size);
  await turnTo(page, "2 Map");
  await page.waitForSelector(".map-label");
  return page;
};

/** The map that a packet carries. */
const mapOf = (study, name = "board-lowland") => {
  const page = readFileSync(join(study, "out/packets/discuss", `${name}.html`), "utf8");
  const { steps } = JSON.parse(/id="calma-packet">(.*?)<\/script>/s.exec(page)[1]);
  const step = steps.find(({ kind }) => kind === (name.startsWith("board") ? "board" : "map"));
  return (step.data.board ?? step.data).map;
};

const movesOf = (study) =>
  rows(study, "item").filter(({ body }) => body.kind === "move" && !body.deleted).map(({ body }) => body).sort((a, b) => a.n - b.n);

const middle = (page, label) =>
  page.evaluate((wanted) => {
    const node = [...document.querySelectorAll(".map-label")].find((one) => one.textContent === wanted);
    node.scrollIntoView({ block: "center", inline: "center" });
    const { left, top, width, height } = node.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  }, label);

const drag = async (page, label, dx, dy) => {
  const { x, y } = await middle(page, label);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + dx / 2, y + dy / 2, { steps: 4 });
  await page.mouse.move(x + dx, y + dy, { steps: 4 });
  await page.mouse.up();
};

const focusLabel = (page, label) =>
  page.evaluate((wanted) => [...document.querySelectorAll(".map-label")].find((one) => one.textContent === wanted).focus(), label);

/** Where the labels stand on the page, in the map's pixels. */
const onPage = (page) =>
  page.evaluate(() => Object.fromEntries([...document.querySelectorAll(".map-label")].map(({ textContent, style }) =>
    [textContent, [parseInt(style.left, 10), parseInt(style.top, 10)]])));

const places = (labels) => Object.fromEntries(labels.map(({ label, x, y }) => [label, [x, y]]));
const openLog = (page) => page.evaluate(() => (document.querySelector(".board-map-log").open = true));

/** Moves three labels, each in another way; answers with their names. */
const moveThree = async (page, labels) => {
  const [one, two, three] = labels;
  await press(page, "Move labels");
  await says(page, "Drag a label to where it belongs.");
  await page.type(".board-map-by input", "Ana and Ben");
  await drag(page, one, 120, 60);
  await says(page, `“${one}” stands there now.`);
  await focusLabel(page, two);
  await page.keyboard.press("Enter");
  await says(page, `“${two}” is picked up.`);
  for (const key of ["ArrowRight", "ArrowRight", "ArrowDown"]) await page.keyboard.press(key);
  await page.keyboard.press("Enter");
  await says(page, `“${two}” stands there now.`);
  const { x, y } = await middle(page, three);
  await page.mouse.click(x, y);
  await says(page, `“${three}” is picked up.`);
  const frame = await page.evaluate(() => {
    const { left, top } = document.querySelector(".map-frame").getBoundingClientRect();
    return { left, top };
  });
  await page.mouse.click(frame.left + 20, frame.top + 20);
  await says(page, `“${three}” stands there now.`);
};

for (const name of browsers) {
  test(`${name}: what is moved stays, in every later packet and in the report`, { skip: missing(name) }, async (t) => {
    const study = boardStudy(t);
    const before = mapOf(study);
    const labels = before.labels.map(({ label }) => label);
    const chosen = [labels[3], labels[10], labels[20]];
    const browser = await startBrowser(name);
    t.after(() => browser.close());
    const page = await openMap(browser, study);
    assert.deepEqual(new Set(await texts(page, ".map-label")), new Set(labels.map((one) => one.replace(/\s+/g, " "))), "every label is there");
    await moveThree(page, chosen);
    await drag(page, chosen[0], -200, 0);
    await press(page, "Undo the last move");
    await openLog(page);
    await pressNamed(page, `Put it back: “${chosen[2]}”`);
    await page.reload();
    await enterBoard(page);
    await turnTo(page, "2 Map");
    await openLog(page);
    const said = await texts(page, ".board-map-moves li");
    assert.deepEqual(said.map((line) => line.replace(/ Ana and Ben, .*$/, "")), [
      `“${chosen[0]}” was put elsewhere`, `“${chosen[1]}” was put elsewhere`, `“${chosen[2]}” was put elsewhere`,
      `“${chosen[0]}” was put elsewhere`, `A move of “${chosen[0]}” was taken back`, `“${chosen[2]}” was put back`,
    ]);
    run(study, "import", await browser.download(() => press(page, "Save the board")));
    assert.deepEqual(rows(study, "problem"), []);
    const moves = movesOf(study);
    assert.deepEqual(moves.map(({ n, by }) => [n, by]), [1, 2, 3, 4, 5, 6].map((n) => [n, "Ana and Ben"]));
    assert.equal(moves[4].undo, moves[3].id);
    assert.deepEqual([moves[4].x, moves[4].y], [moves[0].x, moves[0].y], "back to where it was before");
    run(study, "build", "--round", "discuss");
    const wanted = Object.assign(places(before.labels), places([moves[0], moves[1]]));
    for (const packet of ["board-lowland", "p01"]) {
      const map = mapOf(study, packet);
      assert.deepEqual(places(map.labels), wanted, packet);
      assert.deepEqual(map.labels.filter(({ home }) => home).map(({ label }) => label).sort(), chosen.slice(0, 2).sort());
    }
    assert.notDeepEqual(places(before.labels)[chosen[0]], wanted[chosen[0]]);
    run(study, "report");
    const table = JSON.parse(readFileSync(join(study, "out/report/tables/map-lowland.json"), "utf8"));
    assert.deepEqual(places(table.rows), wanted, "the report has the same places");
    const log = JSON.parse(readFileSync(join(study, "out/report/tables/map-lowland-moves.json"), "utf8"));
    assert.equal(log.rows.length, 6);
    assert.match(readFileSync(join(study, "out/report/map-lowland.html"), "utf8"), /2 labels were placed by hand\./);
    assert.deepEqual(browser.problems, []);
    assert.deepEqual(browser.requests, []);
  });
}

const chrome = (title, work) =>
  test(`chrome: ${title}`, { skip: missing("chrome") }, async (t) => {
    const study = boardStudy(t);
    const browser = await startBrowser("chrome");
    t.after(() => browser.close());
    await work(browser, study);
    assert.deepEqual(browser.problems, []);
  });

test("chrome: codes that come late shift nothing that the group has seen", { skip: missing("chrome") }, async (t) => {
  const study = copyStudy(t, "history-tutor");
  const folder = join(study, "responses");
  const codes = readdirSync(folder).filter((name) => /-(ask|code)\./.test(name)).map((name) => join(folder, name));
  const late = codes.find((name) => name.includes("-p04-code."));
  run(study, "import", ...codes.filter((name) => name !== late));
  run(study, "build", "--round", "discuss");
  const before = mapOf(study);
  const { label } = before.labels[5];
  const browser = await startBrowser("chrome");
  t.after(() => browser.close());
  const page = await openMap(browser, study);
  await press(page, "Move labels");
  await drag(page, label, 130, 60);
  await says(page, `“${label}” stands there now.`);
  const stood = await onPage(page);
  const file = await browser.download(() => press(page, "Save the board"));
  // The board is built again before its own file is imported: in the same browser its work goes on in the new one.
  run(study, "import", late);
  run(study, "build", "--round", "discuss");
  assert.ok(mapOf(study).labels.length > before.labels.length);
  await page.goto(page.url());
  await enterBoard(page);
  await turnTo(page, "2 Map");
  const now = await onPage(page);
  const [anchor] = before.labels.map((one) => one.label).filter((one) => one !== label);
  const from = (places, one) => [places[one][0] - places[anchor][0], places[one][1] - places[anchor][1]];
  for (const one of Object.keys(stood)) assert.deepEqual(from(now, one), from(stood, one), one);
  // And the record says the same, in the packets that are built from it.
  run(study, "import", file);
  run(study, "build", "--round", "discuss");
  const built = places(mapOf(study).labels);
  for (const one of before.labels) if (one.label !== label) assert.deepEqual(built[one.label], [one.x, one.y], one.label);
  assert.deepEqual(built[label], [movesOf(study)[0].x, movesOf(study)[0].y]);
  assert.deepEqual(browser.problems, []);
});

chrome("by finger, in the narrow frame of a phone", async (browser, study) => {
  const page = await openMap(browser, study, { width: 320, height: 800, touch: true });
  const { label } = mapOf(study).labels[7];
  const moved = async () => {
    const { x, y } = await middle(page, label);
    await page.touchscreen.touchStart(x, y);
    await page.touchscreen.touchMove(x + 20, y + 30);
    await page.touchscreen.touchMove(x + 40, y + 70);
    await page.touchscreen.touchEnd();
  };
  await moved();
  assert.equal(await page.evaluate(() => document.querySelectorAll(".board-map-moves li").length), 0, "while nobody moves labels a finger scrolls");
  await press(page, "Move labels");
  await moved();
  await says(page, `“${label}” stands there now.`);
  await openLog(page);
  assert.equal((await texts(page, ".board-map-moves li")).length, 1);
});

chrome("Escape leaves a label where it was, and nothing is written", async (browser, study) => {
  const page = await openMap(browser, study);
  const { label } = mapOf(study).labels[5];
  await press(page, "Move labels");
  const apart = () =>
    page.evaluate(() => {
      const [one, two] = [...document.querySelectorAll(".map-label")].slice(4, 6).map(({ style }) => [parseInt(style.left, 10), parseInt(style.top, 10)]);
      return [one[0] - two[0], one[1] - two[1]];
    });
  const stood = await apart();
  await focusLabel(page, label);
  const before = await middle(page, label);
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Escape");
  await page.mouse.move(before.x, before.y);
  await page.mouse.down();
  await page.mouse.move(before.x + 60, before.y + 60, { steps: 3 });
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await focusLabel(page, label);
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");
  await press(page, "Move labels");
  assert.deepEqual(await apart(), stood);
  assert.equal(await page.evaluate(() => document.querySelectorAll(".board-map-moves li").length), 0);
  await focusLabel(page, label);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".dialog");
  assert.deepEqual(await texts(page, ".dialog-title"), [label], "a label opens again");
});

for (const width of [320, 768, 1280]) {
  chrome(`the map and its log are sound at ${width} pixels`, async (browser, study) => {
    const page = await openMap(browser, study, { width, height: 800 });
    assert.deepEqual(await faults(page), []);
    const sizes = await page.evaluate(() =>
      [...new Set([...document.querySelectorAll(".map-label")].map((one) => getComputedStyle(one).fontSize + getComputedStyle(one).fontWeight))]);
    assert.equal(sizes.length, 1, "all alike");
    await press(page, "Move labels");
    await drag(page, mapOf(study).labels[2].label, 40, 50);
    await openLog(page);
    assert.deepEqual(await faults(page), []);
    await press(page, "As a list");
    assert.deepEqual(await faults(page), []);
    await page.click(".map-list button");
    await page.waitForSelector(".dialog");
    assert.deepEqual(await faults(page), []);
  });
}

chrome("every label is printed, on the map and as a card", async (browser, study) => {
  const page = await openMap(browser, study);
  const labels = mapOf(study).labels.map(({ label }) => label).sort();
  await page.evaluate(() => (window.print = () => undefined));
  const printed = (selector) => page.evaluate((wanted) => [...new Set([...document.querySelectorAll(wanted)].map((one) => one.textContent))].sort(), selector);
  await press(page, "Print the map");
  assert.deepEqual(await printed(".board-print-label"), labels);
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  assert.deepEqual(await printed(".board-print-label"), []);
  await press(page, "Print labels as cards");
  assert.deepEqual(await printed(".board-print-card"), labels);
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  assert.deepEqual(await printed(".board-print-label"), labels, "the browser's own command prints the map");
});
