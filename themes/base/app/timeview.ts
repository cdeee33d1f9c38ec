// SPDX-License-Identifier: MIT
// What the participant sees of the minutes that are counted: a button at the top, and a window to pause, correct or switch off.
import {openDialog} from "./dialog";
import {button, h} from "./dom";
import {line} from "./fields";
import {MINUTES_MOST} from "./time";
import type {TimeLog} from "./time";
import type {Packet, Words} from "./types";

export interface TimeView {
  /** For the line at the top. */
  button: HTMLButtonElement;
  /** For the first and the last page: what is counted, and the way to it. */
  notice(): HTMLElement;
  /** Shows the minutes as they are. */
  update(): void;
}

const DIGITS = ["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९"];

/** A whole number in the digits of Latin, Arabic, Persian or Devanagari, or null. */
export const wholeNumber = (text: string): number | null => {
  const plain = Array.from(text.trim()).map((sign) => {
    const found = DIGITS.map((digits) => digits.indexOf(sign)).filter((n) => n >= 0);
    return found.length ? String(found[0]) : sign;
  });
  return /^\d{1,4}$/.test(plain.join("")) ? Number(plain.join("")) : null;
};

/** The pay for an hour as the language writes it. */
const rateOf = ({rate, currency}: {rate: string; currency: string}): string => {
  try {
    const format = new Intl.NumberFormat(document.documentElement.lang || undefined, {style: "currency", currency});
    return format.format(Number(rate));
  } catch (_) {
    return `${rate} ${currency}`;
  }
};

interface Row {
  node: HTMLElement;
  update(): void;
}

const makeRow = (time: TimeLog, words: Words, step: string, title: string): Row => {
  const wrong = h("span", {class: "time-wrong", role: "alert"});
  const field = line("", {maxlength: 4, inputmode: "numeric", disabled: time.locked});
  let writing = false;
  const show = (): void => {
    if (!writing) field.value = String(time.minutes(step));
  };
  field.addEventListener("input", () => (writing = true));
  field.addEventListener("change", () => {
    const minutes = wholeNumber(field.value);
    wrong.textContent = minutes === null ? words("time.wrong", {most: MINUTES_MOST}) : "";
    if (minutes === null) return;
    writing = false;
    time.write(step, minutes);
    show();
  });
  return {node: h("label", {class: "time-row"}, h("span", {class: "time-step"}, title), field, wrong), update: show};
};

class Window {
  private said = h("p", {class: "time-said", role: "status"});
  private hold = button("", () => this.time.pause(this.time.mode === "counting"));
  private turn = button("", () => this.time.turn(this.time.mode === "off"));
  private all = h("p", {class: "time-all", role: "status"});
  private rows: Row[];
  private node: HTMLElement;

  constructor(private time: TimeLog, private words: Words, packet: Packet) {
    const {hold, turn, said, all} = this;
    this.rows = packet.steps.map(({id, title}) => makeRow(time, words, id, title));
    const wipe = button(words("time.wipe"), () => time.wipe(), "link", {disabled: time.locked});
    this.node = h("div", {class: "time"},
      h("p", {}, words("time.how")), h("p", {}, words("time.kept")),
      said, h("p", {class: "actions"}, hold, turn),
      h("h3", {}, words("time.steps")), h("p", {class: "quiet"}, words("time.correct")),
      h("div", {class: "time-rows"}, ...this.rows.map(({node}) => node)), all, h("p", {}, wipe));
  }

  update(): void {
    const {time, words} = this;
    const {mode} = time;
    this.said.textContent = words(`time.${mode}`);
    this.hold.textContent = words(mode === "paused" ? "time.resume" : "time.pause");
    this.hold.hidden = mode === "off";
    this.turn.textContent = words(mode === "off" ? "time.turn.on" : "time.turn.off");
    this.hold.disabled = this.turn.disabled = time.locked;
    this.all.textContent = words("time.all", {n: time.total()});
    this.rows.forEach((row) => row.update());
  }

  open(): () => boolean {
    this.update();
    const dialog = openDialog(this.words("time.title"), this.node, this.words("shell.close"));
    return () => document.contains(dialog.node);
  }
}

export const makeTimeView = (time: TimeLog, packet: Packet, words: Words): TimeView => {
  let shown: Window | null = null;
  let isOpen = (): boolean => false;
  const open = (): void => {
    shown = new Window(time, words, packet);
    isOpen = shown.open();
  };
  const top = button("", open, "time-button");
  const update = (): void => {
    const {mode} = time;
    top.textContent = words(mode === "counting" ? "time.button" : `time.button.${mode}`, {n: time.total()});
    if (shown && isOpen()) shown.update();
  };
  const notice = (): HTMLElement =>
    h("div", {class: "time-notice"},
      h("p", {}, words("time.notice", {rate: packet.pay ? rateOf(packet.pay) : ""})),
      h("p", {class: "actions"}, button(words("time.title"), open, "link")));
  update();
  return {button: top, notice, update};
};
