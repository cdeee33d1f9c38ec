// SPDX-License-Identifier: MIT
// Builds the nodes of a packet's pictures from their text. As strict as the reader of HTML: a picture that holds
// anything but the elements and attributes of docs/formats.md is not drawn at all.

import { has, plain, withAttributes } from "./html";

const SVG = "http://www.w3.org/2000/svg";
const ELEMENTS = " svg g title path text rect line circle ";
const ATTRIBUTES =
  " class d viewBox transform fill stroke x y width height r cx cy x1 y1 x2 y2 role aria-label ";

const TAG = /<(\/?)([a-z]+)((?: [a-zA-Z][a-zA-Z0-9-]*="[^"<>]*")*)(\/?)>/g;

const open = (tag: string, attributes: string): Element | null => {
  if (!has(ELEMENTS, tag)) return null;
  const node = document.createElementNS(SVG, tag);
  return withAttributes(node, attributes.replace(`xmlns="${SVG}"`, ""), (name) => has(ATTRIBUTES, name));
};

/** The picture as an svg element, or null when its text is not of the allowed kind. Never throws. */
export const parseSvg = (source: string): Element | null => {
  const stack: Element[] = [];
  const text = source.trim();
  let root: Element | null = null;
  let at = 0;
  TAG.lastIndex = 0;
  for (let tag = TAG.exec(text); tag; tag = TAG.exec(text)) {
    const top = stack[stack.length - 1];
    const between = text.slice(at, tag.index);
    if (/[<>]/.test(between) || (root && !top) || (between && !top)) return null;
    if (between.trim()) top.appendChild(document.createTextNode(plain(between)));
    at = tag.index + tag[0].length;
    if (tag[1]) {
      if (!top || tag[3] || tag[4] || top.nodeName !== tag[2]) return null;
      stack.pop();
      continue;
    }
    const node = open(tag[2], tag[3]);
    if (!node || (!top && tag[2] !== "svg")) return null;
    if (top) top.appendChild(node);
    else root = node;
    if (!tag[4]) stack.push(node);
  }
  return stack.length || at < text.length ? null : root;
};
