// SPDX-License-Identifier: MIT
// The window in which somebody writes down what is said. What is written is kept as it is written: closing loses nothing.
import { openDialog } from "../../dialog";
import { button, h } from "../../dom";
import type { Item } from "../../types";
import { Fields, area, labelled, written } from "../../fields";
import { replay } from "./axes";
import { speakersOf } from "./desk";
import type { Desk } from "./desk";
import type { DecisionItem } from "./types";
import { word } from "./values";

/** What was said, by whom, and whether it may be quoted. */
export type Minute = {
  text: string;
  speaker: string;
  consent: boolean;
  axis: string;
  about: "discussion" | "interview";
  segment: string;
  at: string;
};

export const minuteOf = (item: Item): Minute => ({
  text: word(item.text),
  speaker: word(item.speaker),
  consent: item.consent === true,
  axis: word(item.axis),
  about: item.about === "interview" ? "interview" : "discussion",
  segment: word(item.segment),
  at: word(item.at),
});

/** An axis by its name: those that are there, and `also`, which may be gone by now. */
export const axisNames = (desk: Desk, also: string[] = []): Map<string, string> => {
  const { board } = desk.data;
  const state = replay(desk.items.all("decision") as DecisionItem[], (board && board.before) || []);
  const names = new Map(state.axes.map(({ id, name }): [string, string] => [id, name]));
  for (const id of also) {
    const gone = !names.has(id) && state.byId.get(id);
    if (gone) names.set(id, desk.words("board.axis.gone", { name: gone.name }));
  }
  return names;
};

const choiceOf = (value: string, options: [string, string][], locked: boolean): HTMLSelectElement => {
  const known = options.some(([id]) => id === value);
  const all = known ? options : options.concat([[value, value]]);
  const select = h("select", { disabled: locked }, ...all.map(([id, text]) => h("option", { value: id, dir: "auto" }, text)));
  select.value = value;
  return select;
};

const speakerChoice = (desk: Desk, minute: Minute): HTMLSelectElement => {
  const people = speakersOf(desk).map(({ key, title }): [string, string] => [key, title]);
  const gone = minute.speaker && people.every(([key]) => key !== minute.speaker);
  const also: [string, string][] = gone ? [[minute.speaker, desk.titleOfKey(minute.speaker)]] : [];
  return choiceOf(minute.speaker, [["", desk.words("board.minute.nobody")] as [string, string]].concat(people, also), desk.readOnly);
};

const axisChoice = (desk: Desk, minute: Minute): HTMLSelectElement => {
  const names = Array.from(axisNames(desk, minute.axis ? [minute.axis] : []));
  return choiceOf(minute.axis, [["", desk.words("board.minute.noaxis")] as [string, string]].concat(names), desk.readOnly);
};

const aboutChoice = (desk: Desk, minute: Minute): HTMLSelectElement =>
  choiceOf(minute.about, (["discussion", "interview"]).map((one): [string, string] => [one, desk.words("board.about." + one)]), desk.readOnly);

const remove = (desk: Desk, id: string): void => {
  const { words, items, step } = desk;
  if (!items.get(id)) return;
  items.change("board.undo.minute", (draft) => draft.remove(id));
  step.toast(words("board.minute.removed"), { label: words("shell.undo.button"), run: () => items.undo() });
};

/** Opens the window on the note of that id, or on a new one of the segment that runs. */
export const openNote = (desk: Desk, id = desk.step.newId()): void => {
  const { words, items, step, readOnly } = desk;
  const known = items.get(id);
  const minute = known ? minuteOf(known)
    : minuteOf({ id, clock: 0, session: "", kind: "minute", segment: desk.running, at: step.now() });
  const fields = new Fields(readOnly);
  const text = area(minute.text, 5, { maxlength: 20000 });
  const speaker = speakerChoice(desk, minute);
  const consent = h("input", { type: "checkbox", checked: minute.consent, disabled: readOnly });
  const axis = axisChoice(desk, minute);
  const about = aboutChoice(desk, minute);
  const keep = (): void => {
    const said = written(text);
    // Choices alone are no note; an emptied note is none either.
    if (!said && !items.get(id)) return;
    const fresh = { text: said, speaker: speaker.value, consent: consent.checked, axis: axis.value, about: about.value };
    items.change("board.undo.minute", (draft) => {
      if (said) draft.put(Object.assign({ id, kind: "minute" }, minute, fresh));
      else draft.remove(id);
    });
  };
  fields.add(text, keep);
  // The window closes without the field being left.
  text.addEventListener("keydown", (event) => event.key === "Escape" && fields.flush());
  [speaker, consent, axis, about].forEach((field) => field.addEventListener("change", keep));
  const out = button(words("board.minute.delete"), () => {
    text.value = "";
    fields.flush();
    remove(desk, id);
    dialog.close();
  }, "link", { disabled: readOnly });
  const form = h("div", { class: "board-note" },
    labelled(words("board.minute.text"), text), h("p", { class: "quiet" }, words("board.minute.help")),
    labelled(words("board.minute.speaker"), speaker),
    h("label", { class: "board-tick" }, consent, h("span", {}, words("board.minute.consent"))),
    labelled(words("board.minute.axis"), axis), labelled(words("board.minute.about"), about), out);
  const dialog = openDialog(words(known ? "board.note.edit" : "board.note"), form, words("board.note.done"));
  text.focus();
};
