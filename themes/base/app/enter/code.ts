// SPDX-License-Identifier: MIT
// The step `code` where paper is typed in: row by row, as the sheet has it.
import type {Span} from "../anchor";
import {button, h} from "../dom";
import type {Code, StepContext, StepView} from "../types";
import {leftToRight} from "../words";
import {Desk} from "./desk";
import type {Row} from "./desk";
import {Form} from "./form";
import {makeNotes} from "./notes";
import {makeRows} from "./rows";
import type {Found, SheetConversation} from "./sheet";
import {makeTicks} from "./ticks";

const KEYS: [string, string][] = [
  ["Enter", "enter.key.keep"],
  ["↑ ↓", "enter.key.start"],
  ["Shift ↑ ↓", "enter.key.end"],
  ["PgUp PgDn", "enter.key.letter"],
  ["↑", "enter.key.last"],
  ["Esc", "enter.key.leave"],
];

class Sheets implements StepView {
  readonly keys = KEYS;
  private readonly desk: Desk;
  private readonly form: Form;
  private readonly node: HTMLElement;
  private readonly parts: {update(): void}[];
  private readonly undo: HTMLButtonElement;
  private readonly redo: HTMLButtonElement;
  private stop = (): void => undefined;

  constructor(
    private readonly context: StepContext,
    sheet: SheetConversation[],
  ) {
    const {words} = context;
    this.desk = new Desk(context, sheet);
    this.form = new Form(this.desk, {
      keep: (id, found, span, codes, memo) => this.keep(id, found, span, codes, memo),
      last: () => this.desk.rows().filter((row) => row.place).pop(),
      left: () => this.update(),
      undo: () => this.back("undo"),
    });
    const before = this.desk.rows().filter((row) => row.place).pop();
    if (before && before.place) this.form.follow(before.place.letter);
    this.form.resume();
    const rows = makeRows(this.desk, {edit: (row) => this.form.edit(row), remove: (row) => this.remove(row)});
    const ticks = makeTicks(this.desk);
    const notes = makeNotes(this.desk);
    this.parts = [rows, ticks, notes];
    this.undo = button(words("code.undo"), () => this.back("undo"));
    this.redo = button(words("code.redo"), () => this.back("redo"));
    const section = (name: string, ...nodes: Node[]): HTMLElement =>
      h("section", {"aria-labelledby": `enter-${name}-title`},
        h("h2", {id: `enter-${name}-title`}, words(`enter.${name}.title`)), h("p", {class: "enter-help"}, words(`enter.${name}.help`)), ...nodes);
    this.node = h("div", {class: "enter"},
      section("rows", rows.node, this.form.node, h("p", {class: "actions"}, this.undo, this.redo)),
      section("ticks", ticks.node),
      section("notes", notes.node));
    context.items.listen((ids) => {
      this.desk.book.follow(ids);
      ids.forEach((id) => !context.items.get(id) && this.form.gone(id));
      if (this.node.parentNode) this.update();
    });
  }

  show(host: HTMLElement): void {
    host.appendChild(this.node);
    this.update();
    // The shell puts the focus on its heading; who types goes on typing.
    const timer = window.setTimeout(() => this.form.focus());
    this.stop = () => window.clearTimeout(timer);
  }

  hide(): void {
    this.stop();
    this.form.flush();
    if (this.node.parentNode) this.node.parentNode.removeChild(this.node);
  }

  progress(): {done: number; total: number} {
    const {done, total} = this.desk.book.overall();
    return {done, total};
  }

  ready(): boolean {
    return true;
  }

  private update(): void {
    for (const part of this.parts) part.update();
    this.undo.disabled = !this.context.items.canUndo();
    this.redo.disabled = !this.context.items.canRedo();
    this.context.changed();
  }

  private keep(id: string, found: Found, span: Span, codes: Code[], memo: string): void {
    const {desk, context} = this;
    const at = desk.passage(found.turn, span);
    if (id) desk.book.edit(id, at, {codes, memo});
    else desk.book.add(at, {codes, memo});
    context.announce(context.words("enter.said.kept", {place: leftToRight(desk.placeText(found)), codes: codes.map((code) => code.label).join(" · ")}));
  }

  private remove(row: Row): void {
    const {context, desk} = this;
    desk.book.remove(row.coding.id);
    context.toast(context.words("code.said.deleted"),
      {label: context.words("shell.undo.button"), run: () => desk.book.restore(row.coding)});
    this.form.focus();
  }

  private back(way: "undo" | "redo"): void {
    const {context} = this;
    const name = context.items[way]();
    context.toast(context.words(name ? `shell.${way}` : `shell.${way}.none`, {name: context.words(name || "")}));
  }
}

/** The step `code`, its lines as `sheet` has them. */
export const typedCode = (context: StepContext, sheet: SheetConversation[]): StepView => new Sheets(context, sheet);
