// SPDX-License-Identifier: MIT
// What is typed of a row's place: "A 12-14", "12" in the conversation of the row before, "A 5-6 first words .. last words".
import {tidy} from "../steps/code/label";

/** A place as it was typed; `letter` is "" where none was, `words` what narrows the lines to the words meant. */
export interface Typed {
  letter: string;
  from: number;
  to: number;
  words: string;
}

// Where the digits of a script begin; ten follow each other. Sheets are typed by people with every keyboard.
const ZEROS = [
  0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0de6, 0x0e50, 0x0ed0,
  0x0f20, 0x1040, 0x17e0, 0x1810, 0xff10,
];

const digit = (sign: string): string => {
  const point = sign.codePointAt(0) as number;
  const zero = ZEROS.find((first) => point >= first && point < first + 10);
  return zero === undefined ? sign : String(point - zero);
};

/** Text with the digits of every script as 0 to 9. */
export const plainDigits = (text: string): string => Array.from(text).map(digit).join("");

// Marks of direction that come along with what is copied or typed in Arabic.
const DIRECTIONS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const DASH = "[-\\u2010-\\u2015\\u2212\\u30fc\\uff0d~/]";
const PLACE = new RegExp(`^([A-Za-z]{1,3})?[\\s.:]*(\\d{1,6})(?:\\s*(?:${DASH}|\\.\\.)\\s*(\\d{1,6})(?!\\d))?(?:[\\s,.:;]+(.*))?$`);

/** Reads a place; null where it is none. */
export const readPlace = (text: string): Typed | null => {
  const clean = text.replace(DIRECTIONS, "").trim();
  const found = PLACE.exec(plainDigits(clean));
  if (!found) return null;
  const from = Number(found[2]);
  // The words keep their own digits: only what stands before them was rewritten, sign for sign.
  const signs = Array.from(clean);
  const words = found[4] ? signs.slice(signs.length - Array.from(found[4]).length).join("") : "";
  return {letter: (found[1] || "").toUpperCase(), from, to: found[3] ? Number(found[3]) : from, words: words.trim()};
};

const COMMA = /[,،、，]/;
const QUOTES: Record<string, string> = {'"': '"', "“": "”", "«": "»", "„": "“"};

/** Cuts what is typed at its commas; a comma between quotation marks belongs to the words. */
const pieces = (text: string): string[] => {
  const found = [""];
  let close = "";
  for (const sign of Array.from(text)) {
    const last = found[found.length - 1];
    if (!close && COMMA.test(sign)) found.push("");
    else found[found.length - 1] = last + sign;
    if (close) close = sign === close ? "" : close;
    else if (QUOTES[sign] && last.trim() === "") close = QUOTES[sign];
  }
  return found;
};

const bare = (piece: string): string => {
  const text = piece.trim();
  const first = text.charAt(0);
  return text.length > 1 && QUOTES[first] && text.endsWith(QUOTES[first]) ? text.slice(1, -1) : text;
};

/** The labels that are typed, separated by commas; each once. */
export const readLabels = (text: string): string[] =>
  pieces(text).map((piece) => tidy(bare(piece))).filter((label, i, all) => label !== "" && all.indexOf(label) === i);

/** Labels as they are typed. */
export const writeLabels = (labels: string[]): string =>
  labels.map((label) => (COMMA.test(label) ? `"${label}"` : label)).join(", ");

/** What is being typed behind the last comma. */
export const lastPiece = (text: string): string => tidy(bare(pieces(text).pop() as string));

/** What is typed with `label` in the place of its last piece, and ready for one more. */
export const withLast = (text: string, label: string): string => {
  const all = pieces(text);
  const before = readLabels(text.slice(0, text.length - (all[all.length - 1] as string).length));
  return writeLabels(before.concat(label)) + ", ";
};
