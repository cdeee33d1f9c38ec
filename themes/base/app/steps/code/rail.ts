// SPDX-License-Identifier: MIT
// The conversations with how far each one is, and the notes of the day.
import type { NoteItem } from "../../types";
import type { Desk } from "./desk";
import type { Tally } from "./progress";
import { keepBegun } from "../../begun";
import { button, h, replace } from "../../dom";

const PARTS: (keyof Tally)[] = ["coded", "nothing", "later", "seen", "new"];

export class Rail {
  readonly panel = h("nav", { class: "code-rail" });
  private readonly total = h("p", { class: "code-total" });
  private readonly parts = h("ul", { class: "code-parts" });
  private readonly bar = h("progress", {});
  private readonly list = h("ol", { class: "code-conversations" });
  private readonly notes = h("ul", { class: "code-day" });
  private readonly buttons: { tag: HTMLElement; button: HTMLElement }[] = [];

  constructor(
    private readonly desk: Desk,
    conversations: { title: string; topic: string }[],
  ) {
    const { words } = desk.context;
    this.panel.setAttribute("aria-label", words("code.conversations"));
    this.bar.setAttribute("aria-label", words("code.progress"));
    conversations.forEach((one, i) => this.list.appendChild(this.entry(one, i)));
    for (const part of [
      h("h2", {}, words("code.conversations")),
      this.total,
      this.bar,
      this.parts,
      this.list,
      this.day(),
    ])
      this.panel.appendChild(part);
  }

  refresh(current: number): void {
    const { book, context } = this.desk;
    const { words } = context;
    const all = book.overall();
    this.total.textContent = words("code.done", { n: all.done, total: all.total });
    this.bar.max = Math.max(1, all.total);
    this.bar.value = all.done;
    const parts = PARTS.filter((part) => all[part]);
    replace(this.parts, ...parts.map((part) => h("li", {}, words("code.count." + part, { n: all[part] }))));
    this.buttons.forEach(({ tag, button }, i) => {
      const tally = book.tally(i);
      const rest = (["later", "seen"] as const)
        .filter((part) => tally[part])
        .map((part) => words("code.count." + part, { n: tally[part] }));
      const done =
        tally.done < tally.total
          ? words("code.done.short", { n: tally.done, total: tally.total })
          : words("code.done.all");
      const said = [done].concat(rest).join(", ");
      // Hundreds of rows that stay as they are need not be laid out anew.
      if (tag.textContent !== said) tag.textContent = said;
      tag.classList.toggle("done", tally.done === tally.total);
      const fresh = i === current && !button.hasAttribute("aria-current");
      if (i !== current) button.removeAttribute("aria-current");
      else button.setAttribute("aria-current", "true");
      // In a long list the current one stays in sight.
      if (fresh) this.panel.scrollTop = button.offsetTop - this.panel.clientHeight / 2;
    });
  }

  refreshNotes(): void {
    const { book, context } = this.desk;
    const row = (note: NoteItem): HTMLElement =>
      h("li", {}, h("p", { dir: "auto" }, note.text),
        !context.readOnly && button(context.words("code.note.delete"), () => this.drop(note), "code-quiet"));
    replace(this.notes, ...book.notes().map(row));
  }

  private entry(one: { title: string; topic: string }, index: number): HTMLElement {
    const tag = h("span", { class: "code-tag" });
    const button = h(
      "button",
      { type: "button", onclick: () => this.desk.open(index) },
      h("span", { class: "code-title", dir: "auto" }, one.title),
      one.topic ? h("span", { class: "code-topic", dir: "auto" }, one.topic) : null,
      tag,
    );
    this.buttons.push({ tag, button });
    return h("li", {}, button);
  }

  private drop(note: NoteItem): void {
    const { book, context } = this.desk;
    book.removeNote(note.id);
    context.toast(context.words("code.said.note.deleted"), {
      label: context.words("code.undo"),
      run: () => book.restore(note),
    });
  }

  private day(): HTMLElement {
    const { book, context } = this.desk;
    const { words } = context;
    const field = h("textarea", { rows: "3", dir: "auto", id: "code-note" });
    const keep = (): void => {
      if (field.value.trim() === "") return field.focus();
      book.addNote(field.value);
      begun.done();
      field.value = "";
      context.announce(words("code.said.note"));
    };
    const box = h("div", {}, field);
    const begun = keepBegun(box, { drafts: context.drafts, key: "note" }, words);
    return h(
      "details",
      { open: !begun.note.hidden },
      h("summary", {}, words("code.notes")),
      h("label", { for: "code-note", class: "code-hint" }, words("code.notes.hint")),
      begun.note,
      context.readOnly ? null : box,
      context.readOnly
        ? null
        : button(words("code.note.add"), keep),
      this.notes,
    );
  }
}
