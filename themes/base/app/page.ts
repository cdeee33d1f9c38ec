// SPDX-License-Identifier: MIT
// What the packet's file holds: the data blocks, and the texts that wait in noscript elements.
import {parseHtml} from "./html";
import {parseSvg} from "./svg";
import type {Packet} from "./types";

const textOf = (id: string): string => {
  const node = document.getElementById(id);
  return (node && node.textContent) || "";
};

/**
 * The data of the packet. Throws when the block is not there or is not of a version this program
 * knows.
 */
export const readPacket = (): Packet => {
  const packet: Packet = JSON.parse(textOf("calma-packet"));
  if (packet.format !== "calma/packet@1") throw new Error(`cannot read ${packet.format}`);
  return packet;
};

/** The interface's words; none when the block is missing. */
export const readStrings = (): Record<string, string> =>
  JSON.parse(textOf("calma-strings") || "{}");

/** What was mirrored into this page before it was saved, or "". */
export const readState = (): string => textOf("calma-state");

// While the program is first read: later there is no current script.
const program = document.currentScript;

/**
 * An element for the mirror that takes its text in silence. Firefox reports a breach of trusted
 * types when the text of a script changes that may still run, whatever its type; a copy of one that
 * has run counts as run.
 */
const makeHolder = (before: Element): Element => {
  if (!program) return before;
  const holder = program.cloneNode(false) as Element;
  holder.setAttribute("type", "application/json");
  holder.setAttribute("id", "calma-state");
  (before.parentNode as Node).replaceChild(holder, before);
  return holder;
};

let holder: Element | undefined;

/**
 * Writes the mirror through a text node: assigning a script's text is what trusted types forbid.
 */
export const writeState = (text: string): void => {
  const node = holder || document.getElementById("calma-state");
  if (!node) return;
  holder = holder || makeHolder(node);
  const held = holder.firstChild || holder.appendChild(document.createTextNode(""));
  held.nodeValue = text.replace(/</g, "\\u003c");
};

/** Fresh nodes of conversation n. */
export const conversation = (n: number): DocumentFragment => parseHtml(textOf(`conversation-${n}`));

/** Fresh nodes of document n. */
export const documentText = (n: number): DocumentFragment => parseHtml(textOf(`document-${n}`));

/** Picture n as an svg element; null when it is not of the kind that packets know. */
export const picture = (n: number): Element | null => parseSvg(textOf(`picture-${n}`));
