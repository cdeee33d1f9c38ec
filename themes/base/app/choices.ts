// SPDX-License-Identifier: MIT
// Rows of radio buttons or boxes to answer with: nothing is chosen beforehand, and every answer can be taken back.
import { button, h } from "./dom";
import type { Words } from "./types";

export interface Option {
  id: string;
  text: string;
}

/** The digit that a key stands for, on every keyboard; or "". */
const digitOf = (event: KeyboardEvent): string => {
  if (/^[0-9]$/.test(event.key)) return event.key;
  const [, digit] = (!event.shiftKey && /^(?:Digit|Numpad)([0-9])$/.exec(event.code)) || ["", ""];
  return digit;
};

let groups = 0;

export class Choices {
  readonly node: HTMLElement;
  private boxes: HTMLInputElement[] = [];
  private back: HTMLButtonElement;

  /** `rows` stand under each other; the first of several is a scale. `pick` hears the ids that are chosen, also none. */
  constructor(
    private type: "radio" | "checkbox",
    rows: Option[][],
    words: Words,
    private locked: boolean,
    private pick: (ids: string[]) => void,
    scale = rows.length > 1,
  ) {
    const name = `choices-${++groups}`;
    const label = ({ id, text }: Option, bare: boolean): HTMLElement => {
      const box = h("input", { type, name, value: id, disabled: locked, onchange: () => pick(this.chosen()) });
      this.boxes.push(box);
      return h("label", { class: "choice" }, box,
        h("span", {}, bare ? h("b", {}, id) : null, bare && text ? " " : null, text ? h("span", { dir: "auto" }, text) : null));
    };
    const lines = rows.map((row, at) =>
      h("div", { class: scale && !at ? "scale" : "" }, ...row.map((option) => label(option, scale && !at))));
    this.back = button(words("rate.back"), () => this.clear(), "link");
    this.node = h("div", {}, ...lines, this.back);
    if (type === "radio") this.node.addEventListener("keydown", (event) => this.key(event));
  }

  /** Shows what is chosen. */
  show(ids: string[]): void {
    for (const box of this.boxes) box.checked = ids.indexOf(box.value) >= 0;
    this.back.hidden = this.locked || this.type !== "radio" || !ids.length;
  }

  private chosen(): string[] {
    return this.boxes.filter((box) => box.checked).map((box) => box.value);
  }

  private clear(): void {
    this.pick([]);
    this.boxes[0].focus();
  }

  private key(event: KeyboardEvent): void {
    const digit = !event.ctrlKey && !event.metaKey && !event.altKey && digitOf(event);
    const box = digit && this.boxes.filter(({ value }) => value === digit)[0];
    if (!box || box.disabled) return;
    event.preventDefault();
    box.focus();
    if (!box.checked) box.click();
  }
}

/** A question with its answers: a fieldset. */
export const question = (text: string, ...parts: (Node | null)[]): HTMLFieldSetElement =>
  h("fieldset", { class: "choices" }, h("legend", { dir: "auto" }, text), ...parts);
