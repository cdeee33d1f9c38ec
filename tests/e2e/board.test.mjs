// SPDX-License-Identifier: MIT
// The board in a real browser, through a session: who is here, the cards that stay closed, the presentations, the clock,
// the notes; a reload keeps all of it, and the record holds exactly that.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { sha256 } from "../tools/response.mjs";
import { browsers, missing, startBrowser } from "./browser.mjs";
import {
  addGuest, boardStudy, enterBoard, exampleResponse, faults, movableTime, openBoard, pressNamed, texts, tick, turnTo, writeNote,
} from "./board.mjs";
import { press, rows, run, says, takeFile } from "./packet.mjs";

const keyOf = (id) => sha256(`calma person\nhistory-tutor\n${id}\n`).slice(0, 16);
const tabs = ["Session", "1 Cards", "2 Map", "3 Presentations", "4 Axes", "Minutes", "5 What next"];
const hostile = '<img src=x onerror="document.title=1">';

const inBrowser = (name, title, options, work) =>
  test(`${name}: ${title}`, { skip: missing(name) }, async (t) => {
    const study = boardStudy(t, options);
    const browser = await startBrowser(name);
    t.after(() => browser.close());
    await work(browser, study);
    assert.deepEqual(browser.problems, []);
    assert.deepEqual(browser.requests, []);
  });

const chrome = (...rest) => inBrowser("chrome", ...rest);

/** Items that the record has of a board, by kind; deleted ones are left out. */
const recordOf = (study, board = "board-lowland") => {
  const kinds = {};
  for (const { participant, body } of rows(study, "item")) {
    if (participant === board && !body.deleted) (kinds[body.kind] ??= []).push(body);
  }
  return kinds;
};

const cardNames = (page) => texts(page, ".board-cards h3");
const queue = (page) => texts(page, ".board-queue-name");
const gate = (page) => texts(page, ".board-gate").then(([text]) => text);

/** All cards of these people, as the responses say them. */
const attributesOf = (study, ...ids) =>
  ids.flatMap((id) =>
    Object.values(JSON.parse(readFileSync(exampleResponse(study, id), "utf8")).steps)
      .flatMap(({ items }) => items).filter(({ kind, deleted }) => kind === "attribute" && !deleted)
      .sort((a, b) => a.rank - b.rank).map(({ name }) => name));

chrome("the cards stay closed until everybody who is here has theirs in, or somebody says why not", { without: ["p03"] }, async (browser, study) => {
  const page = await openBoard(browser, study);
  await turnTo(page, "1 Cards");
  assert.match(await gate(page), /^Tick under Session/);
  await turnTo(page, "Session");
  for (const name of ["p01", "Robin", "p03"]) await tick(page, name);
  await turnTo(page, "1 Cards");
  assert.match(await gate(page), /^Not in yet: p03\./);
  assert.deepEqual(await texts(page, ".board-sent"), ["p01 in", "Robin in", "p03 missing", "p04 in"]);
  const shown = await page.evaluate(() => document.body.innerText);
  for (const name of attributesOf(study, "p01", "p02", "p04")) assert.ok(!shown.includes(name), name);

  await press(page, "Open anyway");
  await page.waitForSelector(".ask");
  await press(page, "Open the cards");
  await says(page, "Say why.");
  await page.type(".ask textarea", "Her phone broke; she wrote hers on paper.");
  await page.type(".ask input", "Ms. K.");
  await press(page, "Open the cards");
  await page.waitForSelector(".board-card");
  assert.deepEqual((await cardNames(page)).sort(), attributesOf(study, "p01", "p02", "p04").sort());
  const cards = (await texts(page, ".board-cards")).join("");
  for (const who of ["Robin", "p01", "p02", "p04"]) assert.ok(!cards.includes(who), `nobody agreed to be named: ${who}`);
  const [entry] = await texts(page, ".board-overrides li");
  assert.equal(entry, "Opened without: p03. Why: Her phone broke; she wrote hers on paper. (decided by Ms. K.)");

  await page.keyboard.down("Control");
  await page.keyboard.press("z");
  await page.keyboard.up("Control");
  await says(page, "Undone: who is here");
  assert.deepEqual(await texts(page, ".board-overrides li"), [entry], "the log stays as it is");
  await turnTo(page, "Session");
  await tick(page, "p03");
  await addGuest(page, "Somebody’s cousin", "participant");
  await turnTo(page, "1 Cards");
  assert.match(await gate(page), /^Not in yet: p03, Somebody’s cousin\./, "an override is for those it names");

  run(study, "import", await browser.download(() => press(page, "Save the board")));
  const [override] = recordOf(study).override;
  assert.deepEqual([override.missing, override.reason, override.by],
    [[keyOf("p03")], "Her phone broke; she wrote hers on paper.", "Ms. K."]);
});

chrome("a file that came late: the board is built again, and all that was done comes along", { without: ["p03"] }, async (browser, study) => {
  const page = await openBoard(browser, study);
  for (const name of ["p01", "p03"]) await tick(page, name);
  await writeNote(page, "We wait for one of us.");
  const file = await browser.download(() => press(page, "Save the board"));
  await page.close();
  run(study, "import", exampleResponse(study, "p03"));
  run(study, "build", "--round", "discuss");
  const other = await startBrowser("chrome"); // another computer
  try {
    const again = await other.open(join(study, "out/packets/discuss/board-lowland.html"));
    await again.waitForSelector("html[data-started]");
    assert.equal(await takeFile(again, file), "What is in this file is on the board now.");
    await enterBoard(again);
    await turnTo(again, "1 Cards");
    assert.equal(await gate(again), "Everybody who is here has sent theirs in.");
    await press(again, "Open the cards");
    await again.waitForSelector(".board-card");
    assert.deepEqual((await cardNames(again)).sort(), attributesOf(study, "p01", "p02", "p03", "p04").sort());
    await turnTo(again, "Minutes");
    await says(again, "We wait for one of us.");
    assert.deepEqual(other.problems, []);
  } finally {
    await other.close();
  }
});

/** Who is here, the room, and what readers must know. */
const beginSession = async (page) => {
  await press(page, "Everybody is here");
  await says(page, "4 of 4 are here.");
  await tick(page, "p04");
  await addGuest(page, hostile, "expert");
  await addGuest(page, "A visitor", "observer");
  await says(page, "5 of 6 are here.");
  await page.evaluate(() => {
    const select = [...document.querySelectorAll("select")].find((one) => [...one.options].some(({ value }) => value === "room"));
    select.value = "room";
    select.dispatchEvent(new Event("change"));
  });
  await page.type('textarea[aria-label="Something else that readers must know"]', "The bus came late.");
  await press(page, "Write it down");
  await page.waitForSelector(".board-caveats textarea");
  await page.type('textarea[aria-label="Something else that readers must know"]', "One of us had to leave.");
};

/** The presentations, without a mouse where it matters. */
const present = async (page) => {
  await turnTo(page, "3 Presentations");
  assert.deepEqual(await queue(page), ["p01", "Robin", "p03", `${hostile} (expert)`], "everybody who is here, once, and no observer");
  await page.focus(`button[aria-label="Up: ${hostile.replace(/"/g, '\\"')} (expert)"]`);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  assert.deepEqual(await queue(page), ["p01", `${hostile} (expert)`, "Robin", "p03"]);
  await press(page, "Begin with p01");
  await says(page, "They have not agreed to be named beside their cards.");
  assert.deepEqual(await cardNames(page), []);
};

/** Shows one's cards, passes, comes back. */
const speak = async (page, study) => {
  await turnTo(page, "1 Cards");
  await turnTo(page, "3 Presentations");
  await press(page, "They agree to show theirs now");
  await page.waitForSelector(".board-stage .board-card");
  assert.deepEqual(await cardNames(page), attributesOf(study, "p01"), "in their own order");
  await press(page, `Next: ${hostile} (expert)`);
  await says(page, "They have no cards on this board.");
  await pressNamed(page, "Pass: Robin");
  await press(page, "Next: p03");
  await press(page, "Done");
  await says(page, "Everybody has had a turn");
  await pressNamed(page, "Back in line: Robin");
  await press(page, "Begin with Robin");
};

const wholeSession = async (browser, study) => {
  const page = await openBoard(browser, study);
  await beginSession(page);
  await pressNamed(page, "Start: Orientation");
  await press(page, "Next: 1 Cards");
  assert.deepEqual(await texts(page, '[aria-selected="true"]'), ["1 Cards"], "the next segment opens its leaf");
  await present(page);
  await speak(page, study);
  await writeNote(page, "I would not trust it with my daughter. […] Not yet.", { speaker: "p03", about: "Said in an interview" });
  await writeNote(page, "Say who counted the dead.", { speaker: `${hostile} (expert)`, consent: true });
  await turnTo(page, "Minutes");
  await says(page, "2 of 2 notes.");

  const before = await texts(page, ".board-minute");
  await page.reload();
  await enterBoard(page);
  assert.deepEqual(await texts(page, '[aria-selected="true"]'), ["3 Presentations"], "where the clock runs");
  assert.deepEqual(await texts(page, ".board-speaker"), ["Robin"]);
  await turnTo(page, "Minutes");
  assert.deepEqual(await texts(page, ".board-minute"), before);
  await press(page, "Change");
  await page.waitForSelector(".board-note textarea");
  await page.focus(".board-note textarea");
  await page.keyboard.press("End");
  await page.keyboard.type(" Perhaps.");
  await press(page, "Done");
  await says(page, "Not yet. Perhaps.");

  run(study, "import", await browser.download(() => press(page, "Save the board")));
  assert.deepEqual(rows(study, "problem"), []);
  const items = recordOf(study);
  checkPeople(items);
  checkTalks(items);
  const notes = items.minute.map(({ text, speaker, consent, axis, about, segment }) => ({ text, speaker, consent, axis, about, segment }));
  const guest = items.attendance.find(({ role }) => role === "expert").person;
  assert.deepEqual(notes.sort((a, b) => (a.text < b.text ? -1 : 1)), [
    { text: "I would not trust it with my daughter. […] Not yet. Perhaps.", speaker: keyOf("p03"), consent: false, axis: "", about: "interview", segment: "segment3" },
    { text: "Say who counted the dead.", speaker: guest, consent: true, axis: "", about: "discussion", segment: "segment3" },
  ]);
  assert.deepEqual(items.caveat.map(({ text }) => text).sort(), ["One of us had to leave.", "The bus came late."], "what was written is kept, done or not");
  assert.equal(items.session[0].format, "room");
};

const checkPeople = ({ attendance }) => {
  const here = attendance.map(({ person, name, role, here: is }) => `${name || person} ${role} ${is ? "here" : "away"}`);
  assert.deepEqual(here.sort(), [
    ...["p01", "p02", "p03"].map((id) => `${keyOf(id)} participant here`), `${keyOf("p04")} participant away`,
    `${hostile} expert here`, "A visitor observer here",
  ].sort());
};

const checkTalks = ({ talk, segment }) => {
  const states = Object.fromEntries(talk.map(({ person, state, shown }) => [person, [state, shown]]));
  assert.deepEqual(states[keyOf("p01")], ["done", true]);
  assert.deepEqual(states[keyOf("p02")], ["speaking", false]);
  assert.deepEqual(states[keyOf("p03")], ["done", false]);
  assert.equal(talk.length, 4);
  assert.equal(new Set(talk.map(({ order }) => order)).size, 4);
  const spans = Object.fromEntries(segment.map((one) => [one.segment, one.spans]));
  assert.deepEqual(Object.keys(spans).sort(), ["orientation", "segment1", "segment3"]);
  for (const one of ["orientation", "segment1"]) assert.ok(spans[one].every(({ to }) => to), `${one} has ended`);
  assert.equal(spans.segment3.filter(({ to }) => !to).length, 1, "and the third runs");
};

for (const name of browsers) {
  inBrowser(name, "a session from attendance to the last note; a reload keeps it, and the record holds exactly that", {}, wholeSession);
}

chrome("the clock tells what is spent, in words when it is too much, and can be set right", {}, async (browser, study) => {
  const page = await browser.open(join(study, "out/packets/discuss/board-lowland.html"), { before: movableTime });
  page.on("dialog", (dialog) => dialog.accept());
  await enterBoard(page);
  const later = (minutes) => page.evaluate((ms) => (window.__later += ms), minutes * 60000);
  const clock = () => texts(page, ".board-clock p").then(([text]) => text);
  await pressNamed(page, "Start: Orientation");
  await later(9);
  const told = (wanted) => page.waitForFunction((pattern) =>
    new RegExp(pattern).test(document.querySelector(".board-clock p").innerText.replace(/\s+/g, " ").trim()), { timeout: 10000 }, wanted);
  await told("^Orientation 9:0\\d of 10 minutes$");
  await later(2.5);
  await told("2 minutes over$");
  await press(page, "Pause");
  await later(30);
  await new Promise((done) => setTimeout(done, 1200));
  assert.match(await clock(), /^Orientation 11:3\d of 10 minutes 2 minutes over$/, "nothing is spent while it stands");
  await page.click('input[aria-label="Minutes planned: Orientation"]', { count: 3 });
  await page.keyboard.type("20");
  await page.keyboard.press("Tab");
  await told("of 20 minutes$");
  await pressNamed(page, "Correct the time used: Orientation");
  await page.waitForSelector(".ask input");
  await page.click(".ask input", { count: 3 });
  await page.keyboard.type("7");
  await page.keyboard.press("Enter");
  await told(" 7:00 of 20 minutes$");
  await page.reload();
  await enterBoard(page);
  assert.equal(await clock(), "Orientation 7:00 of 20 minutes");
  await press(page, "Next: 1 Cards");
  await turnTo(page, "Session");
  const running = await page.evaluate(() => [...document.querySelectorAll(".board-times tbody tr")].map((row) => row.querySelector("button").textContent));
  assert.deepEqual(running, ["Go on", "Pause", "Start", "Start", "Start", "Start"]);
});

chrome("an anonymous board counts who is here, and knows nobody", { change: (text) => text.replace('text "board.md",', 'text "board.md", anonymous = true,') }, async (browser, study) => {
  const file = readFileSync(join(study, "out/packets/discuss/board-lowland.html"), "utf8");
  assert.ok(!/Robin|"p0[1-5]"/.test(file), "no name and no id is in the file");
  const page = await openBoard(browser, study);
  await press(page, "One more");
  await press(page, "One more");
  await says(page, "2 people are here");
  await turnTo(page, "1 Cards");
  await says(page, "As many have sent theirs in as are here.");
  await turnTo(page, "3 Presentations");
  assert.deepEqual(await queue(page), ["Somebody 1", "Somebody 2"]);
  await press(page, "Begin with Somebody 1");
  const [one] = attributesOf(study, "p01");
  await press(page, one);
  assert.deepEqual(await cardNames(page), [one], "who speaks says which cards are theirs");
  run(study, "import", await browser.download(() => press(page, "Save the board")));
  const known = new Set(["p01", "p02", "p03", "p04"].map(keyOf));
  assert.ok(recordOf(study).attendance.every(({ person, name }) => !known.has(person) && name === ""));
});

chrome("a board tells what smaller sessions of its group brought", {}, async (browser, study) => {
  const sessions = async () => {
    const page = await openBoard(browser, study, { id: "board-highland" });
    const told = await texts(page, ".board-session section li strong");
    const names = await texts(page, ".board-names");
    await page.close();
    return { told, names };
  };
  const before = await sessions();
  run(study, "import", exampleResponse(study, "board-highland-young"));
  run(study, "build", "--round", "discuss");
  const after = await sessions();
  assert.deepEqual(after.told, ["The young ones first"]);
  assert.deepEqual(before.names, [], "nothing before it met");
  assert.equal(after.names.length, 1);
  assert.ok(after.names[0].length > 0);
});

chrome("who is an expert is marked as such wherever they show", {}, async (browser, study) => {
  const page = await openBoard(browser, study);
  await tick(page, "p03");
  await pressNamed(page, "Role: p03");
  await press(page, "advocate");
  await press(page, "Give this role");
  await says(page, "p03 (advocate)");
  await turnTo(page, "1 Cards");
  assert.ok((await texts(page, ".board-sent")).includes("p03 (advocate) in"));
  await turnTo(page, "3 Presentations");
  assert.deepEqual(await queue(page), ["p03 (advocate)"]);
  await writeNote(page, "On behalf of those who are not here.", { speaker: "p03 (advocate)" });
  await turnTo(page, "Minutes");
  assert.match((await texts(page, ".board-minute"))[0], /p03 \(advocate\)/);
});

chrome("the tabs are one stop for the keyboard, and arrows go from one to the next", {}, async (browser, study) => {
  const page = await openBoard(browser, study);
  assert.deepEqual(await texts(page, '[role="tab"]'), tabs);
  await page.focus('[role="tab"][aria-selected="true"]');
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  assert.deepEqual(await texts(page, '[aria-selected="true"]'), ["5 What next"]);
  await says(page, "Nobody is ticked as here");
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press(" ");
  assert.deepEqual(await texts(page, '[aria-selected="true"]'), ["1 Cards"]);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("role")), null, "Tab leaves the bar");
  await page.keyboard.press("n");
  await page.waitForSelector(".board-note");
  await page.keyboard.type("Written without a mouse.");
  await page.keyboard.press("Escape");
  await turnTo(page, "Minutes");
  await says(page, "Written without a mouse.");
});

chrome("shown large it is read from the last row, and says nobody’s name beside what may not be quoted", {}, async (browser, study) => {
  const page = await openBoard(browser, study);
  await tick(page, "p03");
  await writeNote(page, "Between us.", { speaker: "p03" });
  await writeNote(page, "Write that down.", { speaker: "p03", consent: true });
  await turnTo(page, "Minutes");
  const facts = () => page.evaluate(() => [...document.querySelectorAll(".board-minute")].map((node) => [node.querySelector(".board-said").innerText, node.innerText.includes("p03")]));
  const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.querySelector(".board-said")).fontSize));
  const small = await size();
  assert.deepEqual(await facts(), [["Between us.", true], ["Write that down.", true]]);
  await press(page, "Show large");
  assert.deepEqual(await facts(), [["Between us.", false], ["Write that down.", true]]);
  assert.ok((await size()) >= 1.5 * small);
  await press(page, "Show large");
  assert.equal(await size(), small);
});

chrome("cards are printed one by one, to be cut out", {}, async (browser, study) => {
  const page = await openBoard(browser, study);
  await press(page, "Everybody is here");
  await turnTo(page, "1 Cards");
  await press(page, "Open the cards");
  await page.waitForSelector(".board-card");
  await page.emulateMediaType("print");
  const seen = await page.evaluate(() => {
    const visible = (selector) => [...document.querySelectorAll(selector)].some((node) => node.getClientRects().length);
    const { borderTopStyle, breakInside, display } = getComputedStyle(document.querySelector(".board-card"));
    return { bar: visible(".board-bar"), who: visible(".board-firsts"), cards: document.querySelectorAll(".board-card").length, borderTopStyle, breakInside, display };
  });
  assert.deepEqual(seen, { bar: false, who: false, cards: 12, borderTopStyle: "dashed", breakInside: "avoid", display: "list-item" });
});

chrome("while the cards are closed paper has the page that says why, and what is folded away on the screen", {}, async (browser, study) => {
  const page = await openBoard(browser, study);
  await turnTo(page, "1 Cards");
  const visible = (selector) => page.evaluate((one) => [...document.querySelectorAll(one)].some((node) => node.getClientRects().length && node.textContent.trim()), selector);
  await page.emulateMediaType("print");
  assert.deepEqual([await visible(".board-gate"), await visible(".board-firsts"), await visible(".board-bar")], [true, true, false]);
  await page.emulateMediaType("screen");
  const open = await page.evaluate(() => {
    const fold = document.createElement("details");
    fold.textContent = "folded away";
    document.querySelector("main").appendChild(fold);
    window.addEventListener("beforeprint", () => (window.__onPaper = fold.open));
    return fold.open;
  });
  await page.pdf();
  const after = await page.evaluate(() => [window.__onPaper, document.querySelector("main > details").open]);
  assert.deepEqual([open, ...after], [false, true, false]);
});

for (const width of [320, 1280]) {
  chrome(`every leaf is sound at ${width} pixels`, {}, async (browser, study) => {
    const page = await openBoard(browser, study, { width, height: 800 });
    assert.deepEqual(await faults(page), [], "before anything is done");
    await press(page, "Everybody is here");
    await addGuest(page, "Dr. Rao", "expert");
    await writeNote(page, "A note.", { speaker: "p01" });
    for (const tab of tabs) {
      await turnTo(page, tab);
      if (tab === "1 Cards") await press(page, "Open the cards");
      if (tab === "3 Presentations") await press(page, "Begin with p01");
      assert.deepEqual(await faults(page), [], tab);
    }
    await press(page, "Write a note");
    assert.deepEqual(await faults(page), [], "the note");
  });
}
