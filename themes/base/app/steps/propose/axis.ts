// SPDX-License-Identifier: MIT
// One axis as the group has it so far: its definition, passages with what was asked, and what some see otherwise.
import { h } from "../../dom";
import type { Words } from "../../types";
import { isolated } from "../../words";
import type { AxisView } from "../board/types";

const line = (words: Words, key: string, text: string): HTMLElement | null =>
  text ? h("p", { class: "quiet" }, words(key, { text: isolated(text) })) : null;

const example = (words: Words, { text, title, prompt }: AxisView["examples"][number]): HTMLElement =>
  h("li", {},
    line(words, "propose.asked", prompt),
    h("blockquote", { class: "cluster-quote", dir: "auto" }, text),
    h("p", { class: "cluster-source", dir: "auto" }, title));

const examples = (words: Words, axis: AxisView): HTMLElement => {
  if (!axis.examples.length) return h("p", { class: "quiet" }, words("propose.examples.none"));
  return h("div", {},
    h("h3", {}, words("propose.examples")),
    h("ul", { class: "propose-examples" }, ...axis.examples.map((one) => example(words, one))));
};

const dissents = (words: Words, axis: AxisView): HTMLElement | null => {
  if (!axis.dissents.length) return null;
  const rows = axis.dissents.map(({ text, alternative }) =>
    h("li", {},
      text && h("p", { dir: "auto" }, text),
      alternative && h("p", {}, words("propose.alternative", { text: isolated(alternative) }))));
  return h("div", {}, h("h3", {}, words("propose.dissents")), h("ul", { class: "propose-dissents" }, ...rows));
};

/** The nodes that show an axis; `names` are those of the axes by their ids. */
export const axisNodes = (words: Words, axis: AxisView, names: Map<string, string>): HTMLElement[] => {
  const related = axis.related.map((id) => names.get(id)).filter((name) => name).join(" · ");
  const [low, high] = axis.poles;
  return ([
    h("h2", { dir: "auto" }, axis.name),
    h("p", { class: "quiet" }, words("propose.state." + axis.state)),
    line(words, "propose.was", axis.was.join(" · ")),
    line(words, "propose.aliases", axis.aliases.join(" · ")),
    axis.definition
      ? h("p", { class: "propose-definition", dir: "auto" }, axis.definition)
      : h("p", { class: "quiet" }, words("propose.definition.none")),
    axis.poles.length === 2 && h("p", { class: "quiet" }, words("propose.poles", { low: isolated(low), high: isolated(high) })),
    line(words, "propose.applies", axis.applies),
    line(words, "propose.related", related),
    examples(words, axis),
    dissents(words, axis),
  ] as (HTMLElement | null | false)[]).filter((node) => !!node) as HTMLElement[];
};
