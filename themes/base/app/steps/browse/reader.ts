// SPDX-License-Identifier: MIT
// One conversation: what it goes on from, what was said, what goes on from it and where, and "I want to come back to this".
import { clear, h } from "../../dom";
import type { Entry } from "./bank";
import type { Desk } from "./desk";

export interface Reader {
  node: HTMLElement;
  show(entry: Entry): void;
  update(): void;
}

export const makeReader = (desk: Desk, follow: (entry: Entry) => void, back: () => void): Reader => {
  const { words, readOnly, conversation } = desk.context;
  const node = h("article", { class: "browse-reader", hidden: true });
  const box = h("input", { type: "checkbox", disabled: readOnly, onchange: () => current && desk.pick(current.id, box.checked) });
  let current: Entry | null = null;
  const link = (key: string, entry: Entry): HTMLElement =>
    h("p", { class: "browse-link" }, h("button", { type: "button", "data-follow": entry.id, onclick: () => follow(entry) },
      words(key) + " ", h("span", { dir: "auto" }, entry.title || entry.id)));
  const text = (entry: Entry): HTMLElement => {
    const said = h("div", { class: "browse-text" });
    said.appendChild(conversation(entry.at));
    const turns = Array.from(said.querySelectorAll("section.turn"));
    // Backwards, so that several behind one turn stand in their order.
    for (const next of entry.next.slice().reverse()) {
      const turn = turns[(next.follows_turn || turns.length) - 1] || turns[turns.length - 1];
      said.insertBefore(link("browse.on", next), turn ? turn.nextSibling : null);
    }
    return said;
  };
  const update = (): void => void (box.checked = !!current && desk.isPicked(current.id));
  return {
    node,
    update,
    show(entry) {
      current = entry;
      clear(node);
      const heading = h("h2", { tabindex: "-1", dir: "auto" }, entry.title || entry.id);
      [h("button", { type: "button", class: "browse-back", onclick: back }, words("browse.back")), heading,
        entry.topic ? h("p", { class: "quiet", dir: "auto" }, entry.topic) : null,
        entry.before ? link("browse.before", entry.before) : null, text(entry),
        h("label", { class: "choice" }, box, h("span", {}, words("browse.pick"))),
        h("p", {}, h("button", { type: "button", onclick: back }, words("browse.back"))),
      ].forEach((part) => part && node.appendChild(part));
      update();
      window.scrollTo(0, 0);
      heading.focus();
    },
  };
};
