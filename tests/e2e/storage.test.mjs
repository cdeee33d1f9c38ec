// SPDX-License-Identifier: MIT
// What a browser does to the places where work is kept: it hangs, fills up, erases them while somebody works, shares them
// with other people's packets, or dies in one of two tabs. The page finds out, says so, and loses nothing.

import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { browsers, missing, startBrowser } from "./browser.mjs";
import { copyStudy, press, says, saysNoMore } from "./packet.mjs";

const packetOf = (study, id = "a1") => join(study, `out/packets/code/${id}.html`);
const start = async (t, name, options) => {
  const browser = await startBrowser(name, { strict: true, ...options });
  t.after(() => browser.close());
  return browser;
};
const open = async (browser, path, before) => {
  const page = await browser.open(path, { before });
  page.on("dialog", (dialog) => dialog.accept());
  await page.waitForSelector("html[data-started]");
  return page;
};
const reload = async (page) => {
  await page.reload();
  await page.waitForSelector("html[data-started]");
};
const stateSays = (page, words, timeout = 10000) =>
  page.waitForFunction((wanted) => document.querySelector(".state").textContent.startsWith(wanted), { timeout }, words);
const answer = async (page) => {
  await press(page, "Start");
  await press(page, "Yes, I want");
};
const answerOf = async (page) => {
  await press(page, "Go on");
  return page.$$eval("input[type=radio]", ([yes, no]) => (yes.checked ? "yes" : no.checked ? "no" : ""));
};

/** What the page meets in IndexedDB. */
const faults = {
  "that never opens": () => (IDBFactory.prototype.open = () => ({})),
  "that never ends a write": () => {
    const begin = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (names, mode, options) {
      const transaction = begin.call(this, names, mode, options);
      if (mode === "readwrite") Object.defineProperty(transaction, "oncomplete", { set: () => {} });
      return transaction;
    };
  },
  "that is full": () => {
    const full = () => { throw new DOMException("full", "QuotaExceededError"); };
    IDBObjectStore.prototype.add = IDBObjectStore.prototype.put = full;
  },
};

for (const [fault, make] of Object.entries(faults)) {
  test(`chrome: with an IndexedDB ${fault} the page says how the work is kept, and keeps it`, { skip: missing("chrome") }, async (t) => {
    const browser = await start(t, "chrome");
    const page = await open(browser, packetOf(copyStudy(t, "minimal")), (each) => each.evaluateOnNewDocument(make));
    await answer(page);
    await stateSays(page, "Kept on this computer for now.", 15000);
    await delay(1500);
    await reload(page);
    assert.equal(await answerOf(page), "yes");
    assert.deepEqual(browser.problems, []);
  });
}

/** Fills what all files share, as another packet would. */
const fillShared = (page) => page.evaluate(() => {
  for (let size = 1 << 20; size; size >>= 1) {
    try {
      for (let n = 0; n < 9; n++) localStorage.setItem(`other:${size}:${n}`, "x".repeat(size));
    } catch {
      // as full as with this size it can be
    }
  }
});

test("chrome: another packet that filled what all share takes nothing from this one", { skip: missing("chrome") }, async (t) => {
  const study = copyStudy(t, "minimal");
  const browser = await start(t, "chrome");
  const other = await open(browser, packetOf(study, "a2"));
  await answer(other);
  await fillShared(other);
  const page = await open(browser, packetOf(study));
  assert.equal(await page.$eval(".state", (node) => node.textContent), "No answers yet.", "nothing of another's is seen");
  await answer(page);
  await stateSays(page, "Kept on this computer. ");
  await delay(300);
  await reload(page);
  assert.equal(await answerOf(page), "yes");
  const refused = await open(browser, packetOf(study, "a3"), (each) => each.evaluateOnNewDocument(() => Object.defineProperty(window, "indexedDB", { value: undefined })));
  await answer(refused);
  await stateSays(refused, "This computer does not keep your work");
  await other.bringToFront();
  await press(other, "No, I do not want");
  await delay(300);
  await reload(other);
  assert.equal(await answerOf(other), "no", "and the other goes on");
  assert.deepEqual(browser.problems, []);
});

for (const name of browsers) {
  const skip = missing(name);

  test(`${name}: what is erased while somebody works is written anew`, { skip }, async (t) => {
    const browser = await start(t, name);
    const page = await open(browser, packetOf(copyStudy(t, "minimal")));
    await answer(page);
    await stateSays(page, "Kept on this computer. ");
    await delay(300);
    await page.evaluate(() => localStorage.clear());
    const erased = await page.evaluate(() => indexedDB.databases().then((all) => Promise.all(all.map(({ name: each }) => new Promise((done) => {
      const request = indexedDB.deleteDatabase(each);
      request.onsuccess = request.onerror = done;
    }))).then(() => all.length)));
    assert.ok(erased > 0);
    await delay(2000);
    const there = () => page.evaluate(() => indexedDB.databases().then((all) => all.length));
    assert.ok(await there(), "the log is there again, without a change");
    await reload(page);
    assert.equal(await answerOf(page), "yes");
    assert.deepEqual(browser.problems, []);
  });

  test(`${name}: without locks the second tab only shows, and takes over from one that died`, { skip }, async (t) => {
    const browser = await start(t, name);
    const path = packetOf(copyStudy(t, "minimal"));
    const dies = (page) => page.evaluateOnNewDocument(() => {
      Object.defineProperty(navigator, "locks", { value: undefined });
      const listen = EventTarget.prototype.addEventListener;
      EventTarget.prototype.addEventListener = function (type, ...rest) {
        if (type !== "pagehide" && type !== "beforeunload") listen.call(this, type, ...rest);
      };
    });
    const first = await open(browser, path, dies);
    await answer(first);
    await delay(300);
    const second = await open(browser, path, dies);
    await stateSays(second, "Open in another tab");
    await first.close();
    await second.bringToFront();
    await stateSays(second, "Kept on this computer. ", 25000);
    assert.equal(await answerOf(second), "yes");
    assert.deepEqual(browser.problems, []);
  });
}

test("chrome: a second tab takes over from a first one that crashed", { skip: missing("chrome") }, async (t) => {
  const browser = await start(t, "chrome");
  const path = packetOf(copyStudy(t, "minimal"));
  const first = await open(browser, path);
  await answer(first);
  await delay(500);
  const second = await open(browser, path);
  await stateSays(second, "Open in another tab");
  const session = await first.createCDPSession();
  session.send("Page.crash").catch(() => {});
  await stateSays(second, "Kept on this computer. ", 20000);
  assert.equal(await answerOf(second), "yes");
});

test("chrome: a computer whose clock was set back keeps the later word", { skip: missing("chrome") }, async (t) => {
  const study = copyStudy(t, "minimal");
  const browser = await start(t, "chrome");
  const page = await open(browser, packetOf(study), (each) => each.evaluateOnNewDocument(() => {
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
  }));
  await answer(page);
  const first = await browser.download(() => press(page, "Save my answers"));
  const one = JSON.parse(readFileSync(first, "utf8"));
  rmSync(first);
  await page.evaluate(() => (window.__later = -3 * 86400000));
  await press(page, "No, I do not want");
  const two = JSON.parse(readFileSync(await browser.download(() => press(page, "Save my answers")), "utf8"));
  assert.ok(two.saved < one.saved);
  assert.equal(two.parent, one.sum);
  const [before, after] = [one, two].map(({ steps }) => steps.consent.items[0]);
  assert.ok(after.clock > before.clock && after.accepted === false);
  await page.evaluate(() => (window.__later = 0));
  await reload(page);
  assert.equal(await answerOf(page), "no");
});

test("chrome: a reminder comes after ten changes, and after a file it begins anew", { skip: missing("chrome") }, async (t) => {
  const browser = await start(t, "chrome");
  const page = await open(browser, packetOf(copyStudy(t, "minimal")), (each) => each.evaluateOnNewDocument(() => {
    // Half a minute passes in a second.
    const every = window.setInterval;
    window.setInterval = (work, ms) => every(work, ms === 30000 ? 1000 : ms);
  }));
  await answer(page);
  for (let n = 0; n < 10; n++) await press(page, n % 2 ? "Yes, I want" : "No, I do not want");
  await says(page, "11 changes are not in a file yet.");
  await browser.download(() => page.click(".toast button"));
  await saysNoMore(page, "not in a file yet");
  await stateSays(page, "Kept on this computer. A file was made at ");
});
