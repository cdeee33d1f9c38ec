// SPDX-License-Identifier: MIT
// One axis as the group has it so far: how it stands, what is meant by it, and what some see otherwise.
import { axisNodes, dissentNode, nameNodes, relatedNodes } from "../../axis";
import { h } from "../../dom";
import type { Words } from "../../types";
import type { AxisView } from "../board/types";

/** The nodes that show an axis; `names` are those of the axes by their ids. */
export const proposedNodes = (words: Words, axis: AxisView, names: Map<string, string>): (HTMLElement | null)[] => {
  const related = axis.related.map((id) => names.get(id) || "").filter((name) => name);
  const quiet = (key: string): HTMLElement => h("p", { class: "quiet" }, words(key));
  return [
    ...nameNodes(words, axis, "h2"),
    quiet("propose.state." + axis.state),
    ...axisNodes(words, axis),
    axis.examples.length ? null : quiet("propose.examples.none"),
    ...relatedNodes(words, related),
    dissentNode(words, axis),
  ];
};
