// SPDX-License-Identifier: MIT
// An opened label: its passages, the labels nearest to it, and what else there is to it.
import { openDialog } from "../../dialog";
import { button, h } from "../../dom";
import type { Words } from "../../types";
import type { Label, MapData, Near } from "./plane";

const reason = (words: Words, near: Near): string =>
  near.kind === "word" && near.one !== near.other
    ? words("map.why.stem", { one: near.one, other: near.other })
    : words("map.why." + near.kind, { word: near.one });

const passages = (words: Words, label: Label): HTMLElement => {
  if (!label.annotations.length) return h("p", { class: "quiet" }, words("map.passages.none"));
  const rows = label.annotations.map(({ quote, title }) =>
    h("li", {}, h("blockquote", { class: "passage-quote", dir: "auto" }, quote), h("p", { class: "passage-source", dir: "auto" }, title)));
  return h("ul", { class: "map-passages" }, ...rows);
};

const nearest = (words: Words, data: MapData, label: Label, go: (n: number) => void): HTMLElement => {
  if (!label.nearest.length) return h("p", { class: "quiet" }, words("map.nearest.none"));
  const rows = label.nearest.map((near) =>
    h("li", {},
      button(data.labels[near.label].label, () => go(near.label), "link", { dir: "auto" }),
      h("span", { class: "quiet", dir: "auto" }, reason(words, near))));
  return h("ul", { class: "map-nearest" }, ...rows);
};

/** What stands below; `flush` keeps what is being written. */
export interface Below {
  node: HTMLElement;
  flush(): void;
}

/** Opens label `n`; `go` leads to another one, once this is closed. Answers with the way to close it. */
export const openEntry = (words: Words, data: MapData, n: number, go: (n: number) => void, below: Below): (() => void) => {
  const label = data.labels[n];
  const leave = (other: number): void => {
    below.flush();
    dialog.close();
    go(other);
  };
  const content = h("div", { class: "map-entry" },
    h("h3", {}, words("map.passages")), passages(words, label),
    h("h3", {}, words("map.nearest")), nearest(words, data, label, leave),
    below.node);
  // Before the window closes, which takes the field away without its being left.
  content.addEventListener("keydown", ({ key }) => key === "Escape" && below.flush());
  const dialog = openDialog(label.label, content, words("map.close"));
  dialog.node.querySelector("h2")!.setAttribute("dir", "auto");
  return dialog.close;
};
