// SPDX-License-Identifier: MIT
// What a participant writes down about axes: a stance, other words, a wish to put some together, a proposal. Each is a
// small form that keeps itself.
import { button, h, replace } from "../../dom";
import { Fields, area, labelled, line, written } from "../../fields";
import type { Part } from "../../live";
import { choice, chosenIn } from "../../question";
import { chooseExamples, exampleNodes } from "../rank/examples";
import type { Desk } from "./desk";
import type { Stance } from "./list";

export interface Form extends Part {
  flush(): void;
}

const takeOut = (desk: Desk, run: () => void): HTMLElement =>
  h("p", { class: "propose-foot" },
    button(desk.context.words("propose.out"), run, "link", { disabled: desk.context.readOnly }));

/** A list of forms of one kind, with a button that adds one. */
export const makeForms = (host: HTMLElement, add: HTMLElement, ids: () => string[], make: (id: string) => Form): Form => {
  const parts = new Map<string, Form>();
  const known = (id: string): Form => {
    const part = parts.get(id) || make(id);
    parts.set(id, part);
    return part;
  };
  return {
    node: h("div", { class: "propose-forms" }, host, add),
    flush: () => parts.forEach((part) => part.flush()),
    update() {
      const shown = ids().map(known);
      shown.forEach((part) => part.update());
      const same = shown.length === host.children.length && shown.every(({ node }, at) => host.children[at] === node);
      if (same) return;
      // What goes leaves; what stays is not touched, so that nobody is thrown out of a field.
      for (const node of Array.from(host.children)) if (!shown.some((part) => part.node === node)) host.removeChild(node);
      for (const { node } of shown) if (node.parentNode !== host) host.appendChild(node);
    },
  };
};

/** A button that opens a form and puts the focus into it. */
export const addButton = (desk: Desk, key: string, open: () => string): HTMLElement =>
  button(desk.context.words(key), () => {
      const node = document.querySelector(`[data-form="${open()}"]`);
      const first = node && node.querySelector<HTMLElement>("input, textarea");
      if (first) first.focus();
    }, "", { disabled: desk.context.readOnly });

const STANCES: Stance[] = ["support", "object", "unsure"];

const stanceChoice = (desk: Desk, axis: string, stance: Stance, changed: () => void): HTMLElement => {
  const box = h("input", { type: "radio", name: "stance-" + axis, value: stance, disabled: desk.context.readOnly });
  box.addEventListener("change", changed);
  return h("label", { class: "choice" }, box, h("span", {}, desk.context.words("propose.stance." + stance)));
};

/** Support, objection or doubt, each with why. */
export const makeStance = (desk: Desk, axis: string): Form => {
  const { words, readOnly } = desk.context;
  const fields = new Fields(readOnly);
  const reason = area("", 2);
  const why = labelled(words("propose.reason"), reason);
  const status = h("p", { class: "propose-said", role: "status" });
  const back = button(words("propose.back"), () => desk.say(axis, "", ""), "link", { disabled: readOnly });
  const node = h("fieldset", { class: "choices propose-stance" }, h("legend", {}, words("propose.stance")));
  const chosen = (): Stance => chosenIn(node)[0] as Stance;
  for (const stance of STANCES) node.appendChild(stanceChoice(desk, axis, stance, () => desk.say(axis, stance, written(reason))));
  for (const part of [why, status, back]) node.appendChild(part);
  fields.add(reason, () => desk.say(axis, chosen(), written(reason)));
  return {
    node,
    flush: () => fields.flush(),
    update() {
      const now = desk.chosen(axis);
      const item = desk.stance(axis);
      for (const box of Array.from(node.querySelectorAll<HTMLInputElement>("input"))) box.checked = box.value === now;
      why.hidden = back.hidden = !now;
      why.firstChild!.textContent = words(now === "object" ? "propose.reason.needed" : "propose.reason");
      status.textContent = words(desk.isBare(axis) ? "propose.said.bare" : now ? "propose.said.kept" : "propose.said.nothing");
      status.className = desk.isBare(axis) ? "propose-said propose-bare" : "propose-said";
      fields.show(reason, item ? item.reason : desk.isBare(axis) ? written(reason) : "");
    },
  };
};

/** Other words for an axis, with the reason. */
export const makeAmendment = (desk: Desk, axis: string, id: string): Form => {
  const { words, readOnly } = desk.context;
  const fields = new Fields(readOnly);
  const [name, definition, reason] = [line(), area(), area("", 2)];
  const keep = (): void =>
    desk.write("amendment", id, { axis, name: written(name), definition: written(definition), reason: written(reason) });
  for (const field of [name, definition, reason]) fields.add(field, keep);
  return {
    node: h("div", { class: "propose-form", role: "group", "aria-label": words("propose.amendment"), "data-form": id },
      labelled(words("propose.amendment.name"), name), labelled(words("propose.amendment.definition"), definition),
      labelled(words("propose.reason.wanted"), reason), takeOut(desk, () => desk.remove("amendment", id))),
    flush: () => fields.flush(),
    update() {
      const said = desk.amendment(id, axis);
      fields.show(name, said.name);
      fields.show(definition, said.definition);
      fields.show(reason, said.reason);
    },
  };
};

/** Axes that should be one. */
export const makeWish = (desk: Desk, id: string): Form => {
  const { words, readOnly } = desk.context;
  const fields = new Fields(readOnly);
  const [name, reason] = [line(), area("", 2)];
  const boxes = h("div", {}, ...desk.axes.map((axis) => choice("checkbox", axis.id, false, [h("bdi", {}, axis.name)])));
  const inputs = Array.from(boxes.querySelectorAll<HTMLInputElement>("input"));
  const keep = (): void => desk.write("wish", id, { axes: chosenIn(boxes), name: written(name), reason: written(reason) });
  for (const box of inputs) {
    box.disabled = readOnly;
    box.addEventListener("change", keep);
  }
  for (const field of [name, reason]) fields.add(field, keep);
  return {
    node: h("div", { class: "propose-form", role: "group", "aria-label": words("propose.wish"), "data-form": id },
      h("fieldset", { class: "cluster-choices" }, h("legend", {}, words("propose.wish.axes")), boxes),
      labelled(words("propose.wish.name"), name), labelled(words("propose.reason.wanted"), reason),
      takeOut(desk, () => desk.remove("wish", id))),
    flush: () => fields.flush(),
    update() {
      const said = desk.wish(id);
      for (const box of inputs) box.checked = said.axes.indexOf(box.value) >= 0;
      fields.show(name, said.name);
      fields.show(reason, said.reason);
    },
  };
};

/** An axis that the group lacks, with own passages. */
export const makeProposal = (desk: Desk, id: string): Form => {
  const { words, readOnly } = desk.context;
  const fields = new Fields(readOnly);
  const [name, definition, reason] = [line(), area(), area("", 2)];
  const list = h("ul", { class: "rank-examples" });
  const choose = button(words("rank.examples.choose"), () => (fields.flush(), chooseExamples(desk, id)), "", { disabled: readOnly });
  const keep = (): void =>
    desk.write("proposal", id, {
      name: written(name), definition: written(definition), reason: written(reason), examples: desk.proposal(id).examples,
    });
  for (const field of [name, definition, reason]) fields.add(field, keep);
  return {
    node: h("div", { class: "propose-form", role: "group", "aria-label": words("propose.proposal"), "data-form": id },
      labelled(words("rank.name"), name), labelled(words("rank.definition"), definition),
      labelled(words("propose.proposal.reason"), reason),
      h("div", { class: "field", role: "group", "aria-label": words("rank.examples") },
        h("span", {}, words("rank.examples")), list, desk.own.codings.length ? choose : null),
      takeOut(desk, () => desk.remove("proposal", id))),
    flush: () => fields.flush(),
    update() {
      const said = desk.proposal(id);
      fields.show(name, said.name);
      fields.show(definition, said.definition);
      fields.show(reason, said.reason);
      replace(list, ...exampleNodes(desk, said.examples));
    },
  };
};
