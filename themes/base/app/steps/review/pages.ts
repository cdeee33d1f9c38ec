// SPDX-License-Identifier: MIT
// Own conversations with own marks in them and own codes beside them, one conversation at a time.
import { blocks } from "../../anchor";
import { clear, h } from "../../dom";
import { labelled } from "../../fields";
import { threadNodes, threadsOf } from "../../threads";
import type { Thread } from "../../threads";
import type { StepContext } from "../../types";
import { paint } from "../code/marks";
import { transcriptOf } from "./own";
import type { OwnCoding } from "./own";

const colourOf = (n: number): number => (n % 8) + 1;

/** A code and its memo, as they stand in the margin. */
const note = (coding: OwnCoding, n: number): HTMLElement =>
  h("li", { class: `review-note line-${colourOf(n)}`, id: "note-" + coding.id },
    ...coding.codes.map((label) => h("p", { class: "review-code", dir: "auto" }, label)),
    coding.memo ? h("p", { class: "passage-memo", dir: "auto" }, coding.memo) : null);

/** One turn with the notes of its passages beside it. */
const turnRow = (turn: HTMLElement, codings: OwnCoding[]): HTMLElement => {
  const numbers = new Map(codings.map((coding, n): [string, number] => [coding.id, n]));
  const look = (id: string): { className: string; described: string } => ({
    className: `mark mark-${colourOf(numbers.get(id) || 0)}`,
    described: "note-" + id,
  });
  if (codings.length) for (const block of blocks(turn)) paint(block, codings, look);
  return h("div", { class: "review-turn" }, turn,
    codings.length ? h("ul", { class: "review-margin" }, ...codings.map(note)) : null);
};

/** The page of one conversation after the other, with the way to each. */
export const ownPages = (context: StepContext, codings: OwnCoding[]): HTMLElement => {
  const { words, packet } = context;
  const threads = threadsOf(packet.conversations, context.step.data.conversations as number[]);
  const idsOf = ({ own }: Thread): string[] => own.map((n) => packet.conversations[n].id);
  const counts = threads.map((thread) =>
    codings.filter(({ turn }) => idsOf(thread).indexOf(transcriptOf(turn)) >= 0).length);
  const options = threads.map((thread, at) =>
    h("option", { value: String(at) }, words("review.conversation", { title: thread.title || idsOf(thread)[0], n: counts[at] })));
  const page = h("div", { class: "code review-pages" });
  const select = h("select", { onchange: () => show(Number(select.value)) }, ...options);
  const show = (at: number): void => {
    clear(page);
    const turns = threadNodes(context, threads[at]).querySelectorAll<HTMLElement>("section.turn");
    for (const turn of Array.from(turns)) {
      const id = turn.getAttribute("data-turn");
      page.appendChild(turnRow(turn, codings.filter((coding) => coding.turn === id)));
    }
  };
  const first = Math.max(0, counts.findIndex((count) => count > 0));
  select.value = String(first);
  if (threads.length) show(first);
  return h("div", {},
    h("div", { class: "review-choose" }, labelled(words("review.choose"), select)), page);
};
