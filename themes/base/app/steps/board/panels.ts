// SPDX-License-Identifier: MIT
// The panels of the board, in the order of their tabs.
import { people } from "./people";
import type { PanelFactory } from "./types";

export const panels: PanelFactory[] = [people];
