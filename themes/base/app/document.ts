// SPDX-License-Identifier: MIT
// The study's own texts, as they are read.
import { h } from "./dom";
import type { StepContext } from "./types";

/** One or more documents of the packet under each other, by their numbers. */
export const documentNode = (context: StepContext, ...numbers: number[]): HTMLElement =>
  h("div", { class: "text document", lang: context.packet.study.language, dir: "auto" }, ...numbers.map((n) => context.document(n)));
