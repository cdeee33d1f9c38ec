// SPDX-License-Identifier: MIT
// Fields to write in: lines and areas, their names, and how what is written is kept without a button.
import { h } from "./dom";
import { inBurst } from "./items";
import { KEEP_MS, setPending } from "./pending";

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

/** How long a pause ends a change: long enough that Undo takes whole thoughts. */
const PAUSE_MS = 800;

/** One stretch of writing in one field. */
interface Burst {
  keep: number;
  end: number;
  /** What was last kept. */
  kept: string | null;
}

/** Fields that keep what is written in them: while somebody writes, when they are left, and when the page is. */
export class Fields {
  private bursts = new Map<Field, Burst>();
  private saves = new Map<Field, () => void>();

  constructor(private locked: boolean) {}

  /** `together`: who goes on in another field of it has not left this one. */
  add<T extends Field>(field: T, save: () => void, together: HTMLElement = field): T {
    field.readOnly = this.locked;
    this.saves.set(field, save);
    field.addEventListener("input", () => this.write(field));
    field.addEventListener("blur", (event) => {
      const next = (event as FocusEvent).relatedTarget as Node | null;
      if (!together.contains(next)) this.fields().filter((one) => together.contains(one)).forEach((one) => this.end(one));
    });
    return field;
  }

  /** Shows a value, except where somebody is writing. */
  show(field: Field, value: string): void {
    if (!this.bursts.has(field) && written(field) !== value) field.value = value;
  }

  flush(): void {
    this.fields().forEach((field) => this.end(field));
  }

  private fields(): Field[] {
    return Array.from(this.bursts.keys());
  }

  private write(field: Field): void {
    const burst = this.bursts.get(field) || { keep: 0, end: 0, kept: null };
    this.bursts.set(field, burst);
    setPending(this, true);
    window.clearTimeout(burst.end);
    burst.end = window.setTimeout(() => this.end(field), PAUSE_MS);
    if (!burst.keep) burst.keep = window.setTimeout(() => this.keep(field, burst), KEEP_MS);
  }

  private keep(field: Field, burst: Burst): void {
    window.clearTimeout(burst.keep);
    burst.keep = 0;
    if (burst.kept === field.value) return;
    burst.kept = field.value;
    inBurst(burst, this.saves.get(field)!);
  }

  private end(field: Field): void {
    const burst = this.bursts.get(field);
    if (!burst) return;
    window.clearTimeout(burst.end);
    this.bursts.delete(field);
    if (!this.bursts.size) setPending(this, false);
    this.keep(field, burst);
  }
}
