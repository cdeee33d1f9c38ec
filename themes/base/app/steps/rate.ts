// SPDX-License-Identifier: MIT
// How far a participant agrees with each of the group's definitions; apart from it, where they stand themselves.
import { h } from "../dom";
import type { Item, NewItem, StepContext, StepFactory } from "../types";
import type { AxisView } from "./board/types";
import { Fields, area, labelled, written } from "../fields";
import { axisNodes, dissentNode, nameNodes, polesOf } from "../axis";
import { Choices, question } from "../choices";
import { stateOf, tally } from "./rate/list";
import type { RatingItem } from "./rate/list";
import { follow, undoButton } from "../live";
import type { Part } from "../live";

const KEYS: [string, string][] = [["1 … 9", "rate.key.digit"], ["0", "rate.key.zero"], ["← →", "rate.key.arrows"]];

const points = (words: string[]): { id: string; text: string }[] => words.map((text, at) => ({ id: String(at + 1), text }));

/** Writes a field of what is said; an empty one is left out. What is not said yet has no fields. */
const keep = (context: StepContext, id: string, undo: string, field: string, text: string): void => {
  const item = context.items.get(id);
  if (item) context.items.change(undo, (draft) => draft.put(Object.assign({}, item, { [field]: text || undefined })));
};

/** Keeps what is said, with the time; null takes it back. */
const say = (context: StepContext, undo: string, id: string, item: NewItem | null): void =>
  context.items.change(undo, (draft) => {
    if (item) draft.put(Object.assign({ at: context.now() }, item));
    else draft.remove(id);
  });

const textOf = (item: Item | undefined, field: string): string => (item && (item[field] as string)) || "";

/** The words of the points: the study's, or else those of the ends and the middle. */
const scaleWords = (context: StepContext): string[] => {
  const given = context.step.data.words as string[];
  const keys = new Map([[0, "rate.word.low"], [(given.length - 1) / 2, "rate.word.middle"], [given.length - 1, "rate.word.high"]]);
  return given.some((word) => word) ? given : given.map((_, at) => (keys.has(at) ? context.words(keys.get(at)!) : ""));
};

const ratingPart = (context: StepContext, fields: Fields, axis: AxisView): Part => {
  const { words, items, readOnly } = context;
  const id = "axis:" + axis.id;
  const scale = scaleWords(context);
  const ratingOf = (): RatingItem | undefined => items.get(id) as RatingItem | undefined;
  const pick = ([chosen]: string[]): void => {
    const { comment } = ratingOf() || { comment: undefined };
    const value = Number(chosen) || undefined;
    const { id: named, definition_sha256 } = axis;
    say(context, "rate.undo.rating", id, chosen ? { id, kind: "rating", axis: named, definition_sha256, value, comment } : null);
  };
  const choices = new Choices("radio", [points(scale), [{ id: "0", text: words("rate.skip") }]], words, readOnly, pick);
  const earlier = h("p", { class: "rate-earlier" });
  const comment = area("", 2);
  const field = labelled(words("rate.comment"), comment);
  fields.add(comment, () => keep(context, id, "rate.undo.comment", "comment", written(comment)));
  return {
    node: h("div", {}, earlier, question(words("rate.question"), choices.node), field),
    update() {
      const rating = ratingOf();
      const state = stateOf(axis, rating);
      const value = rating && rating.value;
      earlier.hidden = state !== "earlier";
      earlier.textContent = value ? words("rate.earlier", { n: value, total: scale.length }) : words("rate.earlier.skipped");
      choices.show(state === "rated" ? [String(value)] : state === "skipped" ? ["0"] : []);
      field.hidden = !rating;
      fields.show(comment, textOf(rating, "comment"));
    },
  };
};

/** Where somebody stands between the poles: private, and no part of the rating. */
const positionPart = (context: StepContext, fields: Fields, axis: AxisView): Part | null => {
  const { words, items, readOnly } = context;
  const [from, to] = context.step.data.position ? polesOf(axis) : [];
  if (!to) return null;
  const id = "position:" + axis.id;
  const pick = ([chosen]: string[]): void => {
    const { text } = items.get(id) || { text: undefined };
    say(context, "rate.undo.position", id, chosen ? { id, kind: "position", axis: axis.id, value: Number(chosen), text } : null);
  };
  const choices = new Choices("radio", [points([from, "", "", "", to])], words, readOnly, pick, true);
  const text = area("", 2);
  const field = labelled(words("rate.comment"), text);
  fields.add(text, () => keep(context, id, "rate.undo.position", "text", written(text)));
  return {
    node: h("div", { class: "rate-position" },
      question(words("rate.position"), h("p", { class: "quiet" }, words("rate.position.private")), choices.node), field),
    update() {
      const item = items.get(id);
      choices.show(item ? [String(item.value)] : []);
      field.hidden = !item;
      fields.show(text, textOf(item, "text"));
    },
  };
};

const axisPart = (context: StepContext, fields: Fields, axis: AxisView, n: number): Part => {
  const { words } = context;
  const parts = [ratingPart(context, fields, axis), positionPart(context, fields, axis)].filter((part) => !!part) as Part[];
  const name = `axis-${n}`;
  for (const { node } of parts) node.querySelector("fieldset")!.setAttribute("aria-describedby", name);
  return {
    node: h("section", { class: "rate-axis", "aria-labelledby": name },
      ...nameNodes(words, axis, "h2", name),
      h("div", { class: "rate-said" }, h("div", {}, ...axisNodes(words, axis)), dissentNode(words, axis)),
      ...parts.map(({ node }) => node)),
    update: () => parts.forEach((part) => part.update()),
  };
};

/** The step `rate`: `data` is `{points, words, position, axes?}`. It never holds anyone back. */
export const rate: StepFactory = (context) => {
  const { words, items } = context;
  const axes = (context.step.data.axes || []) as AxisView[];
  const count = (): ReturnType<typeof tally> =>
    tally(axes.map((axis) => stateOf(axis, items.get("axis:" + axis.id) as RatingItem | undefined)));
  let leave = (): void => undefined;
  return {
    show(host) {
      const fields = new Fields(context.readOnly);
      const parts = axes.map((axis, n) => axisPart(context, fields, axis, n));
      const state = h("p", { class: "rate-count", role: "status" });
      const undo = undoButton(context);
      host.appendChild(h("div", { class: "rate" },
        h("p", { class: "lead" }, words(axes.length ? "rate.lead" : "rate.empty")),
        ...parts.map(({ node }) => node),
        axes.length ? h("div", { class: "rate-end" }, state, undo.node) : null));
      leave = follow(context, {
        flush: () => fields.flush(),
        update() {
          parts.forEach((part) => part.update());
          undo.update();
          state.textContent = words("rate.count", Object.assign({}, count()));
        },
      });
    },
    hide: () => leave(),
    progress() {
      const { rated, skipped } = count();
      return { done: rated + skipped, total: axes.length };
    },
    ready: () => true,
    keys: KEYS,
  };
};
