// SPDX-License-Identifier: MIT
// A form that is done or left with a button keeps what was begun in it: closed by mistake, or with the page, it opens
// again as it was.
import { button, h } from "./dom";
import { KEEP_MS, setPending } from "./pending";
import type { Drafts, Words } from "./types";

/** Where the form keeps it. */
export interface Draft {
  drafts: Drafts;
  key: string;
}

type Box = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
type Value = string | boolean;
type Values = Record<string, Value>;

const isTick = (box: Box): box is HTMLInputElement => box.type === "checkbox" || box.type === "radio";

/** The boxes of a form by name: those to tick by what they stand for, the others by their order. */
const boxesOf = (form: HTMLElement): Map<string, Box> => {
  const found = new Map<string, Box>();
  const all = Array.from(form.querySelectorAll<Box>("input, textarea, select"));
  for (const box of all.filter(({ type }) => type !== "search" && type !== "file")) {
    const name = isTick(box) ? `${box.name}=${box.value}` : "field";
    let n = 1;
    while (found.has(`${name} ${n}`)) n++;
    found.set(`${name} ${n}`, box);
  }
  return found;
};

const valuesOf = (form: HTMLElement): Values => {
  const values: Values = {};
  boxesOf(form).forEach((box, name) => (values[name] = isTick(box) ? box.checked : box.value));
  return values;
};

/** Fills a form as its author would. What is chosen may bring other boxes, so each is looked for anew. */
const fill = (form: HTMLElement, values: Values): void => {
  for (const name of Object.keys(values)) {
    const box = boxesOf(form).get(name);
    if (!box) continue;
    const value = values[name];
    if ((isTick(box) ? box.checked : box.value) === value) continue;
    if (isTick(box)) box.checked = value === true;
    else box.value = String(value);
    for (const type of ["input", "change"]) box.dispatchEvent(new Event(type, { bubbles: true }));
  }
};

class BegunForm {
  readonly note: HTMLElement;
  private readonly before: Values;
  private timer = 0;

  constructor(private form: HTMLElement, private draft: Draft, words: Words) {
    this.before = valuesOf(form);
    const anew = button(words("begun.anew"), () => this.anew(), "link");
    this.note = h("p", { class: "begun", role: "status", hidden: true }, words("begun.here"), " ", anew);
    const kept = draft.drafts.get(draft.key) as Values | undefined;
    if (kept) fill(form, kept);
    this.note.hidden = !kept;
    const wait = (): void => this.wait();
    form.addEventListener("input", wait);
    form.addEventListener("change", wait);
  }

  flush(): void {
    window.clearTimeout(this.timer);
    this.timer = 0;
    setPending(this, false);
    const values = valuesOf(this.form);
    this.write(JSON.stringify(values) === JSON.stringify(this.before) ? null : values);
  }

  /** Done: nothing of it is begun any more. */
  done(): void {
    window.clearTimeout(this.timer);
    setPending(this, false);
    this.note.hidden = true;
    this.write(null);
  }

  private write(values: Values | null): void {
    this.draft.drafts.set(this.draft.key, values);
  }

  private wait(): void {
    if (this.timer) return;
    this.timer = window.setTimeout(() => this.flush(), KEEP_MS);
    setPending(this, true);
  }

  private anew(): void {
    fill(this.form, this.before);
    this.flush();
    this.note.hidden = true;
  }
}

/**
 * Fills the form with what was begun in it under that key, and keeps from now on what is written and chosen in it.
 * `note` says so, and offers to begin anew.
 */
export const keepBegun = (form: HTMLElement, draft: Draft, words: Words): { note: HTMLElement; done(): void } =>
  new BegunForm(form, draft, words);
