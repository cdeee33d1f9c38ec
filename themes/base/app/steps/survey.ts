// SPDX-License-Identifier: MIT
// Questions, each of which can be left out and every answer taken back.
import { h } from "../dom";
import type { StepContext, StepFactory, Words } from "../types";
import { Fields, area, labelled, written } from "../fields";
import { Choices, question } from "../choices";
import type { Option } from "../choices";
import { follow, undoButton } from "../live";
import type { Part } from "../live";
import { asked, chosenOf } from "./survey/asked";
import type { AnswerItem, Question, Section } from "./survey/asked";

const KEYS: [string, string][] = [["1 … 9", "survey.key.digit"], ["← →", "rate.key.arrows"]];

/** What begins with "@" is a key of the interface's words, where it is one. */
const say = (words: Words, text: string): string => {
  const key = text.slice(1);
  const said = text[0] === "@" ? words(key) : key;
  return said === key ? text : said;
};

type Said = Pick<AnswerItem, "choices" | "value" | "text">;

/** Keeps an answer; one that says nothing is gone. */
const answer = (context: StepContext, id: string, said: Said): void =>
  context.items.change("survey.undo.answer", (draft) => {
    const isEmpty = !(said.choices || []).length && !said.value && !said.text;
    if (isEmpty) draft.remove(id);
    else draft.put(Object.assign({ id, kind: "answer", at: context.now() }, said));
  });

const answerOf = (context: StepContext, id: string): AnswerItem | undefined => context.items.get(id) as AnswerItem | undefined;

const rowOf = (words: Words, { options, points = 0, low = "", high = "", other }: Question): Option[] => {
  const row = (options || []).map(({ id, text }) => ({ id, text: say(words, text) }));
  for (let n = 1; n <= points; n++) row.push({ id: String(n), text: say(words, n === 1 ? low : n === points ? high : "") });
  return other ? row.concat({ id: "other", text: words("survey.other") }) : row;
};

/** Says of a question who reads its answer, where that is not the report alone. */
const readers = (words: Words, { screens }: Question): string => (screens ? words("survey.screens") : "");

const textPart = (context: StepContext, fields: Fields, one: Question): Part => {
  const text = fields.add(area(), () => answer(context, one.id, { text: written(text) || undefined }));
  return {
    node: h("div", { class: "survey-text" }, labelled(say(context.words, one.ask), text)),
    update() {
      const item = answerOf(context, one.id);
      fields.show(text, (item && item.text) || "");
    },
  };
};

const choicePart = (context: StepContext, fields: Fields, one: Question): Part => {
  const { words, readOnly } = context;
  const isScale = one.kind === "scale";
  const textOf = (): string | undefined => (answerOf(context, one.id) || { text: undefined }).text;
  const pick = (ids: string[]): void =>
    answer(context, one.id, isScale
      ? { value: Number(ids[0]) || undefined }
      : { choices: ids.length ? ids : undefined, text: ids.indexOf("other") >= 0 && one.other ? textOf() : undefined });
  const choices = new Choices(one.kind === "multiple" ? "checkbox" : "radio", [rowOf(words, one)], words, readOnly, pick, isScale);
  const more = area("", 2);
  const field = labelled(words("survey.other.text"), more);
  fields.add(more, () => {
    const item = answerOf(context, one.id);
    if (item && chosenOf(item).indexOf("other") >= 0) answer(context, one.id, { choices: item.choices, text: written(more) || undefined });
  });
  const hints = [one.kind === "multiple" ? words("survey.several") : "", readers(words, one)].filter(Boolean);
  const hint = hints.length ? h("p", { class: "quiet" }, hints.join(" ")) : null;
  return {
    node: question(say(words, one.ask), hint, choices.node, field),
    update() {
      const chosen = chosenOf(answerOf(context, one.id));
      choices.show(chosen);
      field.hidden = !one.other || chosen.indexOf("other") < 0;
      fields.show(more, textOf() || "");
    },
  };
};

const sectionNode = (words: Words, { title, text }: Section, parts: Part[]): HTMLElement =>
  h("section", { class: "survey-section" },
    title ? h("h2", { dir: "auto" }, say(words, title)) : null,
    text ? h("p", { class: "survey-lead", dir: "auto" }, say(words, text)) : null,
    ...parts.map(({ node }) => node));

/** The step `survey`: `data` is `{sections}`. It never holds anyone back. */
export const survey: StepFactory = (context) => {
  const { words, items } = context;
  const sections = context.step.data.sections as Section[];
  const questions = ([] as Question[]).concat(...sections.map((section) => section.questions));
  const open = (): Set<string> => asked(questions, (id) => answerOf(context, id));
  let leave = (): void => undefined;

  /** What is no longer asked was answered by mistake: it does not stay where its author cannot see it. */
  const drop = (): void => {
    const wanted = open();
    const gone = questions.filter(({ id }) => items.get(id) && !wanted.has(id));
    if (gone.length) items.change("survey.undo.unasked", (draft) => gone.forEach(({ id }) => draft.remove(id)));
  };
  return {
    show(host) {
      const fields = new Fields(context.readOnly);
      const parts = new Map(questions.map((one): [string, Part] =>
        [one.id, (one.kind === "text" ? textPart : choicePart)(context, fields, one)]));
      const undo = undoButton(context);
      const nodes = sections.map((section) => sectionNode(words, section, section.questions.map(({ id }) => parts.get(id)!)));
      host.appendChild(h("div", { class: "survey" },
        h("p", { class: "lead" }, words("survey.lead")),
        ...nodes,
        h("div", { class: "rate-end" }, undo.node)));
      leave = follow(context, {
        flush: () => fields.flush(),
        update() {
          const wanted = open();
          parts.forEach((part, id) => {
            part.node.hidden = !wanted.has(id);
            part.update();
          });
          // A section of which nothing is asked says nothing.
          sections.forEach(({ questions: all }, n) => (nodes[n].hidden = !all.some(({ id }) => wanted.has(id))));
          undo.update();
        },
      });
    },
    hide() {
      leave();
      drop();
    },
    progress() {
      const wanted = open();
      const counted = questions.filter(({ id, profile }) => wanted.has(id) && !profile);
      return { done: counted.filter(({ id }) => items.get(id)).length, total: counted.length };
    },
    ready: () => true,
    keys: KEYS,
  };
};
