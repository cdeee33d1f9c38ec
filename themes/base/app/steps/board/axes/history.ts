// SPDX-License-Identifier: MIT
// The log: every decision as a sentence, the newest first; taking one back is a decision too.
import { clear, h, replace } from "../../../dom";
import { area, labelled, written } from "../../../fields";
import { ask } from "../../../question";
import { makeRows, say } from "../leaf";
import type { Row } from "../leaf";
import { timeOf } from "../../../moments";
import type { Book } from "./book";
import { takenBackBy } from "./facts";
import { act, look } from "./parts";
import { stateSheet } from "./sheet";
import { editedFields, sentences } from "./tell";
import type { Sentence } from "./tell";
import type { Leaf } from "./tops";
import { View, viewAt } from "./view";
import type { LogLine } from "./view";

interface Line {
  line: LogLine;
  /** From 1. */
  n: number;
  sentence: Sentence;
}

const sentenceWords = (book: Book, { line, sentence }: Line): string => {
  const { words } = book;
  if (line.act !== "edit") return words(sentence.key, sentence.values);
  const fields = editedFields(line).map((field) => words(`axis.edited.${field}`));
  return words(sentence.key, Object.assign({ fields: fields.join(words("axis.comma")) }, sentence.values));
};

const linesOf = (book: Book): Line[] => {
  const { log } = book.view;
  const stands = new Set(log.filter(({ undone }) => !undone).map(({ id }) => id));
  const told = sentences(log, stands, (list) => book.join(list), book.words("axis.unknown"));
  return log.map((line, at) => ({ line, n: at + 1, sentence: told.get(line.id) as Sentence })).reverse();
};

class History implements Leaf {
  readonly node = h("div");
  private list = h("ol", { class: "axes-log" });
  private none: HTMLElement;
  private page: HTMLElement;
  private rows: (all: Line[]) => void;
  private lines: Line[] = [];

  constructor(private book: Book) {
    const { words } = book;
    this.none = h("p", { class: "quiet" }, words("axis.log.none"));
    this.rows = makeRows<Line>(this.list, ({ line }) => line.id, ({ line }) => this.row(line.id));
    this.page = h("div", {}, h("p", { class: "axes-lead" }, words("axis.log.lead")), this.none, this.list);
    this.node.appendChild(this.page);
  }

  update(): void {
    this.lines = linesOf(this.book);
    this.none.hidden = this.lines.length > 0;
    this.rows(this.lines);
  }

  private row(id: string): Row<Line> {
    const { book } = this;
    const { words } = book;
    const what = h("p", { class: "axes-log-what" });
    const wording = h("p", { class: "axes-said", dir: "auto" });
    const who = h("p", { class: "quiet" });
    const why = h("p", { class: "axes-log-why" });
    const notes = h("p", { class: "axes-note" });
    const back = act(book, "axis.log.back", () => this.takeBack(id), "link");
    const view = look(book, "axis.log.look", () => this.lookAt(id));
    return {
      node: h("li", { class: "axes-log-line" }, what, wording, who, why, notes, h("p", { class: "axes-acts" }, back, view)),
      update: (one) => {
        const { line, n, sentence } = one;
        const by = takenBackBy(book.view.log, id);
        const problem = book.view.problems.filter(({ decision }) => decision === id)[0];
        say(what, `${n}. ${sentenceWords(book, one)}`);
        say(wording, sentence.text);
        wording.hidden = !sentence.text;
        say(who, words("axis.log.who", { name: book.nameOfDecider(line.by), time: timeOf(line.at) }));
        say(why, line.reason ? words("axis.log.why", { reason: line.reason }) : "");
        why.hidden = !line.reason;
        what.classList.toggle("axes-undone", line.undone);
        const taken = by ? words("axis.log.taken", { name: book.nameOfDecider(by.by), time: timeOf(by.at) }) : "";
        say(notes, [taken, problem ? words(`axis.problem.${problem.code}`) : ""].filter((text) => text).join(" "));
        notes.hidden = !notes.textContent;
        if (line.undone && document.activeElement === back) view.focus();
        back.disabled = book.readOnly || line.undone;
        back.setAttribute("aria-label", words("axis.log.back.of", { n }));
        view.setAttribute("aria-label", words("axis.log.look.of", { n }));
      },
    };
  }

  /** Lines that could be done so far and cannot once `id` is taken back. */
  private broken(id: string): Line[] {
    const { book } = this;
    const undo = { id: "?", kind: "decision", act: "undo", decision: id, n: Number.MAX_SAFE_INTEGER, at: "9", by: "", reason: "" };
    const { log, problems } = book.view;
    const early = Math.min(book.board.before.length, log.length);
    const then = new View((log.slice(early) as object[]).concat(undo) as LogLine[], log.slice(0, early));
    const before = new Set(problems.map(({ decision }) => decision));
    const now = new Set(then.problems.map(({ decision }) => decision).filter((one) => !before.has(one)));
    return this.lines.filter(({ line }) => now.has(line.id)).reverse();
  }

  private takeBack(id: string): void {
    const { book } = this;
    const { words } = book;
    book.settle();
    this.update();
    const line = this.lines.filter((one) => one.line.id === id)[0];
    if (!line) return;
    const broken = this.broken(id).map((one) => h("li", {}, `${one.n}. ${sentenceWords(book, one)}`));
    const why = area("", 2);
    ask(words, {
      title: words("axis.back.title"),
      parts: [h("p", {}, `${line.n}. ${sentenceWords(book, line)}`),
        broken.length ? h("div", { class: "axes-note" }, h("p", {}, words("axis.back.breaks")), h("ul", {}, ...broken)) : null,
        labelled(words("axis.reason.free"), why)],
      answer: words("axis.back.do"),
      draft: { drafts: book.step.drafts, key: `back:${id}` },
      missing: () => "",
      run: () => book.decide({ act: "undo", decision: id, reason: written(why) }),
    });
  }

  /** Everything as it was once this line was written. */
  private lookAt(id: string): void {
    const { book } = this;
    const { words } = book;
    const line = this.lines.filter((one) => one.line.id === id)[0];
    if (!line) return;
    const view = viewAt(book.view.log, line.n, book.board.before);
    const title = h("h2", { tabindex: "-1", class: "axes-title" }, words("axis.then.title", { n: line.n }));
    const leave = (): void => {
      replace(this.node, this.page);
      const again = this.list.children[this.lines.findIndex((one) => one.line.id === id)];
      const button = again && again.querySelector<HTMLElement>(".axes-acts button:last-child");
      if (button) button.focus();
    };
    clear(this.node);
    this.node.appendChild(h("div", {}, look(book, "axis.then.back", leave, ""), title,
      h("p", { class: "quiet" }, `${sentenceWords(book, line)} ${timeOf(line.line.at)}`), stateSheet(book, view)));
    title.focus();
  }
}

export const makeHistory = (book: Book): Leaf => new History(book);
