// SPDX-License-Identifier: MIT
// The page of the bank: either the ways to conversations, or one of them.
import { h } from "../../dom";
import type { Entry } from "./bank";
import type { Desk, Way } from "./desk";
import { Finder } from "./find";
import { makeReader } from "./reader";

export interface Page {
  root: HTMLElement;
  update(): void;
  flush(): void;
  stop(): void;
}

export const makePage = (desk: Desk): Page => {
  const { words } = desk.context;
  let current = "";
  const count = h("p", { class: "quiet browse-count" });
  const lead = h("p", { class: "review-lead" }, words(desk.all.length ? "browse.lead" : "browse.empty"));
  const turn = (reading: boolean): void => {
    lead.hidden = reading;
    finder.node.hidden = reading;
    count.hidden = reading;
    reader.node.hidden = !reading;
  };
  const back = (): void => {
    turn(false);
    finder.focus(current);
  };
  const open = (entry: Entry, by: Way): void => {
    desk.visit(entry, by);
    current = by === "follow" ? current : entry.id;
    turn(true);
    reader.show(entry);
  };
  const reader = makeReader(desk, (entry) => open(entry, "follow"), back);
  const finder = new Finder(desk, open);
  return {
    root: h("div", { class: "browse" }, lead, count, desk.all.length ? finder.node : null, reader.node),
    flush: () => undefined,
    stop: () => finder.stop(),
    update() {
      count.textContent = words("browse.been", { n: desk.readCount });
      finder.update();
      reader.update();
    },
  };
};
