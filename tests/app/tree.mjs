// SPDX-License-Identifier: MIT
// A tree of nodes with just what the anchors and the reader of HTML need of a document.

class TreeNode {
  constructor(type, name) {
    this.nodeType = type;
    this.nodeName = name;
    this.childNodes = [];
    this.parentNode = null;
  }

  get firstChild() {
    return this.childNodes[0] || null;
  }

  sibling(by) {
    const all = this.parentNode ? this.parentNode.childNodes : [];
    return all[all.indexOf(this) + by] || null;
  }

  get nextSibling() {
    return this.sibling(1);
  }

  get previousSibling() {
    return this.sibling(-1);
  }

  appendChild(node) {
    node.parentNode = this;
    this.childNodes.push(node);
    return node;
  }

  contains(node) {
    for (let at = node; at; at = at.parentNode) if (at === this) return true;
    return false;
  }

  path() {
    return this.parentNode ? [...this.parentNode.path(), this.parentNode.childNodes.indexOf(this)] : [];
  }

  /** As the DOM: 2 when `node` comes before this one, 4 when after; holding one another is no case here. */
  compareDocumentPosition(node) {
    const mine = this.path();
    const theirs = node.path();
    for (let i = 0; i < mine.length && i < theirs.length; i++) {
      if (mine[i] !== theirs[i]) return theirs[i] < mine[i] ? 2 : 4;
    }
    return theirs.length < mine.length ? 2 : 4;
  }

  get textContent() {
    return this.nodeType === 3 ? this.nodeValue : this.childNodes.map((node) => node.textContent).join("");
  }
}

class TreeElement extends TreeNode {
  constructor(tag) {
    super(1, tag.toUpperCase());
    this.attributes = new Map();
  }

  setAttribute(name, value) {
    this.attributes.set(name, value);
  }

  getAttribute(name) {
    return this.attributes.has(name) ? this.attributes.get(name) : null;
  }

  /** Only "[attribute]". */
  querySelectorAll(selector) {
    const name = selector.slice(1, -1);
    const found = [];
    const walk = (node) => {
      if (node.nodeType === 1 && node !== this && node.attributes.has(name)) found.push(node);
      node.childNodes.forEach(walk);
    };
    walk(this);
    return found;
  }
}

const textNode = (text) => Object.assign(new TreeNode(3, "#text"), { nodeValue: text });

globalThis.document = {
  createElement: (tag) => new TreeElement(tag),
  createElementNS: (_, tag) => Object.assign(new TreeElement(tag), { nodeName: tag }),
  createTextNode: textNode,
  createDocumentFragment: () => new TreeNode(11, "#document-fragment"),
};

/** Cuts a text node in two at a UTF-16 index, as drawing a mark does. */
export const split = (node, index) => {
  const rest = textNode(node.nodeValue.slice(index));
  node.nodeValue = node.nodeValue.slice(0, index);
  rest.parentNode = node.parentNode;
  node.parentNode.childNodes.splice(node.parentNode.childNodes.indexOf(node) + 1, 0, rest);
  return rest;
};

/** Elements and texts as a string: `p[class=a](text, br)`. */
export const outline = (node) => {
  if (node.nodeType === 3) return JSON.stringify(node.nodeValue);
  const inside = node.childNodes.map(outline).join(", ");
  if (node.nodeType === 11) return inside;
  const attributes = Array.from(node.attributes, ([name, value]) => `[${name}=${value}]`).join("");
  return `${node.nodeName.toLowerCase()}${attributes}(${inside})`;
};

export const textNodes = (node) => (node.nodeType === 3 ? [node] : node.childNodes.flatMap(textNodes));
