// SPDX-License-Identifier: MIT
// A few questions about the training, with an explanation for each; they can be tried again.
import { button, h, replace } from "../dom";
import type { Item, StepContext, StepFactory } from "../types";
import { graded, isRight, unveil } from "./quiz/grade";
import type { Question, Rules, TryItem } from "./quiz/grade";
import { Choices, question as fieldset } from "../choices";
import { follow } from "../live";
import type { Part } from "../live";

const KEYS: [string, string][] = [["↑ ↓", "quiz.key.digit"]];

interface Data extends Rules {
  questions: Question[];
  gate: boolean;
}

interface AnswerItem extends Item {
  choices: string[];
}

/** How far somebody is. */
class Course {
  readonly data: Data;

  constructor(readonly context: StepContext) {
    this.data = context.step.data as unknown as Data;
  }

  tries(): TryItem[] {
    return (this.context.items.all("try") as TryItem[]).sort((a, b) => a.n - b.n);
  }

  last(): TryItem | undefined {
    const tries = this.tries();
    return tries.filter(({ passed }) => passed)[0] || tries[tries.length - 1];
  }

  /** Nothing is asked any more. */
  isOver(): boolean {
    const last = this.last();
    return !!last && (last.passed || this.left() === 0);
  }

  left(): number {
    const last = this.last();
    return Math.max(0, this.data.tries - (last ? last.n : 0));
  }

  /** The ids chosen: of what was looked at last once nothing is asked any more. */
  chosen(id: string): string[] {
    const item = this.context.items.get(id) as AnswerItem | undefined;
    return this.isOver() ? this.tried(id) : (item && item.choices) || [];
  }

  /** True while the answers stand as they were looked at. */
  isLookedAt(): boolean {
    return this.isOver() || (!!this.last() && this.data.questions.every(({ id }) => this.chosen(id).join("\n") === this.tried(id).join("\n")));
  }

  open(): number {
    return this.data.questions.filter(({ id }) => !this.chosen(id).length).length;
  }

  pick(id: string, choices: string[]): void {
    const { items, now } = this.context;
    if (this.isOver()) return;
    items.change("quiz.undo.answer", (draft) => {
      if (choices.length) draft.put({ id, kind: "answer", choices, at: now() });
      else draft.remove(id);
    });
  }

  look(): void {
    const { items, now } = this.context;
    const last = this.last();
    const n = last ? last.n + 1 : 1;
    const answers = this.data.questions.map(({ id }) => ({ question: id, choices: this.chosen(id) }));
    items.record((draft) =>
      draft.put(Object.assign({ id: `try:${n}`, kind: "try", n, answers, at: now() }, graded(this.data.questions, answers, n, this.data))));
  }

  /** Takes the answers that were not right away, so that they can be given anew. */
  again(): void {
    this.context.items.change("quiz.undo.again", (draft) => {
      for (const one of this.data.questions) if (!isRight(one, this.chosen(one.id))) draft.remove(one.id);
    });
  }

  private tried(id: string): string[] {
    const last = this.last();
    const [given] = last ? last.answers.filter(({ question }) => question === id) : [];
    return given ? given.choices : [];
  }
}

const partOf = (course: Course, one: Question): Part => {
  const { words, readOnly } = course.context;
  const choices = new Choices(one.kind === "multiple" ? "checkbox" : "radio", [one.options], words, readOnly, (ids) => course.pick(one.id, ids));
  const said = h("div", { class: "quiz-said" });
  const hint = one.kind === "multiple" ? h("p", { class: "quiet" }, words("survey.several")) : null;
  const node = fieldset(one.ask, hint, choices.node, said);
  return {
    node,
    update() {
      const chosen = course.chosen(one.id);
      const shown = course.isLookedAt();
      choices.show(chosen);
      node.disabled = shown;
      replace(said);
      if (!shown) return;
      const right = isRight(one, chosen);
      said.className = right ? "quiz-said right" : "quiz-said";
      said.appendChild(h("p", {}, h("strong", {}, words(right ? "quiz.right" : "quiz.wrong")), " ", h("span", { dir: "auto" }, unveil(one.why))));
    },
  };
};

/** What there is to say of all the answers together. */
const verdict = (course: Course): string => {
  const { words } = course.context;
  const last = course.last();
  if (!last || !course.isLookedAt()) return "";
  const score = words("quiz.score", { right: last.right, total: last.of });
  if (last.passed) return `${score} ${words("quiz.passed")}`;
  return `${score} ${course.isOver() ? words("quiz.over") : words("quiz.left", { n: course.left(), need: course.data.need })}`;
};

/** The step `quiz`: `data` is `{questions, need, tries, gate}`. With a gate nobody goes on before enough is right or every try is used. */
export const quiz: StepFactory = (context) => {
  const { words, readOnly } = context;
  const course = new Course(context);
  const { questions, need, gate } = course.data;
  let leave = (): void => undefined;

  const show = (host: HTMLElement): void => {
    const parts = questions.map((one) => partOf(course, one));
    const said = h("p", { class: "quiz-verdict", role: "status" });
    const open = h("p", { class: "quiz-open", role: "alert" });
    const focusOn = (n: number): void => {
      const box = parts[n] && parts[n].node.querySelector("input");
      if (box) box.focus();
    };
    const look = button(words("quiz.check"), () => {
      const n = course.open();
      open.textContent = n ? words("quiz.open", { n }) : "";
      if (n) return focusOn(questions.findIndex(({ id }) => !course.chosen(id).length));
      course.look();
      said.focus();
    }, "primary", { disabled: readOnly });
    const again = button(words("quiz.again"), () => {
      course.again();
      focusOn(questions.findIndex(({ id }) => !course.chosen(id).length));
    }, "primary", { disabled: readOnly });
    said.tabIndex = -1;
    host.appendChild(h("div", { class: "survey quiz" },
      h("p", { class: "review-lead" }, words("quiz.lead", { n: questions.length })),
      gate ? h("p", { class: "quiet" }, words("quiz.gate", { need, total: questions.length })) : null,
      h("div", { class: "survey-section" }, ...parts.map(({ node }) => node)),
      said, open, look, again));
    leave = follow(context, {
      update() {
        const shown = course.isLookedAt();
        parts.forEach((part) => part.update());
        if (said.textContent !== verdict(course)) said.textContent = verdict(course);
        if (!course.open()) open.textContent = "";
        look.hidden = shown;
        again.hidden = !shown || course.isOver();
      },
    });
  };
  return {
    show,
    hide: () => leave(),
    progress: () => ({ done: course.isOver() ? questions.length : questions.length - course.open(), total: questions.length }),
    ready: () => !gate || course.isOver(),
    keys: KEYS,
  };
};
