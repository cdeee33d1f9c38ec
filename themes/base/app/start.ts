// SPDX-License-Identifier: MIT
// Starts a packet with the steps that its program knows.
import {clear, h} from "./dom";
import {catchDrops} from "./files";
import {keepGrowing} from "./grow";
import {takeTurns} from "./lock";
import {readPacket, readStrings} from "./page";
import {unfoldForPrint} from "./paper";
import {erasedScreen} from "./screens";
import {watchPastes} from "./paste";
import {makeShell} from "./shell";
import type {Shell} from "./shell";
import {openStore} from "./store";
import type {Store} from "./store";
import type {Packet, StepFactory, Words} from "./types";
import {makeWords} from "./words";
import {makeWork} from "./work";

/** What a program asks before its first page is shown. */
export type Greeting = (root: HTMLElement, packet: Packet, words: Words, store: Store) => Promise<void>;

/** A page saved by the browser holds what was on the screen: dialogs and all. */
const tidy = (): HTMLElement => {
  for (const node of Array.from(document.querySelectorAll(".veil")))
    document.body.removeChild(node);
  const root = document.getElementById("app") as HTMLElement;
  clear(root);
  return root;
};

/** The words of the interface; those whose keys begin with `instead` stand for the keys that follow it. */
const wordsOf = (instead: string): Words => {
  const strings = readStrings();
  const own = Object.keys(strings).filter((key) => instead && key.startsWith(instead));
  for (const key of own) strings[key.slice(instead.length)] = strings[key];
  return makeWords(strings, document.documentElement.lang);
};

const run = async (steps: Record<string, StepFactory>, instead: string, greet?: Greeting): Promise<void> => {
  const root = tidy();
  const packet = readPacket();
  const words = wordsOf(instead);
  // A study need not name its steps.
  for (const step of packet.steps) step.title = step.title || words(`step.${step.kind}`);
  root.appendChild(h("p", {class: "opening"}, words("shell.opening")));
  let mine = true;
  let shell: Shell | undefined;
  const refresh = (): void => shell && shell.refresh();
  let turn = (now: boolean): void => void (mine = now);
  await takeTurns(`calma:${packet.study.id}:${packet.packet}`, (now) => turn(now));
  const store = await openStore(packet, !mine, refresh);
  if (greet) await greet(root, packet, words, store);
  const work = makeWork(
    store,
    packet,
    words,
    (text, action) => shell && shell.toast(text, action),
    () => {
      shell = undefined;
      erasedScreen(root, words);
    },
    refresh,
  );
  shell = makeShell(root, packet, words, work, steps);
  turn = (now) => {
    mine = now;
    store.book.frozen = !now;
    void (now ? store.reload() : Promise.resolve()).then(() => shell && shell.reload());
  };
  if (mine === store.book.frozen) turn(mine);
  unfoldForPrint();
  keepGrowing();
  watchPastes((limit) => shell && shell.toast(words("shell.cut", {n: limit})));
  catchDrops((file) => void work.take(file).then(({message}) => shell && shell.toast(message)));
  const broken = (): void => shell && shell.toast(words("shell.broken"));
  window.addEventListener("unhandledrejection", broken);
  // Without an error it is the browser's own complaint about layout, which harms nothing.
  window.addEventListener("error", (event) => event.error && broken());
  document.documentElement.setAttribute("data-started", "");
};

/** Starts the packet; `steps` by their kinds, `instead` the beginning of keys whose words replace others. */
export const start = (steps: Record<string, StepFactory>, instead = "", greet?: Greeting): void => {
  // Thrown from a timer, so that the page's own error message hears of it.
  run(steps, instead, greet).catch((error) =>
    window.setTimeout(() => {
      throw error;
    }),
  );
};
