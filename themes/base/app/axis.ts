// SPDX-License-Identifier: MIT
// An axis as its group left it: name, definition, what belongs to it, examples, and who sees it differently beside it.
import { h } from "./dom";
import type { Words } from "./types";
import { isolated } from "./words";
import type { AxisView } from "./steps/board/types";

const line = (words: Words, key: string, values: Record<string, string>): HTMLElement => {
  const said: Record<string, string> = {};
  for (const name of Object.keys(values)) said[name] = isolated(values[name]);
  return h("p", { class: "quiet" }, words(key, said));
};

const namesLine = (words: Words, key: string, names: string[]): HTMLElement[] =>
  names.length ? [line(words, key, { names: names.map(isolated).join(" · ") })] : [];

/** The name, what else the group calls it, and what it called it before. */
export const nameNodes = (words: Words, axis: AxisView, tag: "h2" | "h3", id?: string): HTMLElement[] =>
  [h(tag, { id }, h("bdi", {}, axis.name)),
    ...namesLine(words, "rate.also", axis.aliases.filter((name) => name !== axis.name)),
    ...namesLine(words, "rate.was", axis.was)];

/** The names of axes that are close to it; none where there are none. */
export const relatedNodes = (words: Words, names: string[]): HTMLElement[] => namesLine(words, "rate.related", names);

export const definitionNode = (words: Words, axis: AxisView): HTMLElement =>
  h("p", { class: axis.definition ? "axis-definition" : "quiet", dir: "auto" },
    axis.definition || words("rate.undefined"));

/** The poles of an axis that has two. */
export const polesOf = ({ poles }: AxisView): string[] => (poles.length === 2 && poles[0] && poles[1] ? poles : []);

const exampleNode = (words: Words, example: AxisView["examples"][0]): HTMLElement =>
  h("li", {},
    example.prompt ? line(words, "rate.asked", { prompt: example.prompt }) : null,
    h("blockquote", { class: "passage-quote", dir: "auto" }, example.text),
    h("p", { class: "passage-source", dir: "auto" }, example.title));

/** All that is agreed on but the name. */
export const axisNodes = (words: Words, axis: AxisView): HTMLElement[] => {
  const [from, to] = polesOf(axis);
  const nodes = [definitionNode(words, axis)];
  if (axis.applies) nodes.push(line(words, "rate.applies", { text: axis.applies }));
  if (to) nodes.push(line(words, "review.poles", { from, to }));
  if (axis.examples.length)
    nodes.push(h("details", { open: true }, h("summary", {}, words("rate.examples", { n: axis.examples.length })),
      h("ul", { class: "axis-examples" }, ...axis.examples.map((example) => exampleNode(words, example)))));
  return nodes;
};

/** What some of the group see otherwise; null where nobody said so. */
export const dissentNode = (words: Words, axis: AxisView): HTMLElement | null =>
  axis.dissents.length
    ? h("div", { class: "axis-dissent" }, h("h3", {}, words("rate.dissent")),
        ...axis.dissents.map(({ text, alternative }) =>
          h("div", {}, text ? h("p", { dir: "auto" }, text) : null,
            alternative ? line(words, "rate.alternative", { text: alternative }) : null)))
    : null;
