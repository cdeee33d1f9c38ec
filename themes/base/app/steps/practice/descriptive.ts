// SPDX-License-Identifier: MIT
// Labels that say which part of an answer a passage is, and not what matters in it. The words are each language's own.
import { fold } from "../../fold";

/** A label's words as they are compared: without case, accents, numbers and punctuation. */
const wordsOf = (text: string): string[] =>
  fold(text)
    .split(/[\s0-9\u0660-\u0669\u0966-\u096f.,;:!?()[\]{}"'“”‘’«»،؛؟।/\\|*#_–—-]+/)
    .filter((word) => word);

/** Arabic writes the article, and "and", onto the word. */
const bare = (word: string): string[] => [word, word.replace(/^و?ال/, ""), word.replace(/^و/, "")];

const holds = (list: Set<string>, word: string): boolean => bare(word).some((one) => list.has(one));

/**
 * Tells whether a label only describes: all its words are `names` of parts, but for those that may stand beside them. Both
 * lists are separated by spaces. A label without any name of a part never is.
 */
export const describer = (names: string, beside: string): ((label: string) => boolean) => {
  const named = new Set(wordsOf(names));
  const passed = new Set(wordsOf(beside));
  return (label) => {
    const words = wordsOf(label);
    return words.some((word) => holds(named, word)) && words.every((word) => holds(named, word) || holds(passed, word));
  };
};
