// SPDX-License-Identifier: MIT
// The first and the last screen.
import {h} from "./dom";
import type {Packet, Words} from "./types";
import type {Work} from "./work";

/** Who this packet is for, what it is, the way in, and the way back from a file. */
export const startScreen = (host: HTMLElement, packet: Packet, words: Words, work: Work, start: () => void): void => {
  const fresh = work.book.steps().length === 0;
  host.appendChild(h("p", {class: "lead"}, packet.study.title));
  host.appendChild(h("p", {}, words("start.for", {id: packet.participant.id})));
  host.appendChild(h("button", {type: "button", class: "primary", onclick: start},
    words(fresh ? "start.begin" : "start.continue")));
};

/** What was done, and how to send it back. */
export const lastScreen = (
  host: HTMLElement, _packet: Packet, words: Words, work: Work, summary: [string, string][],
): void => {
  const list = h("dl", {class: "summary"});
  for (const [title, note] of summary) {
    list.appendChild(h("dt", {}, title));
    list.appendChild(h("dd", {}, note));
  }
  host.appendChild(list);
  host.appendChild(h("button", {type: "button", class: "primary", onclick: () => work.save()}, words("shell.save")));
};
