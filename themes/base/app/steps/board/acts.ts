// SPDX-License-Identifier: MIT
// What each act of a decision does to the axes: it does it, or changes nothing and answers with what is wrong. The same
// as lua/axes/acts.lua.
import type { Act, Dissent, Example, Origin } from "./types";
import * as values from "./values";
import { isTable, listOf, tableOf, whole, word } from "./values";
import type { Given } from "./values";

export interface Axis {
  id: string;
  name: string;
  /** Names that it had and does not have now, the oldest first. */
  was: string[];
  aliases: string[];
  definition: string;
  poles: string[];
  applies: string;
  related: string[];
  examples: Example[];
  dissents: Dissent[];
  state: "proposed" | "adopted" | "merged" | "split" | "retired";
  from: Origin[];
  /** What it was merged or split into. */
  into: string[];
  /** Ids of the decisions that made it so. */
  history: string[];
}

export type Code =
  | "axis-unknown" | "axis-gone" | "axis-exists" | "axis-twice" | "too-few" | "name-missing" | "reason-missing"
  | "decision-unknown" | "example-unknown" | "dissent-unknown" | "act-unknown";

/** What is wrong, and the id of the axis that it is about, or "". */
export interface Wrong {
  code: Code;
  axis: string;
}

export interface Made {
  axes: Axis[];
  gone: Axis[];
  byId: Map<string, Axis>;
  tops: Record<string, string[]>;
}

type Does = (state: Made, decision: Given) => Wrong | null;

export const isLive = (axis: Axis): boolean => axis.state === "proposed" || axis.state === "adopted";

const setFields = (axis: Axis, fields: Given): void => {
  if (typeof fields.definition === "string") axis.definition = fields.definition;
  if (typeof fields.applies === "string") axis.applies = fields.applies;
  if (isTable(fields.aliases)) axis.aliases = values.wordsOf(fields.aliases);
  if (isTable(fields.related)) axis.related = values.wordsOf(fields.related);
  if (isTable(fields.from)) axis.from = values.originsOf(fields.from);
  const poles = listOf(fields.poles).map(word);
  if (isTable(fields.poles) && (poles.length === 0 || poles.length === 2)) axis.poles = poles;
};

const newAxis = (id: string, name: string, fields: Given): Axis => {
  const axis: Axis = {
    id, name, was: [], aliases: [], definition: "", poles: [], applies: "", related: [], examples: [], dissents: [],
    state: "proposed", from: [], into: [], history: [],
  };
  setFields(axis, fields);
  return axis;
};

const note = (axis: Axis, decision: Given): void => {
  axis.history.push(word(decision.id));
};

const add = (state: Made, axis: Axis, decision: Given): void => {
  state.byId.set(axis.id, axis);
  note(axis, decision);
};

// The axis goes, and others may stand where it stood.
const leave = (state: Made, axis: Axis, how: Axis["state"], into: string[], decision: Given): void => {
  axis.state = how;
  axis.into = into;
  note(axis, decision);
  state.gone.push(axis);
};

const place = (state: Made, axis: Axis, others: Axis[]): void => {
  state.axes = state.axes.reduce<Axis[]>((out, each) => out.concat(each === axis ? others : [each]), []);
};

const named = (state: Made, ids: string[]): Axis[] => ids.map((id) => state.byId.get(id)!);

// --- what can be wrong

const notLive = (state: Made, id: string): Wrong | null => {
  const axis = state.byId.get(id);
  if (!axis) return { code: "axis-unknown", axis: id };
  return isLive(axis) ? null : { code: "axis-gone", axis: id };
};

const notFresh = (state: Made, id: string): Wrong | null => {
  if (!id) return { code: "axis-unknown", axis: id };
  return state.byId.has(id) ? { code: "axis-exists", axis: id } : null;
};

const noName = (name: string, id: string): Wrong | null =>
  values.isBlank(name) ? { code: "name-missing", axis: id } : null;

const noReason = (decision: Given, id: string): Wrong | null =>
  values.isBlank(word(decision.reason)) ? { code: "reason-missing", axis: id } : null;

const badTargets = (state: Made, ids: string[], least: number): Wrong | null => {
  const seen = new Set<string>();
  for (const id of ids) {
    const wrong = notLive(state, id);
    if (wrong) return wrong;
    if (seen.has(id)) return { code: "axis-twice", axis: id };
    seen.add(id);
  }
  return ids.length < least ? { code: "too-few", axis: ids.length ? ids[0] : "" } : null;
};

const targetsOf = (decision: Given): string[] => listOf(decision.axes).map(word);

// --- acts

const create: Does = (state, decision) => {
  const id = word(decision.axis);
  const fields = tableOf(decision.fields);
  const wrong = notFresh(state, id) || noName(word(fields.name), id);
  if (wrong) return wrong;
  const axis = newAxis(id, word(fields.name), fields);
  add(state, axis, decision);
  state.axes.push(axis);
  return null;
};

const edit: Does = (state, decision) => {
  const wrong = notLive(state, word(decision.axis));
  if (wrong) return wrong;
  const axis = state.byId.get(word(decision.axis))!;
  const { definition } = axis;
  setFields(axis, tableOf(decision.fields));
  if (axis.definition !== definition) axis.state = "proposed";
  note(axis, decision);
  return null;
};

const rename: Does = (state, decision) => {
  const [id, name] = [word(decision.axis), word(decision.name)];
  const wrong = notLive(state, id) || noName(name, id) || noReason(decision, id);
  if (wrong) return wrong;
  const axis = state.byId.get(id)!;
  if (axis.name !== name) {
    axis.was = axis.was.filter((each) => each !== name && each !== axis.name).concat([axis.name]);
    axis.name = name;
    axis.state = "proposed";
  }
  note(axis, decision);
  return null;
};

// Lists of one axis of several, each value once.
const gather = (axis: Axis, each: Axis): void => {
  axis.was = values.join(values.join(axis.was, each.was, values.itself), [each.name], values.itself);
  axis.aliases = values.join(axis.aliases, each.aliases, values.itself);
  axis.related = values.join(axis.related, each.related, values.itself);
  axis.examples = values.join(axis.examples, each.examples, values.idOf);
  axis.dissents = values.join(axis.dissents, each.dissents, values.idOf);
  axis.from = values.join(axis.from, each.from, values.originKey);
};

// One axis of several: what `fields` does not say comes from them.
const merged = (list: Axis[], id: string, name: string, fields: Given): Axis => {
  const axis = newAxis(id, name, {});
  for (const each of list) {
    gather(axis, each);
    axis.definition = axis.definition || each.definition;
    axis.applies = axis.applies || each.applies;
    axis.poles = axis.poles.length ? axis.poles : each.poles;
  }
  const { from } = axis;
  setFields(axis, fields);
  const parts = new Set(list.map(values.idOf)).add(id);
  axis.from = values.join(from, axis.from, values.originKey);
  axis.was = axis.was.filter((each) => each !== name);
  axis.related = axis.related.filter((each) => !parts.has(each));
  return axis;
};

const merge: Does = (state, decision) => {
  const ids = targetsOf(decision);
  const wrongTargets = badTargets(state, ids, 2);
  if (wrongTargets) return wrongTargets;
  const [id, fields, list] = [word(decision.axis), tableOf(decision.fields), named(state, ids)];
  const name = typeof fields.name === "string" ? fields.name : list[0].name;
  const wrong = notFresh(state, id) || noName(name, id) || noReason(decision, id);
  if (wrong) return wrong;
  const axis = merged(list, id, name, fields);
  list.forEach((each, i) => {
    place(state, each, i ? [] : [axis]);
    leave(state, each, "merged", [id], decision);
  });
  add(state, axis, decision);
  return null;
};

// `taken`: ids of the parts before this one.
const badPart = (state: Made, part: Given, taken: Set<string>, old: Axis): Wrong | null => {
  const id = word(part.axis);
  const has = (example: string): boolean => old.examples.some((each) => each.id === example);
  const wrong = notFresh(state, id);
  if (wrong) return wrong;
  if (taken.has(id)) return { code: "axis-twice", axis: id };
  return noName(word(tableOf(part.fields).name), id)
    || (values.wordsOf(part.examples).every(has) ? null : { code: "example-unknown", axis: id });
};

const badParts = (state: Made, parts: Given[], old: Axis): Wrong | null => {
  const taken = new Set<string>();
  for (const part of parts) {
    const wrong = badPart(state, part, taken, old);
    if (wrong) return wrong;
    taken.add(word(part.axis));
  }
  return parts.length < 2 ? { code: "too-few", axis: old.id } : null;
};

const newPart = (old: Axis, part: Given): Axis => {
  const fields = tableOf(part.fields);
  const axis = newAxis(word(part.axis), word(fields.name), fields);
  axis.examples = values.wordsOf(part.examples).map((id) => old.examples.find((each) => each.id === id)!);
  if (!isTable(fields.from)) axis.from = old.from.slice();
  return axis;
};

const split: Does = (state, decision) => {
  const id = word(decision.axis);
  const gone = notLive(state, id);
  if (gone) return gone;
  const old = state.byId.get(id)!;
  const parts = listOf(decision.parts).map(tableOf);
  const wrong = badParts(state, parts, old) || noReason(decision, id);
  if (wrong) return wrong;
  const made = parts.map((part) => newPart(old, part));
  const taken = new Set<string>();
  for (const axis of made) {
    add(state, axis, decision);
    axis.examples.forEach((each) => taken.add(each.id));
  }
  old.examples = old.examples.filter((each) => !taken.has(each.id));
  place(state, old, made);
  leave(state, old, "split", made.map(values.idOf), decision);
  return null;
};

const retire: Does = (state, decision) => {
  const id = word(decision.axis);
  const wrong = notLive(state, id) || noReason(decision, id);
  if (wrong) return wrong;
  const axis = state.byId.get(id)!;
  place(state, axis, []);
  leave(state, axis, "retired", [], decision);
  return null;
};

// The acts that put something on an axis or take it away: `change` answers false where it cannot.
const onAxis =
  (field: string, code: Code, change: (axis: Axis, value: Given) => boolean): Does =>
  (state, decision) => {
    const id = word(decision.axis);
    const wrong = notLive(state, id);
    if (wrong) return wrong;
    const axis = state.byId.get(id)!;
    const value = tableOf(decision[field]);
    if (!word(value.id) || !change(axis, value)) return { code, axis: id };
    note(axis, decision);
    return null;
  };

const example = onAxis("example", "example-unknown", (axis, value) => {
  axis.examples = values.put(axis.examples, values.exampleOf(value));
  return true;
});

const dissent = onAxis("dissent", "dissent-unknown", (axis, value) => {
  axis.dissents = values.put(axis.dissents, values.dissentOf(value));
  return true;
});

const unexample = onAxis("example", "example-unknown", (axis, value) => {
  const before = axis.examples.length;
  axis.examples = axis.examples.filter(({ id }) => id !== value.id);
  return axis.examples.length < before;
});

const undissent = onAxis("dissent", "dissent-unknown", (axis, value) => {
  const before = axis.dissents.length;
  axis.dissents = axis.dissents.filter(({ id }) => id !== value.id);
  return axis.dissents.length < before;
});

const order: Does = (state, decision) => {
  const ids = targetsOf(decision);
  const wrong = badTargets(state, ids, 1);
  if (!wrong) state.axes = values.join(named(state, ids), state.axes, values.idOf);
  return wrong;
};

// The list may be empty: a ranking is taken back so.
const top: Does = (state, decision) => {
  const size = whole(decision.size);
  if (size !== 3 && size !== 5) return { code: "act-unknown", axis: "" };
  const ids = targetsOf(decision);
  const wrong = badTargets(state, ids, 0);
  if (!wrong) state.tops[size] = ids;
  return wrong;
};

const setStates = (state: Made, ids: string[], decision: Given, to: Axis["state"]): void =>
  named(state, ids).forEach((axis) => {
    axis.state = to;
    note(axis, decision);
  });

const adopt: Does = (state, decision) => {
  const ids = targetsOf(decision);
  const wrong = badTargets(state, ids, 1);
  if (!wrong) setStates(state, ids, decision, "adopted");
  return wrong;
};

const reopen: Does = (state, decision) => {
  const ids = targetsOf(decision);
  const wrong = badTargets(state, ids, 1) || noReason(decision, ids[0]);
  if (!wrong) setStates(state, ids, decision, "proposed");
  return wrong;
};

const acts: Record<Exclude<Act, "undo">, Does> = {
  create, edit, rename, merge, split, retire, example, unexample, dissent, undissent, order, top, adopt, reopen,
};
const known = new Map<string, Does>(Object.entries(acts));

/** Does what the decision says; -> what is wrong, and then nothing is changed, or null. */
export const act = (state: Made, decision: Given): Wrong | null => {
  const does = known.get(word(decision.act));
  return does ? does(state, decision) : { code: "act-unknown", axis: "" };
};
