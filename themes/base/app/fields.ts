// SPDX-License-Identifier: MIT
// Fields that keep what is written in them without a button.

import { h } from "./dom";
import { written } from "./question";

type Field = HTMLInputElement | HTMLTextAreaElement;

/** How long a pause ends a change: short enough to lose nothing, long enough that Undo takes whole thoughts. */
const PAUSE_MS = 800;

/** Fields that keep what is written in them, at a pause and when they are left. */
export class Fields {
  private timers = new Map<Field, number>();
  private saves = new Map<Field, () => void>();

  constructor(private locked: boolean) {}

  add(field: Field, save: () => void): void {
    field.readOnly = this.locked;
    this.saves.set(field, save);
    field.addEventListener("input", () => {
      window.clearTimeout(this.timers.get(field));
      this.timers.set(field, window.setTimeout(() => this.keep(field), PAUSE_MS));
    });
    field.addEventListener("blur", () => this.keep(field));
  }

  /** Shows a value, except where somebody is writing. */
  show(field: Field, value: string): void {
    if (!this.timers.has(field) && written(field) !== value) field.value = value;
  }

  flush(): void {
    Array.from(this.timers.keys()).forEach((field) => this.keep(field));
  }

  private keep(field: Field): void {
    if (!this.timers.has(field)) return;
    window.clearTimeout(this.timers.get(field));
    this.timers.delete(field);
    this.saves.get(field)!();
  }
}

/** A field with its name above it. */
export const labelled = (text: string, field: HTMLElement): HTMLElement =>
  h("label", { class: "cluster-field" }, h("span", {}, text), field);
