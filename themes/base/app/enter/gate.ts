// SPDX-License-Identifier: MIT
// What is asked before anything is typed in: who types, and the code at the foot of the sheets.
import {clear, h} from "../dom";
import {labelled, line, written} from "../fields";
import type {Packet, Words} from "../types";
import {isolated, leftToRight} from "../words";
import type {Sheet} from "./sheet";
import {findSheet} from "./sheet";

/** Who types, and from which sheets. */
export interface Opened {
  by: string;
  sheet: Sheet;
}

const codeText = ({code}: Sheet): string => leftToRight(`${code.slice(0, 3)}-${code.slice(3)}`);

/** Shows the first page in `root` until both are answered. `by` is who typed before, or "". */
export const openGate = (root: HTMLElement, packet: Packet, words: Words, sheets: Sheet[], by: string): Promise<Opened> =>
  new Promise((resolve) => {
    const {id, check, name} = packet.participant;
    const whose = isolated(name ? `${name} (${id}-${check})` : `${id}-${check}`);
    const who = line(by, {id: "enter-by", autocomplete: "name"});
    const code = line("", {id: "enter-code", inputmode: "numeric"});
    const error = h("p", {class: "enter-error", role: "alert"});
    const stop = (key: string, field: HTMLElement, values = {}): void => {
      error.textContent = words(key, values);
      field.focus();
    };
    const go = (): void => {
      const sheet = findSheet(sheets, code.value);
      if (written(who) === "") return stop("enter.gate.who.missing", who);
      if (code.value.trim() === "") return stop("enter.gate.code.missing", code);
      if (!sheet) return stop("enter.gate.code.wrong", code, {code: leftToRight(written(code)), codes: sheets.map(codeText).join(", "), whose});
      clear(root);
      resolve({by: written(who), sheet});
    };
    const form = h("form", {class: "enter-gate", novalidate: true, onsubmit: (event: Event) => (event.preventDefault(), go())},
      labelled(words("enter.gate.who"), who, words("enter.gate.who.hint")),
      labelled(words("enter.gate.code"), code, words("enter.gate.code.hint")),
      error,
      h("p", {class: "actions"}, h("button", {type: "submit", class: "primary"}, words("enter.gate.go"))));
    clear(root);
    root.appendChild(h("main", {class: "step step-start"},
      h("h1", {}, words("enter.gate.title", {whose})), h("p", {}, words("enter.gate.what", {study: isolated(packet.study.title), round: isolated(packet.round.title || packet.round.id)})), form));
    document.documentElement.setAttribute("data-gate", "");
    (by ? code : who).focus();
  });
