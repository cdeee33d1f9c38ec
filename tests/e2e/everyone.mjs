// SPDX-License-Identifier: MIT
// One small study with every kind of step, in each language of the interface: its first round, and a record of which the
// rounds after it are made.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { conversations, makeStudy, run, writeResponse } from "./packet.mjs";
import { dump, idOf, passage, points } from "../tools/response.mjs";

/** What the study says in each language, by its code. */
export const said = JSON.parse(readFileSync(new URL("fixtures/everyone.json", import.meta.url), "utf8"));
export const languages = Object.keys(said);
/** The rounds, with the kinds of their steps in order. */
export const rounds = {
  first: ["consent", "read", "practice", "quiz", "ask", "browse", "survey", "code", "cluster"],
  discuss: ["read", "review", "rank", "map"],
  between: ["propose"],
  last: ["rate", "rank", "survey"],
};
/** Those with a board of the facilitator's. */
export const boards = ["discuss", "between"];

const lua = (value) => `[==[\n${value}]==]`;
const options = (list) => `{ ${list.map((text, n) => `{ id = "o${n + 1}", text = ${lua(text)} }`).join(", ")} }`;

const definition = (language, words, { practice = "practice {}", quiz = "quiz { retries = 1 }" }) => `return study {
  id = "everyone", title = ${lua(words.title)}, language = "${language}", context = text "context.md", ethics = "2026-14",
  terms = ${lua(words.consent)}, risks = ${lua(words.otherwise)}, contact = "water@example.org",
  groups = { group { id = "g", title = ${lua(words.group)},
    participants = { participant { id = "p1", name = ${lua(words.person)} }, "p2", "p3" },
    baseline = transcripts "baseline.jsonl", own = transcripts "own.jsonl", bank = transcripts "bank.jsonl" } },
  rounds = {
    round "first" { title = ${lua(words.round)},
      consent { text "consent.md" }, read { text "context.md" }, ${practice}, ${quiz},
      ask { at_least = 2, role = ${lua(words.role)}, follow_up = true, sensitive = true, share = true }, browse { bank() },
      survey {
        { id = "who", ask = ${lua(words.who)}, kind = "single", options = ${options(words.roles)}, other = true },
        { id = "which", ask = ${lua(words.title)}, kind = "multiple", options = ${options(words.labels)} },
        { id = "often", ask = ${lua(words.often)}, kind = "scale", points = 5, low = ${lua(words.ends[0])}, high = ${lua(words.ends[1])} },
        { title = ${lua(words.topics[1])}, text = ${lua(words.role)}, questions = {
          { id = "why", ask = ${lua(words.why)}, kind = "text", when = { question = "often", is = { 4, 5 } } } } } },
      code { baseline(), own(), others(1) }, cluster {} },
    round "discuss" { read { text "calma:pipeline.md", video { file = "rain.webm", title = ${lua(words.topics[1])}, storyboard = text "context.md" } },
      review { text "context.md" }, rank { top = 3, define = true }, map {}, board { text "context.md" } },
    round "between" { propose {}, board {} },
    round "last" { rate { position = true }, rank {}, survey {} },
  },
}
`;

const known = { model: "example", system: "none", created: "2026-01-10", source: "written for this study" };

/** The same study in another language has its own conversation in this one, so that both directions meet on a page. */
const otherOf = (language) => said[language === "en" ? "ar" : "en"];

/**
 * The study, with packets of its first round; `t`: the test after which it goes. `words` may be others than the language's;
 * `more` may say what stands for `practice` and `quiz` in its study.lua, and `files` beside it.
 */
export const everyStudy = (t, language, words = said[language], more = {}) => {
  const talk = (id, [title, ...turns], more) => [id, turns, { ...known, title, language, ...more }];
  const other = otherOf(language);
  const [salt, then, drops] = words.bank;
  return makeStudy(t, {
    "study.lua": definition(language, words, more),
    "context.md": `${words.context}\n`,
    "consent.md": `${words.consent}\n`,
    "rain.webm": "not much of a film",
    "baseline.jsonl": conversations(talk("boil", words.first, { topic: words.topics[0] }), talk("mud", words.second, { topic: words.topics[1] })),
    "own.jsonl": conversations(
      talk("mine", other.second, { owner: "p1", language: language === "en" ? "ar" : "en" }),
      ...["p2", "p3"].map((owner) => talk(`of-${owner}`, drops, { owner, share: true, title: words.topics[0] }))),
    ...more.files,
    "bank.jsonl": conversations(talk("salt", salt, { topic: words.topics[0] }), talk("then", then, { follows: "salt" }), talk("drops", drops, { topic: words.topics[1] })),
  });
};

const stamp = "2026-10-01T09:00:00Z";
const seen = (list) => list.map((item, n) => ({ clock: n + 1, session: "B".repeat(22), ...item }));

/** What somebody coded: both answers of the baseline, with a cluster of the first two labels. */
const coded = (turns, who, words) => {
  const codings = words.labels.map((label, n) => {
    const turn = turns.get(n < 2 ? "boil/2" : "mud/2");
    const length = points(turn.text).length;
    const start = Math.floor((n * length) / 3) % (length - 40) + 3 * Number(who[1]);
    return { id: idOf(who, n), kind: "coding", ...passage(turn, start, start + 24), codes: [{ label }, ...(n ? [] : [{ label: `${label} (${who})` }])], memo: words.memo, at: stamp };
  });
  const cluster = idOf(who, "cluster");
  return {
    consent: { items: seen([{ id: "consent", kind: "consent", accepted: true, documents: [], at: stamp }]) },
    code: { items: seen(codings) },
    cluster: { items: seen([
      { id: cluster, kind: "cluster", name: words.cluster, definition: words.meaning, best: codings[0].id, poles: words.poles, order: 0 },
      ...words.labels.slice(0, 2).map((label) => ({ id: `${cluster}+label:${label}`, kind: "member", cluster, code: `label:${label}` })),
    ]) },
  };
};

const attributes = (who, words) => ({
  rank: { items: seen([
    ...words.labels.map((name, n) => ({ id: idOf("attribute", who, n), kind: "attribute", name, definition: words.meaning, rank: n + 1, examples: [idOf(who, n)] })),
    { id: "named", kind: "named", agreed: who === "p2", at: stamp },
  ]) },
});

/** The log of a board with two adopted axes: one with everything that an axis can have, one with a name and a definition. */
const decided = (turns, words) => {
  const turn = turns.get("boil/2");
  const half = Math.floor(points(turn.text).length / 2);
  const example = { id: idOf("example"), ...passage(turn, 0, half), elisions: [{ start: 8, end: 16, mark: "" }], coding: "", source: "baseline" };
  const acts = [
    { act: "create", axis: idOf("axis 1"), fields: { name: words.labels[0], definition: words.meaning } },
    { act: "rename", axis: idOf("axis 1"), name: words.cluster, reason: words.memo },
    { act: "edit", axis: idOf("axis 1"), fields: { aliases: [words.labels[1]], poles: words.poles, applies: words.applies } },
    { act: "example", axis: idOf("axis 1"), example },
    { act: "dissent", axis: idOf("axis 1"), dissent: { id: idOf("dissent"), text: words.otherwise, alternative: words.memo, who: "", consent: false } },
    { act: "create", axis: idOf("axis 2"), fields: { name: words.labels[2], definition: words.memo } },
    { act: "create", axis: idOf("axis 3"), fields: { name: words.topics[0], definition: words.applies, poles: [...words.poles].reverse() } },
    { act: "adopt", axes: [1, 2, 3].map((n) => idOf(`axis ${n}`)) },
    { act: "top", size: 3, axes: [1, 2, 3].map((n) => idOf(`axis ${n}`)) },
  ];
  return { board: { items: seen(acts.map((one, n) => ({ id: idOf("decision", n), kind: "decision", n: n + 1, by: "facilitator", reason: words.memo, at: stamp, ...one }))) } };
};

/** Imports what three people coded, wrote and decided, and builds the packets and boards of every later round. */
export const fillStudy = (study, language, words = said[language]) => {
  const { turns } = dump(study);
  const sent = (name) => join(study, "sent", name);
  const people = ["p1", "p2", "p3"];
  run(study, "import", ...people.map((who) => writeResponse(study, sent(who), who, coded(turns, who, words), { round: "first" })));
  run(study, "build", "--round", "discuss");
  run(study, "import", ...people.map((who) => writeResponse(study, sent(who), who, attributes(who, words), { round: "discuss" })),
    writeResponse(study, sent("board"), "board-g", decided(turns, words), { round: "discuss" }));
  for (const round of ["discuss", "between", "last"]) run(study, "build", "--round", round);
  const said1 = { propose: { items: seen([
    { id: `axis:${idOf("axis 1")}`, kind: "stance", axis: idOf("axis 1"), stance: "object", reason: words.otherwise, at: stamp },
  ]) } };
  run(study, "import", writeResponse(study, sent("p3"), "p3", said1, { round: "between" }));
  run(study, "build", "--round", "between");
};
