// SPDX-License-Identifier: MIT
// Time spent and time meant. Times are as in `saved`, to the second; what is spent is counted in seconds.
import type { Item } from "../../types";

/** Some time: `to` is empty while it runs. */
export interface Span {
  from: string;
  to: string;
}

export const SEGMENTS = ["orientation", "segment1", "segment2", "segment3", "segment4", "segment5"];

/** One segment's time: `budget` in minutes, 0 when none is set. */
export interface Clock {
  segment: string;
  budget: number;
  spans: Span[];
}

/** What a person's turn and a segment have in common. */
interface Timed {
  spans: Span[];
}

const second = (time: string): number => {
  const ms = Date.parse(time);
  return isNaN(ms) ? 0 : Math.floor(ms / 1000);
};
const timeOf = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 19) + "Z";
const lengthOf = ({ from, to }: Span, now: string): number => Math.max(0, second(to || now) - second(from));

/** Seconds of all spans, the running one up to `now`. */
export const spent = (spans: Span[], now: string): number => spans.reduce((sum, span) => sum + lengthOf(span, now), 0);

export const isRunning = ({ spans }: Timed): boolean => spans.some(({ to }) => !to);

export const started = (spans: Span[], now: string): Span[] =>
  isRunning({ spans }) ? spans : spans.concat({ from: now, to: "" });

/** No span runs any more; one that would end before it began, since the computer's clock was put back, is empty. */
export const stopped = (spans: Span[], now: string): Span[] =>
  spans.map((span) => (span.to ? span : { from: span.from, to: second(now) < second(span.from) ? span.from : now }));

/** Stopped, and made to say `minutes`: the last spans are made shorter, or the last one longer. */
export const corrected = (spans: Span[], minutes: number, now: string): Span[] => {
  const left = stopped(spans, now).map(({ from, to }) => ({ from, to }));
  let over = spent(left, now) - minutes * 60;
  while (over > 0 && left.length) {
    const last = left[left.length - 1];
    const length = lengthOf(last, now);
    if (length > over) last.to = timeOf(second(last.to) - over);
    else left.pop();
    over -= Math.min(length, over);
  }
  if (over === 0) return left;
  if (!left.length) return [{ from: timeOf(second(now) + over), to: now }];
  const last = left[left.length - 1];
  last.to = timeOf(second(last.to) - over);
  return left;
};

const isSpan = (span: unknown): span is Span => {
  const { from, to } = (span || {}) as Partial<Span>;
  return typeof from === "string" && typeof to === "string";
};

/** The spans of an item. */
export const spansOf = (item: Item | undefined): Span[] =>
  item && Array.isArray(item.spans) ? item.spans.filter(isSpan).map(({ from, to }) => ({ from, to })) : [];

export const minutesOf = (value: unknown): number => {
  const n = Math.round(Number(value));
  return n > 0 && n <= 10000 ? n : 0;
};

/** All segments in their order; a budget that was never changed here is the study's. */
export const clocksOf = (items: Item[], minutes: Record<string, number>): Clock[] => {
  const known = new Map(items.map((item): [unknown, Item] => [item.segment, item]));
  return SEGMENTS.map((segment) => {
    const item = known.get(segment);
    return { segment, budget: minutesOf(item ? item.budget : minutes[segment]), spans: spansOf(item) };
  });
};

const lastStart = ({ spans }: Timed): number => Math.max(0, ...spans.map(({ from }) => second(from)));

/** The one that runs; of two, which only work on two machines can make, the one that was started last. */
export const runningOf = <T extends Timed>(all: T[]): T | undefined =>
  all.filter(isRunning).sort((a, b) => lastStart(b) - lastStart(a))[0];

/** The one that runs or was the last to run; the first when none did. */
export const currentOf = (clocks: Clock[]): Clock =>
  runningOf(clocks) || clocks.slice().sort((a, b) => lastStart(b) - lastStart(a))[0];

/** What changes when `segment` is to run and nothing else, or nothing at all with "". */
export const turned = (clocks: Clock[], segment: string, now: string): Clock[] =>
  clocks
    .filter((clock) => isRunning(clock) !== (clock.segment === segment))
    .map((clock) => ({
      segment: clock.segment,
      budget: clock.budget,
      spans: clock.segment === segment ? started(clock.spans, now) : stopped(clock.spans, now),
    }));

/** `754` as `12:34`. */
export const minutesAndSeconds = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

/** Whole minutes beyond the budget, begun ones too; 0 when within it, or when there is none. */
export const minutesOver = (clock: Clock, now: string): number =>
  clock.budget ? Math.max(0, Math.ceil((spent(clock.spans, now) - clock.budget * 60) / 60)) : 0;
