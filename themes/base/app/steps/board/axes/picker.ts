// SPDX-License-Identifier: MIT
// The page on which examples of an axis are chosen: among marked passages, those of the cards, or anywhere.
import { button, clear, h, press, replace } from "../../../dom";
import { labelled } from "../../../fields";
import { searcher } from "../../../fold";
import type { Part } from "../../../live";
import type { MarkedPassage, Source } from "../types";
import type { Book } from "./book";
import type { Page } from "./editor";
import { act, look } from "./parts";
import { exampleOf, isAmong, sourceLine } from "./quote";
import { brief, makeReading } from "./reading";

const ROWS = 40;

/** The passages that hold every word of the query in their words, their labels or the title of their conversation. */
export const findPassages = (passages: MarkedPassage[], query: string, titleOf: (one: MarkedPassage) => string): MarkedPassage[] => {
  const holds = searcher(query);
  return passages.filter((one) => holds([one.quote, titleOf(one)].concat(one.labels).join("\n")));
};

interface Way extends Part {
  key: string;
}

class Picker implements Page {
  readonly node: HTMLElement;
  readonly first: HTMLElement;
  private ways: Way[];
  private buttons: HTMLButtonElement[];
  private place = h("div");
  private now = 0;
  close: () => void = () => undefined;

  constructor(private book: Book, private id: string, leave: () => void) {
    const { words } = book;
    this.first = h("h2", { class: "axes-title", tabindex: "-1" }, words("axis.pick.title", { name: book.view.nameOf(id) }));
    this.ways = [this.marked()].concat(book.cards.some(({ examples }) => examples.length) ? this.ofCards() : [], this.anywhere());
    this.buttons = this.ways.map(({ key }, n) =>
      button(words(`axis.pick.${key}`), () => this.turn(n)));
    this.node = h("div", { class: "axes-page" }, look(book, "axis.pick.done", leave, "primary"), this.first,
      h("div", { class: "axes-pair", role: "group", "aria-label": words("axis.pick.ways") }, ...this.buttons), this.place);
    this.turn(0);
  }

  update(): void {
    this.ways[this.now].update();
  }

  private turn(n: number): void {
    this.now = n;
    this.buttons.forEach((button, at) => press(button, at === n));
    replace(this.place, this.ways[n].node);
    this.update();
  }

  private take(passage: Omit<MarkedPassage, "labels">): void {
    const axis = this.book.view.get(this.id);
    if (!axis || isAmong(axis.examples, passage)) return;
    this.book.decide({ act: "example", axis: this.id, example: exampleOf(this.book.step.newId(), passage) });
    this.book.step.announce(this.book.words("axis.pick.taken"));
  }

  /** One passage with the button that takes it; says where it is an example already. */
  private row(one: MarkedPassage): Part {
    const { book } = this;
    const button = act(book, "axis.pick.take", () => this.take(one));
    const node = h("li", {}, h("blockquote", { class: "axes-quote", dir: "auto" }, brief(one.quote)), sourceLine(book, one, one.labels), button);
    return {
      node,
      update: () => {
        const axis = book.view.get(this.id);
        const among = !!axis && isAmong(axis.examples, one);
        button.setAttribute("aria-disabled", String(among));
        button.textContent = book.words(among ? "axis.pick.among" : "axis.pick.take");
      },
    };
  }

  private marked(): Way {
    const { words, board, titleOf } = this.book;
    const list = h("ul", { class: "axes-passages" });
    const count = h("p", { class: "quiet", role: "status" });
    const field = h("input", { type: "search", autocomplete: "off", dir: "auto", oninput: () => fill() });
    let rows: Part[] = [];
    const fill = (): void => {
      const found = findPassages(board.passages, field.value, titleOf);
      const first = found.length > ROWS ? ` ${words("axis.pick.first", { n: ROWS })}` : "";
      count.textContent = words("axis.pick.found", { n: found.length }) + first;
      clear(list);
      rows = found.slice(0, ROWS).map((one) => this.row(one));
      rows.forEach((row) => list.appendChild(row.node));
      rows.forEach((row) => row.update());
    };
    fill();
    return {
      key: "marked",
      node: h("div", {}, labelled(words("axis.pick.find"), field), count, list),
      update: () => rows.forEach((row) => row.update()),
    };
  }

  private ofCards(): Way {
    const cards = this.book.cards.filter(({ examples }) => examples.length);
    const made = cards.map((card) => ({ card, rows: card.examples.map((one) => this.row(one)) }));
    return {
      key: "cards",
      node: h("div", {}, ...made.map(({ card, rows }) =>
        h("section", {}, h("h3", { dir: "auto" }, card.name), h("ul", { class: "axes-passages" }, ...rows.map(({ node }) => node))))),
      update: () => made.forEach(({ rows }) => rows.forEach((row) => row.update())),
    };
  }

  private anywhere(): Way {
    const { book } = this;
    const { words, step, desk } = book;
    const all = desk.data.conversations || [];
    const take = (): void => {
      const found = reading.passage();
      const owner = step.packet.conversations[all[select.selectedIndex]].owner;
      const source: Source = owner === "own" || owner === "others" ? owner : "baseline";
      if (found) this.take(Object.assign({ coding: "", source }, found));
    };
    const button = act(book, "axis.reading.take", take, "primary");
    const reading = makeReading(book, take, () => (button.disabled = book.readOnly || !reading || !reading.passage()));
    const titles = all.map((n) => h("option", {}, step.packet.conversations[n].title || step.packet.conversations[n].id));
    const select = h("select", { dir: "auto", onchange: () => reading.show(all[select.selectedIndex]) }, ...titles);
    let begun = false;
    this.close = () => reading.stop();
    return {
      key: "anywhere",
      node: all.length
        ? h("div", {}, labelled(words("axis.reading.which"), select), reading.node, h("p", { class: "axes-acts axes-done" }, button))
        : h("p", { class: "quiet" }, words("axis.reading.none")),
      update: () => {
        if (!begun && all.length) reading.show(all[0]);
        begun = true;
      },
    };
  }
}

export const makePicker = (book: Book, id: string, leave: () => void): Page => new Picker(book, id, leave);
