// SPDX-License-Identifier: MIT
// The kinds of steps that participants' packets have.
import {ask} from "./ask";
import {browse} from "./browse";
import {cluster} from "./cluster";
import {code} from "./code";
import {consent} from "./consent";
import {guess} from "./guess";
import {map} from "./map";
import {practice} from "./practice";
import {propose} from "./propose";
import {quiz} from "./quiz";
import {rank} from "./rank";
import {rate} from "./rate";
import {read} from "./read";
import {review} from "./review";
import {survey} from "./survey";
import type {StepFactory} from "../types";

export const steps: Record<string, StepFactory> =
  {consent, read, practice, quiz, ask, browse, code, cluster, review, rank, propose, map, guess, rate, survey};
