// SPDX-License-Identifier: MIT
// The axes on the board (Segment 4): what they are, which first attributes became them, the group's ranking, the log.
import { button, h, press, replace } from "../../../dom";
import { labelled, line, written } from "../../../fields";
import { Desk } from "../desk";
import { makePanel } from "../leaf";
import type { Leaf as Shown } from "../leaf";
import { printInstead } from "../map/print";
import type { PanelFactory } from "../types";
import { makeAxes } from "./axes";
import { Book } from "./book";
import { makeHistory } from "./history";
import { makeMappings, mappedTo } from "./mappings";
import { stateSheet } from "./sheet";
import { makeTops } from "./tops";
import type { Leaf } from "./tops";

const KEYS: [string, string][] = [
  ["Alt ↑", "axis.key.up"], ["Alt ↓", "axis.key.down"], ["Shift ↓", "axis.key.extend"], ["Shift →", "axis.key.word"],
];

const LEAVES: [string, (book: Book) => Leaf][] =
  [["axes", makeAxes], ["mappings", makeMappings], ["tops", makeTops], ["log", makeHistory]];

/** Runs `work` soon, but never between the press of a button and its click: the button would be gone. */
const makeLater = (work: () => void): (() => void) => {
  let pressed = false;
  let wanted = false;
  const run = (): void => {
    if (pressed || !wanted) return;
    wanted = false;
    work();
  };
  const down = (): void => void (pressed = true);
  const up = (): void => {
    pressed = false;
    window.setTimeout(run);
  };
  window.addEventListener("mousedown", down, true);
  window.addEventListener("mouseup", up, true);
  window.addEventListener("dragend", up, true);
  return () => {
    if (!wanted) window.setTimeout(run);
    wanted = true;
  };
};

/** Who decides: the field that every decision is signed with. */
const deciderField = (book: Book): HTMLElement => {
  const { words } = book;
  const field = line(book.decider, { maxlength: 120, placeholder: book.nameOfDecider(book.desk.by), readonly: book.readOnly });
  field.addEventListener("input", () => book.setDecider(written(field)));
  return labelled(words("axis.by"), field);
};

/** The panel as it is while it is shown; what is unfinished in it outlives being hidden. */
class AxesPanel {
  private made = new Map<string, Leaf>();
  private now = "axes";
  private place = h("div", { class: "axes-place" });
  private buttons: HTMLButtonElement[];
  readonly root: HTMLElement;

  constructor(private book: Book) {
    const { words } = book;
    this.buttons = LEAVES.map(([name]) => button(words(`axis.leaf.${name}`), () => this.turn(name)));
    this.root = h("div", { class: "axes" },
      h("div", { class: "axes-head" },
        h("div", { class: "axes-pair", role: "group", "aria-label": words("axis.leaves") }, ...this.buttons), deciderField(book)),
      this.place);
  }

  turn(name: string): void {
    this.flush();
    this.now = name;
    this.buttons.forEach((button, at) => press(button, LEAVES[at][0] === name));
    replace(this.place, this.leaf.node);
    this.update();
  }

  show(): void {
    this.turn(this.now);
  }

  /** On paper the axes are read and not filled in; cards and the log are printed as they are shown. */
  sheets(): HTMLElement[] {
    const { book } = this;
    this.flush();
    if ((this.now !== "axes" && this.now !== "tops") || !book.view.live.length) return [];
    return [h("h2", { dir: "auto" }, book.step.packet.group.title), stateSheet(book, book.view)];
  }

  update(): void {
    this.book.stale();
    this.leaf.update();
  }

  flush(): void {
    if (this.leaf.flush) this.leaf.flush();
    this.book.settle();
  }

  isDirty(): boolean {
    return Array.from(this.made.values()).some((leaf) => !!leaf.isDirty && leaf.isDirty());
  }

  private get leaf(): Leaf {
    const known = this.made.get(this.now);
    if (known) return known;
    const make = LEAVES.filter(([name]) => name === this.now)[0][1];
    const leaf = make(this.book);
    this.made.set(this.now, leaf);
    return leaf;
  }
}

/** What is still open, in whole sentences. */
const openOf = (book: Book): string[] => {
  const { words, view } = book;
  book.stale();
  if (!view.live.length) return [words("axis.open.none")];
  const lines: string[] = [];
  const count = (key: string, n: number): void => void (n && lines.push(words(key, { n })));
  count("axis.open.proposed", view.live.filter(({ state }) => state !== "adopted").length);
  count("axis.open.definition", view.live.filter(({ definition }) => !definition.trim()).length);
  count("axis.open.examples", view.live.filter(({ examples }) => examples.length < 2).length);
  for (const size of [3, 5]) if (view.top(size).length < Math.min(size, view.live.length)) lines.push(words(`axis.open.top.${size}`));
  const mapped = book.cards.map(({ key }) => mappedTo(book.step.items.get(`card:${key}`) as { axes?: unknown } | undefined));
  count("axis.open.mapping", mapped.filter((axes) => !axes).length);
  count("axis.open.gone", mapped.filter((axes) => !!axes && axes.some((id) => !view.get(id))).length);
  count("axis.open.problems", view.problems.length);
  return lines;
};

/** The panel of the axes. */
export const axesPanel: PanelFactory = (step, data) => {
  const book = new Book(new Desk(step, data));
  let panel: AxesPanel | null = null;
  let readOnly = false;
  let later: (() => void) | null = null;
  const begin = (): void => {
    later = makeLater(() => panel && panel.update());
    book.refresh = later;
    // The file that Ctrl S makes holds what is being written, too.
    document.addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s" && panel) panel.flush();
    }, true);
    window.addEventListener("beforeunload", (event) => {
      if (!panel || !panel.isDirty()) return;
      event.preventDefault();
      event.returnValue = "";
    });
  };
  const build = (host: HTMLElement): Shown => {
    if (!later) begin();
    // Another tab took over or gave back: what can be pressed is another.
    if (panel && readOnly && !step.readOnly) book.recover();
    if (!panel || readOnly !== step.readOnly) panel = new AxesPanel(book);
    readOnly = step.readOnly;
    const shown = panel;
    const place = host.appendChild(h("div", {}, shown.root));
    printInstead(place, () => shown.sheets(), false);
    shown.show();
    return { update: () => (book.stale(), later!()), flush: () => shown.flush() };
  };
  return makePanel(step, "axes", build, { open: () => openOf(book), keys: KEYS });
};
