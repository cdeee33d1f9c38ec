// SPDX-License-Identifier: MIT
// A study that pays for time: what packets are told, what the pay sheet makes of minutes, and what is wrong with `pay`.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { makeStudy, rows, run, writeResponse } from "../e2e/packet.mjs";

const at = "2026-10-01T10:00:00Z";
const session = "B".repeat(22);
const program = process.env.CALMA ?? "build/calma";
const PEOPLE = ["p1", "p2", "p3", "p4", "p5", "p6", "p7"];

const study = (t, pay = 'pay = { rate = 17, currency = "USD" },') => makeStudy(t, {
  "study.lua": `return study { id = "paying", title = "Paying", language = "en", ethics = "none", context = text "text.md", ${pay}
    groups = { group { id = "g", title = "Group", participants = { ${PEOPLE.map((id) => `"${id}"`)} } } },
    rounds = { round "one" { title = "First", consent { text "text.md" }, ask {} }, round "two" { title = "Second", survey {}, board {} } } }`,
  "text.md": "A text.\n",
});
const packet = (folder, id, round) =>
  JSON.parse(/id="calma-packet">([^<]*)</.exec(readFileSync(join(folder, `out/packets/${round}/${id}.html`), "utf8"))[1]);

let clock = 0;
const time = (minutes, id = "one") => ({ id: `time:${id}`, clock: ++clock, session, kind: "time", minutes });
const send = (folder, participant, round, steps, accepted = true) => {
  const consent = { id: "consent", clock: ++clock, session, kind: "consent", accepted, documents: [], at };
  const all = Object.fromEntries(Object.entries(steps).map(([step, items]) => [step, { items }]));
  if (round === "one" && accepted !== null) all.consent = { items: [consent, ...(steps.consent ?? [])] };
  run(folder, "import", writeResponse(folder, join(folder, "in"), participant, all, { round }));
};
const sheet = (folder) => {
  run(folder, "report");
  const csv = readFileSync(join(folder, "out/report/tables/pay.csv"), "utf8");
  const [, ...lines] = csv.replace(/^\ufeff/, "").trim().split("\r\n");
  return { csv, lines: Object.fromEntries(lines.map((line) => [line.split(",")[0], line])), page: readFileSync(join(folder, "out/report/pay.html"), "utf8") };
};

test("90 minutes at 17 are 25.50, over steps, rounds, openings and machines", (t) => {
  const folder = study(t);
  send(folder, "p1", "one", { consent: [time(5)], ask: [time(30), time(25, "other machine")] });
  send(folder, "p1", "two", { survey: [time(30)] });
  const { csv, lines, page } = sheet(folder);
  assert.equal(csv.replace(/^\ufeff/, "").split("\r\n")[0],
    "Participant,Group,First: Before you begin,First: Your own questions,Second: Questions at the end,Minutes in all,For an hour,Currency,Amount,How it is known");
  assert.equal(lines.p1, "p1,Group,5,55,30,90,17,USD,25.50,Counted");
  assert.match(page, /In all: 1 person, 90 minutes, 25\.50/);
  assert.match(page, /For those who run|for those who run/i);
  assert.ok(!csv.includes("preferences"), "what is owed is no view of what people said");
});

test("what is not known is empty and no nought; who declined is not listed", (t) => {
  const folder = study(t);
  send(folder, "p1", "one", { ask: [time(0)] });
  send(folder, "p2", "one", { consent: [{ id: "timelog", clock: ++clock, session, kind: "timelog", on: false }] });
  send(folder, "p3", "one", { consent: [{ id: "timelog", clock: ++clock, session, kind: "timelog", on: false }], ask: [time(40)] });
  send(folder, "p4", "one", { ask: [time(40)] }, false);
  send(folder, "p5", "one", { ask: [time(40)] }, null);
  send(folder, "p6", "one", {});
  send(folder, "p1", "one", { ask: [time(10), time(-14, "other")] });
  const { lines, page } = sheet(folder);
  assert.deepEqual(lines, {
    p1: "p1,Group,0,0,17,USD,0.00,Counted", p2: "p2,Group,,,17,USD,,Switched off by them", p3: "p3,Group,40,40,17,USD,11.33,Switched off by them",
    p5: "p5,Group,,,17,USD,,Has not answered about taking part", p6: "p6,Group,,,17,USD,,No minutes came", p7: "p7,Group,,,17,USD,,Nothing has come yet",
  });
  assert.match(page, /1 person declined and is not listed/);
  assert.match(page, /In all: 2 people, 40 minutes, 11\.33/);
});

test("an amount is exact and rounded once, a half up, to the smallest unit of its currency", (t) => {
  // minutes, rate, currency, amount: worked out by hand as fractions
  const cases = [
    [90, "17", "USD", "25.50"], [1, "17", "USD", "0.28"], [1, '"0.30"', "USD", "0.01"], [1, '"0.29"', "USD", "0.00"], [3, '"12.50"', "EUR", "0.63"],
    [7, "12.1", "EUR", "1.41"], [100000, "99999999.9999", "USD", "166666666666.50"], [50, "1234", "JPY", "1028"], [15, "1234", "JPY", "309"],
    [1, '"0.03"', "KWD", "0.001"], [59, "5", "KWD", "4.917"],
  ];
  for (const [minutes, rate, currency, amount] of cases) {
    const folder = study(t, `pay = { rate = ${rate}, currency = "${currency}" },`);
    send(folder, "p1", "one", { ask: [time(minutes)] });
    const { lines } = sheet(folder);
    assert.equal(lines.p1.split(",").at(-2), amount, `${minutes} minutes at ${rate} ${currency}`);
  }
});

test("packets are told what an hour is paid; boards are not, and nobody is where nothing is paid", (t) => {
  const paying = study(t);
  assert.deepEqual(packet(paying, "p1", "one").pay, { rate: "17", currency: "USD", digits: 2 });
  assert.equal(packet(paying, "board-g", "two").pay, undefined);
  assert.deepEqual(rows(paying, "study")[0].pay, { rate: "17", currency: "USD", digits: 2 });
  run(paying, "enter", "--round", "one", "p1");
  const typed = readFileSync(join(paying, "out/enter/one/p1.html"), "utf8");
  assert.equal(JSON.parse(/id="calma-packet">([^<]*)</.exec(typed)[1]).pay, undefined, "who types in is not the one who is paid");
  const free = study(t, "");
  assert.equal(packet(free, "p1", "one").pay, undefined);
  send(free, "p1", "one", { ask: [time(5)] });
  run(free, "report");
  assert.throws(() => readFileSync(join(free, "out/report/pay.html")), "minutes of a study that no longer pays are kept, and shown nowhere");
  assert.equal(rows(free, "item").filter(({ kind }) => kind === "time").length, 1);
});

const wrong = (t, pay) => {
  const folder = study(t, "");
  const text = readFileSync(join(folder, "study.lua"), "utf8");
  writeFileSync(join(folder, "study.lua"), text.replace('text "text.md", \n', `text "text.md", pay = ${pay},\n`));
  const { stderr } = spawnSync(program, ["-C", folder, "check"], { encoding: "utf8" });
  return stderr.split("\n").filter((line) => /\bpay\b/.test(line));
};

test("what is wrong with pay is said with its place, all at once", (t) => {
  assert.deepEqual(wrong(t, '{ rate = 17, currency = "INR" }'), []);
  assert.match(wrong(t, "17")[0], /^study\.lua:1: error: the study: pay must be a table: \{ rate = 17, currency = "USD" \}$/);
  const both = wrong(t, '{ rate = "1,50", currency = "usd", colour = "red" }');
  assert.match(both[0], /pay: rate must be what an hour is paid/);
  assert.match(both[1], /pay: currency must be the three capital letters of a currency/);
  assert.match(both[2], /warning: pay has no field "colour"/);
  for (const rate of ["0", "-3", '"1e3"', '"."', '"5."', "0.00001", "123456789", '"0.00"', "true"]) assert.equal(wrong(t, `{ rate = ${rate}, currency = "USD" }`).length, 1, rate);
});
