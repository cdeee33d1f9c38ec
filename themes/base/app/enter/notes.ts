// SPDX-License-Identifier: MIT
// What stands on the sheets and fits no row: kept as the participant's note.
import {button, h, replace} from "../dom";
import {area, written} from "../fields";
import type {NoteItem} from "../types";
import type {Desk} from "./desk";

/** The notes so far and a field for one more. */
export const makeNotes = (desk: Desk): {node: HTMLElement; update(): void} => {
  const {words, readOnly, announce, drafts} = desk.context;
  const list = h("ul", {class: "enter-notes"});
  const field = area("", 2, {"aria-label": words("enter.notes.title"), disabled: readOnly});
  field.value = String(drafts.get("note") || "");
  const begun = (): void => drafts.set("note", field.value || null);
  field.addEventListener("input", begun);
  const keep = (): void => {
    if (written(field) === "") return field.focus();
    desk.book.addNote(field.value);
    field.value = "";
    begun();
    field.focus();
    announce(words("code.said.note"));
  };
  const entry = (note: NoteItem): HTMLElement =>
    h("li", {}, h("span", {dir: "auto"}, note.text), " ",
      button(words("enter.rows.delete"), () => desk.book.removeNote(note.id), "link", {disabled: readOnly}));
  return {
    node: h("div", {}, list, field, h("p", {class: "actions"}, button(words("enter.notes.keep"), keep, "", {disabled: readOnly}))),
    update: () => replace(list, ...desk.book.notes().map(entry)),
  };
};
