// SPDX-License-Identifier: MIT
// The program of boards: the facilitator's packets.
import {start} from "./start";
import {board} from "./steps/board";

start({board}, "board.instead.");
