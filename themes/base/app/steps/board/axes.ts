// SPDX-License-Identifier: MIT
// The axes of a group, made of its board's decisions by the rule in docs/formats.md. Pure: whatever is not as it should
// be is a problem and never an error. lua/axes.lua does the same in reports; tests/contract/axes holds both to it.
import { compare, count, cut } from "../../codepoints";
import { act, isLive } from "./acts";
import type { Axis, Made, Wrong } from "./acts";
import type { DecisionItem, Example } from "./types";
import { elisionsOf, isBlank, isTable, listOf, tableOf, whole, word } from "./values";
import type { Given } from "./values";

export type { Axis, Code } from "./acts";

/** A decision that could not be done. */
export interface Problem extends Wrong {
  decision: string;
}

export type LogLine = DecisionItem & { undone: boolean };

/** `axes`: the live ones in their order; `gone`: the others in the order in which they went; `tops`: by size. */
export interface State extends Made {
  problems: Problem[];
  log: LogLine[];
}

const usable = (decisions: unknown): Given[] =>
  listOf(decisions).filter((each): each is Given => isTable(each) && (each as Given).deleted !== true);

/** The decisions of one round in the order in which they are replayed: a sorted copy. */
export const sorted = (decisions: DecisionItem[]): DecisionItem[] =>
  usable(decisions).sort((a, b) => whole(a.n) - whole(b.n)
    || compare(word(a.at), word(b.at)) || compare(word(a.id), word(b.id))) as unknown as DecisionItem[];

// By place: of an undo the place of what it takes back, which stands before it, so that none can take back itself.
const targetsOf = (decisions: Given[]): Map<number, number> => {
  const last = new Map<string, number>();
  const targets = new Map<number, number>();
  decisions.forEach((decision, i) => {
    const target = last.get(word(decision.decision));
    if (decision.act === "undo" && target !== undefined) targets.set(i, target);
    if (word(decision.id)) last.set(word(decision.id), i);
  });
  return targets;
};

const undoneOf = (targets: Map<number, number>): Set<number> => {
  const undone = new Set<number>();
  for (const [i, target] of Array.from(targets).reverse()) if (!undone.has(i)) undone.add(target);
  return undone;
};

// Does what a decision says; an undo has done all it does before.
const done = (state: State, decision: Given, found: boolean): Wrong | null => {
  if (decision.act !== "undo") return act(state, decision);
  return found ? null : { code: "decision-unknown", axis: "" };
};

/**
 * The state that decisions make. `before`: those of the rounds before, as they were replayed; the others are sorted
 * here.
 */
export const replay = (decisions: DecisionItem[], before: DecisionItem[] = []): State => {
  const state: State = { axes: [], gone: [], byId: new Map<string, Axis>(), tops: {}, problems: [], log: [] };
  const list = usable(before).concat(sorted(decisions) as unknown as Given[]);
  const targets = targetsOf(list);
  const undone = undoneOf(targets);
  list.forEach((decision, i) => {
    const wrong = undone.has(i) ? null : done(state, decision, targets.has(i));
    if (wrong) state.problems.push({ decision: word(decision.id), ...wrong });
    state.log.push({ ...decision, undone: undone.has(i) } as unknown as LogLine);
  });
  return state;
};

/** The ids of the live axes that an axis has become: itself, or what it was merged or split into, and so on. */
export const successors = (state: State, id: string): string[] => {
  const out: string[] = [];
  const seen = new Set<string>();
  const left = [id];
  while (left.length) {
    const axis = state.byId.get(left.pop()!);
    if (!axis || seen.has(axis.id)) continue;
    seen.add(axis.id);
    if (isLive(axis)) out.push(axis.id);
    left.push(...axis.into.slice().reverse());
  }
  return out;
};

/** The words of an example, with what is left out of them as "[…]" or "[mark]". */
export const shown = (example: Example): string => {
  const given = tableOf(example);
  const [quote, start] = [word(given.quote), whole(given.start)];
  const length = count(quote);
  const out: string[] = [];
  let at = 0;
  for (const elision of elisionsOf(given)) {
    const [from, to] = [elision.start - start, elision.end - start];
    if (to > length) continue;
    out.push(cut(quote, at, from), `[${isBlank(elision.mark) ? "…" : elision.mark}]`);
    at = to;
  }
  return out.concat([cut(quote, at, length)]).join("");
};
