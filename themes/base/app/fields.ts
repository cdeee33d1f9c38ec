// SPDX-License-Identifier: MIT
// Fields to write in: lines and areas, their names, and how what is written is kept without a button.
import { h } from "./dom";

export type Field = HTMLInputElement | HTMLTextAreaElement;

// What a line of text may hold: the reader of responses takes 500 code points, and NFC can make more of some.
const LINE = { type: "text", dir: "auto", autocomplete: "off", maxlength: 250 };

/** A line of text; `more` as in h(). */
export const line = (value = "", more: Record<string, unknown> = {}): HTMLInputElement =>
  h("input", Object.assign({ value }, LINE, more));

/** Room for longer text; `more` as in h(). */
export const area = (value = "", rows = 3, more: Record<string, unknown> = {}): HTMLTextAreaElement =>
  h("textarea", Object.assign({ value, rows, dir: "auto", maxlength: 5000 }, more));

/** A field with its name above it and, where it needs one, a hint below its name. */
export const labelled = (name: string, field: HTMLElement, hint = ""): HTMLElement =>
  h("label", { class: "field" }, h("span", {}, name), hint && h("span", { class: "hint" }, hint), field);

/** What was written, as labels are kept: trimmed, NFC; a line without control characters. */
export const written = (field: Field): string => {
  const text = field.nodeName === "INPUT" ? field.value.replace(/[\u0000-\u001f\u007f-\u009f]+/g, " ") : field.value;
  return text.trim().normalize("NFC");
};

/** How long a pause ends a change: short enough to lose nothing, long enough that Undo takes whole thoughts. */
const PAUSE_MS = 800;

/** Fields that keep what is written in them: at a pause, when they are left, and when the page is. */
export class Fields {
  private timers = new Map<Field, number>();
  private saves = new Map<Field, () => void>();

  constructor(private locked: boolean, private pause = PAUSE_MS) {}

  /** `together`: who goes on in another field of it has not left this one. */
  add<T extends Field>(field: T, save: () => void, together: HTMLElement = field): T {
    field.readOnly = this.locked;
    this.saves.set(field, save);
    field.addEventListener("input", () => {
      window.clearTimeout(this.timers.get(field));
      this.timers.set(field, window.setTimeout(() => this.keep(field), this.pause));
    });
    field.addEventListener("blur", (event) => {
      const next = (event as FocusEvent).relatedTarget as Node | null;
      if (!together.contains(next)) this.waiting().filter((one) => together.contains(one)).forEach((one) => this.keep(one));
    });
    return field;
  }

  /** Shows a value, except where somebody is writing. */
  show(field: Field, value: string): void {
    if (!this.timers.has(field) && written(field) !== value) field.value = value;
  }

  flush(): void {
    this.waiting().forEach((field) => this.keep(field));
  }

  private waiting(): Field[] {
    return Array.from(this.timers.keys());
  }

  private keep(field: Field): void {
    if (!this.timers.has(field)) return;
    window.clearTimeout(this.timers.get(field));
    this.timers.delete(field);
    this.saves.get(field)!();
  }
}
