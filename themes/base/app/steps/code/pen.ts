// SPDX-License-Identifier: MIT
// From a chosen passage to a kept coding: opens the form, takes what it hands over, brings the
// focus back.
import type { Caret } from "./caret";
import type { Choice, Desk } from "./desk";
import type { Reader } from "./reader";
import type { Unkept } from "./book";
import { Editor } from "./editor";
import { mayWrite } from "./desk";
import { ownWords } from "./label";
import { passage, rangeOf } from "../../anchor";
import { unkeptAt } from "./book";

const blank: Unkept = { id: "", codes: [], memo: "", typed: "", quote: "" };

export class Pen {
  readonly editor: Editor;
  private opener: HTMLElement | null = null;
  /** What is written while another passage for it is being chosen. */
  private moving: { choice: Choice; draft: Unkept } | null = null;

  /** `page` is what the form is placed in. */
  constructor(
    private readonly desk: Desk,
    private readonly reader: Reader,
    private readonly caret: Caret,
    private readonly page: HTMLElement,
    /** Hears that what is begun and not kept may be another. */
    private readonly told: () => void,
  ) {
    this.editor = new Editor(desk, {
      save: (choice, draft) => this.save(choice, draft),
      remove: (id) => this.remove(id),
      leave: (kept) => this.leave(kept),
      reselect: (choice, draft) => this.reselect(choice, draft),
    });
  }

  /** True while another passage is being chosen for what is written. */
  get isMoving(): boolean {
    return this.moving !== null;
  }

  /** Closes the form when nothing would be lost by it; false when it stays open. */
  settle(): boolean {
    if (this.editor.isOpen && !this.editor.isDirty) this.editor.close();
    return !this.editor.isOpen;
  }

  /** Leaves everything; what is not kept yet stays with its passage. */
  putDown(): void {
    this.editor.close();
    if (this.moving) this.desk.book.unkept.set(unkeptAt(this.moving.choice), this.moving.draft);
    this.moving = null;
    this.desk.choose(null);
  }

  /** Opens the form for a passage, or for the coding that has exactly these ends. */
  code(choice: Choice): void {
    if (!mayWrite(this.desk)) return;
    const { moving } = this;
    const same = moving ? undefined : this.desk.book.at(choice.turn, choice.start, choice.end);
    if (same) return this.edit(same.id);
    this.editor.close();
    this.moving = null;
    if (moving) this.desk.book.unkept.delete(unkeptAt(moving.choice));
    if (moving) this.write(choice, this.keptOf(moving.draft.id), moving.draft);
    else this.write(choice, blank);
  }

  codeInOwnWords(choice: Choice): void {
    if (!mayWrite(this.desk)) return;
    const label = ownWords(this.quote(choice));
    const same = this.desk.book.at(choice.turn, choice.start, choice.end);
    const kept = same ? this.keptOf(same.id) : blank;
    if (kept.codes.some((code) => code.label === label)) return this.code(choice);
    this.save(choice, { ...kept, codes: kept.codes.concat({ label }) });
  }

  edit(id: string): void {
    const coding = this.desk.book.get(id);
    if (!coding || !mayWrite(this.desk)) return;
    this.putDown();
    this.write({ turn: coding.turn, start: coding.start, end: coding.end }, this.keptOf(id));
  }

  remove(id: string): void {
    const { book, context } = this.desk;
    const coding = book.get(id);
    if (!coding || !mayWrite(this.desk)) return;
    this.editor.hide();
    this.desk.choose(null);
    book.remove(id);
    context.toast(context.words("code.said.deleted"), {
      label: context.words("code.undo"),
      run: () => book.restore(coding),
    });
    this.back();
  }

  /**
   * Lets the choice go; when a new passage was being looked for, back to the form with the old
   * one.
   */
  giveUp(): void {
    const { moving } = this;
    this.moving = null;
    this.unselect();
    this.desk.choose(null);
    if (moving) this.write(moving.choice, this.keptOf(moving.draft.id), moving.draft);
  }

  private keptOf(id: string): Unkept {
    const coding = this.desk.book.get(id);
    return coding ? { ...blank, id, codes: coding.codes, memo: coding.memo || "" } : blank;
  }

  private quote(choice: Choice): string {
    const leaf = this.reader.leaves.get(choice.turn);
    return leaf ? leaf.points.slice(choice.start, choice.end).join("") : "";
  }

  /** Puts the form beside its passage again: the page has another width. */
  fit(): void {
    if (this.editor.isOpen && this.desk.choice) this.place(this.desk.choice);
  }

  private place(choice: Choice): void {
    const leaf = this.reader.leaves.get(choice.turn);
    if (!leaf) return;
    const passageBox = rangeOf(leaf.element, choice).getBoundingClientRect() as DOMRect;
    this.editor.place(passageBox, this.page.getBoundingClientRect() as DOMRect);
  }

  private write(choice: Choice, kept: Unkept, draft?: Unkept): void {
    if (!this.reader.leaves.has(choice.turn)) return;
    this.opener = document.activeElement as HTMLElement | null;
    this.unselect();
    this.editor.open(choice, this.quote(choice), kept, draft);
    this.desk.choose(choice);
    this.told();
    this.place(choice);
  }

  private save(choice: Choice, draft: Unkept): void {
    const leaf = this.reader.leaves.get(choice.turn);
    if (!leaf) return;
    const { book, context } = this.desk;
    const kept = passage(leaf.element, choice.start, choice.end);
    this.desk.choose(null);
    if (book.get(draft.id)) book.edit(draft.id, kept, draft);
    else book.add(kept, draft);
    const codes = draft.codes.map((code) => code.label).join(", ");
    this.told();
    context.announce(context.words("code.said.saved", { codes }));
    this.caret.place(choice.turn, choice.end);
    this.back();
  }

  private leave(kept: boolean): void {
    const { words, toast } = this.desk.context;
    this.desk.choose(null);
    this.told();
    if (kept) toast(words("code.said.kept"));
    this.back();
  }

  private reselect(choice: Choice, draft: Unkept): void {
    this.moving = { choice, draft };
    this.desk.choose(null);
    this.desk.context.announce(this.desk.context.words("code.hint.reselect"));
    this.reader.text.focus({ preventScroll: true });
  }

  /** Takes the browser's own selection away: from here on the choice is drawn. */
  private unselect(): void {
    const selection = window.getSelection();
    if (selection) selection.removeAllRanges();
  }

  /** Returns the focus to where it was. Marks are drawn anew, so one is found by its coding. */
  private back(): void {
    const { opener } = this;
    const coding = opener && opener.getAttribute("data-coding");
    const target = coding ? this.reader.marks(coding)[0] : opener;
    const there = target && target !== document.body && document.contains(target);
    (there ? (target as HTMLElement) : this.reader.text).focus({ preventScroll: true });
    this.caret.show();
  }
}
