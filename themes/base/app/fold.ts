// SPDX-License-Identifier: MIT
// Text as searches compare it.

// Accents of Latin, Greek and Cyrillic letters, points of Hebrew, vowel marks of Arabic, the nukta of Devanagari. Vowel
// signs of other scripts are letters to their readers ("काल" is not "कल"), so they stay.
const MARKS = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u093c]/g;

/** Text for comparing: without case, accents, points and vowel marks. */
export const fold = (text: string): string =>
  text.toUpperCase().toLowerCase().normalize("NFD").replace(MARKS, "").replace(/ς/g, "σ");

/** Says of texts whether they hold every word of the query; every text holds an empty one. */
export const searcher = (query: string): ((text: string) => boolean) => {
  const wanted = fold(query).split(/\s+/).filter((word) => word);
  return (text) => {
    const folded = fold(text);
    return wanted.every((word) => folded.indexOf(word) >= 0);
  };
};
