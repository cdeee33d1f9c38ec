// SPDX-License-Identifier: MIT
// The bar at the foot: what can be done with the chosen passage, and on narrow pages the ways to
// the rest.
import type { Desk } from "./desk";
import { button, h } from "../../dom";

/** What the bar is about: nothing, a chosen passage, or a new passage for a coding. */
export type Mood = "idle" | "chosen" | "reselect";

export class Foot {
  readonly bar = h("div", { class: "code-foot" });
  private readonly hint = h("p", { class: "code-hint" });
  private readonly use: HTMLButtonElement;
  private readonly own: HTMLButtonElement;
  private readonly drop: HTMLButtonElement;
  private readonly ways: HTMLElement[];

  /** `drop` gives up the choice, or the search for a new passage. */
  constructor(
    private readonly desk: Desk,
    drop: () => void,
  ) {
    const { words } = desk.context;
    // The selection must not be lost to the press.
    const held = { onmousedown: (event: Event) => event.preventDefault() };
    const act = (key: string, run: () => void, kind = ""): HTMLButtonElement => button(words(key), run, kind, held);
    this.use = act("code.this", () => this.code(), "primary");
    this.own = act("code.own.short", () => desk.choice && desk.codeInOwnWords(desk.choice));
    this.drop = act("code.clear", drop);
    this.ways = [
      act("code.list.short", () => desk.sheet("list")),
      act("code.conversations", () => desk.sheet("rail")),
    ];
    this.bar.setAttribute("role", "group");
    this.bar.setAttribute("aria-label", words("code.foot"));
    this.bar.appendChild(this.hint);
    this.bar.appendChild(
      h("div", { class: "code-row" }, this.use, this.own, this.drop, ...this.ways),
    );
  }

  show(mood: Mood): void {
    const { words, readOnly } = this.desk.context;
    const idle = mood === "idle";
    const keys = mood === "chosen" && !window.matchMedia("(pointer: coarse)").matches;
    this.bar.className = "code-foot " + mood;
    this.hint.textContent = readOnly
      ? words("code.readonly")
      : words("code.hint." + (keys ? "keys" : mood));
    this.use.textContent = words(mood === "reselect" ? "code.use" : "code.this");
    this.use.hidden = readOnly;
    this.own.hidden = readOnly || mood !== "chosen";
    this.drop.hidden = idle;
    for (const way of this.ways) way.hidden = !idle;
  }

  private code(): void {
    const { choice, context } = this.desk;
    if (choice) this.desk.code(choice);
    else context.announce(context.words("code.hint.idle"));
    this.hint.classList.toggle("asked", !choice);
  }
}
