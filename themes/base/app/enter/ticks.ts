// SPDX-License-Identifier: MIT
// The boxes that are ticked in the printed text: of which answers somebody said that there is nothing to code in them.
import {h, replace} from "../dom";
import {leftToRight} from "../words";
import type {Desk} from "./desk";
import type {Found} from "./sheet";
import {rangeText, turnsOf} from "./sheet";

const tick = (desk: Desk, place: Found): {node: HTMLElement; update(): void} => {
  const {book, context} = desk;
  const {words, readOnly} = context;
  const name = desk.nameOf(place.turn);
  const sha256 = (): string => desk.turn(place.turn).element.getAttribute("data-sha256") || "";
  const box = h("input", {
    type: "checkbox",
    "aria-label": words("enter.ticks.of", {letter: place.letter, name, lines: rangeText(place.lines)}),
    onchange: () => {
      const said = book.toggle(place.turn, sha256(), "nothing");
      context.announce(words(said === "nothing" ? "code.said.nothing" : "code.said.taken"));
    },
  });
  const state = h("span", {class: "quiet"});
  return {
    node: h("label", {}, box, h("span", {}, leftToRight(rangeText(place.lines))), state),
    update() {
      const coded = book.of(place.turn).length;
      box.checked = book.status(place.turn) === "nothing";
      box.disabled = readOnly || coded > 0;
      state.textContent = coded ? words("code.turn.coded", {n: coded}) : "";
    },
  };
};

/** A row of boxes for each conversation, in the order of the sheets. */
export const makeTicks = (desk: Desk): {node: HTMLElement; update(): void} => {
  const all: (() => void)[] = [];
  const node = h("dl", {class: "enter-ticks"});
  for (const conversation of desk.sheet) {
    const boxes = turnsOf(conversation).filter((place) => desk.isCodable(place.turn)).map((place) => tick(desk, place));
    const cell = h("dd", {});
    replace(cell, ...boxes.map((box) => box.node));
    all.push(...boxes.map((box) => box.update));
    node.appendChild(h("dt", {}, h("strong", {}, conversation.letter), " ", h("bdi", {}, desk.titleOf(conversation.letter))));
    node.appendChild(cell);
  }
  return {node, update: () => all.forEach((update) => update())};
};
