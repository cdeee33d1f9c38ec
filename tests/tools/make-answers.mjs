// SPDX-License-Identifier: MIT
// Writes the answers/ of studies/history-tutor: puts the questions of its responses to a server that answers what
// codings/answers.json says, word for word, by `calma run` itself. No model is asked.
// Usage: node tests/tools/make-answers.mjs [STUDY [TARGET]]

import {execFile} from "node:child_process";
import {cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from "node:fs";
import {createServer} from "node:http";
import {tmpdir} from "node:os";
import path from "node:path";
import {fileURLToPath} from "node:url";
import {promisify} from "node:util";
import {canonical, program} from "./response.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const MODEL = "written by hand for this example";
const SOURCE = "written for the calma example study; not model output.";

const textOf = async (request) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
};

/** Answers `{question: answer}`; a question that nobody wrote an answer to is an error of the server. */
const serve = (answers) => createServer(async (request, response) => {
  const {messages} = JSON.parse(await textOf(request));
  const content = answers[messages[messages.length - 1].content];
  const said = {model: MODEL, choices: [{message: {role: "assistant", content}, finish_reason: "stop"}]};
  response.writeHead(content ? 200 : 400, {"Content-Type": "application/json"});
  response.end(JSON.stringify(content ? said : {error: {message: "there is no answer to this in answers.json"}}));
});

const listen = (server) =>
  new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server.address().port)));

/** The lines of an answers file, with where they really come from and without how long this machine took. */
const honest = (text) => text.trim().split("\n").map((line) => JSON.parse(line))
  .map((said) => canonical({...said, source: SOURCE, run: {...said.run, milliseconds: 0}}) + "\n").join("");

const copyOf = (study) => {
  const copy = mkdtempSync(path.join(tmpdir(), "calma-answers-"));
  const made = /\/(out|answers|returned|record\.sqlite[^/]*)$/;
  cpSync(study, copy, {recursive: true, filter: (name) => !made.test(name)});
  return copy;
};

const main = async (study, target) => {
  const {answers} = JSON.parse(readFileSync(path.join(study, "codings/answers.json"), "utf8"));
  const copy = copyOf(study);
  const server = serve(answers);
  const env = {...process.env, SOURCE_DATE_EPOCH: "1790506800"};
  const calma = (...args) => promisify(execFile)(program, ["-C", copy, ...args], {env});
  try {
    const endpoint = `http://127.0.0.1:${await listen(server)}/v1`;
    const asked = readdirSync(path.join(copy, "responses")).filter((name) => name.endsWith("-ask.calma.json"));
    await calma("import", ...asked.map((name) => path.join(copy, "responses", name)));
    await calma("run", "--jobs", "1", "--endpoint", endpoint);
    mkdirSync(target, {recursive: true});
    for (const name of readdirSync(path.join(copy, "answers")).filter((one) => one.endsWith(".jsonl"))) {
      writeFileSync(path.join(target, name), honest(readFileSync(path.join(copy, "answers", name), "utf8")));
      console.log(name);
    }
  } finally {
    server.close();
    rmSync(copy, {recursive: true, force: true});
  }
};

const study = process.argv[2] || path.resolve(here, "../../studies/history-tutor");
await main(study, process.argv[3] || path.join(study, "answers"));
