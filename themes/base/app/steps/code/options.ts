// SPDX-License-Identifier: MIT
// The list of own earlier codes under the field: arrow keys move in it while the field keeps the
// focus.
import { h, replace } from "../../dom";

export class Options {
  readonly list = h("ul", {
    class: "code-options",
    id: "code-options",
    role: "listbox",
    hidden: true,
  });
  private labels: string[] = [];
  private active = -1;

  constructor(
    name: string,
    private readonly field: HTMLInputElement,
    private readonly pick: (label: string) => void,
  ) {
    this.list.setAttribute("aria-label", name);
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", "code-options");
  }

  show(labels: string[]): void {
    this.labels = labels;
    this.active = -1;
    const option = (label: string, i: number): HTMLElement =>
      h("li", {
        id: "code-option-" + i,
        role: "option",
        dir: "auto",
        "aria-selected": "false",
        // The field must not lose the focus to a click.
        onmousedown: (event: Event) => event.preventDefault(),
        onclick: () => this.pick(label),
      }, label);
    replace(this.list, ...labels.map(option));
    this.list.hidden = labels.length === 0;
    this.mark();
  }

  /** The label that the arrow keys have chosen. */
  chosen(): string | null {
    return this.active < 0 ? null : this.labels[this.active];
  }

  /** Moves by one; from the first option up is back to the field. */
  move(by: number): void {
    this.active = Math.max(-1, Math.min(this.labels.length - 1, this.active + by));
    this.mark();
  }

  private mark(): void {
    this.field.setAttribute("aria-expanded", String(this.labels.length > 0));
    Array.from(this.list.children).forEach((item, i) => {
      item.setAttribute("aria-selected", String(i === this.active));
      if (i === this.active) item.scrollIntoView({ block: "nearest" });
    });
    if (this.active < 0) this.field.removeAttribute("aria-activedescendant");
    else this.field.setAttribute("aria-activedescendant", "code-option-" + this.active);
  }
}
