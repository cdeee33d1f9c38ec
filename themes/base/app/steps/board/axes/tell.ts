// SPDX-License-Identifier: MIT
// Each decision as a plain sentence: a key of the words and what stands in it. Pure.
import { shown } from "../axes";
import type { DecisionItem, Fields } from "../types";
import { listOf, tableOf, word, wordsOf } from "../values";

export interface Sentence {
  key: string;
  values: Record<string, string | number>;
  /** The wording that was written, if the line brought any. */
  text: string;
}

/** The fields of an edit that say something, as keys of the words. */
const FIELDS: (keyof Fields)[] = ["name", "definition", "aliases", "poles", "applies", "related", "from"];

type Teller = (one: DecisionItem, name: (id: string | undefined) => string, join: (list: string[]) => string) => Partial<Sentence>;

/** A line of the log may hold anything: it came from a file. */
const wording = (given: unknown, name: (id: string) => string): string => {
  const fields = tableOf(given);
  return [word(fields.definition), wordsOf(fields.aliases).join("\n"), wordsOf(fields.poles).join(" – "), word(fields.applies),
    wordsOf(fields.related).map(name).join("\n")]
    .filter((text) => text)
    .join("\n");
};

const partsOf = (parts: unknown): { axis: string; name: string }[] =>
  listOf(parts).map(tableOf).map((part) => ({ axis: word(part.axis), name: word(tableOf(part.fields).name) }));

const numbered = (axes: unknown, name: (id: string) => string): string =>
  wordsOf(axes).map((id, n) => `${n + 1}. ${name(id)}`).join("\n");

const about: Teller = ({ axis }, name) => ({ values: { name: name(axis) } });

const tellers: { [act: string]: Teller | undefined } = {
  create: ({ axis, fields }, name) => ({ values: { name: name(axis) }, text: wording(fields, name) }),
  edit: ({ axis, fields }, name) => ({ values: { name: name(axis) }, text: wording(fields, name) }),
  rename: ({ axis, name: next }, name) => ({ values: { name: name(axis), next: word(next) } }),
  merge: ({ axes, axis, fields }, name, join) => ({
    values: { names: join(wordsOf(axes).map(name)), name: name(axis) }, text: wording(fields, name),
  }),
  split: ({ axis, parts }, name, join) => ({
    values: { name: name(axis), names: join(partsOf(parts).map((part) => part.name || name(part.axis))) },
  }),
  retire: about,
  example: about,
  unexample: about,
  dissent: ({ axis, dissent }, name) => ({
    values: { name: name(axis) }, text: [word(tableOf(dissent).text), word(tableOf(dissent).alternative)].filter((text) => text).join("\n"),
  }),
  undissent: about,
  order: ({ axes }, name) => ({ text: numbered(axes, name) }),
  top: ({ axes, size }, name) => ({ values: { n: Number(size) || 0 }, text: numbered(axes, name) }),
  adopt: ({ axes }, name, join) => ({ values: { n: wordsOf(axes).length, names: join(wordsOf(axes).map(name)) } }),
  reopen: ({ axes }, name, join) => ({ values: { n: wordsOf(axes).length, names: join(wordsOf(axes).map(name)) } }),
  undo: () => ({}),
};

/** Notes the names that a decision gives. */
const learn = (known: Map<string, string>, { act, axis, axes, name, fields, parts }: DecisionItem): void => {
  const set = (id: unknown, given: unknown): void => void (word(id) && word(given) && known.set(word(id), word(given)));
  const own = tableOf(fields).name;
  if (act === "create") set(axis, own);
  if (act === "merge") set(axis, own || known.get(wordsOf(axes)[0]));
  if (act === "split") partsOf(parts).forEach((part) => set(part.axis, part.name));
  if (act === "rename") set(axis, name);
};

/** What is said of a line about an example: one that was there before reads another way now. */
const tellExample = (one: DecisionItem, examples: Map<string, string>): Pick<Sentence, "key" | "text"> => {
  const id = word(tableOf(one.example).id);
  const before = examples.get(id);
  if (one.act === "unexample") return { key: "axis.log.unexample", text: before || "" };
  const text = one.example ? shown(one.example) : "";
  examples.set(id, text);
  return { key: before === undefined ? "axis.log.example" : "axis.log.example.again", text };
};

/** Which of the fields an edit says: their keys. */
export const editedFields = ({ fields }: DecisionItem): string[] => FIELDS.filter((field) => field in tableOf(fields));

/**
 * A sentence for every decision, by its id. Names are those of that time: a rename that was taken back names nothing
 * after it. `undo` has the number of the line that it takes back as `n`.
 */
export const sentences = (
  decisions: DecisionItem[],
  stands: Set<string>,
  join: (list: string[]) => string,
  unknown: string,
): Map<string, Sentence> => {
  const known = new Map<string, string>();
  const lines = new Map(decisions.map(({ id }, at): [string, number] => [id, at + 1]));
  const told = new Map<string, Sentence>();
  const examples = new Map<string, string>();
  const name = (id: string | undefined): string => known.get(id || "") || unknown;
  for (const one of decisions) {
    const before = one.act === "rename" ? name(one.axis) : "";
    const fresh = one.act === "create" || one.act === "merge" || one.act === "split";
    if (fresh) learn(known, one);
    const teller = tellers[one.act];
    const said = teller ? teller(one, (id) => (before && id === one.axis ? before : name(id)), join) : {};
    const values = one.act === "undo" ? { n: lines.get(one.decision || "") || 0 } : said.values || {};
    const ofExample = one.act === "example" || one.act === "unexample" ? tellExample(one, examples) : null;
    told.set(one.id, Object.assign({ key: teller ? `axis.log.${one.act}` : "axis.log.unknown", values, text: said.text || "" }, ofExample));
    if (!fresh && stands.has(one.id)) learn(known, one);
  }
  return told;
};
