// SPDX-License-Identifier: MIT
// Starts the packet.
import {newId} from "./ids";
import {makeBook} from "./items";
import {readPacket, readStrings} from "./page";
import {makeShell} from "./shell";
import {makeWords} from "./words";

const start = (): void => {
  const packet = readPacket();
  const words = makeWords(readStrings(), packet.study.language);
  const book = makeBook(newId(), () => shell.refresh());
  let place = "";
  const shell = makeShell(document.getElementById("app") as HTMLElement, packet, words, {
    book, readOnly: false, stateLine: () => "", isSafe: () => true, save: () => {}, stepDone: () => {},
    lastPlace: () => place, setPlace: (id) => void (place = id),
  });
  document.documentElement.setAttribute("data-started", "");
};

start();
