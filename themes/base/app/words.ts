// SPDX-License-Identifier: MIT
// The words of the interface: a flat object of strings that the packet carries.
import type {Words} from "./types";

const fill = (text: string, values: Record<string, string | number>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in values ? String(values[name]) : whole,
  );

const pluralRules = (language: string): Intl.PluralRules => {
  try {
    return new Intl.PluralRules(language);
  } catch (_) {
    return new Intl.PluralRules("en");
  }
};

/** People's words within a sentence of the interface, so that neither turns the other's direction. */
export const isolated = (text: string): string => `\u2068${text}\u2069`;

/** Numbers with a dash between them keep their order in sentences that run from right to left. */
export const leftToRight = (text: string): string => `\u2066${text}\u2069`;

/**
 * A function from keys to words. `{name}` in a string is replaced by the value of that name; where
 * `key.other` exists the plural form follows from the value `n`. A key without words shows itself.
 */
export const makeWords = (strings: Record<string, string>, language: string): Words => {
  const rules = pluralRules(language);
  return (key, values = {}) => {
    const form = `${key}.${rules.select(Number(values.n))}`;
    const text = strings[form] || strings[`${key}.other`] || strings[key];
    return text === undefined ? key : fill(text, values);
  };
};
