// SPDX-License-Identifier: MIT
// `calma run --embeddings`: vectors for the map of labels, asked for once and kept; the report then needs no network.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { test } from "node:test";
import { copyStudy, rows, run, writeResponse } from "../e2e/packet.mjs";
import { startModel, vectorOf } from "../tools/model.mjs";

const calma = process.env.CALMA ?? "build/calma";
const KEY = "sk-test-7f3a9c0e5b2d4816";

const calmaRun = (folder, args, { env = {}, during } = {}) =>
  new Promise((resolve) => {
    const child = spawn(calma, ["-C", folder, "run", "--embeddings", ...args], { env: { PATH: process.env.PATH, ...env } });
    let said = "";
    for (const out of [child.stdout, child.stderr]) out.on("data", (bytes) => (said += bytes));
    child.on("close", (status) => resolve({ status, said }));
    during?.(child);
  });

const linesOf = (folder) => {
  const path = join(folder, "embeddings.jsonl");
  return existsSync(path) ? readFileSync(path, "utf8").trim().split("\n").map((line) => JSON.parse(line)) : [];
};

const server = async (t, behave) => {
  const model = await startModel({ behave });
  t.after(() => model.stop());
  return model;
};

/** The example study with its responses, and a model that gives vectors. */
const study = (t, more = "") => {
  const folder = copyStudy(t, "history-tutor", (text) => text.replace(/^( *)model = /m, `$1embeddings = { name = "bge-m3" ${more} },\n$1model = `));
  run(folder, "import", "studies/history-tutor/responses");
  return folder;
};
const linked = (folder) => JSON.parse(readFileSync(join(folder, "out/report/tables/map-lowland-links.json"), "utf8"))
  .rows.some((row) => Object.values(row).some((value) => String(value).includes("bge-m3")));

test("every text of the maps gets its vector once, and the report finds them without a network", async (t) => {
  const model = await server(t);
  const folder = study(t);
  const args = ["--endpoint", model.endpoint];
  const dry = await calmaRun(folder, [...args, "--dry-run", "--json"]);
  const { asked } = JSON.parse(dry.said);
  assert.ok(asked > 100);
  assert.equal(model.requests.length, 0);
  run(folder, "report");
  assert.ok(!linked(folder));

  const some = await calmaRun(folder, [...args, "--limit", "7"]);
  assert.equal(some.status, 0, some.said);
  assert.equal(linesOf(folder).length, 7);
  const rest = await calmaRun(folder, args);
  assert.match(rest.said, new RegExp(`^${asked - 7} new vectors`));
  const lines = linesOf(folder);
  assert.equal(new Set(lines.map((line) => line.text)).size, asked);
  assert.equal(lines.length, asked);
  for (const { text, vector, hash, model: name, served, created } of lines) {
    assert.deepEqual(vector, vectorOf(text));
    assert.equal(hash, createHash("sha256").update(text).digest("hex"));
    assert.deepEqual([name, served], ["bge-m3", "bge-m3-served"]);
    assert.match(created, /^\d{4}-\d\d-\d\dT/);
  }
  assert.ok(model.requests.every((request) => request.body.input.length <= 32));
  model.requests.length = 0;
  assert.match((await calmaRun(folder, args)).said, /nothing was sent/);
  assert.equal(model.requests.length, 0);
  await model.stop();
  run(folder, "report");
  assert.ok(linked(folder));
});

test("of an answer to a sensitive question the label is sent, and none of its words", async (t) => {
  const model = await server(t);
  const folder = study(t);
  const answers = readFileSync(join(folder, "answers/model.jsonl"), "utf8").trim().split("\n").map((line) => JSON.parse(line));
  const asked = answers.find((line) => line.run.question?.sensitive);
  const turn = rows(folder, "turn").find(({ id }) => id === `${asked.id}/2`);
  const quote = [...turn.text].slice(0, 30).join("");
  const coding = { id: "c1", clock: 1, session: "B".repeat(22), kind: "coding", turn: turn.id, turn_sha256: turn.sha256, start: 0, end: 30,
    quote, prefix: "", suffix: [...turn.text].slice(30, 62).join(""), codes: [{ label: "a label of their own" }], memo: "", at: "2026-10-01T10:00:00Z" };
  run(folder, "import", writeResponse(folder, join(folder, "in"), asked.owner, { code: { items: [coding] } }, { round: "code" }));
  const sent = await calmaRun(folder, ["--endpoint", model.endpoint]);
  assert.equal(sent.status, 0, sent.said);
  const texts = linesOf(folder).map(({ text }) => text);
  assert.ok(texts.includes("a label of their own"));
  assert.ok(texts.every((text) => !text.includes(quote)));
});

test("a server that takes few texts at once is asked for each; one text that it cannot take is named, and the rest is there", async (t) => {
  const model = await server(t, "most 5; without Amartya");
  const folder = study(t);
  const { status, said } = await calmaRun(folder, ["--endpoint", model.endpoint]);
  assert.equal(status, 1);
  const bad = said.split("\n").filter((line) => /got no answer/.test(line));
  assert.ok(bad.length > 0 && bad.every((line) => line.includes("Amartya")), said);
  model.behave = "most 5";
  model.requests.length = 0;
  assert.equal((await calmaRun(folder, ["--endpoint", model.endpoint])).status, 0);
  assert.ok(model.requests.every((request) => [request.body.input].flat().some((text) => text.includes("Amartya"))), "only what failed is asked again");
});

test("a server without vectors is asked a few times and no more", async (t) => {
  const model = await server(t, "none");
  const { status, said } = await calmaRun(study(t), ["--endpoint", model.endpoint]);
  assert.equal(status, 1);
  assert.match(said, /does not support embeddings/);
  assert.ok(model.requests.length < 15, `${model.requests.length} requests`);
});

test("killed at any moment, no vector is lost and none asked for twice after it was kept", async (t) => {
  const model = await server(t, "slow 20");
  const folder = study(t);
  const torn = join(folder, "embeddings.jsonl");
  for (let i = 0; i < 5; i++) {
    const goal = model.requests.length + 2;
    await calmaRun(folder, ["--endpoint", model.endpoint, "--jobs", "1"], { during: (child) => {
      const looking = setInterval(() => model.requests.length >= goal && setTimeout(() => child.kill("SIGKILL"), i * 5), 1);
      child.on("close", () => clearInterval(looking));
    } });
  }
  writeFileSync(torn, readFileSync(torn, "utf8") + `{"created":"2026-`);
  const { status, said } = await calmaRun(folder, ["--endpoint", model.endpoint]);
  assert.equal(status, 0, said);
  const texts = linesOf(folder).map((line) => line.text);
  assert.equal(new Set(texts).size, texts.length);
  const { asked } = JSON.parse((await calmaRun(folder, ["--dry-run", "--json"])).said);
  assert.equal(asked, 0);
});

test("it says what is missing: a model, an endpoint, a key; and the key is in no file", async (t) => {
  const model = await server(t);
  const bare = copyStudy(t, "history-tutor");
  assert.match((await calmaRun(bare, [])).said, /embeddings = \{ name = /);
  assert.match((await calmaRun(study(t), [])).said, /names no endpoint/);
  const folder = study(t, `, endpoint = "${model.endpoint}", key = "LAB_KEY", parameters = { dimensions = 8 }`);
  assert.match((await calmaRun(folder, [])).said, /LAB_KEY of the environment is not set/);
  const { status, said } = await calmaRun(folder, ["--limit", "2"], { env: { LAB_KEY: KEY } });
  assert.equal(status, 0, said);
  assert.equal(model.requests[0].headers.authorization, `Bearer ${KEY}`);
  assert.equal(model.requests[0].body.dimensions, 8);
  assert.ok(!said.includes(KEY) && !readFileSync(join(folder, "embeddings.jsonl"), "utf8").includes(KEY));
});
