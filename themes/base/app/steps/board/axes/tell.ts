// SPDX-License-Identifier: MIT
// Each decision as a plain sentence: a key of the words and what stands in it. Pure.
import type { DecisionItem, Fields } from "../types";
import { printed } from "./elide";

export interface Sentence {
  key: string;
  values: Record<string, string | number>;
  /** The wording that was written, if the line brought any. */
  text: string;
}

/** The fields of an edit that say something, as keys of the words. */
export const FIELDS: (keyof Fields)[] = ["name", "definition", "aliases", "poles", "applies", "related", "from"];

type Teller = (one: DecisionItem, name: (id: string | undefined) => string, join: (list: string[]) => string) => Partial<Sentence>;

const listOf = (list: unknown): string[] => (Array.isArray(list) ? list.map(String) : []);

const wording = (fields: Fields | undefined, name: (id: string) => string): string => {
  const { definition, aliases, poles, applies, related } = fields || ({} as Fields);
  return [definition, listOf(aliases).join("\n"), listOf(poles).join(" – "), applies, listOf(related).map(name).join("\n")]
    .filter((text) => text)
    .join("\n");
};

const quoteOf = (one: DecisionItem): string =>
  one.example && Array.isArray(one.example.elisions) && typeof one.example.quote === "string" ? printed(one.example) : "";

const about: Teller = ({ axis }, name) => ({ values: { name: name(axis) } });

const tellers: { [act: string]: Teller | undefined } = {
  create: ({ axis, fields }, name) => ({ values: { name: name(axis) }, text: wording(fields, name) }),
  edit: ({ axis, fields }, name) => ({ values: { name: name(axis) }, text: wording(fields, name) }),
  rename: ({ axis, name: next }, name) => ({ values: { name: name(axis), next: next || "" } }),
  merge: ({ axes, axis, fields }, name, join) => ({
    values: { names: join(listOf(axes).map(name)), name: name(axis) }, text: wording(fields, name),
  }),
  split: ({ axis, parts }, name, join) => ({
    values: { name: name(axis), names: join((parts || []).map((part) => (part.fields && part.fields.name) || name(part.axis))) },
  }),
  retire: about,
  example: (one, name) => ({ values: { name: name(one.axis) }, text: quoteOf(one) }),
  unexample: (one, name) => ({ values: { name: name(one.axis) }, text: quoteOf(one) }),
  dissent: ({ axis, dissent }, name) => ({
    values: { name: name(axis) }, text: dissent ? [dissent.text, dissent.alternative].filter((text) => text).join("\n") : "",
  }),
  undissent: about,
  order: ({ axes }, name) => ({ text: listOf(axes).map((id, n) => `${n + 1}. ${name(id)}`).join("\n") }),
  top: ({ axes, size }, name) => ({ values: { n: size || 0 }, text: listOf(axes).map((id, n) => `${n + 1}. ${name(id)}`).join("\n") }),
  adopt: ({ axes }, name, join) => ({ values: { n: listOf(axes).length, names: join(listOf(axes).map(name)) } }),
  reopen: ({ axes }, name, join) => ({ values: { n: listOf(axes).length, names: join(listOf(axes).map(name)) } }),
  undo: () => ({}),
};

/** Notes the names that a decision gives. */
const learn = (known: Map<string, string>, { act, axis, axes, name, fields, parts }: DecisionItem): void => {
  const set = (id: string | undefined, given: string | undefined): void => void (id && given && known.set(id, given));
  if (act === "create") set(axis, fields && fields.name);
  if (act === "merge") set(axis, (fields && fields.name) || known.get(listOf(axes)[0]));
  if (act === "split") (parts || []).forEach((part) => set(part.axis, part.fields && part.fields.name));
  if (act === "rename") set(axis, name);
};

/** An example that was there before reads another way now. */
const keyOf = ({ act, example }: DecisionItem, known: boolean, examples: Set<string>): string => {
  const id = act === "example" && example ? example.id : "";
  if (id && examples.has(id)) return "axis.log.example.again";
  if (id) examples.add(id);
  return known ? `axis.log.${act}` : "axis.log.unknown";
};

/** Which of the fields an edit says: their keys. */
export const editedFields = ({ fields }: DecisionItem): string[] => FIELDS.filter((field) => fields && field in fields);

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
  const examples = new Set<string>();
  const name = (id: string | undefined): string => known.get(id || "") || unknown;
  for (const one of decisions) {
    const before = one.act === "rename" ? name(one.axis) : "";
    const fresh = one.act === "create" || one.act === "merge" || one.act === "split";
    if (fresh) learn(known, one);
    const teller = tellers[one.act];
    const said = teller ? teller(one, (id) => (before && id === one.axis ? before : name(id)), join) : {};
    const values = one.act === "undo" ? { n: lines.get(one.decision || "") || 0 } : said.values || {};
    told.set(one.id, { key: keyOf(one, !!teller, examples), values, text: said.text || "" });
    if (!fresh && stands.has(one.id)) learn(known, one);
  }
  return told;
};
