// SPDX-License-Identifier: MIT
// Builds nodes from the small kind of HTML that docs/formats.md names. It is stricter than a
// browser: a tag it does not expect, in a place it does not expect, is shown as the characters it
// is.

const ELEMENTS =
  " section div p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre code em strong span br hr ";
const EMPTY = " br hr ";
const ENTITIES: Record<string, string> = {amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'"};

const TAG = /^<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z][a-z0-9-]*="[^"<>]*")*)\s*\/?>/;

/** Whether a list between spaces names it. */
export const has = (list: string, name: string): boolean => list.indexOf(" " + name + " ") >= 0;

const allowed = (tag: string, name: string): boolean =>
  name === "class" ||
  name === "lang" ||
  name === "dir" ||
  name.startsWith("data-") ||
  (name === "start" && tag === "ol");

/** Text with the five entities resolved; any other ampersand stands for itself. */
export const plain = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name]);

/** Sets the attributes of an opening tag; null when one of them is not of our kind. */
export const withAttributes = (node: Element, text: string, isOurs: (name: string) => boolean): Element | null => {
  const pattern = /([a-zA-Z][a-zA-Z0-9-]*)="([^"]*)"/g;
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    if (!isOurs(found[1])) return null;
    node.setAttribute(found[1], plain(found[2]));
  }
  return node;
};

const open = (tag: string, attributes: string): Element | null =>
  has(ELEMENTS, tag) ? withAttributes(document.createElement(tag), attributes, (name) => allowed(tag, name)) : null;

/** Nodes for `source`. Never throws; whatever is not of the allowed kind becomes text. */
export const parseHtml = (source: string): DocumentFragment => {
  const fragment = document.createDocumentFragment();
  const stack: Node[] = [fragment];
  let text = "";
  const flush = (): void => {
    if (text) stack[stack.length - 1].appendChild(document.createTextNode(plain(text)));
    text = "";
  };
  const enter = (node: Element, name: string): void => {
    flush();
    stack[stack.length - 1].appendChild(node);
    if (!has(EMPTY, name)) stack.push(node);
  };
  const leave = (name: string): boolean => {
    if (stack.length < 2 || stack[stack.length - 1].nodeName.toLowerCase() !== name) return false;
    flush();
    stack.pop();
    return true;
  };
  let limit = -1; // the next ">", looked for once
  for (let at = 0; at < source.length;) {
    const next = source.indexOf("<", at);
    if (next !== at) {
      text += next < 0 ? source.slice(at) : source.slice(at, next);
      at = next < 0 ? source.length : next;
      continue;
    }
    if (limit <= at) limit = source.indexOf(">", at) + 1 || source.length;
    const tag = source[limit - 1] !== ">" ? null : TAG.exec(source.slice(at, limit));
    const node = tag && !tag[1] ? open(tag[2], tag[3]) : null;
    if (tag && node) enter(node, tag[2]);
    else if (!(tag && tag[1] && leave(tag[2]))) text += tag ? tag[0] : "<";
    at += tag ? tag[0].length : 1;
  }
  flush();
  return fragment;
};
