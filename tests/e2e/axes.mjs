// SPDX-License-Identifier: MIT
// The axes on the board as whoever leads the discussion handles them: by what is written on fields, boxes and buttons.

import { press, says } from "./packet.mjs";
import { turnTo } from "./board.mjs";

/** Types into the field with this name, in the open window if there is one; replaces what is there. */
export const write = async (page, name, text) => {
  const found = await page.waitForFunction(
    (wanted) => {
      const root = document.querySelector(".dialog") || document.querySelector(".axes");
      const label = [...root.querySelectorAll("label")].find((one) => one.checkVisibility() && one.firstElementChild?.textContent === wanted);
      return label && label.querySelector("input, textarea");
    },
    { timeout: 10000 },
    name,
  );
  await found.evaluate((field) => (field.scrollIntoView({ block: "center" }), field.focus(), field.select()));
  await page.keyboard.press("Backspace");
  for (const [n, line] of text.split("\n").entries()) {
    if (n) await page.keyboard.press("Enter");
    await page.keyboard.type(line);
  }
};

/** Ticks the box beside which `text` stands first, or takes the tick away. */
export const tickBox = (page, text) =>
  page.evaluate((wanted) => {
    const root = document.querySelector(".dialog") || document.querySelector(".axes");
    const label = [...root.querySelectorAll("label.axes-choice")].find((one) => one.checkVisibility() && one.textContent.trim().startsWith(wanted));
    if (!label) throw new Error(`no box says ${wanted}`);
    label.querySelector("input").click();
  }, text);

/** Presses the button that answers the open window. */
export const answer = async (page) => {
  await page.click(".dialog button.primary");
};

/** Waits until the page of this axis, or with this title, is open. */
export const titled = (page, text) =>
  page.waitForFunction((wanted) => document.querySelector(".axes-title")?.textContent === wanted, { timeout: 10000 }, text);

/** Waits until the list has these axes in this order. */
export const waitNames = (page, wanted) =>
  page.waitForFunction(
    (list) => JSON.stringify([...document.querySelectorAll(".axes-list .axes-name")].map((one) => one.textContent)) === JSON.stringify(list),
    { timeout: 10000 },
    wanted,
  );

/** The list of axes as it reads: "Name: Adopted." */
export const states = (page) =>
  page.evaluate(() => [...document.querySelectorAll(".axes-row")].map((one) => `${one.querySelector(".axes-name").textContent}: ${one.querySelector(".axes-state").textContent}`));

/** Puts an axis on the list; `from`: the cards that it comes from. */
export const make = async (page, name, definition, ...from) => {
  await press(page, "New axis");
  for (const card of from) await tickBox(page, card);
  if (name) await write(page, "Name", name);
  if (definition) await write(page, "Definition", definition);
  await press(page, "Put it on the list");
  await titled(page, name || from[0]);
};

/** Opens the page of an axis from the list. */
export const openAxis = async (page, name) => {
  await press(page, name);
  await titled(page, name);
};

/** Makes one axis of several. */
export const merge = async (page, names, name, definition, why) => {
  await press(page, "Merge several");
  for (const one of names) await tickBox(page, one);
  await write(page, "Name of the one axis", name);
  if (definition) await write(page, "Definition", definition);
  await write(page, "Why", why);
  await press(page, "Merge");
  await titled(page, name);
};

/** Makes two axes of the one that is open; `parts`: {name, definition, examples: how they begin}. */
export const split = async (page, parts, why) => {
  await press(page, "Split");
  for (const [n, { name, definition }] of parts.entries()) {
    const fields = await page.$$(".axes-parts input[type=text], .axes-parts textarea");
    await fields[2 * n].type(name);
    await fields[2 * n + 1].type(definition);
  }
  for (const { name, examples } of parts)
    for (const example of examples)
      await page.evaluate((part, words) => {
        const row = [...document.querySelectorAll(".axes-page .axes-examples > li")].find((one) => one.textContent.startsWith(words));
        [...row.querySelectorAll(".axes-deal label")].find((one) => one.textContent === part).querySelector("input").click();
      }, name, example);
  await write(page, "Why", why);
  await press(page, "Split");
};

/** Gives the open axis another name. */
export const rename = async (page, name, why) => {
  await press(page, "Rename");
  await write(page, "Name", name);
  await write(page, "Why", why);
  await answer(page);
  await titled(page, name);
};

/** Writes down at the open axis who sees it differently. */
export const disagree = async (page, { text, instead, who, consent }) => {
  await press(page, "Write down who sees it differently");
  if (text) await write(page, "What they see differently", text);
  if (instead) await write(page, "The definition they would give instead", instead);
  if (who) await write(page, "Who", who);
  if (consent) await tickBox(page, "They agree to be named");
  await answer(page);
  await says(page, text || instead);
};

/** Takes the one marked passage that a search finds as an example of the open axis. */
export const takeExample = async (page, search) => {
  await press(page, "Choose passages");
  await write(page, "Search words, labels and titles", search);
  await says(page, "1 passage.");
  await press(page, "Take as an example");
  await press(page, "Done");
};

/** Leaves words out of the example of the open axis that begins so. */
export const leaveOut = async (page, begins, words, mark = "") => {
  await page.evaluate((wanted) => {
    const row = [...document.querySelectorAll(".axes-examples > li")].find((one) => one.textContent.startsWith(wanted));
    row.querySelector(".axes-acts button").click();
  }, begins);
  await page.waitForSelector(".axes-whole");
  await page.evaluate((wanted) => {
    const whole = document.querySelector(".axes-whole");
    const at = whole.value.indexOf(wanted);
    whole.focus();
    whole.setSelectionRange(at, at + wanted.length);
  }, words);
  if (mark) await write(page, "What stands in their place", mark);
  await press(page, "Leave out the selected words");
  const shown = `[${mark || "…"}]`;
  await page.waitForFunction((wanted) => [...document.querySelectorAll(".axes-quote")].some((one) => one.textContent.includes(wanted)), {}, shown);
};

/** Puts axes into the group's first three or five, one after the other. */
export const putTop = async (page, size, names) => {
  const at = size === 3 ? 0 : 1;
  for (const [n, name] of names.entries()) {
    await page.evaluate((list, wanted) => {
      [...document.querySelectorAll(".axes-top")[list].querySelectorAll(".axes-top-rest button")].find((one) => one.textContent === wanted).click();
    }, at, name);
    await page.waitForFunction((list, all) => {
      const found = [...document.querySelectorAll(".axes-top")[list].querySelectorAll(".axes-top-name")].map((one) => one.textContent);
      return JSON.stringify(found) === JSON.stringify(all);
    }, { timeout: 10000 }, at, names.slice(0, n + 1));
  }
};

/** Says what a card became: ticks these axes, and unticks those in `not`. */
export const mapCard = async (page, card, axes, not = []) => {
  for (const axis of [...not, ...axes])
    await page.evaluate((title, wanted) => {
      const row = [...document.querySelectorAll(".axes-card")].find((one) => one.querySelector("h2").textContent === title);
      row.querySelector("details").open = true;
      [...row.querySelectorAll("label")].find((one) => one.textContent.trim().startsWith(wanted)).querySelector("input").click();
    }, card, axis);
};

/** Presses one of the buttons of a card: what it became. */
export const answerCard = (page, card, button) =>
  page.evaluate((title, wanted) => {
    const row = [...document.querySelectorAll(".axes-card")].find((one) => one.querySelector("h2").textContent === title);
    [...row.querySelectorAll("button")].find((one) => one.textContent === wanted && !one.hidden).click();
  }, card, button);

/** Takes the decision back whose line in the log says `text`. */
export const takeBack = async (page, text) => {
  await page.evaluate((wanted) =>
    [...document.querySelectorAll(".axes-log-line")].find((one) => one.textContent.includes(wanted)).querySelector("button").click(), text);
  await page.waitForSelector(".dialog");
  await answer(page);
};

/** Opens the leaf of the axes, and in it one of its parts. */
export const openAxes = async (page, part) => {
  await turnTo(page, "4 Axes");
  await page.waitForSelector(".axes");
  if (part) await press(page, part);
};
