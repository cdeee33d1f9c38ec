// SPDX-License-Identifier: MIT
// The program of packets in which the facilitator types what a participant wrote on paper.
import {h} from "./dom";
import {typedCode} from "./enter/code";
import {typedConsent} from "./enter/consent";
import {openGate} from "./enter/gate";
import type {Opened} from "./enter/gate";
import {readSheets} from "./enter/sheet";
import {now} from "./ids";
import {start} from "./start";
import {cluster} from "./steps/cluster";
import {map} from "./steps/map";
import {propose} from "./steps/propose";
import {rank} from "./steps/rank";
import {rate} from "./steps/rate";
import {survey} from "./steps/survey";
import type {StepContext, StepFactory} from "./types";
import {isolated} from "./words";

let opened: Opened;

// The steps that have something to write on paper. The others would note what the participant read, and it was somebody
// else who turned their pages here.
const steps: Record<string, StepFactory> = {
  consent: typedConsent,
  code: (context: StepContext) => typedCode(context, opened.sheet.steps[context.step.id] || []),
  cluster, rank, propose, map, rate, survey,
};

start(steps, "enter.instead.", async (root, packet, words, store) => {
  packet.steps = packet.steps.filter((step) => steps[step.kind]);
  const {entered} = store.meta;
  const last = entered[entered.length - 1];
  opened = await openGate(root, packet, words, readSheets(), last ? last.by : "");
  const {by, sheet} = opened;
  store.meta.entered = entered.concat({session: store.session, by, sheet: sheet.code, at: now()});
  store.touch();
  const {id, check} = packet.participant;
  const whose = isolated(`${id}-${check}`);
  const banner = h("aside", {class: "enter-banner"}, words("enter.banner", {whose, by: isolated(by)}));
  document.body.insertBefore(banner, document.body.firstChild);
});
