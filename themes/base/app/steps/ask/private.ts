// SPDX-License-Identifier: MIT
// Whether a text seems to hold what leads to a person: an address for mail, a number to call. It warns and forbids nothing,
// so it may err; years and dates, of which questions are full, are left alone.

/** The first digit of each script whose digits people here write: Arabic, Persian and Urdu, Devanagari, full width. */
const ZEROS = [0x660, 0x6f0, 0x966, 0xff10];

const latin = (char: string): string => {
  const code = char.charCodeAt(0);
  const zero = ZEROS.filter((one) => code >= one && code < one + 10)[0];
  return zero ? String(code - zero) : char;
};

/** The text with every digit as 0 to 9, and without marks that only say how it runs. */
const plainDigits = (text: string): string =>
  text.replace(/[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g, "").replace(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\uff10-\uff19]/g, latin);

const MAIL = /[^\s@＠<>()",;:]+\s?[@＠]\s?[^\s@＠<>()",;:]+\.[^\s@＠.<>()",;:]{2,}/;
const NUMBERS = /(?:\+|\b00)?\(?\d(?:[ \u00a0()./\-\u2010-\u2015]{0,3}\d){6,}/g;

/** "1914-1918", "15.8.1947": a year with other years, days and months. */
const isDate = (number: string): boolean => {
  const parts = number.split(/\D+/).filter((part) => part);
  const isYear = (part: string): boolean => /^[12]\d{3}$/.test(part);
  return number.charAt(0) !== "+" && parts.some(isYear) && parts.every((part) => isYear(part) || part.length <= 2);
};

export type Trace = "mail" | "phone";

/** What the text seems to hold. */
export const tracesIn = (text: string): Trace[] => {
  const plain = plainDigits(text);
  const numbers = plain.match(NUMBERS) || [];
  const traces: Trace[] = MAIL.test(plain) ? ["mail"] : [];
  return numbers.some((number) => !isDate(number)) ? traces.concat("phone") : traces;
};
