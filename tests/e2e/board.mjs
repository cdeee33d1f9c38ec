// SPDX-License-Identifier: MIT
// A board as whoever leads the discussion handles it.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { copyStudy, press, run } from "./packet.mjs";

const axe = readFileSync(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

/**
 * The example study with its code round and the attributes of the discuss round imported, but for those of the people
 * in `without`, and the boards of the discuss round built. `change` may write its study.lua anew.
 */
export const boardStudy = (t, { without = [], change } = {}) => {
  const study = copyStudy(t, "history-tutor", change);
  const folder = join(study, "responses");
  const wanted = readdirSync(folder).filter((name) =>
    /-(ask|code)\./.test(name) || (name.includes("-discuss.") && !name.includes("-board-") && !without.some((id) => name.includes(`-${id}-`))));
  run(study, "import", ...wanted.map((name) => join(folder, name)));
  run(study, "build", "--round", "discuss");
  return study;
};

/** The response that somebody of the example gave in a round. */
export const exampleResponse = (study, id, round = "discuss") =>
  join(study, "responses", `history-tutor-${id}-${round}.calma.json`);

/** The board, past its first page. */
export const openBoard = async (browser, study, { id = "board-lowland", ...size } = {}) => {
  const page = await browser.open(join(study, `out/packets/discuss/${id}.html`), size);
  page.on("dialog", (dialog) => dialog.accept()); // the browser asks, since nothing is in a file yet
  await enterBoard(page);
  return page;
};

/** From the first page to the board's tabs. */
export const enterBoard = async (page) => {
  await page.waitForSelector("html[data-started]");
  await page.evaluate(() => document.querySelector(".step .primary").click());
  await page.waitForSelector(".board-tabs");
};

/** Opens the leaf with this tab. */
export const turnTo = async (page, tab) => {
  await press(page, tab);
  await page.waitForFunction((wanted) => document.querySelector('[role="tab"][aria-selected="true"]').textContent === wanted, {}, tab);
};

/** Ticks somebody as here, or takes the tick away. */
export const tick = async (page, name) => {
  const found = await page.evaluate((wanted) => {
    const all = [...document.querySelectorAll(".board-person")];
    const row = all.find((one) => one.querySelector("label").textContent.trim().startsWith(wanted));
    if (row) row.querySelector("input").click();
    return !!row;
  }, name);
  if (!found) throw new Error(`${name} is not on the list`);
};

/** Adds somebody who came along. */
export const addGuest = async (page, name, role) => {
  await page.type(".board-guest input", name);
  await page.select(".board-guest select", role);
  await page.focus(".board-guest input");
  await page.keyboard.press("Enter");
};

/** Presses the button whose name for readers of the screen is this. */
export const pressNamed = async (page, name) => {
  const found = await page.waitForFunction(
    (wanted) => [...document.querySelectorAll("button")].find((one) => one.getAttribute("aria-label") === wanted && !one.disabled && one.getClientRects().length),
    { timeout: 10000 }, name);
  await found.click();
};

/** What a list of elements says, without what is hidden in them. */
export const texts = (page, selector) =>
  page.evaluate((wanted) => [...document.querySelectorAll(wanted)].map((node) => node.innerText.replace(/\s+/g, " ").trim()), selector);

/** Writes a note from whatever leaf is open. */
export const writeNote = async (page, text, { speaker, consent, axis, about } = {}) => {
  await press(page, "Write a note");
  await page.waitForSelector(".board-note textarea");
  await page.type(".board-note textarea", text);
  const choose = (at, wanted) => page.evaluate((n, title) => {
    const select = document.querySelectorAll(".board-note select")[n];
    select.value = [...select.options].find((option) => option.textContent === title).value;
    select.dispatchEvent(new Event("change"));
  }, at, wanted);
  if (speaker) await choose(0, speaker);
  if (axis) await choose(1, axis);
  if (about) await choose(2, about);
  if (consent) await page.click(".board-note .board-tick input");
  await press(page, "Done");
};

/** Makes the page's time `window.__later` milliseconds later than it is. */
export const movableTime = (page) =>
  page.evaluateOnNewDocument(() => {
    const Real = Date;
    window.__later = 0;
    window.Date = class extends Real {
      constructor(...given) {
        if (given.length) super(...given);
        else super(Real.now() + window.__later);
      }

      static now() {
        return Real.now() + window.__later;
      }
    };
  });

/** What is wrong with the page for people who cannot see it, and whether it scrolls sideways. */
export const faults = async (page) => {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const result = await window.axe.run(document, { resultTypes: ["violations"] });
    return result.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).slice(0, 3)}`);
  });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  return wide > 0 ? found.concat(`the page scrolls sideways by ${wide}`) : found;
};
