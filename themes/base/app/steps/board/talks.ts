// SPDX-License-Identifier: MIT
// Segment 3: everybody who is here presents what they wrote down, one after the other, each as long as the others.
import { button, clear, h, press } from "../../dom";
import { Fields, labelled } from "../../fields";
import type { Part as Live } from "../../live";
import type { Attendee } from "./attendees";
import { cardNode } from "./card";
import { minutesAndSeconds, minutesOf, spent } from "./clock";
import { Desk } from "./desk";
import { makePanel, makeRows, say } from "./leaf";
import type { Leaf, Row } from "./leaf";
import { isOpen } from "./opening";
import { agreed, begun, drawn, ended, moved, nextOf, shareOf } from "./queue";
import type { Turn } from "./queue";
import type { Card, PanelFactory } from "./types";

interface Part extends Live {
  tick(): void;
}

const whoOf = (desk: Desk, key: string): Attendee | undefined => desk.attendees.filter((one) => one.key === key)[0];

const shareNow = (desk: Desk): number => {
  const clock = desk.clocks.filter(({ segment }) => segment === "segment3")[0];
  return shareOf(clock.budget, desk.queue.length);
};

/** "2:14 of 5:00", "2:14", and whether that is more than anybody's share. */
const elapsed = (desk: Desk, turn: Turn): { text: string; over: boolean } => {
  const share = shareNow(desk);
  const seconds = spent(turn.spans, desk.step.now());
  const time = minutesAndSeconds(seconds);
  return { text: share ? desk.words("board.talk.time", { time, share: minutesAndSeconds(share) }) : time, over: !!share && seconds > share };
};

const begin = (desk: Desk, person: string): void => {
  desk.setQueue(begun(desk.queue, person, desk.step.now()), "segment3");
  desk.step.announce(desk.words("board.talk.begun", { name: desk.titleOfKey(person) }));
};

const end = (desk: Desk, person: string, state: "done" | "passed" | "waiting"): void =>
  desk.setQueue(ended(desk.queue, person, state, desk.step.now()));

// --- whose turn it is

/** Cards whose author nobody knows: who speaks says which are theirs. */
const nameless = (desk: Desk, host: HTMLElement): void => {
  const { words } = desk;
  const list = h("ul", { class: "board-cards" });
  const row = (card: Card): HTMLElement => {
    const node = cardNode(desk, card);
    const name = button(card.name, () => {
      const on = name.getAttribute("aria-pressed") !== "true";
      press(name, on);
      if (on) list.appendChild(node);
      else list.removeChild(node);
    });
    name.setAttribute("aria-pressed", "false");
    name.setAttribute("dir", "auto");
    return name;
  };
  host.appendChild(h("p", {}, words("board.talk.nameless")));
  host.appendChild(h("div", { class: "board-choose", role: "group", "aria-label": words("board.cards") }, ...desk.cards.map(row)));
  host.appendChild(list);
};

const inPlace = (a: Card, b: Card): number => a.place - b.place;

/** The attributes of who speaks, when the cards are open and they agree to have them shown. */
const fillCards = (desk: Desk, turn: Turn, host: HTMLElement): void => {
  const { words } = desk;
  const tell = (key: string, values = {}): void => void host.appendChild(h("p", {}, words(key, values)));
  if (!isOpen(desk.opening)) return tell("board.talk.closed");
  const who = whoOf(desk, turn.person);
  if (desk.data.anonymous && who && !who.name) return nameless(desk, host);
  const cards = desk.cards.filter((card) => card.person === turn.person).sort(inPlace);
  if (!cards.length) return tell("board.talk.none");
  const named = cards.every((card) => card.named);
  if (!named && !turn.shown) tell("board.talk.ask");
  if (!named) {
    const show = button(words(turn.shown ? "board.talk.hide" : "board.talk.show"), () =>
      desk.setQueue(agreed(desk.queue, turn.person, !turn.shown)), turn.shown ? "link" : "");
    show.disabled = desk.readOnly;
    show.setAttribute("data-show", "");
    host.appendChild(h("p", { class: "actions" }, show));
  }
  if (named || turn.shown) host.appendChild(h("ol", { class: "board-cards" }, ...cards.map((card) => cardNode(desk, card))));
};

/** Who speaks, how long, and what they wrote down. */
const makeStage = (desk: Desk): Part => {
  const { words, readOnly } = desk;
  const speaking = (): Turn | undefined => desk.queue.filter(({ state }) => state === "speaking")[0];
  const name = h("h3", { dir: "auto", class: "board-speaker", tabindex: "-1" });
  const time = h("p", { class: "board-talk-time" });
  const cards = h("div", {});
  const done = button(words("board.talk.done"), () => {
    const turn = speaking();
    if (turn) end(desk, turn.person, "done");
    name.focus();
  });
  const next = button("", () => {
    const turn = nextOf(desk.queue);
    if (turn) begin(desk, turn.person);
    name.focus();
  }, "primary");
  let shown = "";
  const tick = (): void => {
    const turn = speaking();
    if (!turn) return say(time, "");
    const { text, over } = elapsed(desk, turn);
    say(time, over ? `${text} · ${words("board.talk.over")}` : text);
    time.className = over ? "board-talk-time board-over" : "board-talk-time";
  };
  return {
    node: h("section", { class: "board-part board-stage" }, name, time, h("p", { class: "actions" }, next, done), cards),
    tick,
    update() {
      const turn = speaking();
      const after = nextOf(desk.queue);
      say(name, turn ? desk.titleOfKey(turn.person) : words(after ? "board.talk.nobody" : "board.talk.all"));
      done.hidden = !turn;
      next.hidden = !after;
      done.disabled = next.disabled = readOnly;
      if (after) say(next, words(turn ? "board.talk.next" : "board.talk.first", { name: desk.titleOfKey(after.person) }));
      tick();
      const looks = turn ? JSON.stringify([turn.person, turn.shown, desk.opening.state]) : "";
      if (looks === shown) return;
      shown = looks;
      const held = cards.contains(document.activeElement);
      clear(cards);
      if (turn) fillCards(desk, turn, cards);
      const show = held && cards.querySelector<HTMLElement>("[data-show]");
      if (show) show.focus();
    },
  };
};

// --- the queue

type TurnRow = Row<Turn> & { tick(): void };

const turnRow = (desk: Desk, first: Turn): TurnRow => {
  const { words, readOnly, step } = desk;
  let turn = first;
  const name = h("span", { class: "board-queue-name", dir: "auto" });
  const state = h("span", { class: "board-queue-state quiet" });
  const acts: [string, HTMLButtonElement][] = [
    ["start", button("", () => begin(desk, turn.person))],
    ["done", button("", () => end(desk, turn.person, "done"))],
    ["pass", button("", () => end(desk, turn.person, "passed"), "link")],
    ["back", button("", () => end(desk, turn.person, "waiting"), "link")],
    ["up", button("", () => move(-1), "link")],
    ["down", button("", () => move(1), "link")],
  ];
  const move = (by: number): void => {
    desk.setQueue(moved(desk.queue, turn.person, by));
    step.announce(words("board.talk.moved", { n: desk.queue.findIndex(({ person }) => person === turn.person) + 1 }));
  };
  const may = (): Record<string, boolean> => {
    const count = desk.queue.length;
    const waits = turn.state === "waiting";
    return {
      start: waits, done: turn.state === "speaking", pass: waits || turn.state === "speaking",
      back: turn.state === "done" || turn.state === "passed", up: turn.order > 1, down: turn.order < count,
    };
  };
  const tick = (): void => {
    const who = whoOf(desk, turn.person);
    const left = who && !who.here ? ` · ${words("board.talk.left")}` : "";
    const time = turn.spans.length ? ` · ${elapsed(desk, turn).text}` : "";
    say(state, words("board.state." + turn.state) + time + left);
  };
  return {
    node: h("li", { class: "board-turn" }, h("p", {}, name, " ", state), h("div", { class: "board-turn-acts" }, ...acts.map(([, node]) => node))),
    tick,
    update(now) {
      turn = now;
      const title = desk.titleOfKey(now.person);
      say(name, title);
      const can = may();
      for (const [act, node] of acts) {
        const word = words("board.turn." + act);
        // Moving stays in its place, so that the one above or below is not pressed by mistake.
        node.hidden = !can[act] && act !== "up" && act !== "down";
        node.disabled = readOnly || !can[act];
        say(node, word);
        node.setAttribute("aria-label", `${word}: ${title}`);
      }
      tick();
    },
  };
};

const random = (below: number): number => crypto.getRandomValues(new Uint32Array(1))[0] % below;

/** Minutes for each; changing them changes the segment's budget. */
const makeShare = (desk: Desk): Live => {
  const { words, readOnly } = desk;
  const clock = (): ReturnType<Desk["clocks"]["filter"]>[0] => desk.clocks.filter(({ segment }) => segment === "segment3")[0];
  const field = h("input", { type: "number", class: "board-minutes", min: 0, max: 10000, step: "any", inputmode: "decimal", readonly: readOnly });
  const said = h("p", { class: "quiet" });
  new Fields(readOnly).add(field, () =>
    desk.setClock(Object.assign({}, clock(), { budget: minutesOf(Number(field.value) * desk.queue.length) })));
  return {
    node: h("div", { class: "board-share" }, labelled(words("board.talk.each"), field), said),
    update() {
      const share = shareNow(desk);
      if (document.activeElement !== field) field.value = share ? String(Math.round(share / 6) / 10) : "";
      say(said, share ? words("board.talk.share", { budget: clock().budget, n: desk.queue.length }) : words("board.talk.noshare"));
    },
  };
};

/** Everybody's turn, in order. */
const makeQueue = (desk: Desk): Part => {
  const { words, readOnly } = desk;
  const list = h("ol", { class: "board-queue" });
  const rows: TurnRow[] = [];
  const show = makeRows<Turn>(list, ({ person }) => person, (turn) => {
    const row = turnRow(desk, turn);
    rows.push(row);
    return row;
  });
  const share = makeShare(desk);
  const none = h("p", {}, words("board.talk.empty"));
  const draw = button(words("board.talk.draw"), () => {
    desk.setQueue(drawn(desk.queue, random));
    desk.step.announce(words("board.talk.drawn"));
  });
  const tick = (): void => rows.forEach((row) => row.tick());
  return {
    node: h("section", { class: "board-part board-turns" }, h("h3", {}, words("board.talk.queue")), none, list,
      h("p", { class: "actions" }, draw), share.node),
    tick,
    update() {
      const { queue } = desk;
      show(queue);
      none.hidden = queue.length > 0;
      draw.disabled = readOnly || queue.filter(({ state }) => state === "waiting").length < 2;
      share.update();
    },
  };
};

/** The leaf of Segment 3. */
export const talks: PanelFactory = (step, data) => {
  const desk = new Desk(step, data);
  return makePanel(step, "talks", (host): Leaf => {
    const parts = [makeStage(desk), makeQueue(desk)];
    host.appendChild(h("div", {}, h("h2", {}, step.words("board.segment.segment3")),
      h("div", { class: "board-columns board-talks" }, ...parts.map(({ node }) => node))));
    return { update: () => parts.forEach((part) => part.update()), tick: () => parts.forEach((part) => part.tick()) };
  }, {
    open() {
      const n = desk.queue.filter(({ state }) => state === "waiting").length;
      return n ? [step.words("board.open.waiting", { n })] : [];
    },
  });
};
