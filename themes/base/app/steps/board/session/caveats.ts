// SPDX-License-Identifier: MIT
// What readers of the axes must know of how they came about: it goes wherever the axes go.
import { h } from "../../../dom";
import type { Item } from "../../../types";
import { Fields } from "../../cluster/fields";
import { written } from "../../cluster/question";
import type { Desk } from "../desk";
import { makeRows } from "../leaf";
import type { Leaf, Row } from "../leaf";

const caveatRow = (desk: Desk, fields: Fields, first: Item): Row<Item> => {
  const { words, items, readOnly } = desk;
  let item = first;
  const text = h("textarea", { rows: 2, dir: "auto", maxlength: 5000, "aria-label": words("board.caveat") });
  fields.add(text, () => items.change("board.undo.caveat", (draft) => {
    const said = written(text);
    if (said) draft.put({ id: item.id, kind: "caveat", text: said, at: item.at });
    else draft.remove(item.id);
  }));
  const out = h("button", { type: "button", class: "link", disabled: readOnly, onclick: () =>
    items.change("board.undo.caveat", (draft) => draft.remove(item.id)) }, words("board.remove"));
  return {
    node: h("li", {}, text, out),
    update(now) {
      item = now;
      fields.show(text, String(now.text || ""));
    },
  };
};

/** The part of the caveats. */
export const makeCaveats = (desk: Desk): Leaf & { node: HTMLElement } => {
  const { words, items, step, readOnly } = desk;
  const fields = new Fields(readOnly);
  const list = h("ul", { class: "board-caveats" });
  const show = makeRows<Item>(list, ({ id }) => id, (item) => caveatRow(desk, fields, item));
  const field = h("textarea", { rows: 2, dir: "auto", maxlength: 5000, "aria-label": words("board.caveat.new"), readonly: readOnly });
  const add = (): void => {
    const text = written(field);
    if (!text) return field.focus();
    items.change("board.undo.caveat", (draft) => draft.put({ id: step.newId(), kind: "caveat", text, at: step.now() }));
    field.value = "";
  };
  return {
    node: h("section", { class: "board-part" }, h("h2", {}, words("board.caveats")), h("p", { class: "quiet" }, words("board.caveats.help")),
      list, field, h("p", { class: "actions" }, h("button", { type: "button", disabled: readOnly, onclick: add }, words("board.caveat.add")))),
    update: () => show(items.all("caveat")),
    flush: () => {
      fields.flush();
      // What was written and not yet added is worth keeping too.
      if (!readOnly && written(field)) add();
    },
  };
};
