// SPDX-License-Identifier: MIT
// One question as a card: its words, what it goes on from, what may be done with it, and its place.
import { clear, h } from "../../dom";
import { Fields, area, labelled, line, written } from "../../fields";
import type { Desk } from "./desk";
import { tracesIn } from "./private";

export interface Card {
  node: HTMLElement;
  /** Shows the question as it is now, at place `n` of `total`. */
  update(n: number, total: number): void;
  flush(): void;
}

type Switch = "sensitive" | "share";

const makeSwitch = (desk: Desk, id: string, key: Switch): { node: HTMLElement; box: HTMLInputElement } => {
  const { words, readOnly } = desk.context;
  const box = h("input", { type: "checkbox", disabled: readOnly, onchange: () => desk.describe(id, "ask.undo." + key, { [key]: box.checked }) });
  const node = h("label", { class: "choice" }, box, h("span", {}, words("ask." + key)));
  return { node, box };
};

/** Says what seems to lead to a person, as soon as it is written. */
const makeWarning = (desk: Desk, field: HTMLTextAreaElement): { node: HTMLElement; update(): void } => {
  const node = h("div", { class: "ask-warning", role: "status" });
  let shown = "";
  const update = (): void => {
    const traces = tracesIn(field.value);
    if (traces.join() === shown) return;
    shown = traces.join();
    clear(node);
    for (const trace of traces) node.appendChild(h("p", {}, desk.context.words("ask.warn." + trace)));
  };
  field.addEventListener("input", update);
  return { node, update };
};

const makeAfter = (desk: Desk, id: string): { node: HTMLElement; select: HTMLSelectElement } => {
  const { words, readOnly } = desk.context;
  const options = desk.before.map(({ id, thread }) => h("option", { value: id }, thread.title || id));
  const select = h("select", { disabled: readOnly, onchange: () => desk.describe(id, "ask.undo.after", { after: select.value }) },
    h("option", { value: "" }, words("ask.after.none")), ...options);
  const node = labelled(words("ask.after"), select);
  node.hidden = !desk.before.length;
  return { node, select };
};

const makeFoot = (desk: Desk, id: string): { node: HTMLElement; update(n: number, total: number): void } => {
  const { words, announce, readOnly } = desk.context;
  const button = (key: string, run: () => void): HTMLButtonElement =>
    h("button", { type: "button", class: "link", onclick: run }, words(key));
  const move = (by: number): void => {
    if (desk.move(id, by)) announce(words("ask.moved", { n: desk.cards.indexOf(id) + 1 }));
  };
  const up = button("rank.up", () => move(-1));
  const down = button("rank.down", () => move(1));
  const out = button("ask.out", () => desk.remove(id));
  return {
    node: h("div", { class: "rank-foot" }, up, down, out),
    update(n, total) {
      up.disabled = readOnly || n === 1;
      down.disabled = readOnly || n === total;
      out.disabled = readOnly || (total === 1 && !desk.of(id));
    },
  };
};

/** The list of own topics that the fields of the page offer. */
export const TOPICS = "ask-topics";

const makeTopic = (desk: Desk, id: string, fields: Fields): { node: HTMLElement; field: HTMLInputElement } => {
  const { words, step } = desk.context;
  const field = line("", { maxlength: 100, list: TOPICS });
  fields.add(field, () => desk.describe(id, "ask.undo.topic", { topic: written(field) }));
  const help = words(step.data.sensitive ? "ask.topic.help" : "ask.topic.help.plain");
  return { node: labelled(words("ask.topic"), field, help), field };
};

export const makeCard = (desk: Desk, id: string): Card => {
  const { words, readOnly, step } = desk.context;
  const fields = new Fields(readOnly);
  const number = h("h2", { class: "rank-number" });
  const text = area();
  fields.add(text, () => desk.describe(id, "ask.undo.text", { text: written(text) }));
  const warning = makeWarning(desk, text);
  const topic = makeTopic(desk, id, fields);
  const after = makeAfter(desk, id);
  const sensitive = makeSwitch(desk, id, "sensitive");
  const share = makeSwitch(desk, id, "share");
  const foot = makeFoot(desk, id);
  const node = h("section", { class: "rank-card ask-card", "data-card": id }, number, after.node, labelled(words("ask.text"), text), warning.node,
    topic.node, step.data.sensitive ? sensitive.node : null, step.data.share ? share.node : null, foot.node);
  return {
    node,
    flush: () => fields.flush(),
    update(n, total) {
      const now = desk.fields(id);
      number.textContent = words("ask.place", { n });
      node.setAttribute("aria-label", words("ask.place", { n }));
      fields.show(text, now.text);
      fields.show(topic.field, now.topic);
      warning.update();
      if (now.after && !desk.before.some(({ id }) => id === now.after)) after.node.hidden = true;
      else after.select.value = now.after;
      sensitive.box.checked = now.sensitive;
      share.box.checked = now.share && !now.sensitive;
      share.box.disabled = readOnly || now.sensitive;
      foot.update(n, total);
    },
  };
};
