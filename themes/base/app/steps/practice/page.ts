// SPDX-License-Identifier: MIT
// The page that shows one's own practice beside the worked example. Nothing on it can be changed.
import { anchorText } from "../../anchor";
import { h } from "../../dom";
import type { CodingItem, StepContext, Words } from "../../types";
import { exampleOf, ownGroups, ownOf } from "./beside";
import type { Example, Group, Said } from "./beside";

const labelNodes = (codes: string[]): HTMLElement[] =>
  codes.map((code) => h("p", { class: "review-code", dir: "auto" }, code));

const saidNode = ({ quote, codes, memo }: Said): HTMLElement =>
  h("li", {},
    ...labelNodes(codes),
    h("blockquote", { dir: "auto" }, quote),
    memo ? h("p", { class: "quiet", dir: "auto" }, memo) : null);

const groupNode = (words: Words, { name, definition, poles, codes }: Group): HTMLElement =>
  h("li", {},
    h("p", { class: "practice-name", dir: "auto" }, name || words("cluster.noname")),
    definition ? h("p", { class: "review-definition", dir: "auto" }, definition) : null,
    poles.length > 1 ? h("p", { class: "quiet", dir: "auto" }, words("practice.poles", { low: poles[0], high: poles[1] })) : null,
    ...codes.map((code) => h("p", { dir: "auto" }, code)));

/** Two lists side by side, each under the name of who wrote it. `none` stands in the place of an empty one. */
const columns = (words: Words, own: HTMLElement[], theirs: HTMLElement[], none: string, heading: "h3" | "h4"): HTMLElement => {
  const column = (title: string, list: HTMLElement[]): HTMLElement =>
    h("div", {},
      h(heading, { class: "practice-who" }, words(title)),
      list.length ? h("ul", {}, ...list) : h("p", { class: "quiet" }, words(none)));
  return h("div", { class: "practice-columns" }, column("practice.yours", own), column("practice.theirs", theirs));
};

const turnNode = (context: StepContext, turn: HTMLElement, n: number, example: Example): HTMLElement => {
  const { words } = context;
  const id = turn.getAttribute("data-turn") || "";
  const codings = context.items.all("coding") as CodingItem[];
  const theirs = exampleOf(example, id, anchorText(turn)).map(saidNode);
  return h("section", { class: "practice-turn" },
    h("h3", {}, words("practice.answer", { n })),
    h("details", {}, h("summary", {}, words("practice.text")), h("div", { class: "text" }, turn)),
    columns(words, ownOf(codings, id).map(saidNode), theirs, "practice.none.codings", "h4"));
};

/** The whole page. */
export const besidePage = (context: StepContext, example: Example): HTMLElement => {
  const { words, packet } = context;
  const page = h("div", { class: "practice-beside" });
  for (const n of context.step.data.conversations as number[]) {
    page.appendChild(h("h2", { dir: "auto" }, packet.conversations[n].title));
    const turns = Array.from(context.conversation(n).querySelectorAll<HTMLElement>('.turn[data-role="assistant"]'));
    turns.forEach((turn, i) => page.appendChild(turnNode(context, turn, i + 1, example)));
  }
  const group = (one: Group): HTMLElement => groupNode(words, one);
  page.appendChild(h("h2", {}, words("practice.groups")));
  const own = ownGroups(context.items.all()).map(group);
  page.appendChild(columns(words, own, example.clusters.map(group), "practice.none.clusters", "h3"));
  return page;
};
