// SPDX-License-Identifier: MIT
// On what kind of machine something was written, as coarse as can be: who puts two files of one person together wants to
// know that one came from a phone, and nobody is to be told apart by it.

const BROWSERS: [RegExp, string][] = [
  [/Edg(e|A|iOS)?\//, "Edge"], [/OPR\//, "Opera"], [/SamsungBrowser\//, "Samsung Internet"], [/(Firefox|FxiOS)\//, "Firefox"],
  [/(Chrome|CriOS|Chromium)\//, "Chrome"], [/Safari\//, "Safari"],
];

/** "computer, Firefox"; `agent` as the browser names itself, `touch` true where it has a touch screen. */
export const deviceOf = (agent: string, touch: boolean): string => {
  const isTablet = /iPad|Tablet/.test(agent) || (/Android/.test(agent) && !/Mobile/.test(agent)) || (/Macintosh/.test(agent) && touch);
  const machine = isTablet ? "tablet" : /Mobi|iPhone|Android/.test(agent) ? "phone" : "computer";
  const browser = BROWSERS.filter(([pattern]) => pattern.test(agent))[0];
  return browser ? `${machine}, ${browser[1]}` : machine;
};

/** This one. */
export const device = (): string => deviceOf(navigator.userAgent, navigator.maxTouchPoints > 1);
