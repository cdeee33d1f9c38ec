// SPDX-License-Identifier: MIT
// How `calma run` gets on with servers: slow, busy, broken, lying, and the key that nobody sees.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { answerTo, startModel } from "../tools/model.mjs";

const calma = process.env.CALMA ?? "build/calma";
const KEY = "sk-test-7f3a9c0e5b2d4816";

/** A study that puts these prompts to one model; removed after test `t`. */
const makeStudy = (t, prompts, model = "") => {
  const folder = mkdtempSync(join(tmpdir(), "calma-model-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "prompts.txt"), prompts.map((prompt) => `${prompt}\n`).join(""));
  writeFileSync(join(folder, "study.lua"), `return study { id = "asks", title = "Asks", language = "en", ethics = "none", context = "A tutor.",
    model = { name = "llama-9", ${model} },
    groups = { group { id = "g", title = "Group", participants = { "p01" }, baseline = prompts "prompts.txt" } },
    rounds = { round "code" { code { baseline() } } } }\n`);
  return folder;
};

const server = async (t, behave) => {
  const model = await startModel({ behave });
  t.after(() => model.stop());
  return model;
};

/** Runs the program; answers with its status and all it said. `during(child)` is called when it has begun. */
const calmaRun = (folder, endpoint, { args = [], env = {}, during } = {}) =>
  new Promise((resolve) => {
    const child = spawn(calma, ["-C", folder, "run", ...(endpoint ? ["--endpoint", endpoint] : []), ...args],
      { env: { PATH: process.env.PATH, ...env } });
    let said = "";
    for (const out of [child.stdout, child.stderr]) out.on("data", (bytes) => (said += bytes));
    child.on("close", (status) => resolve({ status, said }));
    during?.(child);
  });

const answersOf = (folder) => {
  const path = join(folder, "answers/model.jsonl");
  return existsSync(path) ? readFileSync(path, "utf8").trim().split("\n").map((line) => JSON.parse(line)) : [];
};
const question = (answer) => answer.messages[0].content;
const outcomes = (folder) => Object.fromEntries(answersOf(folder).map((answer) => [question(answer), answer.run.outcome]));
const attempts = (folder) => Object.fromEntries(answersOf(folder).map((answer) => [question(answer), answer.run.attempts]));

test("whatever a server does, each question ends as one answer or one message, and only what failed is asked again", async (t) => {
  const good = ["Why?", "Late {{slow 300}}", "Busy {{busy 2}}", "A date {{date 1}}", "Ill {{fault 1}}", "Hangs up {{reset 1}}",
    "Breaks {{cut 1}}", "Left open {{open}}", "Long {{long 0.99}}", "Thinks {{think}}", "दुनिया कब बनी? 🌍"];
  const odd = { "Nothing {{empty}}": "empty", "Declines {{refusal}}": "refused", "Filtered {{filter}}": "refused",
    "Filtered before {{filtered}}": "refused", "Cut {{length}}": "truncated" };
  const bad = { "Half {{malformed}}": /cannot|can be read/, "A page {{page}}": /web page/, "Too long {{long 1.1}}": /larger than 1 MB/, "Too large {{huge 20}}": /larger than 17 MB/,
    "Not taken {{status 422}}": /status 422/, "Later {{later 3600}}": /60 minutes/, "Stalls {{stall}}": /nothing more came within 1 s/,
    "Is silent {{stall silent}}": /nothing (more )?came within 1 s/ };
  const model = await server(t);
  const folder = makeStudy(t, [...good, ...Object.keys(odd), ...Object.keys(bad)]);
  const first = await calmaRun(folder, model.endpoint, { args: ["--jobs", "8", "--timeout", "1"] });
  assert.equal(first.status, 1);
  assert.deepEqual(outcomes(folder), { ...Object.fromEntries(good.map((prompt) => [prompt, "answered"])), ...odd });
  for (const answer of answersOf(folder)) {
    if (good.includes(question(answer)) && !question(answer).includes("long")) assert.equal(answer.messages[1].content, answerTo(question(answer)));
    if (answer.run.outcome !== "refused") assert.equal(answer.model, "llama-9-served");
  }
  assert.deepEqual([attempts(folder)["Busy {{busy 2}}"], attempts(folder)["Breaks {{cut 1}}"], attempts(folder)["Why?"]], [3, 2, 1]);
  const lines = first.said.split("\n");
  for (const [prompt, words] of Object.entries(bad)) {
    const n = [...good, ...Object.keys(odd), ...Object.keys(bad)].indexOf(prompt) + 1;
    const line = lines.find((each) => each.startsWith(`prompts.txt:${n}:`));
    assert.match(line ?? first.said, words, prompt);
  }
  model.requests.length = 0;
  await calmaRun(folder, model.endpoint, { args: ["--timeout", "1", "--jobs", "8"] });
  assert.deepEqual(new Set(model.questions()), new Set(Object.keys(bad)));
});

test("an answer without end is ended", async (t) => {
  const model = await server(t);
  const folder = makeStudy(t, ["Endless {{endless}}"]);
  const { said } = await calmaRun(folder, model.endpoint, { args: ["--timeout", "1"] });
  assert.match(said, /not complete within 6 s/);
  assert.equal(model.requests.length, 2);
});

test("nothing is asked of a server that is not there, does not know the model, or wants a key; and it is said once", async (t) => {
  const prompts = Array.from({ length: 20 }, (_, i) => `Question ${i}`);
  const told = async (endpoint, words, more = {}) => {
    const folder = makeStudy(t, prompts, more.model);
    const { status, said } = await calmaRun(folder, endpoint, more);
    assert.equal(status, 1);
    assert.match(said, words);
    assert.equal(said.split(words).length, 2, `once: ${said}`);
    assert.deepEqual(answersOf(folder), []);
    assert.match(said, /20 requests (were not answered|are still to be asked)/);
  };
  const model = await server(t);
  const busy = createServer();
  await new Promise((resolve) => busy.listen(0, "127.0.0.1", resolve));
  const closed = `http://127.0.0.1:${busy.address().port}/v1`;
  await new Promise((resolve) => busy.close(resolve));
  await told(closed, /no server answers here; is it running/);
  await told("http://nosuchhost.invalid/v1", /there is no such computer/, { args: ["--plain-http"] });
  await told(model.endpoint.replace("/v1", ""), /nothing at this address \(status 404\); most endpoints end in \/v1/);
  await told(model.endpoint.replace("http:", "https:"), /does this server speak https, or http/);
  model.behave = "unknown";
  await told(model.endpoint, /the server has no model "llama-9"/);
  model.behave = "unauthorized";
  await told(model.endpoint, /put it into the environment variable CALMA_API_KEY/);
  await told(model.endpoint, /is the environment variable LAB_KEY right/, { model: `key = "LAB_KEY"`, env: { LAB_KEY: KEY } });
  assert.ok(model.requests.length <= 5 * 4, `no more than were under way: ${model.requests.length}`);
});

test("a server that only fails is left in peace", async (t) => {
  const model = await server(t, "status 400");
  const folder = makeStudy(t, Array.from({ length: 40 }, (_, i) => `Question ${i}`));
  const { said } = await calmaRun(folder, model.endpoint);
  assert.equal(said.match(/got no answer/g).length, 40, "what one question brings about says nothing of the next");
  model.behave = "malformed";
  model.requests.length = 0;
  const { said: later } = await calmaRun(folder, model.endpoint);
  assert.match(later, /got no answer that can be read/);
  assert.match(later, /10 questions one after the other got no answer/);
  assert.ok(model.requests.length < 42, `${model.requests.length} requests`);
});

test("no redirect leads to another place, and the key never goes there; one of the same place is followed", async (t) => {
  const model = await server(t);
  const other = await server(t);
  const folder = makeStudy(t, ["Why?", "How?"]);
  const env = { CALMA_API_KEY: KEY };
  model.behave = `redirect ${other.endpoint}/chat/completions`;
  const { status, said } = await calmaRun(folder, model.endpoint, { env });
  assert.equal(status, 1);
  assert.match(said, /sends to another place, and nothing was sent there/);
  assert.ok(said.includes(other.endpoint));
  assert.equal(other.requests.length, 0);
  model.behave = "redirect :/elsewhere/chat/completions";
  assert.equal((await calmaRun(folder, model.endpoint, { env })).status, 0);
  assert.equal(answersOf(folder).length, 2);
  model.behave = "redirect :/v1/chat/completions/again";
  writeFileSync(join(folder, "prompts.txt"), "Where?\n");
  assert.equal((await calmaRun(folder, model.endpoint, { env })).status, 1);
});

test("http goes to this computer alone, and a password in an address nowhere", async (t) => {
  const folder = makeStudy(t, ["Why?"]);
  const plain = await calmaRun(folder, "http://192.0.2.1/v1");
  assert.equal(plain.status, 1);
  assert.match(plain.said, /http to another computer.*--plain-http/);
  const password = await calmaRun(folder, "https://me:hunter22@example.org/v1");
  assert.equal(password.status, 1);
  assert.match(password.said, /holds a name or a password/);
  assert.ok(!password.said.includes("hunter22"));
});

test("a server must show that it is who it says, by the system's authorities or those of SSL_CERT_FILE", async (t) => {
  const folder = makeStudy(t, ["Why?"]);
  const [key, cert] = ["key.pem", "cert.pem"].map((name) => join(folder, name));
  const made = spawnSync("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
    "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", cert]);
  if (made.status !== 0) return t.skip("there is no openssl to make a certificate with");
  const model = await startModel({ tls: { key: readFileSync(key), cert: readFileSync(cert) } });
  t.after(() => model.stop());
  const env = { CALMA_API_KEY: KEY };
  const refused = await calmaRun(folder, model.endpoint, { env });
  assert.equal(refused.status, 1);
  assert.match(refused.said, /cannot show that it is who it says.*SSL_CERT_FILE/);
  assert.equal(model.requests.length, 0, "no question and no key was sent");
  const other = await calmaRun(folder, model.endpoint.replace("127.0.0.1", "localhost"), { env: { ...env, SSL_CERT_FILE: cert } });
  assert.match(other.said, /cannot show that it is who it says/, "the certificate is for another name");
  assert.equal((await calmaRun(folder, model.endpoint, { env: { ...env, SSL_CERT_FILE: cert } })).status, 0);
  assert.equal(model.requests[0].headers.authorization, `Bearer ${KEY}`);
  return undefined;
});

test("within this computer no proxy is asked", async (t) => {
  const model = await server(t);
  const proxy = "http://127.0.0.1:9";
  const env = { http_proxy: proxy, https_proxy: proxy, all_proxy: proxy, ALL_PROXY: proxy };
  assert.equal((await calmaRun(makeStudy(t, ["Why?"]), model.endpoint, { env })).status, 0);
});

/** Every file under a folder that holds the text. */
const holding = (folder, text) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && readFileSync(join(entry.parentPath ?? entry.path, entry.name)).includes(text))
    .map((entry) => entry.name);

test("the key reaches the server and nothing else, whatever the server does with it", async (t) => {
  const model = await server(t);
  const folder = makeStudy(t, ["Why?", "Echo {{echo}}", "Wrong {{unauthorized}}", "Refused {{status 403}}", "Odd {{redirect http://127.0.0.1:1/{{echo}}}}"],
    `key = "LAB_KEY"`);
  const env = { LAB_KEY: KEY };
  let said = "";
  for (const args of [["--dry-run"], ["--json"], ["--jobs", "1"], []]) said += (await calmaRun(folder, model.endpoint, { args, env })).said;
  for (const request of model.requests) assert.equal(request.headers.authorization, `Bearer ${KEY}`);
  assert.match(said, /an answer that holds the key itself; it was not kept/);
  for (const part of [KEY, KEY.slice(0, 12), KEY.slice(-10), Buffer.from(KEY).toString("base64").slice(0, 20)]) {
    assert.ok(!said.includes(part), `${part} was said`);
    assert.deepEqual(holding(folder, part), []);
  }
  assert.deepEqual(answersOf(folder).map(question), ["Why?"]);
  model.requests.length = 0;
  await calmaRun(makeStudy(t, ["Why?"]), model.endpoint);
  assert.equal(model.requests[0].headers.authorization, undefined, "none is sent where none is set");
});

test("as many requests at once as are allowed, over connections that stay", async (t) => {
  const model = await server(t, "slow 30");
  const folder = makeStudy(t, Array.from({ length: 60 }, (_, i) => `Question ${i}`));
  assert.equal((await calmaRun(folder, model.endpoint, { args: ["--jobs", "6"] })).status, 0);
  assert.equal(model.most, 6);
  assert.equal(model.connections, 6);
  assert.equal(answersOf(folder).length, 60);
});

test("what waits to be tried again stands in nobody's way", async (t) => {
  const model = await server(t);
  const folder = makeStudy(t, ["Ill {{fault 2}}", ...Array.from({ length: 30 }, (_, i) => `Question ${i}`)]);
  assert.equal((await calmaRun(folder, model.endpoint, { args: ["--jobs", "1"] })).status, 0);
  const order = answersOf(folder).map(question);
  assert.equal(order.length, 31);
  assert.ok(order.indexOf("Ill {{fault 2}}") > 0, "others were asked meanwhile");
});

test("a server that asks for time is not asked before", async (t) => {
  const model = await server(t);
  const folder = makeStudy(t, ["Busy {{busy 1 1}}", ...Array.from({ length: 10 }, (_, i) => `Question ${i} {{slow 20}}`)]);
  assert.equal((await calmaRun(folder, model.endpoint, { args: ["--jobs", "1"] })).status, 0);
  const [first, second] = model.requests;
  assert.equal(first.question, "Busy {{busy 1 1}}");
  assert.ok(second.at - first.at >= 990, `${second.at - first.at} ms`);
});

test("Ctrl-C ends in good order: what is nearly there is kept, the rest is for the next time", async (t) => {
  const model = await server(t);
  const slow = Array.from({ length: 6 }, (_, i) => `Soon ${i} {{slow 700}}`);
  const folder = makeStudy(t, [...slow, "Never {{slow 60000}}", "Rest"]);
  const started = Date.now();
  const { status, said } = await calmaRun(folder, model.endpoint, { args: ["--jobs", "7"],
    during: (child) => setTimeout(() => child.kill("SIGINT"), 350) });
  assert.equal(status, 1);
  assert.ok(Date.now() - started < 10000);
  assert.deepEqual(new Set(answersOf(folder).map(question)), new Set(slow));
  assert.match(said, /2 requests are still to be asked, since the run was stopped/);
  model.requests.length = 0;
  await calmaRun(folder, model.endpoint, { args: ["--timeout", "1", "--limit", "2"] });
  assert.deepEqual(new Set(model.questions()), new Set(["Never {{slow 60000}}", "Rest"]));
});
