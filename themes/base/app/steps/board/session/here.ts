// SPDX-License-Identifier: MIT
// Ticking in who is here, and adding who came along. An anonymous board only counts.
import { keepBegun } from "../../../begun";
import { button, h } from "../../../dom";
import { labelled, line, written } from "../../../fields";
import { ask, choice, chosenIn } from "../../../question";
import { ROLES } from "../attendees";
import type { Attendee } from "../attendees";
import type { Desk } from "../desk";
import { makeRows, say } from "../leaf";
import type { Leaf, Row } from "../leaf";

const putHere = (desk: Desk, one: Attendee, fields: { here?: boolean; role?: string }): void => {
  const item = desk.items.get(`here:${one.key}`);
  const { key, guest, here, role } = one;
  // Guests stand in the order in which they were added.
  const at = (guest && item && item.at) || desk.step.now();
  const known = { here, role, name: guest ? one.name : "", at };
  desk.items.change("board.undo.here", (draft) =>
    draft.put(Object.assign({ id: `here:${key}`, kind: "attendance", person: key }, known, fields)));
};

const add = (desk: Desk, name: string, role: string): void => {
  const person = desk.step.newId();
  desk.items.change("board.undo.guest", (draft) =>
    draft.put({ id: `here:${person}`, kind: "attendance", person, name, role, here: true, at: desk.step.now() }));
};

const askRole = (desk: Desk, one: Attendee): void => {
  const { words } = desk;
  const choices = h("div", { role: "group", "aria-label": words("board.role") },
    ...ROLES.map((role) => choice("radio", role, role === one.role, [words("board.role." + role)])));
  ask(words, {
    title: desk.nameOf(one),
    parts: [choices],
    answer: words("board.role.give"),
    run: () => putHere(desk, one, { role: chosenIn(choices)[0] || one.role }),
  });
};

const remove = (desk: Desk, one: Attendee): void => {
  const { words, items, step } = desk;
  items.change("board.undo.here", (draft) => draft.remove(`here:${one.key}`));
  step.toast(words("board.here.removed", { name: desk.nameOf(one) }), { label: words("shell.undo.button"), run: () => items.undo() });
};

/** One person: a tick, and of who is here the role; who was added can be removed. */
const personRow = (desk: Desk, first: Attendee): Row<Attendee> => {
  const { words, readOnly } = desk;
  let one = first;
  const box = h("input", { type: "checkbox", disabled: readOnly, onchange: () => putHere(desk, one, { here: box.checked }) });
  const name = h("span", { dir: "auto" });
  const id = h("span", { class: "quiet", dir: "auto" });
  const role = button(words("board.role"), () => askRole(desk, one), "link", { disabled: readOnly });
  const out = button(words("board.remove"), () => remove(desk, one), "link", { disabled: readOnly });
  return {
    node: h("li", { class: "board-person" }, h("label", { class: "board-tick" }, box, h("span", {}, name, " ", id)),
      h("span", { class: "board-person-more" }, role, first.guest ? out : null)),
    update(now) {
      one = now;
      box.checked = now.here;
      say(name, desk.titleOf(now));
      say(id, now.guest ? words("board.guest") : now.id);
      role.hidden = !now.here && !now.guest;
      role.setAttribute("aria-label", words("board.role.of", { name: desk.nameOf(now) }));
      out.setAttribute("aria-label", words("board.remove.name", { name: desk.nameOf(now) }));
    },
  };
};

/** Name, role, and "add"; Enter adds too. */
const guestForm = (desk: Desk): HTMLElement => {
  const { words, readOnly } = desk;
  const name = line("", { readonly: readOnly });
  const role = h("select", { disabled: readOnly }, ...ROLES.map((one) => h("option", { value: one }, words("board.role." + one))));
  const form = h("form", { class: "board-guest", novalidate: true },
    labelled(words("board.guest.name"), name), labelled(words("board.role"), role),
    h("button", { type: "submit", disabled: readOnly }, words("board.guest.add")));
  role.value = "expert";
  const begun = keepBegun(form, { drafts: desk.step.drafts, key: "guest" }, words);
  form.insertBefore(begun.note, form.firstChild);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = written(name);
    if (!text) return name.focus();
    add(desk, text, role.value);
    begun.done();
    desk.step.announce(words("board.guest.added", { name: text }));
    name.value = "";
    name.focus();
  });
  return form;
};

/** How many are here, where nobody is known by name: one more, one fewer. */
const seats = (desk: Desk): { node: HTMLElement; update(): void } => {
  const { words } = desk;
  const nameless = (): Attendee[] => desk.attendees.filter(({ name }) => !name);
  const count = h("strong", { role: "status" });
  const fewer = button(words("board.seats.fewer"), () => {
    const last = nameless().pop();
    if (last) desk.items.change("board.undo.here", (draft) => draft.remove(`here:${last.key}`));
  });
  const more = button(words("board.seats.more"), () => add(desk, "", "participant"), "", { disabled: desk.readOnly });
  return {
    node: h("div", {}, h("p", {}, words("board.seats.help")), h("p", { class: "actions" }, fewer, count, more)),
    update() {
      const n = nameless().length;
      say(count, words("board.here.count", { n }));
      fewer.disabled = desk.readOnly || !n;
    },
  };
};

/** The part "who is here". */
export const makeHere = (desk: Desk): Leaf & { node: HTMLElement } => {
  const { words, data } = desk;
  const list = h("ul", { class: "board-people" });
  const show = makeRows<Attendee>(list, ({ key }) => key, (one) => personRow(desk, one));
  const count = h("p", { class: "quiet", role: "status" });
  const counter = data.anonymous ? seats(desk) : null;
  const everybody = button(words("board.here.all"), () => {
    const now = desk.step.now();
    const absent = desk.attendees.filter(({ here }) => !here);
    desk.items.change("board.undo.here", (draft) => absent.forEach(({ key, name, role, guest }) =>
      draft.put({ id: `here:${key}`, kind: "attendance", person: key, name: guest ? name : "", role, here: true, at: now })));
  }, "link");
  const node = h("section", { class: "board-part" }, h("h2", {}, words("board.here")),
    data.board || data.anonymous ? null : h("p", {}, words("board.empty")),
    counter ? counter.node : h("p", { class: "quiet" }, words("board.here.help")), list,
    h("p", { class: "board-line" }, count, data.anonymous ? null : everybody),
    h("h3", {}, words("board.guest.title")), h("p", { class: "quiet" }, words("board.guest.help")), guestForm(desk));
  return {
    node,
    update() {
      const all = desk.attendees;
      show(all.filter(({ name }) => name));
      if (counter) counter.update();
      say(count, data.anonymous ? "" : words("board.here.of", { n: all.filter(({ here }) => here).length, total: all.length }));
      everybody.disabled = desk.readOnly || all.every(({ here }) => here);
    },
  };
};
