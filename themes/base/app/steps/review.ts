// SPDX-License-Identifier: MIT
// Looking back before the discussion: the texts, the participant's own work, what the group explored.
import { documentNode } from "../document";
import { button, h, press, replace } from "../dom";
import type { StepContext, StepFactory } from "../types";
import { passageNodes } from "../passages";
import { groupPart } from "./review/group";
import type { Group } from "./review/group";
import { ownOf, sourceOf } from "./review/own";
import type { Own, OwnCluster } from "./review/own";
import { ownPages } from "./review/pages";

interface Part {
  id: string;
  make(): Node;
}

const clusterSheet = (context: StepContext, own: Own, cluster: OwnCluster): HTMLElement => {
  const { words } = context;
  const best = own.codings.filter((coding) => coding.id === cluster.best)[0];
  const [from, to] = cluster.poles;
  return h("li", { class: "review-cluster" },
    h("h3", { dir: "auto" }, cluster.name || words("cluster.noname")),
    cluster.definition ? h("p", { class: "review-definition", dir: "auto" }, cluster.definition) : null,
    to ? h("p", { class: "quiet", dir: "auto" }, words("review.poles", { from, to })) : null,
    ...(best ? passageNodes(sourceOf(context.packet, words), { coding: best, labels: [] }) : []),
    h("p", { class: "quiet", dir: "auto" }, cluster.codes.join(" · ")));
};

const personal = (context: StepContext, own: Own): HTMLElement => {
  const { words } = context;
  const none = !own.codings.length && !own.clusters.length;
  return h("div", {},
    h("p", { class: "lead" }, words(none ? "review.own.empty" : "review.own.lead")),
    own.clusters.length ? h("h2", {}, words("review.clusters")) : null,
    own.clusters.length
      ? h("ul", { class: "review-clusters" }, ...own.clusters.map((one) => clusterSheet(context, own, one)))
      : null,
    h("h2", {}, words("review.conversations")),
    ownPages(context, own.codings));
};

const partsOf = (context: StepContext): Part[] => {
  const { data } = context.step;
  const documents = data.documents as number[];
  const parts: Part[] = [
    { id: "personal", make: () => personal(context, ownOf(context.step)) },
    { id: "group", make: () => groupPart(context, data.group as Group | undefined) },
  ];
  const first = { id: "orientation", make: () => documentNode(context, ...documents) };
  return documents.length ? [first, ...parts] : parts;
};

const note = (context: StepContext, id: string): void => {
  if (context.readOnly || context.items.get(id)) return;
  // No name: having looked is no change that a person would undo.
  context.items.change("", (draft) => draft.put({ id, kind: "viewed", at: context.now() }));
  context.changed();
};

/** The step `review`: `data` is `{documents, conversations, personal?, group?}`. It never holds anyone back. */
export const review: StepFactory = (context) => {
  const parts = partsOf(context);
  let open = 0;
  return {
    show(host) {
      const page = h("div", { class: "review-part" });
      const buttons = parts.map((part, at) =>
        button(context.words("review.part." + part.id), () => turn(at)));
      const turn = (at: number): void => {
        open = at;
        buttons.forEach((button, n) => press(button, n === at));
        replace(page, parts[at].make());
        note(context, parts[at].id);
      };
      host.appendChild(h("div", { class: "review-parts", role: "group", "aria-label": context.words("review.parts") }, ...buttons));
      host.appendChild(page);
      turn(open);
    },
    hide: () => undefined,
    progress: () => ({ done: parts.filter(({ id }) => context.items.get(id)).length, total: parts.length }),
    ready: () => true,
  };
};
