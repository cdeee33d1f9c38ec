// SPDX-License-Identifier: MIT
// The one small form in which a passage gets its codes.
import type { Choice, Desk } from "./desk";
import type { Code } from "../../types";
import type { Unkept } from "./book";
import { Chips } from "./chips";
import { Options } from "./options";
import { button, h } from "../../dom";
import { lift } from "./lift";
import { unkeptAt } from "./book";
import { KEEP_MS, setPending } from "../../pending";
import { distinct, ownWords, suggest, tidy } from "./label";

/** What the form asks of its surroundings. */
export interface Orders {
  save(choice: Choice, draft: Unkept): void;
  remove(id: string): void;
  /**
   * The form was left without saving; `kept` is true when something unsaved stays with the
   * passage.
   */
  leave(kept: boolean): void;
  /** The participant wants another passage for what is written. */
  reselect(choice: Choice, draft: Unkept): void;
}

const MARGIN = 8;
const HEADER = 64;

export class Editor {
  readonly box = h("div", { class: "code-editor", role: "dialog", hidden: true });
  private readonly form = h("form", { novalidate: true });
  private readonly field = h("input", {
    type: "text",
    dir: "auto",
    autocomplete: "off",
    id: "code-field",
  });
  private readonly title = h("h3", { id: "code-editor-title" });
  private readonly quote = h("blockquote", { dir: "auto" });
  private readonly error = h("p", { class: "code-error", role: "alert" });
  private readonly memo = h("textarea", { rows: "3", dir: "auto", id: "code-memo" });
  private readonly fold: HTMLDetailsElement;
  private readonly removal: HTMLButtonElement;
  private readonly chips: Chips;
  private readonly options: Options;
  private id = "";
  private initial = "";
  private lower = (): void => undefined;
  private passage = "";
  private timer = 0;
  choice: Choice | null = null;

  constructor(
    private readonly desk: Desk,
    private readonly orders: Orders,
  ) {
    const { words } = desk.context;
    this.chips = new Chips(
      words,
      (label) => this.put(label),
      () => this.offer(),
    );
    this.options = new Options(words("code.own"), this.field, (label) => this.take(label));
    this.fold = h(
      "details",
      {},
      h("summary", {}, words("code.memo")),
      h("label", { for: "code-memo", class: "code-hint" }, words("code.memo.hint")),
      this.memo,
    );
    this.removal = button(words("code.delete"), () => this.orders.remove(this.id), "code-quiet");
    this.box.setAttribute("aria-labelledby", "code-editor-title");
    this.build();
    this.listen();
  }

  get isOpen(): boolean {
    return this.choice !== null;
  }

  /** Opens for a passage; with `draft` in place of what is kept for it. */
  open(choice: Choice, quote: string, kept: Unkept, draft?: Unkept): void {
    const now = draft || this.desk.book.unkept.get(unkeptAt(choice)) || kept;
    this.choice = choice;
    this.id = now.id;
    this.passage = quote;
    this.initial = JSON.stringify([kept.codes, kept.memo]);
    this.quote.textContent = quote;
    this.title.textContent = this.desk.context.words(
      now.id ? "code.editor.edit" : "code.editor.new",
    );
    this.error.textContent = "";
    this.chips.set(now.codes);
    this.memo.value = now.memo;
    this.fold.open = now.memo !== "";
    this.removal.hidden = now.id === "";
    this.box.hidden = false;
    this.lower();
    this.lower = lift(this.box);
    this.put(now.typed);
  }

  /** Whether leaving now would leave something unsaved. */
  get isDirty(): boolean {
    const draft = this.read();
    return draft.typed !== "" || JSON.stringify([draft.codes, draft.memo]) !== this.initial;
  }

  /** Closes without saving; what was written stays with the passage. */
  close(): void {
    const { choice } = this;
    if (!choice) return;
    const kept = this.isDirty;
    this.flush();
    this.hide();
    this.orders.leave(kept);
  }

  /** Keeps with the passage what is written about it. */
  flush(): void {
    const { choice, desk } = this;
    this.rest();
    if (!choice) return;
    if (this.isDirty) desk.book.unkept.set(unkeptAt(choice), this.read());
    else desk.book.unkept.delete(unkeptAt(choice));
  }

  hide(): void {
    this.rest();
    this.choice = null;
    this.lower();
    this.box.hidden = true;
  }

  /**
   * Next to the passage, inside the frame; the style sheet makes it a sheet where the page is
   * narrow.
   */
  place(passage: DOMRect, frame: DOMRect): void {
    const { style, offsetWidth, offsetHeight } = this.box;
    style.top = style.left = "";
    if (getComputedStyle(this.box).position === "fixed") {
      if (passage.bottom > window.innerHeight / 4) window.scrollBy(0, passage.top - HEADER);
      return;
    }
    const below = passage.bottom + MARGIN;
    const above = passage.top - MARGIN - offsetHeight;
    const fits = below + offsetHeight <= window.innerHeight || above < HEADER;
    const left = Math.min(passage.left, frame.right - offsetWidth);
    style.top = `${(fits ? below : above) - frame.top}px`;
    style.left = `${Math.max(0, left - frame.left)}px`;
    this.box.scrollIntoView({ block: "nearest" });
  }

  private build(): void {
    const { words } = this.desk.context;
    const add = button(words("code.add"), () => this.commit());
    const own = button(words("code.ownwords"), () => this.take(ownWords(this.passage)), "code-quiet");
    const parts = [
      this.title,
      this.quote,
      this.chips.list,
      h("label", { for: "code-field" }, words("code.field")),
      h("div", { class: "code-field" }, this.field, add),
      this.error,
      this.options.list,
      h("div", { class: "code-row code-extra" }, own, this.fold),
      h(
        "div",
        { class: "code-row" },
        h("button", { type: "submit", class: "primary" }, words("code.save")),
        button(words("shell.cancel"), () => this.close()),
        button(words("code.reselect"), () => this.reselect(), "code-quiet"),
        this.removal,
      ),
    ];
    for (const part of parts) this.form.appendChild(part);
    this.box.appendChild(this.form);
  }

  private listen(): void {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.save();
    });
    this.form.addEventListener("keydown", (event) => this.key(event));
    this.field.addEventListener("input", () => this.offer());
    this.memo.addEventListener("input", () => this.wait());
    // It grows with what is added, and stays in sight.
    new ResizeObserver(() => this.isOpen && this.box.scrollIntoView({ block: "nearest" })).observe(
      this.box,
    );
  }

  private key(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.isComposing) return;
    if (event.key === "Escape") this.close();
    else if (event.target !== this.field) return;
    else if (event.key === "ArrowDown") this.options.move(1);
    else if (event.key === "ArrowUp") this.options.move(-1);
    else if (event.key === "Enter") this.enter();
    else if (event.key !== "Backspace" || this.field.value !== "" || !this.chips.back()) return;
    event.preventDefault();
  }

  private enter(): void {
    const chosen = this.options.chosen();
    if (chosen !== null) this.field.value = chosen;
    if (tidy(this.field.value) === "") this.save();
    else this.commit();
  }

  /** Makes a code of what is in the field. */
  private commit(): void {
    this.take(this.field.value);
  }

  private take(label: string): void {
    this.chips.add(label);
    this.put("");
  }

  private put(text: string): void {
    this.field.value = text;
    this.offer();
    this.field.focus({ preventScroll: true });
  }

  private offer(): void {
    this.wait();
    this.error.textContent = "";
    this.options.show(suggest(this.desk.book.used(), this.field.value, this.chips.get()));
  }

  /** What is written is kept soon: the machine may die. */
  private wait(): void {
    if (this.timer || !this.isOpen) return;
    this.timer = window.setTimeout(() => this.flush(), KEEP_MS);
    setPending(this, true);
  }

  private rest(): void {
    window.clearTimeout(this.timer);
    this.timer = 0;
    setPending(this, false);
  }

  private read(): Unkept {
    return {
      id: this.id,
      quote: this.passage,
      codes: this.chips.get(),
      memo: this.memo.value,
      typed: tidy(this.field.value),
    };
  }

  private save(): void {
    const { choice } = this;
    const draft = this.read();
    const codes: Code[] = draft.typed
      ? distinct(draft.codes.concat({ label: draft.typed }))
      : draft.codes;
    if (!choice) return;
    if (!codes.length) {
      this.error.textContent = this.desk.context.words("code.empty");
      this.field.focus();
      return;
    }
    this.desk.book.unkept.delete(unkeptAt(choice));
    this.hide();
    this.orders.save(choice, { ...draft, codes });
  }

  private reselect(): void {
    const { choice } = this;
    if (!choice) return;
    const draft = this.read();
    this.flush();
    this.hide();
    this.orders.reselect(choice, draft);
  }
}
