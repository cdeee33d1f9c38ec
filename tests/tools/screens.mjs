#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// Pictures of every page of the study with every step, to be looked at: at three widths, in light and dark, in each language
// asked for, with an index.html that shows them side by side.
// tests/tools/screens.mjs FOLDER [LANGUAGE...]     English and Arabic when not said; STEP=rate takes pictures of that step alone

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { startBrowser } from "../e2e/browser.mjs";
import { boards, everyStudy, fillStudy, said } from "../e2e/everyone.mjs";
import { mouse } from "../e2e/hands.mjs";
import { boardLeaves, firstRound, laterRounds } from "../e2e/tours.mjs";

const [folder, ...asked] = process.argv.slice(2);
if (!folder) {
  console.error("usage: tests/tools/screens.mjs FOLDER [LANGUAGE...]");
  process.exit(2);
}
const languages = asked.length ? asked : ["en", "ar"];
const widths = [320, 768, 1280];
const schemes = ["light", "dark"];
const shown = [];
mkdirSync(folder, { recursive: true });

const shoot = async (page, name) => {
  if (process.env.STEP && !name.includes(process.env.STEP)) return;
  const files = [];
  for (const scheme of schemes) {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    for (const width of widths) {
      await page.setViewport({ width, height: width < 500 ? 640 : 800 });
      await new Promise((done) => setTimeout(done, 60));
      // As high as the page, where that can be: a picture of more than the window gets the bars that stay wrong.
      const high = await page.evaluate(() => (document.querySelector(".veil") ? 0 : document.documentElement.scrollHeight));
      if (high > 800 && high < 5000) await page.setViewport({ width, height: high });
      const file = `${name.replace(/\W+/g, "-")}-${width}-${scheme}.png`;
      await page.screenshot({ path: join(folder, file) });
      files.push([file, width]);
    }
  }
  await page.emulateMediaFeatures([]);
  await page.setViewport({ width: 1280, height: 800 });
  shown.push([name, files]);
};

const walk = async (browser, study, language) => {
  const words = said[language];
  const open = async (path) => {
    const page = await browser.open(join(study, "out/packets", path));
    page.on("dialog", (dialog) => dialog.accept());
    return page;
  };
  const look = (page, round) => (name) => shoot(page, `${language} ${round} ${name}`);
  const first = await open("first/p1.html");
  await firstRound(first, mouse, words, look(first, "first"));
  await first.close();
  for (const [round, tour] of Object.entries(laterRounds)) {
    const page = await open(`${round}/p1.html`);
    await tour(page, mouse, words, look(page, round));
    await page.close();
  }
  for (const round of boards) {
    const page = await open(`${round}/board-g.html`);
    await boardLeaves(page, mouse, look(page, round));
    await page.close();
  }
};

const gone = [];
const problems = [];
try {
  for (const language of languages) {
    // Files share one store in a browser, so each language has a browser of its own.
    const browser = await startBrowser("chrome");
    const study = everyStudy({ after: (run) => gone.push(run) }, language);
    fillStudy(study, language);
    await walk(browser, study, language).finally(() => browser.close());
    problems.push(...browser.problems);
  }
} finally {
  for (const run of gone) run();
  rmSync(join(folder, "index.html"), { force: true });
  const row = ([name, files]) =>
    `<h2>${name}</h2><div>${files.map(([file, width]) => `<a href="${file}"><img src="${file}" width="${width / 2}" alt="${file}" loading="lazy"></a>`).join("")}</div>`;
  writeFileSync(join(folder, "index.html"), `<!doctype html><meta charset="utf-8"><title>Screens</title>
<style>body{background:#888;font:14px sans-serif}div{display:flex;align-items:flex-start;overflow:auto}img{margin:4px;background:#fff}</style>
${shown.map(row).join("\n")}\n`);
  console.log(`${shown.length} pages: ${resolve(folder, "index.html")}`);
}
if (problems.length) {
  console.error(problems.join("\n"));
  process.exitCode = 1;
}
