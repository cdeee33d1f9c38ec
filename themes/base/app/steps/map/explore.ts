// SPDX-License-Identifier: MIT
// Ways to look around among the labels: the search, the map or the list of the same labels, and the map's size.
import { button, h, press, replace } from "../../dom";
import { labelled } from "../../fields";
import type { StepContext } from "../../types";
import { search } from "./plane";
import type { MapData } from "./plane";
import { makeSheet } from "./sheet";
import type { Sheet } from "./sheet";

/** The labels one below the other, with the same way in. */
class List {
  readonly node = h("ul", { class: "map-list" });
  private buttons: HTMLButtonElement[];
  private rows: HTMLElement[];

  constructor(private data: MapData, private hint: (label: string) => string, open: (n: number) => void) {
    this.buttons = data.labels.map(({ label }, n) =>
      button(label, () => open(n), "link", { dir: "auto" }));
    this.rows = this.buttons.map((button) => h("li", {}, button, h("span", { class: "quiet" })));
    for (const row of this.rows) this.node.appendChild(row);
    this.update();
  }

  update(): void {
    this.data.labels.forEach(({ label }, n) => {
      this.rows[n].lastChild!.textContent = this.hint(label);
    });
  }

  /** Shows these alone, or all for null. */
  only(found: number[] | null): void {
    const shown = new Set(found || []);
    this.rows.forEach((row, n) => (row.hidden = !!found && !shown.has(n)));
  }

  go(n: number): void {
    this.buttons[n].focus();
  }
}

/** `open` opens a label; `hint` is what the list says beside one. There must be labels. */
export class Explorer {
  readonly sheet: Sheet;
  /** The search, and the buttons. */
  readonly bar: HTMLElement;
  /** How many were found. */
  readonly status = h("p", { class: "quiet map-found", role: "status" });
  /** The map, or the list. */
  readonly place = h("div", { class: "map-place" });
  /** Called when the list takes the map's place. */
  onList: () => void = () => undefined;
  private list: List;
  private asList = false;
  private found: number[] = [];
  private next = 0;
  private field = h("input", { type: "search", autocomplete: "off", dir: "auto" });
  private views: HTMLButtonElement[];
  private tools: HTMLElement;

  constructor(private context: StepContext, private data: MapData, hint: (label: string) => string, private open: (n: number) => void) {
    const { words } = context;
    this.sheet = makeSheet(data, words, open, (scale) => this.tellScale(scale));
    this.list = new List(data, hint, open);
    this.views = [button(words("map.as.map"), () => this.turn(false)), button(words("map.as.list"), () => this.turn(true))];
    this.tools = h("div", { class: "map-tools", role: "group", "aria-label": words("map.size") },
      button(words("map.smaller"), () => this.sheet.zoom(-1)), button(words("map.larger"), () => this.sheet.zoom(1)),
      button(words("map.whole"), () => this.sheet.whole()));
    this.listen();
    this.bar = h("div", { class: "map-bar" },
      h("div", { class: "map-search" }, labelled(words("map.search"), this.field)),
      h("div", { class: "map-views", role: "group", "aria-label": words("map.views") }, ...this.views), this.tools);
    this.turn(false);
  }

  update(): void {
    this.list.update();
  }

  /** To the map (false) or the list. */
  turn(asList: boolean): void {
    this.asList = asList;
    press(this.views[0], !asList);
    press(this.views[1], asList);
    this.tools.hidden = asList;
    replace(this.place, asList ? this.list.node : this.sheet.node);
    if (asList) this.onList();
    else this.sheet.begin();
  }

  go(n: number): void {
    if (this.asList) this.list.go(n);
    else this.sheet.go(n);
  }

  /** To another label from an opened one: what the search hides is shown again, so that the focus can return to it. */
  lead(n: number): void {
    if (this.asList && this.found.indexOf(n) < 0) {
      this.field.value = "";
      this.look();
    }
    this.go(n);
    this.open(n);
  }

  private listen(): void {
    this.field.addEventListener("input", () => this.look());
    this.field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing || !this.found.length) return;
      event.preventDefault();
      this.go(this.found[this.next % this.found.length]);
      this.next++;
    });
  }

  private look(): void {
    const { words } = this.context;
    const asked = this.field.value.trim();
    this.found = search(this.data.labels, asked);
    this.next = 0;
    this.status.textContent = asked ? words("map.found", { n: this.found.length }) : "";
    this.sheet.light(this.found);
    this.list.only(asked ? this.found : null);
  }

  private tellScale(scale: number): void {
    const { words, announce } = this.context;
    announce(words("map.scale", { n: Math.round(scale * 100) }));
  }
}
