// SPDX-License-Identifier: MIT
// What the packet of a round holds, as its participant gets it: read from a packet that is built in a folder of its own.

import {execFileSync} from "node:child_process";
import {cpSync, mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import path from "node:path";
import {sha256} from "../response.mjs";

const dataOf = (page) => JSON.parse(/id="calma-packet">(.*?)<\/script>/s.exec(page)[1]);

/** The id of the right answer: the one whose hash the packet carries (docs/formats.md, packet@1). */
const rightOf = ({id, options, right}) =>
  options.map((option) => option.id).find((one) => sha256(`calma quiz\n${id}\n${one}\n`) === right);

const packet = (program, study, participant, round) => {
  const copy = mkdtempSync(path.join(tmpdir(), "calma-given-"));
  try {
    cpSync(study, copy, {recursive: true, filter: (name) => !/\/(out|returned|responses|record\.sqlite[^/]*)$/.test(name)});
    execFileSync(program, ["-C", copy, "build", "--round", round, "--participant", participant], {stdio: "pipe"});
    return dataOf(readFileSync(path.join(copy, "out/packets", round, participant + ".html"), "utf8"));
  } finally {
    rmSync(copy, {recursive: true, force: true});
  }
};

/** `{consent, read, practice, quiz, ask}` of the round in which people get ready. */
export const givenToAsk = (program, study, participant, round) => {
  const {steps, documents} = packet(program, study, participant, round);
  const data = Object.fromEntries(steps.map((step) => [step.kind, step.data]));
  const texts = (list) => list.map((n) => documents[n]);
  return {
    consent: {documents: texts(data.consent.documents).map((one) => one.sha256)},
    read: {documents: texts(data.read.documents)},
    practice: {training: data.practice.training},
    quiz: {
      need: data.quiz.need, tries: data.quiz.tries,
      right: Object.fromEntries(data.quiz.questions.map((question) => [question.id, rightOf(question)])),
    },
    ask: {role: data.ask.documents.length ? texts(data.ask.documents)[0].id : data.ask.role, least: data.ask.at_least},
  };
};
