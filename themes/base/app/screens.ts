// SPDX-License-Identifier: MIT
// The first and the last screen, and the page that is left when everything was erased.
import {button, h, replace, terms} from "./dom";
import {fileBox, textBox} from "./files";
import type {Packet, Words} from "./types";
import type {Work} from "./work";

const facts = (packet: Packet, words: Words): HTMLElement => {
  const {id, check, name} = packet.participant;
  const code = check ? `${id}-${check}` : id;
  return terms("facts", [
    [words("start.for"), name ? `${name} (${code})` : code],
    [words("start.group"), packet.group.title || packet.group.id],
    [words("start.round"), packet.round.title || packet.round.id],
  ]);
};

/**
 * Who this packet is for, what it is, the way in, and the way back from a file. Answers with what
 * to call when the state of the work changed.
 */
export const startScreen = (
  host: HTMLElement,
  packet: Packet,
  words: Words,
  work: Work,
  start: () => void,
  notice: HTMLElement | null,
): (() => void) => {
  const begin = button("", start, "primary");
  const found = h("p", {class: "outcome"});
  const older = h("p", {class: "outcome"});
  const update = (): void => {
    const any = work.book.steps().length > 0;
    begin.textContent = words(any ? "start.continue" : "start.begin");
    found.textContent = any ? words("start.found", {time: work.lastChange()}) : "";
    found.hidden = !any;
    older.textContent = work.older();
    older.hidden = !older.textContent;
  };
  update();
  [
    facts(packet, words),
    h("p", {}, words("start.what")),
    h("ol", {class: "steps-in"}, ...packet.steps.map((step) => h("li", {}, step.title))),
    h("p", {}, words("start.safe")),
    notice,
    found,
    older,
    h("p", {class: "actions"}, begin),
    fileBox(words, words("resume.title"), words("resume.help"), (file) => work.take(file)),
    textBox(words, (text) => work.take(text)),
  ].forEach((part) => part && host.appendChild(part));
  return update;
};

/** The erasing part: locked until the file was shown back, and asked about once more. */
const eraser = (words: Words, work: Work): {node: HTMLElement; update: () => void} => {
  const help = h("p");
  const actions = h("p", {class: "actions"});
  const ask = (): void => {
    const not = button(words("end.erase.not"), update);
    replace(actions, button(words("end.erase.sure"), () => void work.erase(), "primary"), not);
    not.focus();
  };
  const update = (): void => {
    const home = work.isHome() && !work.readOnly;
    const begun = home ? work.begun() : "";
    help.textContent = [words(home ? "end.erase.help" : "end.erase.first"), begun].filter((text) => text).join(" ");
    replace(actions, button(words("end.erase.button"), ask, "", {disabled: !home}));
  };
  update();
  return {node: h("li", {}, h("h2", {}, words("end.erase")), help, actions), update};
};

/**
 * What was done, saving it, showing the file back, sending it, erasing it. Answers with what to
 * call when the state of the work changed.
 */
export const lastScreen = (
  host: HTMLElement,
  packet: Packet,
  words: Words,
  work: Work,
  summary: [string, string][],
  declined: boolean,
  notice: HTMLElement | null,
): (() => void) => {
  const {node, update} = eraser(words, work);
  const saving = h(
    "p",
    {class: "actions"},
    button(words("shell.save"), () => work.save(), "primary", {disabled: work.readOnly}),
    button(words("copy.open"), () => work.showText(), "link", {disabled: work.readOnly}),
  );
  const list = h(
    "ol",
    {class: "steps-out"},
    h("li", {}, h("h2", {}, words("end.save")), h("p", {}, words("end.save.help")), saving),
    h(
      "li",
      {},
      fileBox(words, words("end.check"), words("check.help"), (file) => work.take(file)),
    ),
    h(
      "li",
      {},
      h("h2", {}, words("end.send")),
      h("p", {}, words("end.send.help", {study: packet.study.title})),
    ),
    node,
  );
  host.appendChild(declined ? h("p", {}, words("end.declined")) : terms("summary", summary));
  if (notice) host.appendChild(notice);
  host.appendChild(list);
  return update;
};

/** All that is left after erasing. */
export const erasedScreen = (root: HTMLElement, words: Words): void => {
  const heading = h("h1", {tabindex: "-1"}, words("erased.title"));
  replace(root, h("main", {class: "step step-end"}, heading, h("p", {}, words("erased.help"))));
  heading.focus();
};
