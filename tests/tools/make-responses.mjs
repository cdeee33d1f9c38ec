// SPDX-License-Identifier: MIT
// Writes the responses of studies/history-tutor from the hand-written files in codings/ (its README
// says how they are written). The same sources always give the same bytes.
// Usage: node tests/tools/make-responses.mjs [STUDY [TARGET]]

import {existsSync, readFileSync, readdirSync} from "node:fs";
import path from "node:path";
import {fileURLToPath} from "node:url";
import {load} from "../app/load.mjs";
import {askResponse} from "./example/ask.mjs";
import {boardResponse} from "./example/board.mjs";
import {codeResponse, live} from "./example/coding.mjs";
import {discussResponse} from "./example/discuss.mjs";
import {givenToAsk} from "./example/given.mjs";
import {each} from "./example/pen.mjs";
import {rateResponse} from "./example/rate.mjs";
import {dump, program, save} from "./response.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));

/** Which of the kinds of sources this is; each kind needs those before it. */
const kinds = ["questions", "codings", "attributes", "decisions", "ratings"];
const kindOf = (source) => kinds.find((kind) => kind in source);

const readSources = (folder) => {
  const files = readdirSync(folder).filter((name) => name.endsWith(".json") && name !== "answers.json").sort();
  const sources = files.map((file) => [file, JSON.parse(readFileSync(path.join(folder, file), "utf8"))]);
  const order = ([, source]) => kinds.indexOf(kindOf(source));
  return sources.sort((a, b) => order(a) - order(b));
};

/** The conversations that belong to one participant each. */
const ownConversations = (study) => new Set(readdirSync(study)
  .filter((name) => /^own-.*\.jsonl$/.test(name))
  .flatMap((name) => readFileSync(path.join(study, name), "utf8").trim().split("\n").map((line) => JSON.parse(line).id)));

const make = {
  questions(known, study, source, made) {
    made.given = made.given || givenToAsk(program, study, source.participant, source.round);
    return askResponse(known, source, made.given);
  },
  codings(known, study, source, made, problems) {
    const coded = codeResponse(known, study, source, problems);
    made.codings.set(source.participant, live(coded.steps.code.items));
    return coded;
  },
  attributes(known, _, source, made, problems) {
    const said = discussResponse(known, source, made.codings.get(source.participant) || [], problems);
    made.attributes.set(source.participant, said.steps.rank.items.filter(({kind}) => kind === "attribute"));
    return said;
  },
  decisions: (known, _, source, made, problems) => boardResponse(known, source, made, problems),
  ratings: (known, _, source, made) =>
    rateResponse(known, source, made.replay(made.decisions.get("board-" + source.group)).axes),
};

const main = async (study, target) => {
  const known = {...dump(study), own: ownConversations(study)};
  const {replay} = await load("steps/board/axes.ts");
  const made = {codings: new Map(), attributes: new Map(), decisions: new Map(), replay};
  let wrong = 0;
  for (const [file, one] of readSources(path.join(study, "codings"))) {
    const problems = [];
    const [response] = each([one], problems, (source) => make[kindOf(source)](known, study, source, made, problems));
    for (const problem of problems) console.error(`codings/${file}: ${problem}`);
    wrong += problems.length;
    if (response && !problems.length) console.log(save(target, response));
  }
  return wrong ? 1 : 0;
};

const study = process.argv[2] || path.resolve(here, "../../studies/history-tutor");
if (!existsSync(path.join(study, "study.lua"))) {
  console.error(`${study}: there is no study.lua`);
  process.exit(2);
}
process.exitCode = await main(study, process.argv[3] || path.join(study, "responses"));
