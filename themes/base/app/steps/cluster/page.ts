// SPDX-License-Identifier: MIT
// The clustering page: the pile at the start side, the sheets at the end side; on a narrow screen one at a time.

import { h } from "../../dom";
import { makeBar } from "./bar";
import type { Bar } from "./bar";
import { begin, chooseBest, command, drop } from "./commands";
import type { Stage } from "./commands";
import type { FocusedCode } from "./codes";
import { makeDraggable } from "./drag";
import type { Query } from "./find";
import { listenKeys } from "./keys";
import { arrange } from "./list";
import type { SlipList } from "./list";
import { remove, reorder } from "./operations";
import { makePile } from "./pile";
import type { Pile } from "./pile";
import { makeSheet } from "./sheet";
import type { Sheet } from "./sheet";
import type { Table } from "./table";

/** Where the focus last was among the slips. */
interface Spot {
  place: string;
  key: string;
  /** The list's keys as they were then. */
  keys: string[];
}

const keyOf = (slip: Element): string => slip.getAttribute("data-key")!;
const placeOf = (slip: Element): string => slip.parentElement!.getAttribute("data-place")!;
const isVisible = (node: Element | null): boolean => !!node && node.getClientRects().length > 0;
const within = (event: Event, selector: string): HTMLElement | null =>
  (event.target as Element).closest<HTMLElement>(selector);

/** The page of one showing of the step. */
export class ClusterPage {
  readonly root = h("div", { class: "cluster-page", "data-view": "codes" });
  private stage: Stage;
  private pile: Pile;
  private bar: Bar;
  private sheets = new Map<string, Sheet>();
  private side = h("div", { class: "cluster-sheets" });
  private blank: HTMLElement;
  private views: HTMLButtonElement[];
  private undoButton: HTMLButtonElement;
  private spot: Spot = { place: "", key: "", keys: [] };
  /** The slip from which a range is chosen. */
  private anchor = "";

  constructor(private table: Table, query: Query) {
    const { words, context } = table;
    this.pile = makePile(table, query, () => this.mark());
    this.bar = makeBar(table, () => this.chooseNone());
    this.undoButton = h("button", { type: "button", onclick: () => this.undo() }, words("cluster.undo"));
    this.stage = { table, done: (text, key) => this.done(text, key) };
    this.views = ["codes", "clusters"].map((view) => h("button", { type: "button", onclick: () => this.view(view) }));
    this.blank = this.makeBlank();
    this.undoButton.hidden = context.readOnly;
    const head = h("div", { class: "cluster-head" },
      h("p", { class: "cluster-lead" }, words("cluster.lead")),
      h("div", { class: "cluster-pair cluster-views", role: "group", "aria-label": words("cluster.views") }, ...this.views),
      this.undoButton);
    const columns = h("div", { class: "cluster-columns" }, this.pile.node, this.side);
    [head, columns, this.bar.node]
      .forEach((node) => this.root.appendChild(node));
    this.listen();
    this.view("codes");
    this.update();
  }

  /** Shows the table as it is now. */
  update(): void {
    this.keepFocus(() => {
      this.updateSheets();
      this.pile.update();
      this.mark();
      const { codes, clusters, words, context } = this.table;
      const left = codes.filter((code) => !code.clusters.length).length;
      this.views[0].textContent = words("cluster.views.codes", { n: left });
      this.views[1].textContent = words("cluster.views.clusters", { n: clusters.length });
      this.undoButton.disabled = !context.items.canUndo();
    });
  }

  /** Keeps everything that is written on the sheets. */
  flush = (): void => this.sheets.forEach((sheet) => sheet.flush());

  private makeBlank(): HTMLElement {
    const { words, context } = this.table;
    return h("section", { class: "cluster-sheet cluster-blank", "data-drop": "+", "data-cluster": "+", hidden: context.readOnly },
      h("p", { class: "cluster-was" }, words("cluster.blank")),
      h("div", { class: "cluster-row" },
        h("button", { type: "button", "data-sheet": "new" }, words("cluster.new")),
        h("button", { type: "button", "data-sheet": "here", class: "cluster-here" }, words("cluster.sheet.new"))));
  }

  private listen(): void {
    const { root } = this;
    root.addEventListener("click", (event) => this.click(event as MouseEvent));
    root.addEventListener("focusin", (event) => {
      const slip = within(event, ".cluster-slip");
      if (!slip) return;
      const list = this.list(placeOf(slip))!;
      this.spot = { place: placeOf(slip), key: keyOf(slip), keys: list.keys };
      list.visit(keyOf(slip));
    });
    const direction = getComputedStyle(document.documentElement).direction;
    listenKeys(root, {
      go: (slip, by) => this.go(slip, by),
      open: (slip) => this.list(placeOf(slip))!.slip(keyOf(slip))!.toggle(),
      command: (name, slip) => this.command(name, slip),
      undo: () => this.undo(),
    }, direction === "rtl");
    makeDraggable(root, {
      lift: (slip) => this.lift(slip),
      drop: (slip, to) => this.drop(this.carried(slip), placeOf(slip), to),
    });
  }

  private updateSheets(): void {
    const { clusters, codes } = this.table;
    const nodes: Node[] = [];
    const old = this.sheets;
    this.sheets = new Map();
    for (const cluster of clusters) {
      const sheet = old.get(cluster.id) || makeSheet(this.table, cluster.id);
      this.sheets.set(cluster.id, sheet);
      sheet.update(cluster, codes.filter((code) => code.clusters.indexOf(cluster.id) >= 0));
      nodes.push(sheet.node);
    }
    arrange(this.side, nodes.concat(this.blank));
  }

  /** Shows what is chosen. */
  private mark(): void {
    this.keepFocus(() => {
      this.root.classList.toggle("has-chosen", this.table.chosen.size > 0);
      this.pile.list.mark();
      this.sheets.forEach((sheet) => sheet.list.mark());
      this.bar.update();
    });
  }

  private view(view: string): void {
    this.root.setAttribute("data-view", view);
    this.views.forEach((button, n) => button.setAttribute("aria-pressed", String(n === (view === "codes" ? 0 : 1))));
  }

  private list(place: string): SlipList | undefined {
    const sheet = this.sheets.get(place);
    return place ? sheet && sheet.list : this.pile.list;
  }

  private chosen(): FocusedCode[] {
    return this.table.codes.filter((code) => this.table.chosen.has(code.key));
  }

  /** The chosen codes when this slip is one of them, or else the slip's own. */
  private carried(slip: Element): FocusedCode[] {
    const code = this.table.code(keyOf(slip));
    return this.table.chosen.has(keyOf(slip)) ? this.chosen() : code ? [code] : [];
  }

  private chooseNone(): void {
    this.table.chosen.clear();
    this.mark();
  }

  private lift(slip: HTMLElement): string {
    const { context, words } = this.table;
    if (context.readOnly || !isVisible(this.side)) return "";
    const codes = this.carried(slip);
    return codes.length > 1 ? words("cluster.chosen", { n: codes.length }) : codes[0].label;
  }

  private drop(codes: FocusedCode[], from: string, to: string): void {
    if (to !== "+") return drop(this.stage, codes, from, to);
    const id = begin(this.stage, "", codes, from);
    this.sheets.get(id)!.name.focus();
  }

  private click(event: MouseEvent): void {
    const act = within(event, "[data-act]");
    const sheet = within(event, "[data-sheet]");
    const slip = within(event, ".cluster-slip");
    if (act) this.act(act.getAttribute("data-act")!, slip);
    else if (sheet) this.sheetAct(sheet, within(event, "[data-cluster]")!.getAttribute("data-cluster")!);
    else if (slip && within(event, "label") && !this.table.context.readOnly) this.choose(event, slip);
  }

  /** A click on a slip: with Shift all from the last one to this. */
  private choose(event: MouseEvent, slip: HTMLElement): void {
    const { chosen } = this.table;
    const onBox = (event.target as Element).nodeName === "INPUT";
    const list = this.list(placeOf(slip))!;
    const last = list.keys.indexOf(this.spot.place === placeOf(slip) ? this.anchor : "");
    const at = list.keys.indexOf(keyOf(slip));
    // A label's click comes again as its box's; some browsers hold it back when Shift is down.
    if (!onBox && !event.shiftKey) return;
    if (!onBox) event.preventDefault();
    if (event.shiftKey && last >= 0) {
      for (const key of list.keys.slice(Math.min(last, at), Math.max(last, at) + 1)) chosen.add(key);
    } else if (chosen.has(keyOf(slip))) {
      chosen.delete(keyOf(slip));
    } else {
      chosen.add(keyOf(slip));
    }
    this.anchor = keyOf(slip);
    // The box takes its own new state after this event.
    window.setTimeout(() => this.mark(), 0);
  }

  private act(name: string, slip: HTMLElement | null): void {
    const code = slip && this.table.code(keyOf(slip));
    command(this.stage, name, { codes: code ? [code] : this.chosen(), place: slip ? placeOf(slip) : "" });
  }

  /** A command key: about what is chosen, or else the slip it was pressed on. */
  private command(name: string, slip: HTMLElement | null): void {
    const place = slip ? placeOf(slip) : "";
    let codes = this.chosen();
    if (!codes.length && slip) codes = this.carried(slip);
    if (name === "take") codes = codes.filter((code) => code.clusters.indexOf(place) >= 0);
    command(this.stage, name, { codes, place });
  }

  private sheetAct(button: HTMLElement, id: string): void {
    const name = button.getAttribute("data-sheet")!;
    const { desk, words, context } = this.table;
    if (name === "best") return chooseBest(this.stage, id);
    if (name === "here") return this.drop(this.chosen(), "", id);
    if (name === "new") return this.drop([], "", "+");
    if (name === "remove") return this.removeSheet(id);
    const moved = reorder(desk, id, name === "earlier" ? -1 : 1);
    button.focus();
    context.announce(words(moved ? "cluster.said.moved" : "cluster.said.edge"));
  }

  private removeSheet(id: string): void {
    const ids = Array.from(this.sheets.keys());
    const next = ids[ids.indexOf(id) + 1] || ids[ids.indexOf(id) - 1];
    this.sheets.get(id)!.flush();
    remove(this.table.desk, id);
    this.done(this.table.words("cluster.said.remove"));
    const sheet = this.sheets.get(next);
    (sheet ? sheet.name : this.blank.querySelector("button")!).focus();
  }

  private go(slip: HTMLElement, by: number): void {
    const list = this.list(placeOf(slip))!;
    const at = list.keys.indexOf(keyOf(slip)) + by;
    list.focus(list.keys[Math.max(0, Math.min(list.keys.length - 1, at))]);
  }

  private done(text: string, key?: string): void {
    const { chosen, context, words } = this.table;
    if (key) chosen.clear();
    this.mark();
    if (key) this.focusCode(key);
    context.toast(text, { label: words("cluster.undo"), run: () => this.undo() });
  }

  private undo(): void {
    this.flush();
    const { context, words } = this.table;
    const name = context.items.undo();
    context.toast(name ? words("shell.undo", { name: words(name) }) : words("shell.undo.none"));
    if (document.activeElement === document.body) this.restoreFocus();
  }

  private focusCode(key: string): void {
    const list = this.list(this.spot.place);
    if (!(list && list.focus(key))) this.pile.list.focus(key);
  }

  /** Does something that may take away the node that has the focus; then the focus goes to what is nearest. */
  private keepFocus(work: () => void): void {
    const had = this.root.contains(document.activeElement);
    work();
    if (had && !isVisible(document.activeElement === document.body ? null : document.activeElement)) this.restoreFocus();
  }

  /** The focus goes back to its slip, or to the next one that is still there, or the last before it. */
  private restoreFocus(): void {
    const { place, key, keys } = this.spot;
    const list = this.list(place) || this.pile.list;
    const at = keys.indexOf(key);
    const sheet = this.sheets.get(place);
    if (keys.slice(at).concat(keys.slice(0, Math.max(0, at)).reverse()).some((one) => list.focus(one))) return;
    (sheet ? sheet.name : this.pile.search).focus();
  }
}
