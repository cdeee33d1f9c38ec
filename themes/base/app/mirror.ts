// SPDX-License-Identifier: MIT
// localStorage, every access of which may throw: blocked cookies, a full store, a private window.

/** The text kept under `key`, or "". */
export const readLocal = (key: string): string => {
  try {
    return localStorage.getItem(key) || "";
  } catch (_) {
    return "";
  }
};

/** True when the text was kept. */
export const writeLocal = (key: string, text: string): boolean => {
  try {
    localStorage.setItem(key, text);
    return localStorage.getItem(key) === text;
  } catch (_) {
    return false;
  }
};

export const removeLocal = (key: string): void => {
  try {
    localStorage.removeItem(key);
  } catch (_) {
    // Nothing was kept there, then.
  }
};
