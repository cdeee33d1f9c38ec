#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// Answers a second that `calma run` takes in, and what of the processor each costs it, against a local server that answers at
// once: beside the same requests by bare libcurl that drop what comes ("floor"), that keep it on the disk ("keeps"), and by
// Node's fetch. The order is A B C D A B C D. Then answers that take half a second, against what would be ideal.
// calma reads a study and writes its answers in that time, too. promptfoo and aiohttp, which people also use for this, are not at hand here.
//   tests/bench/ask.mjs [REQUESTS]
import {execFileSync, spawn, spawnSync} from "node:child_process";
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join, resolve} from "node:path";

const calma = resolve(process.env.CALMA || "build/calma");
const most = Number(process.argv[2] || 6000);
const runs = 3;
const work = mkdtempSync(join(tmpdir(), "calma-bench-"));
const program = (name, ...libraries) => {
  execFileSync("cc", ["-O2", "-D_GNU_SOURCE=", "-o", join(work, name), `tests/bench/${name}.c`, ...libraries]);
  return join(work, name);
};
const serve = program("ask_server"), floor = program("ask_floor", "-lcurl"), measure = program("measure");
const peer = join(work, "peer.mjs");
writeFileSync(peer, `const [url, total, jobs] = process.argv.slice(2);
let left = Number(total);
const body = JSON.stringify({model: "bench", messages: [{role: "user", content: "What happened in the harbour, and who was asked about it? 12345"}]});
const worker = async () => {
  while (left-- > 0) JSON.parse(await (await fetch(url, {method: "POST", headers: {"Content-Type": "application/json"}, body})).text()).choices[0];
};
await Promise.all(Array.from({length: Number(jobs)}, worker));\n`);

const withServer = async (milliseconds, kind, use) => {
  const server = spawn(serve, [String(milliseconds), kind], {stdio: ["ignore", "pipe", "inherit"]});
  const port = await new Promise((done) => server.stdout.once("data", (bytes) => done(String(bytes).trim())));
  await use(`http://127.0.0.1:${port}/v1`);
  server.kill();
};

const measured = (...command) => {
  const {stderr} = spawnSync(measure, command, {encoding: "utf8", maxBuffer: 1 << 26});
  const said = JSON.parse(stderr.trim().split("\n").pop());
  if (said.status !== 0) throw new Error(`${command.join(" ")}: ${stderr}`);
  return said;
};

const study = (total) => {
  const folder = join(work, "study");
  rmSync(folder, {recursive: true, force: true});
  mkdirSync(folder);
  writeFileSync(join(folder, "prompts.txt"), Array.from({length: total}, (_, i) => `What happened in the harbour, and who was asked about it? ${i}\n`).join(""));
  writeFileSync(join(folder, "study.lua"), `return study { id = "bench", title = "Bench", context = "A study for measuring.", ethics = "none",
    model = { name = "bench" }, groups = { group { id = "all", participants = { "p1" }, baseline = prompts "prompts.txt" } },
    rounds = { round "code" { code { baseline() } } } }\n`);
  return folder;
};
const ask = (endpoint, total, jobs) => {
  const folder = study(total);
  const said = measured(calma, "-C", folder, "run", "--endpoint", endpoint, "--jobs", String(jobs));
  const kept = readFileSync(join(folder, "answers/model.jsonl"), "utf8").split("\n").length - 1;
  if (kept !== total) throw new Error(`${kept} of ${total} answers were kept`);
  return said;
};
const bare = (endpoint, total, jobs, file) => measured(floor, `${endpoint}/chat/completions`, String(total), String(jobs), file);
const fetched = (endpoint, total, jobs) => measured(process.execPath, peer, `${endpoint}/chat/completions`, String(total), String(jobs));

const median = (list, of) => list.map(of).sort((a, b) => a - b)[Math.floor(list.length / 2)];

for (const [kind, numbers] of [["whole", [1, 16, 256]], ["stream", [16]]]) {
  await withServer(0, kind, (endpoint) => {
    for (const jobs of numbers) {
      const total = jobs === 1 ? Math.ceil(most / 6) : most;
      const all = {calma: [], floor: [], keeps: [], node: []};
      for (let i = 0; i < runs; i++) {
        all.calma.push(ask(endpoint, total, jobs));
        all.floor.push(bare(endpoint, total, jobs, "-"));
        rmSync(join(work, "kept"), {force: true});
        all.keeps.push(bare(endpoint, total, jobs, join(work, "kept")));
        if (kind === "whole") all.node.push(fetched(endpoint, total, jobs));
      }
      const rate = (name) => Math.round(total / median(all[name], (said) => said.seconds));
      const cpu = (name) => Math.round(median(all[name], (said) => said.cpu) * 1e6 / total);
      const line = (name) => `${name} ${rate(name)}/s, ${cpu(name)} us`;
      console.log(`ask, ${kind}, ${jobs} at once: ${Object.keys(all).filter((name) => all[name].length).map(line).join("; ")}; ` +
        `${(rate("calma") / rate("floor")).toFixed(2)} of the floor's rate, ${(rate("calma") / rate("keeps")).toFixed(2)} of the one that keeps, ` +
        `${(cpu("calma") / cpu("floor")).toFixed(2)} times its processor; ${Math.round(median(all.calma, (said) => said.kb) / 1024)} MB`);
    }
  });
}

await withServer(500, "whole", (endpoint) => {
  for (const jobs of [100, 1000]) {
    const said = ask(endpoint, jobs * 10, jobs), least = bare(endpoint, jobs * 10, jobs, "-");
    const share = ({seconds}) => `${(10 * 0.5 / seconds * 100).toFixed(1)}%`;
    console.log(`ask, answers of 500 ms, ${jobs} at once: ${share(said)} of the ideal rate (the floor ${share(least)}), ` +
      `${Math.round(said.cpu * 1e6 / jobs / 10)} us of the processor each, ${Math.round(said.kb / 1024)} MB`);
  }
});
rmSync(work, {recursive: true});
