// SPDX-License-Identifier: MIT
// The leaves of the board, in the order of their tabs.
import type { StepContext } from "../../types";
import { axesPanel } from "./axes/panel";
import { cards } from "./cards";
import { mapPanel } from "./map/panel";
import { minutes } from "./minutes";
import { makeNext } from "./next";
import { session } from "./session";
import { talks } from "./talks";
import type { BoardStepData, Panel } from "./types";

export const makePanels = (step: StepContext, data: BoardStepData): Panel[] => {
  const all = [session, cards, mapPanel, talks, axesPanel, minutes].map((make) => make(step, data));
  return all.concat(makeNext(step, all));
};
