// SPDX-License-Identifier: MIT
// The clocks of the board: what is spent, one segment at a time, and what a correction does.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { clocksOf, corrected, currentOf, isRunning, minutesAndSeconds, minutesOver, runningOf, spent, started, stopped, turned } =
  await load("steps/board/clock.ts");

const at = (time) => `2026-03-01T${time}Z`;
const span = (from, to) => ({ from: at(from), to: to ? at(to) : "" });
const item = (segment, budget, spans) => ({ id: `segment:${segment}`, kind: "segment", segment, budget, spans });

test("all spans count, the running one up to now", () => {
  const spans = [span("10:00:00", "10:04:30"), span("10:10:00")];
  assert.equal(spent(spans, at("10:12:00")), 4 * 60 + 30 + 120);
  assert.equal(spent([], at("10:00:00")), 0);
});

test("a clock that was put back takes no time away", () => {
  assert.equal(spent([span("10:00:00")], at("09:00:00")), 0);
  assert.deepEqual(stopped([span("10:00:00")], at("09:00:00")), [span("10:00:00", "10:00:00")]);
  assert.equal(spent([{ from: "never", to: "" }], "nor this"), 0);
});

test("starting what runs and stopping what stands change nothing", () => {
  const running = [span("10:00:00")];
  assert.equal(started(running, at("10:01:00")), running);
  const still = [span("10:00:00", "10:01:00")];
  assert.deepEqual(stopped(still, at("10:09:00")), still);
  assert.ok(isRunning({ spans: running }) && !isRunning({ spans: still }));
});

test("a study's budget holds until another one is set; what is no number of minutes is none", () => {
  const clocks = clocksOf([item("segment2", 25, []), item("nonsense", 5, [])], { orientation: 10, segment2: 15, segment5: -3 });
  assert.deepEqual(clocks.map(({ segment, budget }) => [segment, budget]), [
    ["orientation", 10], ["segment1", 0], ["segment2", 25], ["segment3", 0], ["segment4", 0], ["segment5", 0],
  ]);
});

test("spans that are none are left out", () => {
  const [first] = clocksOf([item("orientation", 5, [span("10:00:00"), 3, null, { from: 1 }])], {});
  assert.deepEqual(first.spans, [span("10:00:00")]);
});

test("one segment runs at a time", () => {
  const clocks = clocksOf([item("segment1", 10, [span("10:00:00")])], {});
  const changes = turned(clocks, "segment2", at("10:05:00"));
  assert.deepEqual(changes, [
    { segment: "segment1", budget: 10, spans: [span("10:00:00", "10:05:00")] },
    { segment: "segment2", budget: 0, spans: [span("10:05:00")] },
  ]);
  assert.deepEqual(turned(clocks, "segment1", at("10:05:00")), [], "it runs already");
  assert.deepEqual(turned(clocks, "", at("10:05:00")).map(({ segment }) => segment), ["segment1"]);
});

test("of two that run, as after work on two machines, the later one counts, and both stop", () => {
  const clocks = clocksOf([item("segment1", 0, [span("10:00:00")]), item("segment3", 0, [span("10:02:00")])], {});
  assert.equal(runningOf(clocks).segment, "segment3");
  assert.equal(turned(clocks, "", at("10:05:00")).length, 2);
});

test("the clock shows what runs, or ran last, or comes first", () => {
  assert.equal(currentOf(clocksOf([], {})).segment, "orientation");
  const clocks = [item("segment2", 0, [span("10:00:00", "10:01:00")]), item("segment1", 0, [span("09:00:00", "09:01:00")])];
  assert.equal(currentOf(clocksOf(clocks, {})).segment, "segment2");
});

test("a correction says what was spent, whatever it was before", () => {
  const spans = [span("10:00:00", "10:10:00"), span("11:00:00", "11:05:00")];
  for (const minutes of [0, 3, 10, 12, 15, 40]) {
    const right = corrected(spans, minutes, at("12:00:00"));
    assert.equal(spent(right, at("12:00:00")), minutes * 60);
    assert.ok(!isRunning({ spans: right }));
  }
  assert.deepEqual(corrected(spans, 12, at("12:00:00"))[0], spans[0], "the last time gives way first");
  assert.deepEqual(corrected([], 5, at("12:00:00")), [span("11:55:00", "12:00:00")]);
  assert.equal(spent(corrected([span("08:00:00")], 20, at("22:00:00")), at("22:00:00")), 1200, "a clock that ran overnight");
  assert.deepEqual(spans[1], span("11:00:00", "11:05:00"), "what is given stays as it was");
});

test("over the budget is told in minutes that have begun", () => {
  const clock = { segment: "segment1", budget: 5, spans: [span("10:00:00")] };
  assert.equal(minutesOver(clock, at("10:05:00")), 0);
  assert.equal(minutesOver(clock, at("10:05:01")), 1);
  assert.equal(minutesOver(clock, at("10:07:00")), 2);
  assert.equal(minutesOver({ ...clock, budget: 0 }, at("12:00:00")), 0, "where none is set, none is overrun");
  assert.equal(minutesAndSeconds(754), "12:34");
  assert.equal(minutesAndSeconds(5), "0:05");
});
