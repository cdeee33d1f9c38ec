// SPDX-License-Identifier: MIT
// The leaves of the board, in the order of their tabs.
import type { StepContext } from "../../types";
import { cards } from "./cards";
import { minutes } from "./minutes";
import { makeNext } from "./next";
import { session } from "./session";
import { talks } from "./talks";
import type { BoardStepData, Panel } from "./types";

export const makePanels = (step: StepContext, data: BoardStepData): Panel[] => {
  const all = [session, cards, talks, minutes].map((make) => make(step, data));
  return all.concat(makeNext(step, all));
};
