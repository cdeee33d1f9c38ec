// SPDX-License-Identifier: MIT
// The participant's own conversations of before, to read again and to go on from, one at a time.
import { clear, h } from "../../dom";
import { labelled } from "../../fields";
import { threadNodes } from "../../threads";
import type { Desk } from "./desk";

/** `goOn` hears the id of the conversation that a question is to go on from. */
export const makePast = (desk: Desk, goOn: (id: string) => void): { node: HTMLElement; update(): void } => {
  const { words, readOnly } = desk.context;
  const page = h("div", { class: "ask-past-text" });
  const go = h("button", { type: "button", onclick: () => goOn(desk.before[Number(select.value)].id) }, words("ask.go"));
  const options = desk.before.map(({ id, thread }, at) => h("option", { value: String(at) }, thread.title || id));
  const select = h("select", { onchange: () => show() }, h("option", { value: "" }, words("ask.past.choose")), ...options);
  const show = (): void => {
    clear(page);
    go.hidden = !select.value;
    if (select.value) page.appendChild(threadNodes(desk.context, desk.before[Number(select.value)].thread));
  };
  show();
  return {
    node: h("section", { class: "ask-past" }, h("h2", {}, words("ask.past")), h("p", { class: "quiet" }, words("ask.past.help")),
      labelled(words("review.choose"), select), page, h("p", {}, go)),
    update: () => void (go.disabled = readOnly || desk.isFull),
  };
};
