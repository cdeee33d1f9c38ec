// SPDX-License-Identifier: MIT
// Files out and in: a download, and a place to choose or drop a file.
import {button, h} from "./dom";
import type {Words} from "./types";

/** What became of a file that was handed in. */
export interface Verdict {
  good: boolean;
  message: string;
}

/** Offers `text` as a file. No browser tells whether it was really written. */
export const download = (name: string, text: string): void => {
  const url = URL.createObjectURL(new Blob([text], {type: "application/json"}));
  const link = h("a", {href: url, download: name, hidden: true});
  document.body.appendChild(link);
  link.click();
  document.body.removeChild(link);
  window.setTimeout(() => URL.revokeObjectURL(url), 60000);
};

/** The text of a file: UTF-8, or what its byte order mark says. */
export const readFile = (file: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsText(file);
  });

const fileOf = (event: DragEvent): File | null => {
  const files = event.dataTransfer && event.dataTransfer.files;
  return files && files.length ? files[0] : null;
};

const carriesFiles = (event: DragEvent): boolean =>
  !!event.dataTransfer && Array.from(event.dataTransfer.types).indexOf("Files") >= 0;

/**
 * Hands every file dropped anywhere on the page to `take`: the browser would leave the page for it.
 */
export const catchDrops = (take: (file: File) => void): void => {
  document.addEventListener("dragover", (event) => carriesFiles(event) && event.preventDefault());
  document.addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    const file = fileOf(event);
    if (file && !(event.target as Element).closest(".drop")) take(file);
  });
};

/** Where the text that a packet gave to copy is pasted, for whom no file could be saved. */
export const textBox = (words: Words, take: (text: Blob) => Promise<Verdict>): HTMLElement => {
  const answer = h("p", {class: "answer", role: "status"});
  const area = h("textarea", {rows: "4", dir: "ltr", maxlength: "8000000", spellcheck: "false"});
  const run = async (): Promise<void> => {
    const {good, message} = await take(new Blob([area.value]));
    answer.textContent = message;
    answer.className = good ? "answer good" : "answer bad";
    if (good) area.value = "";
  };
  return h("details", {class: "resume-text"},
    h("summary", {}, words("resume.text")),
    h("label", {class: "field"}, h("span", {}, words("resume.text.paste")), area),
    h("p", {class: "actions"}, button(words("resume.text.take"), () => void run())),
    answer);
};

/** A box titled `title` that takes a file by choice or drop and shows what became of it. */
export const fileBox = (
  words: Words,
  title: string,
  help: string,
  take: (file: File) => Promise<Verdict>,
): HTMLElement => {
  const answer = h("p", {class: "answer", role: "status"});
  const handle = async (file: File | null): Promise<void> => {
    if (!file) return;
    const {good, message} = await take(file);
    answer.textContent = message;
    answer.className = good ? "answer good" : "answer bad";
  };
  const input = h("input", {
    type: "file",
    "aria-label": title,
    hidden: true,
    onchange: () => {
      void handle(input.files && input.files[0]);
      input.value = "";
    },
  });
  const over = (event: DragEvent, on: boolean): void => {
    event.preventDefault();
    box.className = on ? "drop over" : "drop";
  };
  const box = h(
    "section",
    {
      class: "drop",
      ondragover: (event: DragEvent) => over(event, true),
      ondragleave: (event: DragEvent) => over(event, false),
      ondrop: (event: DragEvent) => {
        over(event, false);
        void handle(fileOf(event));
      },
    },
    h("h2", {}, title),
    h("p", {}, help),
    h(
      "p",
      {class: "actions"},
      button(words("file.choose"), () => input.click()),
      h("span", {class: "quiet"}, words("file.drop")),
    ),
    input,
    answer,
  );
  return box;
};
