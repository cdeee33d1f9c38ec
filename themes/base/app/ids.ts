// SPDX-License-Identifier: MIT
// Ids and times, as the formats write them.

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** 128 random bits as 22 characters of base64url. */
export const newId = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let id = "";
  for (let bit = 0; bit < 128; bit += 6) {
    const at = bit >> 3;
    const pair = (bytes[at] << 8) | (at < 15 ? bytes[at + 1] : 0);
    id += DIGITS[(pair >> (10 - (bit & 7))) & 63];
  }
  return id;
};

/** Now in UTC, to the second: `2026-03-01T10:42:00Z`. */
export const now = (): string => new Date().toISOString().slice(0, 19) + "Z";
