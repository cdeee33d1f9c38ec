// SPDX-License-Identifier: MIT
// A packet as its participant handles it: by what is written on its buttons, by mouse and by keys.

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { dump, head, save, withSum } from "../tools/response.mjs";

const calma = process.env.CALMA ?? "build/calma";

/** Runs the program in a study; answers with what it said. */
export const run = (study, ...args) =>
  execFileSync(calma, ["-C", study, ...args], { encoding: "utf8", stdio: "pipe", maxBuffer: 1 << 28 });

const emptyFolder = (t) => {
  const folder = mkdtempSync(join(tmpdir(), "calma-study-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

/**
 * A copy of a study under a folder of its own, with its packets built; removed after test `t`. `change` writes its
 * study.lua anew.
 */
export const copyStudy = (t, name, change = (text) => text) => {
  const folder = emptyFolder(t);
  cpSync(`studies/${name}`, folder, {
    recursive: true,
    filter: (path) => !/\/(out|returned|record\.sqlite[^/]*)$/.test(path),
  });
  writeFileSync(join(folder, "study.lua"), change(readFileSync(join(folder, "study.lua"), "utf8")));
  run(folder, "build");
  return folder;
};

/** A study of these files, by their paths, with its packets built; removed after test `t`. */
export const makeStudy = (t, files) => {
  const folder = emptyFolder(t);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  run(folder, "build");
  return folder;
};

/** Lines of transcripts: each conversation is its id, what it says by turns, and other fields. */
export const conversations = (...list) =>
  list
    .map(([id, messages, more = {}]) => {
      const said = messages.map((content, i) => ({ role: i % 2 ? "assistant" : "user", content }));
      return `${JSON.stringify({ id, ...more, messages: said })}\n`;
    })
    .join("");

/** A response such as the packet of `participant` writes, with these items by step; answers with its path. */
export const writeResponse = (study, folder, participant, steps, more = {}) => {
  const known = dump(study);
  const round = more.round ?? "code";
  const packet = known.packets.find((one) => one.participant === participant && one.round === round);
  const name = save(folder, withSum({
    ...head(known, packet), response: "A".repeat(22), session: "B".repeat(22), revision: 1, parent: "",
    saved: "2026-10-01T10:00:00Z", steps, ...more,
  }));
  return join(folder, name);
};

/** The pages of a study's report. */
export const reportPages = (study) =>
  readdirSync(join(study, "out/report"), { recursive: true })
    .filter((name) => name.endsWith(".html"))
    .sort()
    .map((name) => join(study, "out/report", name));

/** The rows of a study's dump that are of one kind. */
export const rows = (study, kind) =>
  run(study, "dump").trim().split("\n").map((line) => JSON.parse(line)).filter((row) => row.row === kind);

const english = Object.assign(
  {},
  ...readdirSync("themes/base/strings/en")
    .filter((name) => name !== "report.json")
    .map((name) => JSON.parse(readFileSync(`themes/base/strings/en/${name}`, "utf8"))),
);

/** The packet's own words for these English ones; what is no whole string of the interface stays as it is. */
export const inItsWords = (page, text) =>
  page.evaluate(
    (keys, otherwise) => {
      const own = JSON.parse(document.getElementById("calma-strings")?.textContent ?? "{}");
      return own[keys.find((key) => own[key])] ?? otherwise;
    },
    Object.keys(english).filter((key) => english[key] === text),
    text,
  );

/**
 * Presses the visible button, label or summary that says `text`, or else the first that begins so. What is written in
 * English here is pressed by the packet's own words.
 */
export const press = async (page, text, how = (node) => node.click()) => {
  const said = await inItsWords(page, text);
  const found = await page.waitForFunction(
    (wanted) => {
      const all = [...document.querySelectorAll("button, label, summary")].filter(
        (node) => node.checkVisibility() && node.getClientRects().length > 0 && !node.disabled,
      );
      const said = (node) => node.textContent.trim();
      return all.find((node) => said(node) === wanted) ?? all.find((node) => said(node).startsWith(wanted));
    },
    { timeout: 10000 },
    said,
  );
  try {
    await found.evaluate((node) => node.scrollIntoView({ block: "center" }));
    await how(found);
  } catch (error) {
    // The page drew it anew in between: a person would press the new one.
    if (!/detached|stale|no such node/i.test(error.message)) throw error;
    await press(page, text, how);
  }
};

/** Waits until the text can be read on the page: the words that lie in its data blocks do not count. */
export const says = (page, text) =>
  page.waitForFunction((wanted) => document.body.innerText.includes(wanted), { timeout: 10000 }, text);

/** Waits until the text can no longer be read on the page. */
export const saysNoMore = (page, text) =>
  page.waitForFunction((wanted) => !document.body.innerText.includes(wanted), { timeout: 15000 }, text);

/** From the first page to the step behind consent and reading. */
export const begin = async (page) => {
  await page.waitForSelector("html[data-started]");
  await press(page, "Start");
  await press(page, "Yes, I want to take part");
  await press(page, "Next");
};

/** Where words begin and end on the page: the first place in answer `n` (from 0) of the open conversation. */
const find = (page, n, words) =>
  page.evaluate(
    (index, wanted) => {
      const turn = document.querySelectorAll('.turn[data-role="assistant"]')[index];
      const walker = document.createTreeWalker(turn, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.data.indexOf(wanted);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + wanted.length);
        node.parentElement.scrollIntoView({ block: "center" });
        const rects = [...range.getClientRects()];
        const first = rects[0];
        const last = rects[rects.length - 1];
        const height = first.top + first.height / 2;
        // From right to left, two pixels inside the words on either side.
        const back = getComputedStyle(node.parentElement).direction === "rtl";
        const from = back ? first.right - 2 : first.left;
        const to = back ? last.left + 2 : last.right;
        return { from: [from, height], middle: [(first.left + first.right) / 2, height], to: [to, last.top + last.height / 2] };
      }
      return null;
    },
    n,
    words,
  );

/** Marks words with the mouse. */
export const mark = async (page, n, words) => {
  const place = await find(page, n, words);
  if (!place) throw new Error(`"${words}" does not stand in answer ${n}`);
  await page.mouse.move(place.from[0] + 0.5, place.from[1]);
  await page.mouse.down();
  await page.mouse.move((place.from[0] + place.to[0]) / 2, place.to[1], { steps: 4 });
  await page.mouse.move(place.to[0] - 0.5, place.to[1], { steps: 4 });
  await page.mouse.up();
};

/** Writes codes into the open form, each ended by Enter, and keeps them by Enter on the empty field. */
export const writeCodes = async (page, labels, memo) => {
  await page.waitForFunction(() => document.activeElement && document.activeElement.id === "code-field", { timeout: 10000 });
  for (const label of labels) {
    await page.keyboard.type(label);
    await page.keyboard.press("Enter");
  }
  if (memo) {
    await press(page, "Why this code?");
    await page.focus("#code-memo");
    await page.keyboard.type(memo);
    await press(page, "Keep");
  } else {
    await page.keyboard.press("Enter");
  }
  await page.waitForFunction(() => document.querySelector(".code-editor").hidden, { timeout: 10000 });
};

/** Presses keys one after the other, "Shift+Enter" with Shift held. */
export const keys = async (page, ...list) => {
  for (const key of list) {
    const shift = key.startsWith("Shift+");
    if (shift) await page.keyboard.down("Shift");
    await page.keyboard.press(shift ? key.slice(6) : key);
    if (shift) await page.keyboard.up("Shift");
    await delay(30);
  }
};

/** Hands a file to the open page's file box; answers with what the page says of it. */
export const takeFile = async (page, path) => {
  const box = await page.waitForSelector('.drop input[type="file"]');
  await box.evaluate((input) => (input.closest(".drop").querySelector(".answer").textContent = ""));
  await box.uploadFile(path);
  const said = await page.waitForFunction(
    (input) => input.closest(".drop").querySelector(".answer").textContent,
    { timeout: 10000 },
    box,
  );
  return said.jsonValue();
};

/** Opens conversation `n` (from 0) of the step. */
export const openConversation = (page, n) =>
  page.evaluate((at) => document.querySelectorAll(".code-conversations button")[at].click(), n);

/** Codes sentence `n` (from 0) of the first answer of the first conversation, by keys. */
export const codeByKeys = async (page, labels, n = 0) => {
  await openConversation(page, 0);
  await page.focus(".code-text");
  await keys(page, "Escape", "Home", ...Array(n).fill("ArrowDown"), "s", "Enter");
  await writeCodes(page, labels);
};

/** The codes in the margin of conversation `n`, sorted. */
export const labelsKept = async (page, n = 0) => {
  await openConversation(page, n);
  return page.evaluate(() => [...document.querySelectorAll(".code-notes .code-label")].map((one) => one.textContent.trim()).sort());
};

/** Taps the visible button, label or summary that says `text`, or else the first that begins so. */
export const tap = (page, text) => press(page, text, (node) => node.tap());

/** Taps the sentence of the open conversation's answers in which the words stand. */
export const tapText = async (page, words) => {
  for (let n = 0; ; n++) {
    const place = await find(page, n, words);
    if (place) return page.touchscreen.tap(...place.middle);
  }
};

/** Types codes into the open form, each ended by Enter; the form stays open. */
export const typeCodes = async (page, labels) => {
  await page.waitForFunction(() => document.activeElement && document.activeElement.id === "code-field", { timeout: 10000 });
  for (const label of labels) {
    await page.keyboard.type(label);
    await page.keyboard.press("Enter");
  }
};

/** Puts the focus on the first element that fits. */
export const focusOn = async (page, selector) => {
  await page.waitForSelector(selector);
  await page.focus(selector);
};

/** Presses Tab until the focus is on what says `text`, or fits the selector (which begins with a dot). */
export const tabTo = async (page, text) => {
  const there = () =>
    page.evaluate((wanted) => {
      const node = document.activeElement;
      if (!node) return false;
      if (wanted.startsWith(".")) return node.matches(wanted);
      const said = (node.closest("label") ?? node).textContent.trim();
      return said === wanted;
    }, text);
  for (let i = 0; i < 80; i++) {
    if (await there()) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to ${text}`);
};

/** The example study with its code round imported and the packets of the discuss round built. */
export const discussStudy = (t) => {
  const study = copyStudy(t, "history-tutor");
  const folder = join(study, "responses");
  run(study, "import", ...readdirSync(folder).filter((name) => /-(ask|code)\./.test(name)).map((name) => join(folder, name)));
  run(study, "build", "--round", "discuss");
  return study;
};

/** p01's packet of the discuss round, past its first page. */
export const openDiscuss = async (browser, study, size) => {
  const page = await browser.open(join(study, "out/packets/discuss/p01.html"), size);
  await page.waitForSelector("html[data-started]");
  await press(page, "Start");
  return page;
};
