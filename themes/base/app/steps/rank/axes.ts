// SPDX-License-Identifier: MIT
// The page on which somebody puts the group's axes in an order of their own: those that are ranked, and the pile.
import { documentNode } from "../../document";
import { button, h } from "../../dom";
import type { StepContext } from "../../types";
import type { AxisView } from "../board/types";
import { definitionNode, nameNodes } from "../../axis";
import { undoButton } from "../../live";
import type { Part } from "../../live";
import { focusIn, listenMoves, putInOrder } from "../../order";
import { placeOf, shift, shuffle, without } from "./places";
import type { Places } from "./places";

/** The places that are kept, also of axes that are no longer there. */
export const keptPlaces = (context: StepContext): Places => {
  const item = context.items.get("ranking");
  return item ? (item.places as Places) : [];
};

interface Card {
  node: HTMLElement;
  update(places: Places, full: boolean): void;
}

const makeCard = (context: StepContext, axis: AxisView, move: (by: number) => void): Card => {
  const { words, readOnly } = context;
  const act = (key: string, by: number, kind = "link"): HTMLButtonElement => button(words("rank." + key), () => move(by), kind);
  const [put, up, down, out] = [act("put", -1, ""), act("up", -1), act("down", 1), act("out", 0)];
  const number = h("p", { class: "rank-number" });
  return {
    node: h("li", { class: "rank-card", "data-card": axis.id }, number, ...nameNodes(words, axis, "h3"),
      definitionNode(words, axis), h("div", { class: "rank-foot" }, put, up, down, out)),
    update(places, full) {
      const at = placeOf(places, axis.id);
      number.hidden = at < 0;
      number.textContent = words("rank.place", { n: at + 1 });
      put.hidden = at >= 0;
      put.disabled = readOnly || full;
      up.hidden = down.hidden = out.hidden = at < 0;
      out.disabled = readOnly;
      up.disabled = readOnly || shift(places, axis.id, -1) === places;
      down.disabled = readOnly || shift(places, axis.id, 1) === places;
    },
  };
};

const framingNodes = (context: StepContext): HTMLElement[] => {
  const { framing, documents } = context.step.data as { framing: string; documents: number[] };
  const texts = documents.map((n) => documentNode(context, n));
  return framing ? [h("p", { class: "text", dir: "auto" }, framing), ...texts] : texts;
};

/** The page of the step. */
export const makeAxesPage = (context: StepContext): Part => {
  const { words, items, packet, step } = context;
  const axes = shuffle((step.data.axes || []) as AxisView[], `${packet.packet}\n${step.id}`);
  const top = Number(step.data.top) || axes.length;
  const isGone = (id: string): boolean => !axes.some((axis) => axis.id === id);
  const known = (): Places => without(keptPlaces(context), isGone);
  const ranked = h("ol", { class: "rank-order" });
  const pile = h("ul", { class: "rank-order" });
  const count = h("p", { class: "rank-lacks", role: "status" });
  const none = h("p", { class: "quiet" }, words("rank.axes.none"));
  const lost = h("p", { class: "quiet" }, words("rank.axes.gone"));
  const undo = undoButton(context);
  const isFull = (places: Places): boolean => ([] as string[]).concat(...places).length >= top;

  // By a button the focus stays where somebody works, on the card that takes the place; by keys it goes with the card.
  const focusAfter = (card: Element, host: Element, index: number, along: boolean): void =>
    focusIn(along || card.parentNode === host ? card : host.children[Math.min(index, host.children.length - 1)] || card);

  const move = (id: string, by: number, along = false): void => {
    const before = known();
    const card = cards.get(id)!.node;
    const host = card.parentNode as Element;
    const index = Array.from(host.children).indexOf(card);
    if (by < 0 && placeOf(before, id) < 0 && isFull(before)) return;
    const places = by ? shift(before, id, by) : without(before, (other) => other === id);
    if (places === before) return;
    items.change("rank.undo.rank", (draft) => {
      if (places.length) draft.put({ id: "ranking", kind: "ranking", places, at: context.now() });
      else draft.remove("ranking");
    });
    const at = placeOf(places, id);
    focusAfter(card, host, index, along);
    context.announce(at < 0 ? words("rank.axes.out") : words("rank.moved", { n: at + 1 }));
  };
  const cards = new Map(axes.map((axis): [string, Card] => [axis.id, makeCard(context, axis, (by) => move(axis.id, by))]));
  const order = (list: AxisView[]): HTMLElement[] => list.map(({ id }) => cards.get(id)!.node);
  const root = h("div", { class: "rank" }, ...framingNodes(context),
    h("p", { class: "lead" }, words(!axes.length ? "rank.axes.empty" : step.data.top ? "rank.axes.some" : "rank.axes.lead", { n: top })),
    ...(axes.length
      ? [undo.node, h("h2", {}, words("rank.axes.ranked")), none, ranked, h("h2", {}, words("rank.axes.pile")), lost, pile, count]
      : []));
  listenMoves(root, "data-card", (id, by) => !context.readOnly && move(id, by, true));
  return {
    node: root,
    update() {
      const places = known();
      const at = (axis: AxisView): number => placeOf(places, axis.id);
      const inOrder = axes.filter((axis) => at(axis) >= 0).sort((a, b) => at(a) - at(b));
      const rest = axes.filter((axis) => at(axis) < 0);
      cards.forEach((card) => card.update(places, isFull(places)));
      putInOrder(root, [[ranked, order(inOrder)], [pile, order(rest)]]);
      none.hidden = inOrder.length > 0;
      lost.hidden = !keptPlaces(context).some((place) => place.some(isGone));
      undo.update();
      count.textContent = words("rank.axes.count", { ranked: inOrder.length, rest: rest.length });
    },
  };
};
