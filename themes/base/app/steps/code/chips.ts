// SPDX-License-Identifier: MIT
// The codes of one coding as a list: each can be reworded, taken out, and told more about.
import type { Code, Words } from "../../types";
import { button, h, replace } from "../../dom";
import { distinct, tidy } from "./label";

type Field = "manner" | "valence";

const CHOICES: Record<Field, string[]> = {
  manner: ["explicit", "implicit"],
  valence: ["helpful", "unhelpful", "mixed"],
};

export class Chips {
  readonly list = h("ul", { class: "code-chips" });
  private codes: Code[] = [];
  /** What was said of a code whose wording is being changed. */
  private held: Code | null = null;

  /**
   * `reword` is given the wording of a code that goes back into the field; `changed` is told of
   * any change.
   */
  constructor(
    private readonly words: Words,
    private readonly reword: (label: string) => void,
    private readonly changed: () => void,
  ) {}

  set(codes: Code[]): void {
    this.codes = codes.map((code) => ({ ...code }));
    this.held = null;
    replace(this.list, ...this.codes.map((code) => this.chip(code)));
  }

  get(): Code[] {
    return distinct(this.codes).map((code) => ({ ...code }));
  }

  add(text: string): void {
    const label = tidy(text);
    const known = this.codes.some((code) => code.label === label);
    if (label !== "" && !known) {
      const code = { ...this.held, label };
      this.codes.push(code);
      this.list.appendChild(this.chip(code));
    }
    this.held = null;
    this.changed();
  }

  /** Puts the last code back into the field. False when there is none. */
  back(): boolean {
    const last = this.codes[this.codes.length - 1];
    if (last) this.edit(last);
    return !!last;
  }

  private take(code: Code): void {
    const at = this.codes.indexOf(code);
    this.codes.splice(at, 1);
    this.list.removeChild(this.list.children[at]);
    this.changed();
  }

  private edit(code: Code): void {
    this.take(code);
    this.held = code;
    this.reword(code.label);
  }

  private select(code: Code, field: Field): HTMLElement {
    const { words } = this;
    const select = h(
      "select",
      {
        onchange: () => {
          delete code[field];
          if (select.value) Object.assign(code, { [field]: select.value });
          this.changed();
        },
      },
      h("option", { value: "" }, words(`code.${field}.unset`)),
    );
    for (const value of CHOICES[field]) {
      select.appendChild(h("option", { value }, words(`code.${field}.${value}`)));
    }
    select.value = code[field] || "";
    return h("label", {}, words("code." + field), select);
  }

  private more(code: Code): HTMLElement {
    const { words } = this;
    const toward = h("input", {
      type: "text",
      dir: "auto",
      autocomplete: "off",
      value: code.toward || "",
      oninput: () => {
        delete code.toward;
        if (tidy(toward.value)) code.toward = tidy(toward.value);
        this.changed();
      },
    });
    return h(
      "div",
      { class: "code-more", hidden: !(code.manner || code.valence || code.toward) },
      this.select(code, "manner"),
      this.select(code, "valence"),
      h("label", {}, words("code.toward"), toward),
    );
  }

  private chip(code: Code): HTMLElement {
    const { words } = this;
    const more = this.more(code);
    const turn = (): void => {
      more.hidden = !more.hidden;
      toggle.setAttribute("aria-expanded", String(!more.hidden));
    };
    const drop = (): void => {
      this.take(code);
      this.reword("");
    };
    const said = { label: code.label };
    const toggle = button(words("code.more.short"), turn, "code-quiet",
      { "aria-expanded": String(!more.hidden), title: words("code.more"), "aria-label": words("code.more.of", said) });
    return h("li", {},
      h("div", { class: "code-chip" },
        button(code.label, () => this.edit(code), "code-label", { dir: "auto", title: words("code.reword") }), toggle,
        button(words("code.remove"), drop, "code-quiet", { "aria-label": words("code.chip.remove", said) })),
      more);
  }
}
