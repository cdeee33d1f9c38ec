// SPDX-License-Identifier: MIT
// The browser helper itself: a page that asks for nothing is seen to ask for nothing, and one that does is caught.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { browsers, listen, missing, startBrowser } from "./browser.mjs";

const fixture = (name) => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));

for (const name of browsers) {
  test(`${name}: a quiet page saves a file, reads it back, and asks for nothing`, { skip: missing(name) }, async (t) => {
    const listener = await listen();
    const browser = await startBrowser(name, { proxy: listener.port });
    t.after(() => Promise.all([browser.close(), listener.close()]));
    const page = await browser.open(fixture("quiet.html"), { width: 320, height: 600 });
    assert.equal(await page.evaluate(() => innerWidth), 320);
    assert.ok((await page.evaluate(() => location.href)).startsWith("file://"));
    const file = await browser.download(() => page.click("#save"));
    assert.equal(basename(file), "kept.calma.json");
    assert.equal(readFileSync(file, "utf8"), '{"kept":"नमक"}');
    await (await page.$("#file")).uploadFile(file);
    await page.waitForFunction(() => document.getElementById("seen").textContent.includes("नमक"));
    assert.deepEqual(browser.problems, []);
    assert.deepEqual(browser.requests, []);
    assert.deepEqual(listener.arrivals, []);
  });

  test(`${name}: what a loud page does is seen by the page's watch and by the listener`, { skip: missing(name) }, async (t) => {
    const listener = await listen();
    const browser = await startBrowser(name);
    t.after(() => Promise.all([browser.close(), listener.close()]));
    await browser.open(`${fixture("loud.html")}`, {
      before: (page) => page.evaluateOnNewDocument((port) => (location.hash = port), String(listener.port)),
    });
    const wanted = [/\/image$/, /\/beacon$/, /\/socket$/];
    for (let i = 0; i < 100 && !wanted.every((w) => listener.arrivals.some((a) => w.test(a))); i++) await delay(50);
    for (const w of wanted) assert.ok(listener.arrivals.some((a) => w.test(a)), `${w} did not arrive: ${listener.arrivals}`);
    assert.ok(browser.requests.some((url) => url.endsWith("/image")), String(browser.requests));
    assert.ok(browser.problems.some((text) => text.includes("a complaint")), String(browser.problems));
    assert.ok(browser.problems.some((text) => text.includes("a break")), String(browser.problems));
  });

  test(`${name}: a killed browser leaves nothing behind`, { skip: missing(name) }, async () => {
    const browser = await startBrowser(name);
    const { pid } = browser.puppet.process();
    await browser.open(fixture("quiet.html"));
    browser.kill();
    assert.ok(!existsSync(join(browser.downloads)));
    for (let i = 0; i < 100; i++) {
      try {
        process.kill(pid, 0);
      } catch {
        return;
      }
      await delay(50);
    }
    assert.fail("the browser is still running");
  });
}

test("a browser that is not installed is named", () => {
  process.env.CALMA_CHROME = "";
  try {
    assert.equal(missing("chrome"), "chromium is not installed");
  } finally {
    delete process.env.CALMA_CHROME;
  }
});
