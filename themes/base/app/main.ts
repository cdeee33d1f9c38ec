// SPDX-License-Identifier: MIT
// The program of participants' packets.
import {start} from "./start";
import {steps} from "./steps/index";

start(steps);
