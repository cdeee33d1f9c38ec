// SPDX-License-Identifier: MIT
// The axes as the decisions make them, with what the panel asks of them again and again. Pure.
import { replay, successors } from "../axes";
import type { Axis, LogLine, Problem, State } from "../axes";
import { isLive } from "../acts";
import type { DecisionItem } from "../types";

export type { Axis, LogLine } from "../axes";

export class View {
  private state: State;

  /** `before`: the decisions of the rounds before. */
  constructor(own: DecisionItem[], before: DecisionItem[]) {
    this.state = replay(own, before);
  }

  /** In the group's order; those that are gone are not among them. */
  get live(): Axis[] {
    return this.state.axes;
  }

  get log(): LogLine[] {
    return this.state.log;
  }

  get problems(): Problem[] {
    return this.state.problems;
  }

  /** A live axis. */
  get(id: string): Axis | undefined {
    const axis = this.state.byId.get(id);
    return axis && isLive(axis) ? axis : undefined;
  }

  top(size: number): string[] {
    return this.state.tops[String(size)] || [];
  }

  /** The name of an axis, also of one that is gone; empty where there never was one. */
  nameOf(id: string): string {
    const axis = this.state.byId.get(id);
    return axis ? axis.name : "";
  }

  /** What it became: itself while it is there, nothing where it was retired. */
  followers(id: string): string[] {
    return successors(this.state, id);
  }
}

/** The state after the first `n` lines of a log. */
export const viewAt = (log: LogLine[], n: number, before: DecisionItem[]): View => {
  const early = Math.min(n, before.length);
  return new View(log.slice(early, n), before.slice(0, early));
};
