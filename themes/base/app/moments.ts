// SPDX-License-Identifier: MIT
// Moments as people say them.

/** The time of day of a moment as in `saved`, with the date unless it is today; "" for what is no moment. */
export const timeOf = (at: string): string => {
  const date = new Date(at);
  if (isNaN(date.getTime())) return "";
  const language = document.documentElement.lang || undefined;
  const now = new Date();
  const time = date.toLocaleTimeString(language, { hour: "numeric", minute: "2-digit" });
  if (date.toDateString() === now.toDateString()) return time;
  const year = date.getFullYear() === now.getFullYear() ? undefined : "numeric";
  return `${date.toLocaleDateString(language, { day: "numeric", month: "long", year })}, ${time}`;
};
