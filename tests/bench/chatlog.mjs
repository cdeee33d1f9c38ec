#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// Reading a large ChatGPT export into lines of transcript@1, against jansson's loading of the same bytes in the same run
// (A B A B: what counts is the ratio), and the memory that each takes at its most.
import {execFileSync, spawn} from "node:child_process";
import {appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";

const calma = process.env.CALMA || "build/calma";
const megabytes = Number(process.argv[2] || 200);
const runs = 3;
const work = mkdtempSync(join(tmpdir(), "calma-bench-"));
const file = join(work, "conversations.json");
const floor = join(work, "load_floor");
execFileSync("cc", ["-O2", "-o", floor, "tests/bench/load_floor.c", "-ljansson"]);

const answer = "In that year the harbour changed hands,\nand nobody asked those who worked in it: \"not one\". ".repeat(14);
const node = (id, parent, child, role, text, n) => ({id, parent, children: child ? [child] : [], message: {id, author: {role,
  name: null, metadata: {}}, create_time: 1772355600.123456 + n, update_time: null, content: {content_type: "text", parts: [text]},
status: "finished_successfully", end_turn: true, weight: 1.0, metadata: {model_slug: "m-4", request_id: id, timestamp_: "absolute",
  parent_id: parent, finish_details: {type: "stop", stop_tokens: [200002]}}, recipient: "all", channel: null}});
const conversation = (c) => {
  const mapping = {};
  const id = (n) => `${String(c).padStart(8, "0")}-0000-4000-8000-${String(n).padStart(12, "0")}`;
  for (let n = 0; n < 12; n++)
    mapping[id(n)] = node(id(n), n ? id(n - 1) : null, n < 11 && id(n + 1), n % 2 ? "assistant" : "user",
      n % 2 ? `${c}/${n}. ${answer}` : `What happened in ${c}, and then ${n}?`, n);
  return {title: `Harbours ${c}`, create_time: 1772355600.5 + c, update_time: 1772355700.25 + c, mapping, moderation_results: [],
    current_node: id(11), plugin_ids: null, conversation_id: id(99), is_archived: false, default_model_slug: "auto", id: id(99)};
};
writeFileSync(file, "[");
let conversations = 0;
for (let bytes = 0; bytes < megabytes * 1e6; ) {
  let block = "";
  while (block.length < 4e6) block += (conversations ? ", " : "") + JSON.stringify(conversation(conversations++));
  appendFileSync(file, block);
  bytes += block.length;
}
appendFileSync(file, "]");
const size = statSync(file).size;

/** Seconds of the whole process, and its memory at its most: the kernel keeps that maximum while the process runs. */
const measure = (program, words) => new Promise((resolve, reject) => {
  const start = process.hrtime.bigint();
  const child = spawn(program, words, {stdio: ["ignore", "ignore", "ignore"]});
  let peak = 0;
  const look = setInterval(() => {
    try {
      const found = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"));
      peak = Math.max(peak, found ? Number(found[1]) * 1024 : 0);
    } catch { /* it has ended */ }
  }, 10);
  child.on("close", (status) => {
    clearInterval(look);
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    if (status) reject(new Error(`${program} ended with ${status}`));
    else resolve({seconds, peak});
  });
});
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

const mine = [], plain = [];
let peak = 0, whole = 0;
for (let i = 0; i < runs; i++) {
  const ours = await measure(calma, ["transcripts", file, "--output", join(work, "out.jsonl")]);
  const theirs = JSON.parse(execFileSync(floor, [file], {encoding: "utf8"}));
  mine.push(ours.seconds);
  plain.push(theirs.seconds);
  peak = Math.max(peak, ours.peak);
  whole = Math.max(whole, theirs.peak);
}
const lines = readFileSync(join(work, "out.jsonl"), "utf8").split("\n").length - 1;
if (lines !== conversations) throw new Error(`${lines} conversations were written, and not ${conversations}`);
const m = median(mine), p = median(plain);
console.log(`transcripts: a ChatGPT export of ${Math.round(size / 1e6)} MB with ${conversations} conversations: ` +
  `${Math.round(size / m / 1e6)} MB/s, ${Math.round(peak / 1e6)} MB of memory; loading by jansson ${Math.round(size / p / 1e6)} MB/s, ` +
  `${Math.round(whole / 1e6)} MB; ${(m / p).toFixed(2)} times the loading`);
rmSync(work, {recursive: true});
