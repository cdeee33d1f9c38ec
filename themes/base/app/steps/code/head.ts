// SPDX-License-Identifier: MIT
// The line over the text: which conversation, how far it is, and the way back and forth in what
// was done.
import type { Desk } from "./desk";
import type { Tally } from "./progress";
import { button, h } from "../../dom";

export class Head {
  readonly node = h("header", { class: "code-head" });
  private readonly title = h("h2", { dir: "auto" });
  private readonly state = h("p", { class: "code-hint" });
  private readonly undo: HTMLButtonElement;
  private readonly redo: HTMLButtonElement;
  private readonly all: HTMLButtonElement;

  constructor(
    private readonly desk: Desk,
    showList: () => void,
  ) {
    const { words } = desk.context;
    this.undo = button(words("code.undo"), () => desk.undo());
    this.redo = button(words("code.redo"), () => desk.redo());
    this.all = button(words("code.list"), showList, "code-wide");
    this.node.appendChild(h("div", {}, this.title, this.state));
    this.node.appendChild(
      h(
        "div",
        { class: "code-row" },
        button(words("code.conversations"), () => desk.sheet("rail"), "code-middle"),
        this.undo,
        this.redo,
        this.all,
      ),
    );
  }

  refresh(title: string, tally: Tally, codings: number, listed: boolean): void {
    const { words, items } = this.desk.context;
    this.title.textContent = title;
    this.state.textContent =
      words("code.head", { n: tally.done, total: tally.total }) +
      " " +
      words("code.list.count", { n: codings });
    this.undo.disabled = !items.canUndo();
    this.redo.disabled = !items.canRedo();
    this.all.setAttribute("aria-expanded", String(listed));
  }
}
