// SPDX-License-Identifier: MIT
// The ways through the packets of the study with every step, written down once: for whichever hand, in whichever
// language. `look(name)` is called wherever a page has something new to see.

import { setTimeout as delay } from "node:timers/promises";
import { inItsWords } from "./packet.mjs";
import { shown } from "./hands.mjs";

const sentenceOf = (text, n = 0) => text.split(/(?<=[.।؟?!])\s+/)[n];
/** The right answers of the program's own quiz, by question and option from 0. */
const RIGHT = [1, 1, 0, 0, 1];

const toStep = (page, kind) => shown(page, `main.step-${kind}`);
const next = async (page, hand, kind) => {
  await hand.press(page, ".foot .primary");
  await toStep(page, kind);
};
const quietly = () => undefined;
/** What is written shows in the page after a pause; whoever only looks at the record need not wait. */
const settle = (look) => (look === quietly ? undefined : delay(900));

/** The panel that a small screen folds away. */
const onSmall = async (page, hand, what) => {
  const button = await inItsWords(page, what);
  const there = await page.evaluate((text) => [...document.querySelectorAll("button")].some((one) => one.textContent.trim() === text && one.checkVisibility()), button);
  if (there) await hand.press(page, what);
  return there;
};

/** A window that opens on its own button, and goes by Escape. */
const inWindow = async (page, hand, what, look, name, inner = ".dialog") => {
  await hand.press(page, what);
  await shown(page, inner);
  await look(name);
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.querySelector(".veil"));
};

const begin = async (page, hand, kind, look) => {
  await page.waitForSelector("html[data-started]");
  await look("start");
  await hand.press(page, ".step-host .actions .primary");
  await toStep(page, kind);
};

const code = async (page, hand, text, label, n = 0) => {
  await hand.mark(page, sentenceOf(text, n), n);
  await shown(page, "#code-field");
  await hand.keep(page, label);
  await page.waitForFunction(() => document.querySelector(".code-editor").hidden);
};

const practise = async (page, hand, words, look) => {
  await look("practice");
  await hand.press(page, ".practice-onward .primary");
  await shown(page, ".code-text");
  const first = await page.$eval('.turn[data-role="assistant"] [data-s]', (node) => node.textContent);
  await code(page, hand, first, words.labels[0]);
  await look("practice coding");
  await hand.press(page, ".practice-onward .primary");
  await shown(page, ".cluster-slip");
  await look("practice clusters");
  await hand.press(page, ".practice-onward .primary");
  await shown(page, ".practice-beside");
  await look("practice example");
};

const answerQuiz = async (page, hand, look) => {
  await look("quiz");
  for (const [n, option] of RIGHT.entries())
    await hand.press(page, `.quiz .choices:nth-of-type(${n + 1}) .choice:nth-of-type(${(n === 4 ? 0 : option) + 1}) input`);
  await hand.press(page, "Look at my answers");
  await shown(page, ".quiz-said");
  await look("quiz answered");
};

const ask = async (page, hand, words, look) => {
  await look("ask");
  await hand.write(page, ".ask-card textarea", `${words.bank[0][1]} a@example.org`);
  await hand.press(page, "Write another question");
  await hand.write(page, ".ask-card:nth-of-type(2) textarea", words.bank[1][1]);
  await hand.press(page, ".ask-card:nth-of-type(2) .choice:nth-of-type(2) input, .ask-card:nth-of-type(2) label.choice ~ label.choice input");
  await settle(look);
  await look("ask written");
};

const browse = async (page, hand, look) => {
  await look("browse");
  await hand.press(page, ".browse-topic");
  await shown(page, ".browse-open");
  await look("browse topic");
  await hand.press(page, '[data-open="salt"]');
  await shown(page, ".browse-reader h2");
  await look("browse conversation");
  await hand.press(page, '[data-follow="then"]');
  await shown(page, '[data-follow="salt"]');
  await hand.press(page, ".browse-reader .choice input");
  await hand.press(page, ".browse-back");
  await shown(page, ".browse-find");
};

const answerSurvey = async (page, hand, words, look) => {
  await look("survey");
  await hand.press(page, '.survey input[value="o2"]');
  await hand.press(page, '.survey input[type="checkbox"][value="o1"]');
  await hand.press(page, '.survey input[type="checkbox"][value="o3"]');
  await hand.press(page, '.scale input[value="4"]');
  await hand.write(page, ".survey-text textarea", words.memo);
  await settle(look);
  await look("survey answered");
};

/** What the coder shows on demand; nothing of it changes an answer. Only where somebody looks. */
const lookCloser = async (page, hand, look) => {
  if (look === quietly) return;
  await page.focus(".code-text");
  await page.keyboard.press("?");
  await shown(page, ".dialog");
  await look("code help");
  await page.keyboard.press("Escape");
  await page.focus(".code-text");
  for (const key of ["Escape", "Home", "ArrowDown", "ArrowDown", "s"]) await page.keyboard.press(key);
  await look("code chosen");
  await page.keyboard.press("Enter");
  await shown(page, "#code-field");
  await page.keyboard.type("wenn Trinkwasserversorgungsunternehmen antworten");
  await page.keyboard.press("Enter");
  await page.evaluate(() => document.querySelectorAll(".code-editor details").forEach((one) => (one.open = true)));
  await look("code editor");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await hand.press(page, (await onSmall(page, hand, "My codes")) ? ".code-list .code-close" : "All my codes").catch(() => undefined);
  await look("code list");
  await page.evaluate(() => { const open = document.querySelector(".code[data-sheet]"); if (open) document.querySelector(".code-list .code-close").click(); });
};

const codeAll = async (page, hand, words, look) => {
  await look("code");
  await code(page, hand, words.first[2].replace(/\*\*|\n+1\./g, ""), words.labels[0]);
  await code(page, hand, words.first[2], words.labels[1], 1);
  await look("code marks");
  await lookCloser(page, hand, look);
  await onSmall(page, hand, "Conversations");
  await hand.press(page, ".code-conversations li:nth-of-type(2) button");
  await page.waitForFunction((title) => document.querySelector(".code-text").textContent.includes(title), {}, sentenceOf(words.second[2]));
  await code(page, hand, words.second[2], words.labels[2]);
  await onSmall(page, hand, "Conversations");
  await hand.press(page, ".code-conversations li:nth-of-type(3) button");
  await delay(100);
  await look("code other language");
  await hand.press(page, "Nothing to code here");
  await delay(100);
};

const putTogether = async (page, hand, words, look) => {
  await look("cluster");
  await hand.press(page, ".cluster-slip input");
  await hand.press(page, "Put in…");
  await shown(page, ".ask input");
  await hand.write(page, ".ask input[type=text]", words.cluster);
  await look("cluster question");
  await hand.press(page, ".dialog .primary");
  await page.waitForFunction(() => !document.querySelector(".veil"));
  if (await page.$eval(".cluster-sheet textarea", (node) => !node.checkVisibility()).catch(() => true)) await hand.press(page, ".cluster-views button:nth-of-type(2)");
  await shown(page, ".cluster-sheet textarea");
  await hand.write(page, ".cluster-sheet textarea", words.meaning);
  await settle(look);
  await look("cluster sheet");
};

/** The first round from its first page to its last; everything is answered. */
export const firstRound = async (page, hand, words, look = quietly) => {
  await begin(page, hand, "consent", look);
  await look("consent");
  if (look !== quietly) await inWindow(page, hand, ".help, .where", look, "help").catch(() => undefined);
  await hand.press(page, "Yes, I want to take part");
  await next(page, hand, "read");
  await look("read");
  await next(page, hand, "practice");
  await practise(page, hand, words, look);
  await next(page, hand, "quiz");
  await answerQuiz(page, hand, look);
  await next(page, hand, "ask");
  await ask(page, hand, words, look);
  await next(page, hand, "browse");
  await browse(page, hand, look);
  await next(page, hand, "survey");
  await answerSurvey(page, hand, words, look);
  await next(page, hand, "code");
  await codeAll(page, hand, words, look);
  await next(page, hand, "cluster");
  await putTogether(page, hand, words, look);
  await next(page, hand, "end");
  await look("end");
};

const reviewAll = async (page, hand, look) => {
  await look("review");
  for (const part of ["Your own work", "Your group"]) {
    await hand.press(page, part);
    await delay(100);
    await look(`review ${part}`);
  }
};

const rankOwn = async (page, hand, words, look) => {
  await look("rank");
  for (const [n, label] of words.labels.entries()) {
    await hand.write(page, `.rank-card:nth-of-type(${n + 1}) input`, label);
    await hand.write(page, `.rank-card:nth-of-type(${n + 1}) textarea`, words.meaning);
  }
  await hand.press(page, ".rank-card [role=group] > button");
  await shown(page, ".rank-choose li");
  await look("rank passages");
  await hand.press(page, ".rank-passages input");
  await page.keyboard.press("Escape");
  await shown(page, ".rank-done");
  await look("rank written");
};

const lookAtMap = async (page, hand, words, look) => {
  await shown(page, ".map-label");
  await look("map");
  await page.focus(".map-label[tabindex='0']");
  await inWindow(page, { press: () => page.keyboard.press("Enter") }, "", look, "map label", ".map-entry");
  await hand.press(page, "As a list");
  await look("map list");
};

const proposeAll = async (page, hand, words, look) => {
  await look("propose");
  await hand.press(page, '.propose-axis:nth-of-type(1) input[value="object"]');
  await hand.press(page, "Suggest other words");
  await hand.press(page, "Put some together");
  await hand.press(page, "Propose another one");
  await look("propose forms");
};

const rateAll = async (page, hand, look) => {
  await look("rate");
  await hand.press(page, '.rate-axis:nth-of-type(1) .scale input[value="4"]');
  await page.evaluate(() => document.querySelectorAll(".rate details").forEach((one) => (one.open = true)));
  await hand.press(page, '.rate-axis:nth-of-type(2) input[value="0"]');
  await delay(100);
  await look("rate answered");
};

const rankAxes = async (page, hand, look) => {
  await look("rank axes");
  await hand.press(page, ".rank-order:not(ol) button");
  await hand.press(page, ".rank-order:not(ol) button");
  await delay(100);
  await look("rank axes ordered");
};

/** Each later round from its first page to its last. */
export const laterRounds = {
  async discuss(page, hand, words, look = quietly) {
    await begin(page, hand, "read", look);
    await look("film");
    await next(page, hand, "review");
    await reviewAll(page, hand, look);
    await next(page, hand, "rank");
    await rankOwn(page, hand, words, look);
    await next(page, hand, "map");
    await lookAtMap(page, hand, words, look);
    await next(page, hand, "end");
    await look("end");
  },
  async between(page, hand, words, look = quietly) {
    await begin(page, hand, "propose", look);
    await proposeAll(page, hand, words, look);
  },
  async last(page, hand, words, look = quietly) {
    await begin(page, hand, "rate", look);
    await rateAll(page, hand, look);
    await next(page, hand, "rank");
    await rankAxes(page, hand, look);
    await next(page, hand, "survey");
    await look("survey");
    await next(page, hand, "end");
    await look("end");
  },
};

/** Every leaf of a board. */
export const boardLeaves = async (page, hand, look) => {
  await page.waitForSelector("html[data-started]");
  await look("board start");
  await page.click(".step-host .actions .primary");
  await shown(page, ".board-tabs");
  const tabs = await page.$$eval('[role="tab"]', (all) => all.length);
  for (let n = 0; n < tabs; n++) {
    await page.evaluate((at) => document.querySelectorAll('[role="tab"]')[at].click(), n);
    await delay(150);
    await look(`board ${n + 1}`);
  }
};
