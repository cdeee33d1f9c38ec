// SPDX-License-Identifier: MIT
// What is to be said of an axis and of a line of the log beyond what replaying says. Pure.
import type { LogLine } from "../axes";
import type { DecisionItem, Example } from "../types";

/** One more than the largest number known. */
export const nextNumber = (decisions: DecisionItem[]): number =>
  decisions.reduce((most, { n }) => Math.max(most, Number.isSafeInteger(n) ? n : 0), 0) + 1;

/** The line that took `id` back and stands itself. */
export const takenBackBy = (log: LogLine[], id: string): LogLine | undefined =>
  log.filter((one) => one.act === "undo" && !one.undone && one.decision === id).pop();

const names = ({ axis, axes }: DecisionItem, id: string): boolean =>
  axis === id || (Array.isArray(axes) && axes.indexOf(id) >= 0);

/** How an axis stands, as the words say it. */
export type Standing = "proposed" | "adopted" | "changed";

/** "changed": it was adopted, and its name or definition is another since. */
export const standingOf = (log: LogLine[], axis: { id: string; state: string }): Standing => {
  if (axis.state === "adopted") return "adopted";
  const acts = log.filter((one) => !one.undone && (one.act === "adopt" || one.act === "reopen") && names(one, axis.id));
  const last = acts.pop();
  return last && last.act === "adopt" ? "changed" : "proposed";
};

/** What an axis of the group's table needs and this one lacks: keys of the words. */
export const lacksOf = (axis: { definition: string; examples: Example[] }): string[] => {
  const lacks: string[] = [];
  if (!axis.definition.trim()) lacks.push("definition");
  if (axis.examples.length < 2) lacks.push(axis.examples.length ? "example" : "examples");
  return lacks;
};

/** Places of the top three that are not among the top five. */
export const outside = (three: string[], five: string[]): string[] => three.filter((id) => five.indexOf(id) < 0);
