// SPDX-License-Identifier: MIT
// The examples of one axis: real passages as they will be printed, words left out of them, and the way to more.
import { h, replace } from "../../../dom";
import { makeRows } from "../leaf";
import type { Row } from "../leaf";
import type { Example } from "../types";
import type { Book } from "./book";
import { act } from "./parts";
import type { Section } from "./parts";
import { elider, labelsOf, quoteNode, sourceLine } from "./quote";
import type { Axis } from "./view";

const makeRow = (book: Book, axis: string, first: Example): Row<Example> => {
  const { words } = book;
  let example = first;
  let open = false;
  let drawn = "";
  const body = h("div");
  const change = (next: Example): void => book.decide({ act: "example", axis, example: next });
  const fold = act(book, "axis.elide.open", () => {
    open = !open;
    draw();
    const whole = body.querySelector("textarea");
    if (whole) whole.focus();
  }, "link");
  const away = (): void => book.decide({ act: "unexample", axis, example: { id: example.id } });
  const draw = (): void => {
    replace(body, quoteNode(example), sourceLine(book, example, labelsOf(book, example.coding)), open && elider(book, example, change));
    fold.textContent = words(open ? "axis.elide.close" : "axis.elide.open");
    fold.setAttribute("aria-expanded", String(open));
  };
  return {
    node: h("li", { class: "axes-example" }, body, h("p", { class: "axes-acts" }, fold, act(book, "axis.example.away", away, "link"))),
    update(one) {
      example = one;
      if (JSON.stringify(one) === drawn) return;
      drawn = JSON.stringify(one);
      const inside = body.contains(document.activeElement);
      draw();
      const whole = body.querySelector("textarea");
      if (inside && whole) whole.focus();
    },
  };
};

export const examplesSection = (book: Book, id: string, pick: () => void): Section<Axis> => {
  const { words } = book;
  const list = h("ul", { class: "axes-examples" });
  const none = h("p", { class: "quiet" }, words("axis.examples.none"));
  const rows = makeRows<Example>(list, (one) => one.id, (one) => makeRow(book, id, one));
  return {
    node: h("section", { class: "axes-part", "aria-label": words("axis.examples") },
      h("h3", {}, words("axis.examples")), none, list, h("p", { class: "axes-acts" }, act(book, "axis.examples.choose", pick))),
    update(axis) {
      none.hidden = axis.examples.length > 0;
      rows(axis.examples);
    },
  };
};
