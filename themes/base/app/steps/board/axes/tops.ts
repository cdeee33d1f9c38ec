// SPDX-License-Identifier: MIT
// The group's own top three and top five: two lists in the order in which the group puts them.
import { button, clear, h } from "../../../dom";
import type { Part } from "../../../live";
import type { Book } from "./book";
import { listenMoves, shifted } from "../../../order";
import { outside } from "./facts";
import { act } from "./parts";

export interface Leaf extends Part {
  isDirty?(): boolean;
}

class Top {
  readonly node: HTMLElement;
  private list = h("ol", { class: "axes-top-list" });
  private rest = h("div", { class: "axes-top-rest" });
  private lead = h("p", { class: "hint" });
  private shown = "";

  constructor(private book: Book, private size: number) {
    const title = book.words(`axis.top.${size}`);
    this.node = h("section", { class: "axes-top", "aria-label": title }, h("h2", {}, title), this.list, this.lead, this.rest);
    listenMoves(this.list, "data-axis", (id, by) => this.move(id, by));
  }

  update(): void {
    const { book, size } = this;
    const ids = book.view.top(size);
    const rest = book.view.live.filter(({ id }) => ids.indexOf(id) < 0);
    const looks = JSON.stringify([ids.map((id) => book.nameIn(id)), ids, rest.map(({ id, name }) => [id, name])]);
    if (looks === this.shown) return;
    this.shown = looks;
    const focus = document.activeElement;
    const key = focus && this.node.contains(focus) ? focus.getAttribute("data-key") || "" : "";
    clear(this.list);
    clear(this.rest);
    ids.forEach((id, at) => this.list.appendChild(this.row(id, at, ids.length)));
    const full = ids.length >= size;
    this.lead.textContent = book.words(full ? "axis.top.full" : rest.length ? "axis.top.add" : "axis.top.all", { n: size });
    if (!full) rest.forEach(({ id, name }) => this.rest.appendChild(this.adder(id, name)));
    if (key) this.refocus(key);
  }

  /** The same button again, or the nearest that can be pressed. */
  private refocus(key: string): void {
    const all = Array.from(this.node.querySelectorAll<HTMLButtonElement>("[data-key]"));
    const id = key.slice(key.indexOf(" ") + 1);
    const same = all.filter((one) => one.getAttribute("data-key") === key && !one.disabled)[0];
    const near = all.filter((one) => (one.getAttribute("data-key") || "").slice(-id.length) === id && !one.disabled)[0];
    const next = same || near || all.filter((one) => !one.disabled)[0];
    if (next) next.focus();
  }

  private button(key: string, id: string, name: string, run: () => void): HTMLButtonElement {
    const node = act(this.book, `axis.${key}`, run, "link");
    node.setAttribute("data-key", `${key} ${id}`);
    node.setAttribute("aria-label", this.book.words(`axis.${key}.of`, { name }));
    return node;
  }

  private row(id: string, at: number, count: number): HTMLElement {
    const name = this.book.nameIn(id);
    const up = this.button("up", id, name, () => this.move(id, -1));
    const down = this.button("down", id, name, () => this.move(id, 1));
    up.disabled = up.disabled || at === 0;
    down.disabled = down.disabled || at === count - 1;
    return h("li", { "data-axis": id },
      h("span", { class: "axes-number" }, String(at + 1)), h("span", { class: "axes-top-name" }, h("bdi", {}, name)),
      h("span", { class: "axes-row-acts" }, up, down, this.button("out", id, name, () => this.set(this.ids.filter((one) => one !== id)))));
  }

  private adder(id: string, name: string): HTMLElement {
    return button(name, () => this.set(this.ids.concat(id)), "", { dir: "auto", disabled: this.book.readOnly, "data-key": `add ${id}`,
      "aria-label": this.book.words("axis.top.add.of", { name }) });
  }

  private get ids(): string[] {
    return this.book.view.top(this.size);
  }

  private set(axes: string[]): void {
    this.book.hold(`top ${this.size}`, { act: "top", size: this.size, axes });
  }

  private move(id: string, by: number): void {
    const axes = shifted(this.ids, this.ids.indexOf(id), by);
    if (axes === this.ids || this.book.readOnly) return;
    this.set(axes);
    this.book.step.announce(this.book.words("axis.moved", { name: this.book.nameIn(id), n: axes.indexOf(id) + 1 }));
  }
}

export const makeTops = (book: Book): Leaf => {
  const { words } = book;
  const tops = [new Top(book, 3), new Top(book, 5)];
  const note = h("p", { class: "axes-note", role: "status" });
  return {
    node: h("div", {}, h("p", { class: "axes-lead" }, words("axis.top.lead")), note,
      h("div", { class: "axes-tops" }, ...tops.map(({ node }) => node))),
    flush: () => book.settle(),
    update() {
      tops.forEach((top) => top.update());
      const five = book.view.top(5);
      const lost = five.length ? outside(book.view.top(3), five) : [];
      note.hidden = !lost.length;
      note.textContent = lost.length ? words("axis.top.outside", { names: book.namesIn(lost), n: lost.length }) : "";
    },
  };
};
