// SPDX-License-Identifier: MIT
// The page: every axis with what may be said to it, wishes, proposals, and what is still missing.
import { h, replace } from "../../dom";
import { undoButton } from "../../live";
import type { AxisView } from "../board/types";
import { proposedNodes } from "./axis";
import type { Desk } from "./desk";
import { addButton, makeAmendment, makeForms, makeProposal, makeStance, makeWish } from "./forms";
import type { Form } from "./forms";
import { TOGETHER } from "./list";

const makeAxis = (desk: Desk, axis: AxisView, names: Map<string, string>): Form => {
  const { words } = desk.context;
  const stance = makeStance(desk, axis.id);
  const amendments = makeForms(h("div", {}), addButton(desk, "propose.amendment.add", () => desk.open("amendment", axis.id)),
    () => desk.forms("amendment", axis.id), (id) => makeAmendment(desk, axis.id, id));
  return {
    node: h("section", { class: "propose-axis", "aria-label": axis.name, "data-axis": axis.id },
      ...proposedNodes(words, axis, names), stance.node, amendments.node),
    update() {
      stance.update();
      amendments.update();
    },
    flush() {
      stance.flush();
      amendments.flush();
    },
  };
};

/** All wishes, or all proposals, under their heading. */
const makeKind = (desk: Desk, kind: "wish" | "proposal", make: (desk: Desk, id: string) => Form): Form => {
  const { words } = desk.context;
  const forms = makeForms(h("div", {}), addButton(desk, `propose.${kind}.add`, () => desk.open(kind)),
    () => desk.forms(kind), (id) => make(desk, id));
  forms.node = h("section", { class: "propose-part", "data-kind": kind },
    h("h2", {}, words("propose." + kind)), h("p", { class: "quiet" }, words(`propose.${kind}.help`)), forms.node);
  return forms;
};

const fillLacks = (desk: Desk, box: HTMLElement): void => {
  const { words } = desk.context;
  const lacks = desk.lacks();
  const said = desk.axes.filter(({ id }) => desk.stance(id)).length;
  if (lacks.length) {
    replace(box, h("p", {}, words("rank.before")), h("ul", {}, ...lacks.map(({ key, name }) => h("li", {}, words(key, { name })))));
  } else {
    replace(box, desk.axes.length > 0 && h("p", { class: "propose-count" }, words("propose.count", { n: said, total: desk.axes.length })));
  }
  box.hidden = !box.firstChild;
};

/** A press on a button below ends the writing in a field: what this changes waits until the button was let go. */
const SETTLE_MS = 300;

/** The page of a desk. */
export const makePage = (desk: Desk): Form => {
  const { words } = desk.context;
  const names = new Map(desk.axes.map(({ id, name }): [string, string] => [id, name]));
  const parts = desk.axes.map((axis) => makeAxis(desk, axis, names));
  if (desk.axes.length >= TOGETHER) parts.push(makeKind(desk, "wish", makeWish));
  parts.push(makeKind(desk, "proposal", makeProposal));
  const lacks = h("div", { class: "rank-lacks", role: "status" });
  const undo = undoButton(desk.context);
  const lead = desk.axes.length
    ? [h("p", { class: "lead" }, words("propose.lead")), h("p", { class: "quiet propose-free" }, words("propose.free"))]
    : [h("p", { class: "lead" }, words("propose.empty"))];
  fillLacks(desk, lacks);
  let timer = 0;
  return {
    node: h("div", { class: "propose" }, ...lead, undo.node, ...parts.map(({ node }) => node), lacks),
    update() {
      desk.refresh();
      for (const part of parts) part.update();
      undo.update();
      window.clearTimeout(timer);
      timer = window.setTimeout(() => fillLacks(desk, lacks), SETTLE_MS);
    },
    flush() {
      for (const part of parts) part.flush();
    },
  };
};
