// SPDX-License-Identifier: MIT
// Getting ready, and questions for the model: what somebody sends back of the round before coding.

import {head, idOf, withSum} from "../response.mjs";
import {packetOf, Pen} from "./pen.mjs";

const STAGES = ["introduction", "coding", "clustering", "example"];

const consentItems = (pen, {documents}, {consent}) =>
  [pen.item("consent", "consent", {accepted: consent, documents, at: pen.wait(200)})];

const readItems = (pen, {documents}) =>
  documents.map(({id, sha256}) => pen.item(id, "read", {sha256, at: pen.wait(150)}));

const stageItems = (pen, {training}) =>
  STAGES.map((stage) => pen.item(stage, "stage", {training, at: pen.wait(180)}));

/** Each try answers all questions; which were right is known from the last, and the tries are written to end there. */
const tryItem = (pen, {need, tries, right}, said, n) => {
  const answers = Object.entries(said).map(([question, id]) => ({question, choices: [id]}));
  const hits = answers.filter(({question, choices}) => right[question] === choices[0]).length;
  const passed = hits >= need;
  return pen.item(`try:${n}`, "try", {
    n, answers, right: hits, of: answers.length, passed, flagged: !passed && n === tries, at: pen.wait(150),
  });
};

const quizItems = (pen, quiz, source) => {
  const last = source.tries[source.tries.length - 1];
  const answers = Object.entries(last).map(([question, id]) =>
    pen.item(question, "answer", {choices: [id], at: pen.wait(25)}));
  return [...answers, ...source.tries.map((said, i) => tryItem(pen, quiz, said, i + 1))];
};

const questionItem = (pen, role, said, n) =>
  pen.item(idOf(pen.who, "question", said.text), "question", {...said, n, role, at: pen.wait(120)});

const askItems = (pen, {role, least}, source) => {
  const questions = source.questions.map((said, i) => questionItem(pen, role, said, i + 1));
  return questions.length < least ? [...questions, pen.item("enough", "enough", {at: pen.wait(30)})] : questions;
};

const browseItems = (pen, source) => {
  const visits = source.visits.map(([transcript, by], i) => pen.item(idOf(pen.who, "visit", i), "visit", {
    transcript, n: i + 1, from: i ? source.visits[i - 1][0] : "", by, at: pen.wait(110),
  }));
  const picks = source.picks.map((transcript) =>
    pen.item("pick:" + transcript, "pick", {transcript, at: pen.wait(10)}));
  return [...visits, ...picks];
};

/** `given` is what the packet of this round holds, by step: documents, training, the quiz with its right answers. */
export const askResponse = (known, source, given) => {
  const packet = packetOf(known, source);
  const pen = new Pen(packet.packet, source.begins);
  const steps = {
    consent: {items: consentItems(pen, given.consent, source)},
    read: {items: readItems(pen, given.read)},
    practice: {items: stageItems(pen, given.practice)},
    quiz: {items: quizItems(pen, given.quiz, source)},
    ask: {items: askItems(pen, given.ask, source)},
    browse: {items: browseItems(pen, source)},
  };
  return withSum({
    ...head(known, packet), response: idOf(pen.who, "response"),
    session: pen.session, revision: 1, parent: "", saved: pen.wait(60), steps,
  });
};
