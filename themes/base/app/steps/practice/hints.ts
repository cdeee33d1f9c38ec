// SPDX-License-Identifier: MIT
// Gentle hints while somebody practises: a label that only describes a part is asked about, and kept as it is.
import { button, h, replace } from "../../dom";
import type { CodingItem, StepContext } from "../../types";
import { describer } from "./descriptive";

interface Told {
  coding: string;
  label: string;
}

export interface Hints {
  readonly node: HTMLElement;
  /** Shows what there is to say now. */
  update(): void;
  /** Asks about the labels of these items that are new, once each. */
  tell(ids: ReadonlySet<string>): void;
}

/** `edit` opens a coding. */
export const makeHints = (context: StepContext, edit: (coding: string) => void): Hints => {
  const { items, words } = context;
  const describes = describer(words("practice.descriptive"), words("practice.descriptive.beside"));
  const node = h("div", { class: "practice-hint", role: "status" });
  const told = new Set<string>();
  const found = (codings: CodingItem[]): Told[] =>
    ([] as Told[]).concat(...codings.map(({ id, codes }) =>
      codes.filter(({ label }) => describes(label)).map(({ label }) => ({ coding: id, label }))));
  const all = (): Told[] => found(items.all("coding") as CodingItem[]);
  const keyOf = ({ coding, label }: Told): string => `${coding}\n${label}`;
  const row = ({ coding, label }: Told): HTMLElement =>
    h("li", {}, h("span", { dir: "auto" }, label), " ",
      button(words("practice.hint.change"), () => edit(coding), "link", { "aria-label": words("practice.hint.change.of", { label }) }));
  return {
    node,
    update() {
      const list = all();
      node.hidden = !list.length;
      replace(node, ...(list.length ? [h("p", {}, words("practice.hint.all")), h("ul", {}, ...list.map(row))] : []));
    },
    tell(ids) {
      for (const one of all().filter((each) => ids.has(each.coding) && !told.has(keyOf(each)))) {
        told.add(keyOf(one));
        context.toast(words("practice.hint.label", { label: one.label }),
          { label: words("practice.hint.change"), run: () => edit(one.coding) });
      }
    },
  };
};
