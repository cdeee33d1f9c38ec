// SPDX-License-Identifier: MIT
// What was begun about passages and not kept: a line for each, with the way back to it.
import type { CodingItem } from "../../types";
import type { Unkept } from "./book";
import type { Choice, Desk } from "./desk";
import { unkeptAt } from "./book";
import { button, h, replace } from "../../dom";

const LONGEST = 80;

/** The passage that `unkeptAt` named. */
const choiceOf = (at: string): Choice => {
  const parts = at.split(" ");
  const [end, start] = [parts.pop(), parts.pop()].map(Number);
  return { turn: parts.join(" "), start, end };
};

/** Where a quote stands in a text of code points: at `start`, or else where it first does; -1 where it does not. */
export const placeOf = (points: string[], start: number, quote: string): number => {
  const length = Array.from(quote).length;
  const isAt = (at: number): boolean => points.slice(at, at + length).join("") === quote;
  return isAt(start) ? start : points.findIndex((_, at) => isAt(at));
};

const brief = (text: string): string => {
  const points = Array.from(text);
  return points.length > LONGEST ? points.slice(0, LONGEST).join("") + "\u2026" : text;
};

/** Codings whose words are not in the text any more: kept, and nowhere else to be seen. */
export class StrayList {
  readonly node = h("section", { class: "code-begun", hidden: true });

  constructor(private readonly desk: Desk) {
    this.node.setAttribute("aria-label", desk.context.words("code.stray"));
  }

  update(): void {
    const { book, context } = this.desk;
    const { words } = context;
    const all = book.strays();
    this.node.hidden = !all.length;
    replace(this.node, h("h3", {}, words("code.stray")), h("p", {}, words("code.stray.kept")),
      h("ul", {}, ...all.map((one) => this.row(one))));
  }

  private row({ id, quote, codes }: CodingItem): HTMLElement {
    const { words, readOnly } = this.desk.context;
    const label = codes.map((code) => code.label).join(" \u00b7 ");
    const drop = (): void => this.desk.remove(id);
    return h("li", {},
      h("p", {}, h("q", { dir: "auto" }, brief(quote)), h("strong", { dir: "auto" }, label)),
      readOnly ? null : h("div", { class: "code-row" },
        button(words("code.delete"), drop, "code-quiet", { "aria-label": words("code.delete.of", { label }) })));
  }
}

export class BegunList {
  readonly node = h("section", { class: "code-begun", hidden: true });

  /** `goOn` opens the form again; `open` is the passage whose form is open. */
  constructor(
    private readonly desk: Desk,
    private readonly goOn: (choice: Choice, draft: Unkept) => void,
    private readonly open: () => Choice | null,
  ) {
    this.node.setAttribute("aria-label", desk.context.words("code.begun"));
  }

  update(): void {
    const { book, context } = this.desk;
    const open = this.open();
    const rows = book.unkept.list().filter(([at]) => !open || at !== unkeptAt(open));
    this.node.hidden = !rows.length || context.readOnly;
    replace(this.node, h("h3", {}, context.words("code.begun")), h("ul", {}, ...rows.map(([at, draft]) => this.row(at, draft))));
  }

  private row(at: string, draft: Unkept): HTMLElement {
    const { words, toast } = this.desk.context;
    const { unkept } = this.desk.book;
    const drop = (): void => {
      unkept.delete(at);
      this.update();
      toast(words("code.begun.gone"), { label: words("code.undo"), run: () => (unkept.set(at, draft), this.update()) });
    };
    const said = draft.codes.map(({ label }) => label).concat(draft.typed).filter((text) => text).join(" \u00b7 ");
    return h("li", {},
      h("p", {}, h("q", { dir: "auto" }, brief(draft.quote)), said ? h("strong", { dir: "auto" }, said) : null),
      h("div", { class: "code-row" },
        button(words("code.begun.go"), () => this.goOn(choiceOf(at), draft)),
        button(words("code.begun.drop"), drop, "code-quiet")));
  }
}
