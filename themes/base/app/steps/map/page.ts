// SPDX-License-Identifier: MIT
// The page: ways to look around among the labels, and the note on the whole map.
import { h } from "../../dom";
import type { StepContext } from "../../types";
import { openEntry } from "./entry";
import { Explorer } from "./explore";
import { noteField, noteOf } from "./notes";
import type { NoteField } from "./notes";
import type { MapData } from "./plane";

export interface Page {
  root: HTMLElement;
  /** Once the root is in the page. */
  begin(): void;
  update(): void;
  flush(): void;
}

class MapPage implements Page {
  readonly root: HTMLElement;
  private explorer: Explorer;
  private entry: NoteField | null = null;
  private whole: NoteField;

  constructor(private context: StepContext, private data: MapData) {
    const { words } = context;
    const hint = (label: string): string => (noteOf(context, label) ? words("map.noted") : "");
    this.explorer = new Explorer(context, data, hint, (n) => this.open(n));
    this.whole = noteField(context, "");
    const { bar, status, place } = this.explorer;
    this.root = h("div", { class: "map" }, h("p", { class: "lead" }, words("map.lead")), bar, status, place, this.whole.node);
  }

  begin(): void {
    this.explorer.sheet.begin();
  }

  update(): void {
    this.explorer.update();
    this.whole.update();
    if (this.entry) this.entry.update();
  }

  flush(): void {
    this.whole.flush();
    if (this.entry) this.entry.flush();
  }

  private open(n: number): void {
    const note = noteField(this.context, this.data.labels[n].label);
    this.entry = note;
    openEntry(this.context.words, this.data, n, (other) => this.explorer.lead(other), note);
  }
}

/** The page of a map that has labels. */
export const makePage = (context: StepContext, data: MapData): Page => new MapPage(context, data);
