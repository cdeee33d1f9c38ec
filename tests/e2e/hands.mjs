// SPDX-License-Identifier: MIT
// Three hands that do the same with a packet: a mouse, keys alone, a finger. What they press is named by the English words
// on it (the packet's own words are found by them) or by a selector, which begins with one of . # [

import { setTimeout as delay } from "node:timers/promises";
import { inItsWords, keys, mark, tapText } from "./packet.mjs";

const isSelector = (what) => /^[.#[]/.test(what);

/** Waits until what is named can be pressed, written in or ticked; answers with it, in the middle of the screen. */
const find = async (page, what) => {
  const wanted = isSelector(what) ? what : await inItsWords(page, what);
  const found = await page.waitForFunction(
    (text, selects) => {
      const at = document.querySelector(".veil") || document;
      const all = [...at.querySelectorAll(selects ? text : "button, label, summary")].filter(
        (node) => node.checkVisibility() && node.getClientRects().length > 0 && !node.disabled,
      );
      if (selects) return all[0];
      const said = (node) => (node.firstElementChild?.matches("input") ? node.lastElementChild : node).textContent.trim();
      const node = all.find((one) => said(one) === text) || all.find((one) => said(one).startsWith(text));
      return node && (node.querySelector("input, textarea, select") || node);
    },
    { timeout: 10000 },
    wanted,
    isSelector(what),
  );
  await found.evaluate((node) => node.scrollIntoView({ block: "center" }));
  return found;
};

/** What can be hit in the place of a field that its label covers. */
const outside = (node) => node.evaluateHandle((one) => (/^(checkbox|radio|file)$/.test(one.type) && one.closest("label")) || one);

/** The key that brings the focus nearer to `node`, or "" when it is there. */
const wayTo = (node) =>
  node.evaluate((wanted) => {
    const now = document.activeElement;
    if (now === wanted) return "";
    if (wanted.type === "radio" && now.type === "radio" && now.name === wanted.name) return "ArrowDown";
    return now.compareDocumentPosition(wanted) & Node.DOCUMENT_POSITION_PRECEDING ? "Shift+Tab" : "Tab";
  });

const focusByKeys = async (page, node, what) => {
  const been = [];
  for (let i = 0; i < 150; i++) {
    const way = await wayTo(node);
    if (!way) return;
    been.push(await page.evaluate(() => document.activeElement.outerHTML.slice(0, 60)));
    await keys(page, way);
  }
  throw new Error(`no way by keys to ${what}: ${been.slice(-3).join(" | ")}`);
};

const isOn = (node) => node.evaluate((one) => /^(checkbox|radio)$/.test(one.type) && one.checked);

const byPointer = (name, hit, choose) => ({
  name,
  async press(page, what) {
    await hit(await outside(await find(page, what)));
  },
  async write(page, what, text) {
    await hit(await find(page, what));
    await page.keyboard.type(text);
  },
  async mark(page, words) {
    await choose(page, words);
  },
  async keep(page, label) {
    await this.write(page, "#code-field", label);
    await this.press(page, "Keep");
  },
});

export const mouse = byPointer("mouse", (node) => node.click(), async (page, words) => {
  for (let n = 0; n < 9; n++) {
    try {
      return await mark(page, n, words);
    } catch (error) {
      if (!/does not stand/.test(error.message)) throw error;
    }
  }
  throw new Error(`no answer says ${words}`);
});

export const finger = byPointer("finger", (node) => node.tap(), async (page, words) => {
  await tapText(page, words);
  await finger.press(page, "Code this");
});

export const keyboard = {
  name: "keyboard",
  async press(page, what) {
    const node = await find(page, what);
    await focusByKeys(page, node, what);
    const box = await node.evaluate((one) => /^(checkbox|radio)$/.test(one.type));
    if (!box || !(await isOn(node))) await keys(page, box ? " " : "Enter");
  },
  async write(page, what, text) {
    await focusByKeys(page, await find(page, what), what);
    await page.keyboard.type(text);
  },
  /** `n`: which sentence of the answer, from 0. */
  async mark(page, words, n) {
    await focusByKeys(page, await find(page, ".code-text"), "the text");
    await keys(page, "Escape", "Home", ...Array(n).fill("ArrowDown"), "s", "Enter");
  },
  async keep(page, label) {
    await page.waitForFunction(() => document.activeElement.id === "code-field", { timeout: 5000 });
    await page.keyboard.type(label);
    await keys(page, "Enter", "Enter");
  },
};

/** Waits until a node is there and the page has drawn it. */
export const shown = async (page, selector) => {
  await page.waitForSelector(selector, { visible: true, timeout: 20000 });
  await delay(30);
};
