// SPDX-License-Identifier: MIT
// calma run against a model's server: what is asked of whom, what is kept, what a kill leaves, and what nobody gets to see.

import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { copyStudy, makeStudy, run, writeResponse } from "../e2e/packet.mjs";
import { finish, start } from "../tools/calma.mjs";
import { answerTo, startModel } from "../tools/model.mjs";

const at = "2026-10-01T10:00:00Z";
const people = ["p01", "p02", "p03", "p04", "p05", "p06"];

const serve = async (t, behave) => {
  const model = await startModel({ behave });
  t.after(() => model.stop());
  return model;
};

/** A study of six people who ask twice and then code; `more` stands in its definition. */
const definition = ({ models = 'model = { name = "zebra-7b", system = "Be brief." }', baseline = 'prompts "prompts.csv"', language = "en" } = {}) =>
  `return study { id = "asking", title = "Asking", language = "${language}", ethics = "none", context = text "context.md", ${models},
    groups = { group { id = "g", title = "Group", participants = { ${people.map((id) => `"${id}"`).join(", ")} },
      baseline = ${baseline}, own = asked() } },
    rounds = { round "ask" { consent { text "context.md" }, ask { share = true, sensitive = true } },
      round "again" { ask { follow_up = true } }, round "code" { code { baseline(), own() } } } }`;

const prompts = "id,prompt,follows,topic\nbread,Why bread?,,Food\nrise,And why does it rise?,bread,\nsalt,Why salt?,,Food\n";
const asking = (t, more, files = {}) => makeStudy(t, { "study.lua": definition(more), "context.md": "A tutor.", "prompts.csv": prompts, ...files });

/** Saves and imports what people ask; each question is a text or the fields of an item. `accepted` false: they declined. */
const ask = (study, participant, round, questions, accepted = true) => {
  const session = "B".repeat(22);
  const items = questions.map((question, i) => ({
    id: `q${i}`, clock: i + 1, session, kind: "question", n: i + 1, sensitive: false, share: false, at, ...(question.text ? question : { text: question }),
  }));
  const consent = { items: [{ id: "consent", clock: 1, session, kind: "consent", accepted, documents: [], at }] };
  run(study, "import", writeResponse(study, join(study, "in"), participant, { ...(round === "ask" ? { consent } : {}), ask: { items } }, { round }));
};

const lines = (study, model = "model") => {
  const path = join(study, `answers/${model}.jsonl`);
  return existsSync(path) ? readFileSync(path, "utf8").trim().split("\n").filter(Boolean).map((line) => JSON.parse(line)) : [];
};
const packet = (study, round, id) => readFileSync(join(study, `out/packets/${round}/${id}.html`), "utf8");
const dataOf = (html) => JSON.parse(/id="calma-packet">([^<]*)</.exec(html)[1]);
const filesUnder = (folder) => readdirSync(folder, { recursive: true }).map((name) => join(folder, name)).filter((path) => statSync(path).isFile());
const putTo = (study, model, ...more) => finish(study, ["run", "--endpoint", model.endpoint, ...more]);

test("five questions of five people become five conversations in their packets, and in nobody else's", async (t) => {
  const model = await serve(t);
  const study = asking(t, { baseline: 'transcripts "shared.jsonl"' },
    { "shared.jsonl": '{"id":"s","messages":[{"role":"user","content":"Q"},{"role":"assistant","content":"A"}]}\n' });
  const five = people.slice(0, 5);
  for (const id of five) ask(study, id, "ask", [`What would ${id.toUpperCase()} like to know?`]);
  ask(study, "p06", "ask", ["Who asks, and declined?"], false);
  assert.match(run(study, "check"), /5 prompts and questions await an answer/);
  const { status, out, err } = await putTo(study, model);
  assert.equal(status, 0, err);
  assert.match(out, /^5 new answers/);
  assert.deepEqual(model.questions().sort(), five.map((id) => `What would ${id.toUpperCase()} like to know?`));
  run(study, "build", "--round", "code");
  for (const id of five) {
    const page = packet(study, "code", id);
    for (const other of people) assert.equal(page.includes(`What would ${other.toUpperCase()}`), other === id, `${other} in ${id}`);
    assert.ok(page.includes(`The answer is <strong>${answerTo(`What would ${id.toUpperCase()} like to know?`).slice(-11, -3)}`), "the answer is there");
    assert.deepEqual(dataOf(page).conversations.map(({ owner }) => owner), ["baseline", "own"]);
  }
  assert.ok(!readdirSync(join(study, "out/packets/code")).includes("p06.html"), "who declined has no packet");
  for (const { owner, id, system, model: reported, created, source, run: { question, outcome, tokens, attempts, finish: end, request } } of lines(study)) {
    assert.equal(question.participant, owner);
    assert.match(id, /^q-[0-9a-f]{12}$/);
    assert.deepEqual([system, reported, source, outcome, attempts, end], ["Be brief.", "zebra-7b-served", "calma run", "answered", 1, "stop"]);
    assert.match(created, /^\d{4}-\d\d-\d\dT[\d:]{8}Z$/);
    assert.match(request, /^[0-9a-f]{64}$/);
    assert.ok(tokens.prompt > 0 && tokens.completion > 0);
  }
  const again = await putTo(study, model);
  assert.deepEqual([again.status, again.out], [0, "Everything has been answered; nothing was sent.\n"]);
  assert.equal(model.requests.length, 5, "nothing is asked twice");
});

test("two rounds make one conversation of four turns, in order, and the model hears all of it", async (t) => {
  const model = await serve(t, "stream");
  const study = asking(t);
  ask(study, "p01", "ask", ["Why is the sky blue?"]);
  assert.equal((await putTo(study, model)).status, 0);
  run(study, "build", "--round", "again");
  const [before] = dataOf(packet(study, "again", "p01")).conversations;
  ask(study, "p01", "again", [{ text: "And at night?", after: before.id }]);
  assert.equal((await putTo(study, model)).status, 0);
  assert.deepEqual(model.requests.at(-1).body.messages, [
    { role: "system", content: "Be brief." }, { role: "user", content: "Why is the sky blue?" },
    { role: "assistant", content: answerTo("Why is the sky blue?") }, { role: "user", content: "And at night?" },
  ]);
  run(study, "build", "--round", "code");
  const page = packet(study, "code", "p01");
  const [first, second] = dataOf(page).conversations.filter(({ owner }) => owner === "own");
  assert.deepEqual([second.follows, second.follows_turn], [first.id, 2]);
  const turns = [...page.matchAll(/data-turn="(q-[^"]*)" data-role="(\w+)"/g)].map(([, id, role]) => [id, role]);
  assert.deepEqual(turns, [[`${first.id}/1`, "user"], [`${first.id}/2`, "assistant"], [`${second.id}/1`, "user"], [`${second.id}/2`, "assistant"]]);
});

test("a planned follow-up waits for what it follows, and goes to the same model", async (t) => {
  const model = await serve(t);
  const study = asking(t, { models: 'models = { { id = "m1", name = "zebra-7b" }, { id = "m2", name = "quokka-9b" } }' });
  const lua = readFileSync(join(study, "study.lua"), "utf8");
  writeFileSync(join(study, "study.lua"), lua.replace('round "again" {', 'round "again" { browse { prompts "prompts.csv" },'));
  assert.equal((await putTo(study, model)).status, 0);
  assert.equal(model.requests.length, 6);
  run(study, "build", "--round", "again", "--participant", "p01");
  const bank = dataOf(packet(study, "again", "p01")).conversations;
  assert.deepEqual(bank.map(({ owner, title }) => `${owner} ${title}`), [1, 2].flatMap(() => ["bank Why bread?", "bank And why does it rise?"]).concat(["bank Why salt?", "bank Why salt?"]));
  assert.ok(bank.every(({ title, follows }, i) => (title === "And why does it rise?" ? follows === bank[i - 1].id : !follows)), "each behind what it goes on from");
  const on = model.requests.filter(({ question }) => question === "And why does it rise?");
  for (const { body } of on) assert.deepEqual(body.messages.map(({ content }) => content), ["Why bread?", answerTo("Why bread?"), "And why does it rise?"]);
  assert.deepEqual(on.map(({ body }) => body.model).sort(), ["quokka-9b", "zebra-7b"]);
});

test("killed at twenty random moments, it ends with every prompt answered once", { timeout: 240000 }, async (t) => {
  const model = await serve(t, "slow 25");
  const study = copyStudy(t, "history-tutor");
  const lua = readFileSync(join(study, "study.lua"), "utf8")
    .replace('baseline = { transcripts "shared.jsonl", transcripts "lowland.jsonl" }', 'baseline = { transcripts "shared.jsonl", transcripts "lowland.jsonl", prompts "prompts.csv" }');
  writeFileSync(join(study, "study.lua"), lua);
  const ids = Array.from({ length: 240 }, (_, i) => `n${i}`);
  writeFileSync(join(study, "prompts.csv"), `id,prompt,follows\n${ids.map((id, i) => `${id},Question ${i}?,${i % 3 ? `n${i - 1}` : ""}\n`).join("")}`);
  rmSync(join(study, "answers"), { recursive: true });
  const responses = readdirSync(join(study, "responses")).filter((name) => name.includes("-ask.")).map((name) => join(study, "responses", name));
  const questions = responses.flatMap((path) => JSON.parse(readFileSync(path, "utf8")).steps.ask.items.filter(({ kind, deleted }) => kind === "question" && !deleted));
  run(study, "import", ...responses);
  let killed = 0;
  for (let i = 0; i < 20; i++) {
    const before = model.requests.length;
    const { child, done } = start(study, ["run", "--endpoint", model.endpoint, "--jobs", "3"]);
    while (model.requests.length === before && child.exitCode === null) await delay(2);
    await delay(Math.random() * 60);
    child.kill("SIGKILL");
    killed += (await done).signal === "SIGKILL";
    if (i % 5 === 4 && existsSync(join(study, "answers/model.jsonl"))) {
      // The moment of a kill can fall into a write, too.
      const path = join(study, "answers/model.jsonl");
      const text = readFileSync(path);
      if (text.length > 300) writeFileSync(path, text.subarray(0, text.length - 20 - i));
    }
  }
  assert.equal(killed, 20, "it was at work each time");
  const { status, err } = await putTo(study, model, "--jobs", "8");
  assert.equal(status, 0, err);
  const all = lines(study);
  const asked = all.map(({ run: { asked: name } }) => name);
  assert.equal(new Set(asked).size, asked.length, "no answer twice");
  assert.deepEqual(all.flatMap(({ run: { prompt } }) => (prompt ? [prompt.id] : [])).sort(), ids.slice().sort());
  assert.deepEqual(all.flatMap(({ run: { question } }) => (question ? [question.id] : [])).sort(), questions.map(({ id }) => id).sort(), "and every question");
  for (const { messages: [{ content: question }, { content }] } of all) assert.equal(content, answerTo(question));
  assert.match(run(study, "check"), /The study is in order/);
});

test("of two models, packets have neither name nor id, nor anything else of how an answer came", async (t) => {
  const model = await serve(t);
  const study = asking(t, { models: 'models = { { id = "firstone", name = "zebra-7b" }, { id = "secondone", name = "quokka-9b", temperature = 0.25 } }' });
  ask(study, "p01", "ask", ["Why is the sky blue?"]);
  assert.equal((await putTo(study, model)).status, 0);
  run(study, "build");
  const hidden = ["zebra", "quokka", "firstone", "secondone", "calma run", '"run"', "Be brief", "0.25", "-served",
    ...["firstone", "secondone"].flatMap((id) => lines(study, id).flatMap(({ run: { asked, request } }) => [asked.slice(0, 13), request.slice(0, 13)]))];
  const pages = filesUnder(join(study, "out/packets"));
  assert.equal(pages.length, 18);
  for (const page of pages) {
    const text = readFileSync(page, "utf8");
    for (const word of hidden) assert.ok(!text.includes(word), `${word} in ${page}`);
  }
  const shown = dataOf(packet(study, "code", "p01")).conversations;
  assert.equal(shown.filter(({ title }) => title === "Why bread?").length, 2, "both answers are there");
});

test("the key is sent, and is in no file, log or message", async (t) => {
  const key = "sk-Zq8vT3mK1xW7pL5s";
  const model = await serve(t);
  const study = asking(t, { models: 'model = { name = "zebra-7b", key = "ZEBRA_KEY" }' });
  const said = [];
  const go = async (behave, env = { ZEBRA_KEY: key }) => {
    model.behave = behave;
    const result = await finish(study, ["run", "--endpoint", model.endpoint], { env });
    said.push(result.out, result.err);
    return result;
  };
  const unset = await go("", { ZEBRA_KEY: "" });
  assert.equal(unset.status, 1);
  assert.match(unset.err, /ZEBRA_KEY of the environment is not set/);
  assert.equal(model.requests.length, 0);
  assert.equal((await go("unauthorized")).status, 1);
  assert.equal((await go("echo")).status, 1, "an answer with the key in it is not kept");
  assert.equal((await go("")).status, 0);
  assert.ok(model.requests.every(({ headers }) => headers.authorization === `Bearer ${key}`));
  said.push(run(study, "check"), run(study, "build"), run(study, "report"), (await finish(study, ["run", "--dry-run"], { env: { ZEBRA_KEY: key } })).out);
  for (const text of said) for (const part of [key, key.slice(0, 9), key.slice(-9)]) assert.ok(!text.includes(part), text);
  for (const path of filesUnder(study)) assert.ok(!readFileSync(path).includes(key), path);
});

test("a key goes to the place that the study names for it, and to no other", async (t) => {
  const model = await serve(t);
  const study = asking(t, { models: 'model = { name = "zebra-7b", endpoint = "https://models.example/v1", key = "ZEBRA_KEY" }' });
  const go = (env) => finish(study, ["run", "--endpoint", model.endpoint], { env });
  assert.equal((await go({ ZEBRA_KEY: "sk-Zq8vT3mK1xW7pL5s" })).status, 0);
  assert.ok(model.requests.every(({ headers }) => headers.authorization === undefined));
  writeFileSync(join(study, "prompts.csv"), "id,prompt\nmore,One more?\n");
  assert.equal((await go({ CALMA_API_KEY: "sk-for-this-place" })).status, 0);
  assert.equal(model.requests.at(-1).headers.authorization, "Bearer sk-for-this-place");
});

test("no variable of the environment goes to another machine because a study names it", async (t) => {
  const refused = async (more, env) => {
    const study = asking(t, { models: `model = { name = "zebra-7b", endpoint = "https://models.invalid/v1"${more} }` });
    const { status, err } = await finish(study, ["run"], { env });
    assert.equal(status, 1);
    return err;
  };
  assert.match(await refused(', key = "ZEBRA_KEY"', { ZEBRA_KEY: "sk-mine" }),
    /the key in ZEBRA_KEY would go to https:\/\/models\.invalid,.*: export ZEBRA_KEY_FOR=https:\/\/models\.invalid$/m);
  assert.match(await refused(', key = "ZEBRA_KEY"', { ZEBRA_KEY: "sk-mine", ZEBRA_KEY_FOR: "https://other.invalid" }), /ZEBRA_KEY would go to/);
  assert.match(await refused("", { CALMA_API_KEY: "sk-mine" }), /CALMA_API_KEY would go to/);
  // One that belongs elsewhere stays; one that belongs there goes, and finds no such place.
  for (const place of ["https://other.invalid", "https://models.invalid"])
    assert.doesNotMatch(await refused("", { CALMA_API_KEY: "sk-mine", CALMA_API_KEY_FOR: place }), /would go to/);
  const study = asking(t, { models: 'model = { name = "zebra-7b", endpoint = "https://models.invalid/v1", key = "HOME" }' });
  assert.match((await finish(study, ["run", "--dry-run"])).out, /the key in HOME stays here until HOME_FOR says that it is for this place/);
});

test("an answer that the disk does not take is not counted as kept", async (t) => {
  const model = await serve(t);
  const study = asking(t, { baseline: 'prompts "p.txt"' }, { "p.txt": "One?\nTwo?\nThree?\nFour?\n" });
  const command = `trap '' XFSZ; ulimit -f 2; exec "${process.env.CALMA ?? "build/calma"}" -C "${study}" run --json --jobs 1 --endpoint ${model.endpoint}`;
  const { error, stdout, stderr } = await new Promise((resolve) =>
    execFile("bash", ["-c", command], { env: { ...process.env, CALMA_API_KEY: "" } }, (failure, out, err) => resolve({ error: failure, stdout: out, stderr: err })));
  assert.ok(error.code > 0);
  assert.match(stderr, /answers\/model\.jsonl/);
  const said = stdout.trim().split("\n").map((line) => JSON.parse(line));
  const kept = readFileSync(join(study, "answers/model.jsonl"), "utf8").split("\n").length - 1;
  assert.equal(said.at(-1).answered, kept);
  assert.equal(said.at(-1).answered + said.at(-1).left, 4);
});

test("when nobody reads what it says any more, a run asks nothing more and keeps what came", async (t) => {
  const model = await serve(t, "slow 100");
  const study = asking(t, { baseline: 'prompts "p.txt"' }, { "p.txt": Array.from({ length: 60 }, (_, i) => `Why ${i}?\n`).join("") });
  const { child, done } = start(study, ["run", "--json", "--jobs", "2", "--endpoint", model.endpoint]);
  child.stdout.destroy();
  await done;
  const kept = lines(study).length;
  assert.ok(kept > 0 && kept < 10, `${kept}`);
  assert.equal(kept, model.requests.length, "what was asked for was kept");
});

test("what fails is named and asked again, and the rest goes on", async (t) => {
  const model = await serve(t);
  const study = asking(t, { baseline: 'prompts "p.csv"' },
    { "p.csv": "id,prompt,follows\na,Why? {{status 400}},\nb,And then?,a\nc,Who?,\n" });
  const { status, out, err } = await putTo(study, model);
  assert.equal(status, 1);
  assert.match(err, /^p\.csv:2: error: /m);
  assert.match(out, /^1 new answer in .*\n.*\n1 request was not answered; why is said above.*\n1 request waits until what they go on from is answered/m);
  const later = await putTo(study, model, "--json");
  const said = later.out.trim().split("\n").map((line) => JSON.parse(line));
  assert.deepEqual(said[0], { id: said[0].id, model: "model", outcome: "failed" });
  assert.deepEqual([said.at(-1).failed, said.at(-1).behind, said.at(-1).answered], [1, 1, 0]);
  assert.equal(lines(study).length, 1);
});

test("a refusal, an empty answer and one that was cut off are kept and shown as what they are", async (t) => {
  const outcomes = { refusal: "refused", filter: "refused", empty: "empty", length: "truncated" };
  const words = {
    en: ["declined to answer", "without writing anything", "The answer stops here"], ar: ["امتنع النموذج", "دون أن يكتب شيئًا", "تتوقف الإجابة هنا"],
    es: ["no quiso responder", "sin escribir nada", "se detiene aquí"], fr: ["refusé de répondre", "sans rien écrire", "s’arrête ici"],
    hi: ["मना कर दिया", "बिना कुछ लिखे", "यहाँ रुक जाता है"], sw: ["ilikataa kujibu", "bila kuandika chochote", "Jibu linaishia hapa"],
  };
  const model = await serve(t);
  const study = asking(t, { baseline: 'prompts "p.txt"' }, { "p.txt": Object.keys(outcomes).map((name) => `Why ${name}? {{${name}}}\n`).join("") });
  const { status, out } = await putTo(study, model);
  assert.equal(status, 0);
  assert.match(out, /^4 new answers in .*; of them 2 refused, 1 empty, 1 cut off at a limit\./);
  for (const { messages: [{ content }], run: { outcome } } of lines(study)) assert.equal(outcome, outcomes[/\{\{(\w+)/.exec(content)[1]]);
  for (const [language, [refused, empty, truncated]] of Object.entries(words)) {
    writeFileSync(join(study, "study.lua"), definition({ baseline: 'prompts "p.txt"', language }));
    run(study, "build", "--round", "code", "--participant", "p01");
    const page = packet(study, "code", "p01");
    for (const [said, times] of [[refused, 2], [empty, 1], [truncated, 1]])
      assert.equal(page.split("<section").filter((section) => section.includes(`class="outcome" lang="${language}"`) && section.includes(said)).length, times, `${language}: ${said}`);
  }
});

test("the report says who answered what and what came of asking; what is sensitive is in no list", async (t) => {
  const model = await serve(t);
  const hostile = '<img src=x onerror="document.title=1">';
  const study = asking(t, { models: `models = { { id = "m1", name = "zebra-7b", system = ${JSON.stringify(hostile)} }, { id = "m2", name = "quokka-9b" } }`, baseline: 'prompts "p.txt"' },
    { "p.txt": "Why?\nWhy empty? {{empty}}\nWhy long? {{length}}\n" });
  ask(study, "p01", "ask", [{ text: "A secret of mine?", sensitive: true, topic: "My secret" }, `${hostile} asks?`]);
  assert.equal((await putTo(study, model)).status, 0);
  run(study, "report");
  const table = JSON.parse(readFileSync(join(study, "out/report/tables/models.json"), "utf8"));
  assert.deepEqual(table.rows.map(({ model: id, served, answered, refused, empty, truncated }) => [id, served, answered, refused, empty, truncated]),
    [["m1", "zebra-7b-served", 3, 0, 1, 1], ["m2", "quokka-9b-served", 3, 0, 1, 1]]);
  const pages = filesUnder(join(study, "out/report")).filter((path) => path.endsWith(".html")).map((path) => [path.split("/out/report/")[1], readFileSync(path, "utf8")]);
  const holds = (words) => pages.filter(([, text]) => text.includes(words)).map(([path]) => path);
  assert.deepEqual(holds(hostile), [], "what people and settings say is text");
  assert.equal(holds("Called <bdi>m1</bdi> in the study").length, 5);
  assert.equal(holds("without writing anything").length, 2);
  assert.deepEqual(holds("A secret of mine?"), ["people/p01.html"], "what is sensitive is on its author's page alone");
  assert.deepEqual(holds("My secret"), ["people/p01.html"]);
  assert.match(pages.find(([path]) => path === "people/p01.html")[1], /Answered by <bdi>zebra-7b-served<\/bdi>/);
});

test("what was asked by somebody who then declined is on no page of the report and in no count", async (t) => {
  const model = await serve(t);
  const study = asking(t, { baseline: 'prompts "p.txt"' }, { "p.txt": "Why?\n" });
  writeFileSync(join(study, "study.lua"), definition({ baseline: 'prompts "p.txt"' }).replace("code { baseline()", 'consent { text "context.md" }, code { baseline()'));
  for (const id of ["p01", "p02"]) ask(study, id, "ask", [`A question of ${id}?`]);
  await putTo(study, model);
  const declined = { id: "consent", clock: 1, session: "B".repeat(22), kind: "consent", accepted: false, documents: [], at };
  run(study, "import", writeResponse(study, join(study, "in"), "p02", { consent: { items: [declined] } }, { round: "code" }));
  run(study, "report");
  const pages = filesUnder(join(study, "out/report"));
  assert.equal(pages.filter((path) => readFileSync(path, "utf8").includes("A question of p02?")).length, 0);
  assert.ok(pages.some((path) => readFileSync(path, "utf8").includes("A question of p01?")));
  const { rows: [row] } = JSON.parse(readFileSync(join(study, "out/report/tables/models.json"), "utf8"));
  assert.equal(row.answered, 2, "the prompt, and the other's question");
});

test("stopped by Ctrl-C it ends in good order, says so, and goes on another time", async (t) => {
  const model = await serve(t, "slow 150");
  const study = asking(t, { baseline: 'prompts "p.txt"' }, { "p.txt": Array.from({ length: 40 }, (_, i) => `Question ${i}?\n`).join("") });
  const { child, done } = start(study, ["run", "--endpoint", model.endpoint, "--jobs", "2"]);
  while (lines(study).length < 4) await delay(10);
  child.kill("SIGINT");
  const { status, out, err } = await done;
  assert.equal(status, 1);
  assert.match(err, /ending in good order/);
  assert.match(out, /requests are still to be asked, since the run was stopped: calma run/);
  const kept = lines(study).length;
  assert.ok(kept >= 4 && kept < 40);
  model.behave = "";
  assert.equal((await putTo(study, model)).status, 0);
  assert.equal(new Set(lines(study).map(({ id }) => id)).size, 40);
});

test("no second run begins while one is at work", async (t) => {
  const model = await serve(t, "slow 400");
  const study = asking(t);
  const { done } = start(study, ["run", "--endpoint", model.endpoint]);
  while (!model.requests.length) await delay(5);
  const second = await putTo(study, model);
  assert.equal(second.status, 1);
  assert.match(second.err, /another calma run is at work/);
  assert.equal((await done).status, 0);
  assert.equal(lines(study).length, 3);
});

test("a part can be asked: some, one model, one round, one person", async (t) => {
  const model = await serve(t);
  const study = asking(t, { models: 'models = { { id = "m1", name = "zebra-7b" }, { id = "m2", name = "quokka-9b" } }' });
  for (const id of ["p01", "p02"]) ask(study, id, "ask", [`A question of ${id}?`]);
  assert.match((await putTo(study, model, "--limit", "2")).out, /^2 new answers/);
  assert.equal(model.requests.length, 2);
  await putTo(study, model, "--participant", "p02", "--model", "m1");
  assert.deepEqual(model.requests.slice(2).map(({ question, body }) => [question, body.model]), [["A question of p02?", "zebra-7b"]]);
  await putTo(study, model, "--round", "ask");
  assert.equal(model.requests.length, 6, "the other question twice, and this one of the other model");
  await putTo(study, model);
  assert.equal(lines(study, "m1").length + lines(study, "m2").length, 10);
});

test("who no longer wants to share is heeded before anything is built", async (t) => {
  const model = await serve(t);
  const study = asking(t);
  ask(study, "p01", "ask", [{ text: "A question?", share: true }]);
  await putTo(study, model);
  const mine = () => lines(study).filter(({ run: { question } }) => question).at(-1);
  assert.equal(mine().share, true);
  const requests = model.requests.length;
  const again = { id: "q0", clock: 9, session: "B".repeat(22), kind: "question", text: "A question?", n: 1, sensitive: false, share: false, at };
  run(study, "import", writeResponse(study, join(study, "in"), "p01", { ask: { items: [again] } }, { round: "ask", revision: 2 }));
  const refused = await finish(study, ["build"]);
  assert.equal(refused.status, 1);
  assert.match(refused.err, /conversations that would be given to others although their authors no longer want that: 1;/);
  const { status, err } = await putTo(study, model);
  assert.equal(status, 0);
  assert.match(err, /answers written down again .*: 1$/m);
  assert.equal(model.requests.length, requests, "nothing is sent for it");
  assert.equal(mine().share, false);
  assert.equal((await finish(study, ["build"])).status, 0);
});

test("what was asked in other words is asked again, and the old answer stays", async (t) => {
  const model = await serve(t);
  const study = asking(t, { baseline: 'prompts "p.csv"' }, { "p.csv": "id,prompt\na,Why?\n" });
  await putTo(study, model);
  writeFileSync(join(study, "p.csv"), "id,prompt\na,Why not?\n");
  await putTo(study, model);
  assert.deepEqual(model.questions(), ["Why?", "Why not?"]);
  run(study, "build", "--round", "code");
  assert.deepEqual(dataOf(packet(study, "code", "p01")).conversations.map(({ title }) => title), ["Why not?"]);
  assert.equal(lines(study).length, 2);
});

test("a dry run sends nothing and says what would be sent", async (t) => {
  const model = await serve(t);
  const study = asking(t, { models: 'model = { name = "zebra-7b", price = { prompt = 1000, completion = 2000, currency = "EUR" } }' });
  ask(study, "p01", "ask", [{ text: "A question?", sensitive: true }]);
  const { status, out } = await putTo(study, model, "--dry-run");
  assert.equal(status, 0);
  assert.match(out, /3 prompts and 1 question of participants to ask, 1 of them marked as sensitive; 1 once what they go on from is answered/);
  assert.match(out, /EUR by the prices in study\.lua/);
  assert.equal(model.connections, 0);
  assert.ok(!existsSync(join(study, "answers")));
});

/** A library that notes every socket that a program opens for a network, and refuses it. */
const shim = `#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
int socket(int domain, int type, int protocol) {
  FILE *log = fopen(getenv("SOCKET_LOG"), "a");
  (void)type; (void)protocol;
  if (log) { fprintf(log, "socket %d\\n", domain); fclose(log); }
  errno = EACCES;
  return -1;
}
`;

test("a study with transcripts never opens a connection, nor loads what could", async (t) => {
  const study = copyStudy(t, "history-tutor");
  const log = join(study, "sockets.txt");
  writeFileSync(join(study, "shim.c"), shim);
  execFileSync("cc", ["-shared", "-fPIC", "-o", join(study, "shim.so"), join(study, "shim.c")]);
  const env = { LD_PRELOAD: `${join(study, "shim.so")}${process.env.LD_PRELOAD ? `:${process.env.LD_PRELOAD}` : ""}`, SOCKET_LOG: log, LD_DEBUG: "files" };
  const responses = readdirSync(join(study, "responses")).map((name) => join(study, "responses", name));
  for (const args of [["check"], ["build"], ["import", ...responses], ["status"], ["build"], ["report"], ["dump"], ["run"], ["run", "--dry-run"]]) {
    const { status, err } = await finish(study, args, { env });
    assert.ok(status === 0 || args[0] === "import", `${args}: ${status}`);
    assert.match(err, /shim\.so/, "the library is there");
    assert.doesNotMatch(err, /libcurl/, `${args}`);
  }
  assert.ok(!existsSync(log), "no socket");
  // That the library would have noticed one:
  const asks = asking(t);
  await finish(asks, ["run", "--endpoint", "http://127.0.0.1:9/v1"], { env: { ...env, LD_DEBUG: "" } });
  assert.match(readFileSync(log, "utf8"), /^socket /);
});
