// SPDX-License-Identifier: MIT
// What was moved: the labels that stand elsewhere now, with the way back, and every move in order.
import { button, h, replace } from "../../../dom";
import { timeOf } from "../../../moments";
import type { Desk } from "./desk";
import type { MoveItem } from "./moves";

export interface Log {
  node: HTMLElement;
  update(): void;
}

const actOf = (desk: Desk, { label, x, y, undo }: MoveItem): string => {
  if (undo) return "board.map.log.undo";
  const n = desk.labels.findIndex((one) => one.label === label);
  if (n < 0) return "board.map.log.put";
  const home = desk.home(n);
  return home.x === x && home.y === y ? "board.map.log.back" : "board.map.log.put";
};

const lineOf = (desk: Desk, move: MoveItem): HTMLElement => {
  const { words } = desk.context;
  const by = move.by === "facilitator" ? words("board.map.facilitator") : move.by;
  return h("li", {},
    h("bdi", {}, words(actOf(desk, move), { label: move.label })), " ",
    h("span", { class: "quiet" }, h("bdi", {}, words("board.map.log.who", { by, time: timeOf(move.at) }))));
};

/** `go` leads to a label, `back` puts it back. */
export const makeLog = (desk: Desk, go: (n: number) => void, back: (n: number) => void): Log => {
  const { words } = desk.context;
  const title = h("summary", {});
  const away = h("ul", { class: "board-map-away" });
  const list = h("ol", { class: "board-map-moves" });
  const moved = h("div", {}, h("h2", {}, words("board.map.away")), away);
  const row = (n: number): HTMLElement => {
    const { label } = desk.labels[n];
    const put = button(words("board.map.back"), () => back(n), "",
      { disabled: desk.context.readOnly, "aria-label": words("board.map.back.of", { label }) });
    return h("li", {}, button(label, () => go(n), "link", { dir: "auto" }), put);
  };
  return {
    node: h("details", { class: "board-map-log" }, title, moved, h("h2", {}, words("board.map.log")), list),
    update() {
      const moves = desk.moves();
      const off = desk.labels.map((_, n) => n).filter((n) => !desk.isHome(n));
      title.textContent = words("board.map.moves", { n: moves.length });
      (title.parentNode as HTMLElement).hidden = !moves.length;
      moved.hidden = !off.length;
      replace(away, ...off.map(row));
      replace(list, ...moves.map((move) => lineOf(desk, move)));
    },
  };
};
