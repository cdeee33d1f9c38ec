// SPDX-License-Identifier: MIT
// How, when, where and by whom the session is held.
import { h } from "../../../dom";
import { Fields, labelled, line, written } from "../../../fields";
import type { Desk } from "../desk";
import type { Leaf } from "../leaf";

const FORMATS = ["", "room", "online", "mixed", "apart"];
const LINES = ["held", "place", "facilitator"];

/** The part "this session". */
export const makeAbout = (desk: Desk): Leaf & { node: HTMLElement } => {
  const { words, readOnly, items } = desk;
  const fields = new Fields(readOnly);
  const format = h("select", { disabled: readOnly, onchange: () => keep() },
    ...FORMATS.map((one) => h("option", { value: one }, words(one ? "board.format." + one : "board.format"))));
  const lines = LINES.map(() => fields.add(line(), () => keep()));
  const keep = (): void => {
    const [held, place, facilitator] = lines.map(written);
    items.change("board.undo.about", (draft) =>
      draft.put({ id: "session", kind: "session", format: format.value, held, place, facilitator }));
  };
  return {
    node: h("section", { class: "board-part" }, h("h2", {}, words("board.about")),
      labelled(words("board.about.format"), format),
      ...lines.map((field, at) => labelled(words("board.about." + LINES[at]), field))),
    update() {
      const { session } = desk;
      format.value = desk.format;
      lines.forEach((field, at) => fields.show(field, String((session && session[LINES[at]]) || "")));
    },
    flush: () => fields.flush(),
  };
};
