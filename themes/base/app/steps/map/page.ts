// SPDX-License-Identifier: MIT
// The page: the search, the map or the list of the same labels, and the note on the whole map.
import { clear, h } from "../../dom";
import type { StepContext } from "../../types";
import { openEntry } from "./entry";
import { noteField, noteOf } from "./notes";
import type { NoteField } from "./notes";
import { search } from "./plane";
import type { MapData } from "./plane";
import { makeSheet } from "./sheet";
import type { Sheet } from "./sheet";

export interface Page {
  root: HTMLElement;
  /** Once the root is in the page. */
  begin(): void;
  update(): void;
  flush(): void;
}

/** The labels one below the other, with the same way in. */
class List {
  readonly node = h("ul", { class: "map-list" });
  private buttons: HTMLButtonElement[];
  private rows: HTMLElement[];

  constructor(private context: StepContext, private data: MapData, open: (n: number) => void) {
    this.buttons = data.labels.map(({ label }, n) =>
      h("button", { type: "button", class: "link", dir: "auto", onclick: () => open(n) }, label));
    this.rows = this.buttons.map((button) => h("li", {}, button, h("span", { class: "quiet" })));
    for (const row of this.rows) this.node.appendChild(row);
    this.update();
  }

  update(): void {
    this.data.labels.forEach(({ label }, n) => {
      this.rows[n].lastChild!.textContent = noteOf(this.context, label) ? this.context.words("map.noted") : "";
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

class MapPage implements Page {
  readonly root: HTMLElement;
  private sheet: Sheet;
  private list: List;
  private asList = false;
  private found: number[] = [];
  private next = 0;
  private entry: NoteField | null = null;
  private whole: NoteField;
  private field = h("input", { type: "search", autocomplete: "off", dir: "auto" });
  private status = h("p", { class: "quiet map-found", role: "status" });
  private views: HTMLButtonElement[];
  private tools: HTMLElement;
  private place = h("div", { class: "map-place" });

  constructor(private context: StepContext, private data: MapData) {
    const { words } = context;
    const open = (n: number): void => this.open(n);
    this.sheet = makeSheet(data, words, open, (scale) => this.tellScale(scale));
    this.list = new List(context, data, open);
    this.whole = noteField(context, "");
    const button = (key: string, run: () => void): HTMLButtonElement => h("button", { type: "button", onclick: run }, words(key));
    this.views = [button("map.as.map", () => this.turn(false)), button("map.as.list", () => this.turn(true))];
    this.tools = h("div", { class: "map-tools", role: "group", "aria-label": words("map.size") },
      button("map.smaller", () => this.sheet.zoom(-1)), button("map.larger", () => this.sheet.zoom(1)),
      button("map.whole", () => this.sheet.whole()));
    this.listen();
    this.root = h("div", { class: "map" },
      h("p", { class: "review-lead" }, words("map.lead")),
      h("div", { class: "map-bar" },
        h("label", { class: "cluster-field map-search" }, h("span", {}, words("map.search")), this.field),
        h("div", { class: "map-views", role: "group", "aria-label": words("map.views") }, ...this.views), this.tools),
      this.status, this.place, this.whole.node);
    this.turn(false);
  }

  begin(): void {
    this.sheet.begin();
  }

  update(): void {
    this.list.update();
    this.whole.update();
    if (this.entry) this.entry.update();
  }

  flush(): void {
    this.whole.flush();
    if (this.entry) this.entry.flush();
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

  private turn(asList: boolean): void {
    this.asList = asList;
    this.views[0].setAttribute("aria-pressed", String(!asList));
    this.views[1].setAttribute("aria-pressed", String(asList));
    this.tools.hidden = asList;
    clear(this.place);
    this.place.appendChild(asList ? this.list.node : this.sheet.node);
    if (!asList) this.sheet.begin();
  }

  private go(n: number): void {
    if (this.asList) this.list.go(n);
    else this.sheet.go(n);
  }

  private open(n: number): void {
    this.entry = openEntry(this.context, this.data, n, (other) => this.lead(other));
  }

  /** To another label from an opened one: what the search hides is shown again, so that the focus can return to it. */
  private lead(n: number): void {
    if (this.asList && this.found.indexOf(n) < 0) {
      this.field.value = "";
      this.look();
    }
    this.go(n);
    this.open(n);
  }

  private tellScale(scale: number): void {
    const { words, announce } = this.context;
    announce(words("map.scale", { n: Math.round(scale * 100) }));
  }
}

/** The page of a map that has labels. */
export const makePage = (context: StepContext, data: MapData): Page => new MapPage(context, data);
