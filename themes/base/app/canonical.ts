// SPDX-License-Identifier: MIT
// JSON in the one form that docs/formats.md hashes: keys by code point, no white space, few
// escapes.
import {compare} from "./codepoints";

const wholePairs = (text: string): string =>
  text.replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, (unit) =>
    unit.length === 2 ? unit : "\ufffd",
  );

// JSON.stringify escapes just what JSON must, once lone surrogates are gone.
const quote = (text: string): string => JSON.stringify(wholePairs(text));

/**
 * Members whose value is undefined are left out. Throws a RangeError at a number that is no safe
 * integer.
 */
export const canonical = (value: unknown): string => {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return quote(value);
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) throw new RangeError(`not an integer: ${value}`);
    return String(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  const object = value as Record<string, unknown>;
  const names = Object.keys(object)
    .filter((name) => object[name] !== undefined)
    .sort(compare);
  return `{${names.map((name) => `${quote(name)}:${canonical(object[name])}`).join(",")}}`;
};
