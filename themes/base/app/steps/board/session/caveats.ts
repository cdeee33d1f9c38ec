// SPDX-License-Identifier: MIT
// What readers of the axes must know of how they came about: it goes wherever the axes go.
import { button, h } from "../../../dom";
import type { Item } from "../../../types";
import { Fields, area, written } from "../../../fields";
import type { Desk } from "../desk";
import { makeRows } from "../leaf";
import type { Leaf, Row } from "../leaf";

const keep = ({ items, step }: Desk, id: string, text: string): void => {
  const known = items.get(id);
  items.change("board.undo.caveat", (draft) => {
    if (text) draft.put({ id, kind: "caveat", text, at: known ? known.at : step.now() });
    else draft.remove(id);
  });
};

const caveatRow = (desk: Desk, fields: Fields, first: Item): Row<Item> => {
  const { words, items, readOnly } = desk;
  let item = first;
  const text = fields.add(area("", 2, { "aria-label": words("board.caveat") }), () => keep(desk, item.id, written(text)));
  const remove = (): void => items.change("board.undo.caveat", (draft) => draft.remove(item.id));
  const out = button(words("board.remove"), remove, "link", { disabled: readOnly });
  return {
    node: h("li", {}, text, out),
    update(now) {
      item = now;
      fields.show(text, String(now.text || ""));
    },
  };
};

/** The field for one more. What is written is kept at once, and joins the list when it is done. */
const makeNew = (desk: Desk, fields: Fields, done: () => void): { field: HTMLTextAreaElement; id(): string; finish(): void } => {
  const { words, items, step } = desk;
  let id = step.newId();
  const field = fields.add(area("", 2, { "aria-label": words("board.caveat.new") }), () => keep(desk, id, written(field)));
  return {
    field,
    id: () => id,
    finish() {
      fields.flush();
      if (!items.get(id)) return;
      id = step.newId();
      field.value = "";
      done();
    },
  };
};

/** The part of the caveats. */
export const makeCaveats = (desk: Desk): Leaf & { node: HTMLElement } => {
  const { words, items, readOnly } = desk;
  const fields = new Fields(readOnly);
  const list = h("ul", { class: "board-caveats" });
  const show = makeRows<Item>(list, ({ id }) => id, (item) => caveatRow(desk, fields, item));
  const update = (): void => {
    const draft = items.get(fresh.id());
    show(items.all("caveat").filter((item) => item !== draft));
    fields.show(fresh.field, String((draft && draft.text) || ""));
  };
  const fresh = makeNew(desk, fields, () => update());
  const add = button(words("board.caveat.add"), () => (fresh.finish(), fresh.field.focus()), "", { disabled: readOnly });
  return {
    node: h("section", { class: "board-part" }, h("h2", {}, words("board.caveats")), h("p", { class: "quiet" }, words("board.caveats.help")),
      list, fresh.field, h("p", { class: "actions" }, add)),
    update,
    flush: () => fields.flush(),
  };
};
