// SPDX-License-Identifier: MIT
// The leaf of the axes: their list at one side, the page of one of them at the other; on a phone one at a time.
import { clear, h } from "../../../dom";
import { area, labelled, written } from "../../../fields";
import { ask } from "../../../question";
import type { Answer } from "../types";
import type { Book } from "./book";
import { makeCreate } from "./create";
import { makeEditor } from "./editor";
import type { Page, Ways } from "./editor";
import { makeList } from "./list";
import type { List } from "./list";
import { makeMerge, makeSplit } from "./merge";
import { act, tick } from "./parts";
import { makePicker } from "./picker";
import { answerSources } from "./sources";
import type { Source } from "./sources";
import type { Leaf } from "./tops";
import { lackWords } from "./editor";

/** Adopting several at once: each is named with what it lacks. */
const adoptMany = (book: Book): void => {
  const { words } = book;
  const open = book.view.live.filter(({ state }) => state !== "adopted");
  const wanted = new Set(open.map(({ id }) => id));
  const why = area("", 2);
  const row = (axis: (typeof open)[0]): HTMLElement =>
    tick("adopt", axis.id, true, (on) => void (on ? wanted.add(axis.id) : wanted.delete(axis.id)),
      h("strong", { dir: "auto" }, axis.name), " ", h("span", { class: "quiet" }, lackWords(book, axis)));
  ask(words, {
    title: words("axis.adopt.many"),
    parts: [h("div", {}, ...open.map(row)), labelled(words("axis.reason.free"), why)],
    answer: words("axis.adopt.do"),
    draft: { drafts: book.step.drafts, key: "adopt" },
    missing: () => (wanted.size ? "" : words("axis.adopt.nobody")),
    run: () => book.decide({ act: "adopt", axes: open.map(({ id }) => id).filter((id) => wanted.has(id)), reason: written(why) }),
  });
};

const isSeen = (node: Element | null): boolean => !!node && node !== document.body && node.getClientRects().length > 0;

/** Does what may take away the button that has the focus; it then goes to the last one of the same part, or to `first`. */
const keepFocus = (place: HTMLElement, first: HTMLElement, work: () => void): void => {
  const had = document.activeElement;
  const part = had && place.contains(had) ? had.closest(".axes-part") : null;
  const inside = !!had && place.contains(had);
  work();
  if (!inside || isSeen(document.activeElement)) return;
  const near = part ? Array.from(part.querySelectorAll<HTMLElement>("button:not(:disabled)")).filter(isSeen).pop() : null;
  (near || first).focus();
};

class AxesLeaf implements Leaf {
  readonly node: HTMLElement;
  private list: List;
  private place = h("div", { class: "axes-main" });
  private page: Page | null = null;
  private at = "";
  private merge: HTMLButtonElement;
  private adopt: HTMLButtonElement;
  private proposals = h("div");
  private shown = "";
  private ways: Ways = {
    list: () => this.leave(),
    open: (id) => this.open(id),
    pick: (id) => this.turn(makePicker(this.book, id, () => this.open(id)), id),
    merge: (axes, wish) => this.startMerge(axes, wish),
    split: (id) => {
      const axis = this.book.view.get(id);
      if (axis) this.turn(makeSplit(this.book, axis, (next) => this.open(next), () => this.open(id)), id);
    },
  };

  constructor(private book: Book) {
    const { words } = book;
    this.list = makeList(book, (id) => this.open(id));
    this.merge = act(book, "axis.merge.some", () => this.startMerge([]));
    this.adopt = act(book, "axis.adopt.some", () => adoptMany(book));
    this.node = h("div", { class: "axes-two" },
      h("div", { class: "axes-side" },
        h("p", { class: "axes-acts" }, act(book, "axis.create", () => this.create([]), "primary"), this.merge, this.adopt),
        this.list.node, this.proposals),
      this.place);
    this.place.appendChild(h("p", { class: "quiet axes-wide" }, words("axis.choose")));
  }

  update(): void {
    const { book } = this;
    this.list.update(this.at);
    this.merge.disabled = book.readOnly || book.view.live.length < 2;
    this.adopt.disabled = book.readOnly || !book.view.live.some(({ state }) => state !== "adopted");
    this.fillProposals();
    const { page } = this;
    if (page) keepFocus(this.place, page.first, () => page.update());
  }

  flush(): void {
    if (this.page && this.page.flush) this.page.flush();
    this.book.settle();
  }

  isDirty(): boolean {
    return !!this.page && !!this.page.isDirty && this.page.isDirty();
  }

  private create(start: Source[]): void {
    this.turn(makeCreate(this.book, start, (id) => this.open(id), () => this.leave()), "");
  }

  private startMerge(axes: string[], wish?: Answer): void {
    const back = this.at;
    this.turn(makeMerge(this.book, axes, wish, (id) => this.open(id), () => (back ? this.open(back) : this.leave())), back);
  }

  private open(id: string): void {
    this.turn(makeEditor(this.book, id, this.ways), id);
  }

  /** Shows a page; `id` is the axis it is about, or "". */
  private turn(page: Page, id: string): void {
    this.drop();
    this.page = page;
    this.at = id;
    this.place.appendChild(page.node);
    this.node.classList.add("is-open");
    this.update();
    page.first.focus();
    page.first.scrollIntoView({ block: "nearest" });
  }

  private drop(): void {
    if (this.page && this.page.flush) this.page.flush();
    if (this.page && this.page.close) this.page.close();
    this.page = null;
    clear(this.place);
  }

  private leave(): void {
    const { at } = this;
    this.drop();
    this.at = "";
    this.node.classList.remove("is-open");
    this.place.appendChild(h("p", { class: "quiet axes-wide" }, this.book.words("axis.choose")));
    this.update();
    this.list.focus(at);
  }

  /** Proposals without a meeting that no axis came of yet. */
  private fillProposals(): void {
    const { book } = this;
    const taken = new Set(([] as string[]).concat(...book.view.live.map(({ from }) => from.map(({ kind, key }) => `${kind} ${key}`))));
    const open = answerSources(book).filter(({ origin }) => !taken.has(`answer ${origin.key}`));
    const looks = JSON.stringify(open.map(({ origin }) => origin.key));
    if (looks === this.shown) return;
    this.shown = looks;
    clear(this.proposals);
    if (!open.length) return;
    this.proposals.appendChild(h("h2", {}, book.words("axis.proposals")));
    for (const one of open)
      this.proposals.appendChild(h("div", { class: "axes-proposal" }, h("strong", { dir: "auto" }, one.name),
        one.definition ? h("p", { class: "axes-said", dir: "auto" }, one.definition) : null,
        one.note ? h("p", { class: "quiet", dir: "auto" }, one.note) : null,
        h("p", { class: "axes-acts" }, act(book, "axis.proposal.take", () => this.create([one]), "link"))));
  }
}

export const makeAxes = (book: Book): Leaf => new AxesLeaf(book);
