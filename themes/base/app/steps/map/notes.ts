// SPDX-License-Identifier: MIT
// The participant's private notes, on labels and on the whole map.
import { h } from "../../dom";
import type { Item, StepContext } from "../../types";
import { Fields, area, labelled, written } from "../../fields";
import type { Part } from "../../live";

/** The note on a label; `label` is "" for the whole map. */
export const noteOf = (context: StepContext, label: string): string => {
  const item: Item | undefined = context.items.get("note:" + label);
  return item && typeof item.text === "string" ? item.text : "";
};

const keep = (context: StepContext, label: string, text: string): void => {
  if (text === noteOf(context, label)) return;
  const id = "note:" + label;
  context.items.change("map.undo.note", (draft) => {
    if (text) draft.put({ id, kind: "mapnote", label, text, at: context.now() });
    else draft.remove(id);
  });
};

export interface NoteField extends Part {
  flush(): void;
}

/** A field for the note on a label, or on the whole map. */
export const noteField = (context: StepContext, label: string): NoteField => {
  const fields = new Fields(context.readOnly);
  const text = fields.add(area(), () => keep(context, label, written(text)));
  const update = (): void => fields.show(text, noteOf(context, label));
  update();
  return {
    node: h("div", { class: "map-note" },
      labelled(context.words(label ? "map.note" : "map.note.whole"), text),
      h("p", { class: "quiet" }, context.words("map.note.private"))),
    update,
    flush: () => fields.flush(),
  };
};
