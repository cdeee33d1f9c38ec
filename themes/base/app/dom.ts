// SPDX-License-Identifier: MIT
// Making nodes. Text always becomes a text node: nothing here can turn text into markup.

type Child = Node | string | null | undefined | false;
type Props = Record<string, unknown>;

const setProp = (node: Element, name: string, value: unknown): void => {
  if (value === undefined || value === null || value === false) return;
  if (name.startsWith("on") && typeof value === "function") {
    node.addEventListener(name.slice(2), value as EventListener);
  } else if (name === "value" || name === "checked" || name === "disabled" || name === "hidden") {
    (node as unknown as Props)[name] = value;
  } else {
    node.setAttribute(name, value === true ? "" : String(value));
  }
};

// What readers of responses take, so that nobody writes more than can be kept.
const LONGEST: Record<string, string> = {input: "500", textarea: "20000"};

const add = (node: Node, children: Child[]): void => {
  for (const child of children) {
    if (child !== null && child !== undefined && child !== false) {
      node.appendChild(typeof child === "string" ? document.createTextNode(child) : child);
    }
  }
};

/** `h("button", {class: "primary", onclick: save}, "Save")`. False, null and undefined children are left out. */
export const h = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] => {
  const node = document.createElement(tag);
  if (LONGEST[tag] && /^(|text|search)$/.test(String(props.type || ""))) node.setAttribute("maxlength", LONGEST[tag]);
  for (const name of Object.keys(props)) setProp(node, name, props[name]);
  add(node, children);
  return node;
};

/** A button that says `label` and does `run`; `kind` is its class, `more` as in h(). */
export const button = (label: string, run: () => void, kind = "", more: Props = {}): HTMLButtonElement =>
  h("button", Object.assign({type: "button", class: kind, onclick: run}, more), label);

/** A list of terms and what each of them is. */
export const terms = (kind: string, rows: [string, string][]): HTMLElement =>
  h("dl", {class: kind}, ...([] as Node[]).concat(...rows.map(([term, said]) => [h("dt", {}, term), h("dd", {}, said)])));

/** Shows whether a button that stays pressed is so. */
export const press = (node: Element, on: boolean): void => node.setAttribute("aria-pressed", String(on));

/** Removes all children. */
export const clear = (node: Node): void => {
  while (node.firstChild) node.removeChild(node.firstChild);
};

/** Puts these in the place of all children; what h() leaves out is left out here. */
export const replace = (node: Node, ...children: Child[]): void => {
  clear(node);
  add(node, children);
};
