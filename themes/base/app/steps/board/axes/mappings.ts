// SPDX-License-Identifier: MIT
// Which first attribute became which axis: every card with the axes that it went into, said by a person.
import { clear, h } from "../../../dom";
import { makeRows } from "../leaf";
import type { Row } from "../leaf";
import type { Card } from "../types";
import type { Book } from "./book";
import { act, said, tick } from "./parts";
import type { Leaf } from "./tops";

/** What was said of a card: null for nothing yet, an empty list for "none of them". */
export const mappedTo = (item: { axes?: unknown } | undefined): string[] | null =>
  item ? (Array.isArray(item.axes) ? item.axes.map(String) : []) : null;

class CardRow implements Row<Card> {
  readonly node: HTMLElement;
  private now = h("p", { class: "axes-mapped" });
  private boxes = h("div", { class: "axes-related" });
  private follow: HTMLButtonElement;
  private none: HTMLButtonElement;
  private clearIt: HTMLButtonElement;
  private shown = "";

  constructor(private book: Book, private card: Card) {
    const { words } = book;
    this.none = act(book, "axis.map.none", () => this.set([]), "link");
    this.clearIt = act(book, "axis.map.clear", () => this.set(null), "link");
    this.follow = act(book, "axis.map.follow", () => this.set(this.followed()), "link");
    const by = card.named ? h("p", { class: "quiet", dir: "auto" }, book.desk.titleOfKey(card.person)) : null;
    const fold = h("details", { class: "axes-fold" }, h("summary", {}, words("axis.map.choose")), this.boxes);
    this.node = h("li", { class: "axes-card" }, h("h2", { dir: "auto" }, card.name || words("axis.unnamed")),
      card.definition ? said(card.definition) : null, by, this.now, fold, h("p", { class: "axes-acts" }, this.follow, this.none, this.clearIt));
  }

  update(): void {
    const { book } = this;
    const mapped = this.mapped();
    const gone = !!mapped && mapped.some((id) => !book.view.get(id) && book.view.followers(id).length);
    const live = book.view.live.map(({ id, name }) => ({ id, name }));
    const looks = JSON.stringify([mapped && mapped.map((id) => book.nameIn(id)), mapped, live]);
    if (looks === this.shown) return;
    this.shown = looks;
    this.now.textContent = book.words(!mapped ? "axis.map.unsaid" : mapped.length ? "axis.map.became" : "axis.map.isnone",
      { names: book.namesIn(mapped || []) });
    this.now.classList.toggle("quiet", !mapped);
    this.follow.hidden = !gone;
    this.none.hidden = !!mapped && !mapped.length;
    this.clearIt.hidden = !mapped;
    this.drawBoxes(mapped || []);
  }

  private drawBoxes(mapped: string[]): void {
    const { book } = this;
    const focus = document.activeElement as HTMLInputElement | null;
    const value = focus && this.boxes.contains(focus) ? focus.value : "";
    const lost = mapped.filter((id) => !book.view.get(id));
    clear(this.boxes);
    for (const id of book.view.live.map((axis) => axis.id).concat(lost)) {
      const row = tick(this.card.key, id, mapped.indexOf(id) >= 0, (on) => this.toggle(id, on), h("bdi", {}, book.nameIn(id)));
      row.querySelector("input")!.disabled = book.readOnly;
      this.boxes.appendChild(row);
    }
    const again = Array.from(this.boxes.querySelectorAll("input")).filter((box) => value && box.value === value)[0];
    if (again) again.focus();
  }

  private mapped(): string[] | null {
    return mappedTo(this.book.step.items.get(`card:${this.card.key}`) as { axes?: unknown } | undefined);
  }

  /** What the axes that are gone became, in their place. */
  private followed(): string[] {
    const all = ([] as string[]).concat(...(this.mapped() || []).map((id) => {
      const now = this.book.view.followers(id);
      return now.length ? now : [id];
    }));
    return all.filter((id, at) => all.indexOf(id) === at);
  }

  /** The last axis unticked leaves "not said yet": that it was none of them is for somebody to say. */
  private toggle(id: string, on: boolean): void {
    const before = this.mapped() || [];
    const axes = on ? before.concat(id) : before.filter((one) => one !== id);
    this.set(axes.length ? axes : null);
  }

  private set(axes: string[] | null): void {
    const { key } = this.card;
    const { step, by } = this.book;
    step.items.change("axis.undo.mapping", (draft) => {
      if (axes) draft.put({ id: `card:${key}`, kind: "mapping", card: key, axes, by, at: step.now() });
      else draft.remove(`card:${key}`);
    });
  }
}

export const makeMappings = (book: Book): Leaf => {
  const { words } = book;
  const list = h("ul", { class: "axes-cards" });
  const count = h("p", { class: "quiet", role: "status" });
  const closed = h("p", {}, words(book.board.cards.length ? "axis.cards.closed" : "axis.cards.none"));
  const rows = makeRows<Card>(list, ({ key }) => key, (card) => new CardRow(book, card));
  return {
    node: h("div", {}, h("p", { class: "axes-lead" }, words("axis.map.lead")), closed, count, list),
    update() {
      const { cards } = book;
      const done = cards.filter(({ key }) => book.step.items.get(`card:${key}`)).length;
      closed.hidden = cards.length > 0;
      count.textContent = cards.length ? words("axis.map.count", { n: cards.length, done }) : "";
      rows(cards);
    },
  };
};
