// SPDX-License-Identifier: MIT
// All codings as a list: searched, of one conversation or of all, each with a way to its passage.
import type { CodingItem } from "../../types";
import type { Desk } from "./desk";
import { button, h, replace } from "../../dom";
import { fold } from "../../fold";

const PAGE = 50;

export class List {
  readonly panel = h("section", { class: "code-list" });
  private readonly rows = h("ul", {});
  private readonly count = h("p", { class: "code-hint", role: "status" });
  private readonly field = h("input", {
    type: "search",
    autocomplete: "off",
    oninput: () => this.refresh(),
  });
  private readonly scope: HTMLSelectElement;
  private readonly more: HTMLButtonElement;
  private limit = PAGE;

  /** `here` answers with the turns of the conversation that is shown, in order. */
  constructor(
    private readonly desk: Desk,
    private readonly here: () => string[],
  ) {
    const { words } = desk.context;
    this.scope = h(
      "select",
      { onchange: () => this.refresh() },
      h("option", { value: "here" }, words("code.list.here")),
      h("option", { value: "all" }, words("code.list.all")),
    );
    this.more = button(words("code.list.more"), () => this.refresh(this.limit + PAGE));
    this.panel.setAttribute("aria-label", words("code.list"));
    for (const part of [
      h("label", {}, words("code.list.find"), this.field),
      h("label", {}, words("code.list.scope"), this.scope),
      this.count,
      this.rows,
      this.more,
    ])
      this.panel.appendChild(part);
  }

  /** Rows are built in pages, so that the list costs the same at ten codings and at a thousand. */
  refresh(limit = PAGE): void {
    const { words } = this.desk.context;
    const found = this.found();
    this.limit = limit;
    replace(this.rows, ...found.slice(0, limit).map((coding) => this.row(coding)));
    this.count.textContent = words("code.list.count", { n: found.length });
    this.more.hidden = found.length <= limit;
  }

  private found(): CodingItem[] {
    const { book } = this.desk;
    const wanted = fold(this.field.value.trim());
    const turns =
      this.scope.value === "here"
        ? this.here()
        : ([] as string[]).concat(...book.assigned.map((refs) => refs.map((ref) => ref.id)));
    const list: CodingItem[] = [];
    for (const turn of turns) {
      for (const one of book.of(turn).sort((a, b) => a.start - b.start || b.end - a.end))
        list.push(one);
    }
    return list.filter((one) => wanted === "" || fold(this.wordsOf(one)).indexOf(wanted) >= 0);
  }

  private wordsOf(coding: CodingItem): string {
    return [coding.quote, coding.memo || ""]
      .concat(coding.codes.map((code) => code.label))
      .join("\n");
  }

  private row(coding: CodingItem): HTMLElement {
    const { desk } = this;
    const { words, readOnly } = desk.context;
    const labels = coding.codes.map((code) => code.label).join(" · ");
    const points = Array.from(coding.quote);
    const quote = points.length > 90 ? points.slice(0, 88).join("") + "…" : coding.quote;
    const act = (key: string, run: () => void): HTMLElement =>
      button(words(key), run, "code-quiet", { "aria-label": words(key + ".of", { label: labels }) });
    return h(
      "li",
      { class: `line-${desk.book.colour(coding.id)}` },
      h(
        "button",
        { type: "button", class: "code-jump", onclick: () => desk.jump(coding.id) },
        h("span", { class: "code-label", dir: "auto" }, labels),
        h("span", { class: "code-quote", dir: "auto" }, quote),
      ),
      readOnly
        ? null
        : h(
            "div",
            { class: "code-row" },
            act("code.edit", () => desk.edit(coding.id)),
            act("code.delete", () => desk.remove(coding.id)),
          ),
    );
  }
}
