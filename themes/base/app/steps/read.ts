// SPDX-License-Identifier: MIT
// Reading: the texts, each noted as read once it was on the screen to its end. A text may be a film's storyboard.
import {documentNode} from "../document";
import {h} from "../dom";
import type {StepContext, StepFactory, StepView} from "../types";
import {filmNode} from "./read/film";
import type {Film} from "./read/film";

const texts = (context: StepContext): number[] => context.step.data.documents as number[];
const films = (context: StepContext): Film[] => (context.step.data.videos as Film[] | undefined) || [];

const note = (context: StepContext, n: number): void => {
  const {id, sha256} = context.packet.documents[n];
  const before = context.items.get(id);
  if (context.readOnly || (before && before.sha256 === sha256)) return;
  // No name: having read is no change that a person would undo.
  context.items.change("", (draft) => draft.put({id, kind: "read", sha256, at: context.now()}));
  context.changed();
};

/** Calls `seen` once the end of `node` was visible; without an observer, at once. */
const whenSeen = (node: Element, seen: () => void): (() => void) => {
  if (typeof IntersectionObserver === "undefined") {
    seen();
    return () => {};
  }
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    seen();
  });
  observer.observe(node);
  return () => observer.disconnect();
};

/** The read step: never holds anyone back. `data` is `{documents, videos?}`. */
export const read: StepFactory = (context): StepView => {
  let stops: (() => void)[] = [];
  return {
    show(host) {
      for (const n of texts(context)) {
        const end = h("div", {class: "text-end"});
        for (const film of films(context).filter(({document}) => document === n)) {
          const {node, leave} = filmNode(context, film);
          host.appendChild(node);
          stops.push(leave);
        }
        host.appendChild(documentNode(context, n));
        host.appendChild(end);
        stops.push(whenSeen(end, () => note(context, n)));
      }
    },
    hide() {
      stops.forEach((stop) => stop());
      stops = [];
    },
    progress() {
      const done = texts(context).filter((n) => context.items.get(context.packet.documents[n].id));
      return {done: done.length, total: texts(context).length};
    },
    ready: () => true,
  };
};
