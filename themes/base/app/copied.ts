// SPDX-License-Identifier: MIT
// A response as text that can be pasted anywhere: in base64, whose letters every mail program leaves alone, in lines that
// none breaks, between two marks by which it is found again.

const BEGIN = "BEGIN CALMA ANSWERS";
const END = "END CALMA ANSWERS";
const LINE = 64;
const PIECE = 0x8000;

const mark = (words: string): string => `-----${words}-----`;

/** `text` between its marks. */
export const toCopy = (text: string): string => {
  const bytes = new TextEncoder().encode(text);
  let binary = "";
  for (let at = 0; at < bytes.length; at += PIECE) {
    binary += String.fromCharCode.apply(null, Array.from(bytes.subarray(at, at + PIECE)));
  }
  const letters = btoa(binary).replace(/=+$/, "");
  const lines = letters.match(new RegExp(`.{1,${LINE}}`, "g")) || [];
  return [mark(BEGIN), ...lines, mark(END), ""].join("\n");
};

/** What stands between the marks somewhere in `text`: null without them, "" where it is not whole. */
export const fromCopy = (text: string): string | null => {
  const begin = text.indexOf(BEGIN);
  if (begin < 0) return null;
  const end = text.indexOf(END, begin);
  if (end < 0) return "";
  // Whatever else is there was put in on the way.
  const letters = text.slice(begin + BEGIN.length, end).replace(/[^A-Za-z0-9+/]/g, "");
  try {
    const bytes = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
    return new TextDecoder("utf-8", {fatal: true}).decode(bytes);
  } catch (_) {
    return "";
  }
};
