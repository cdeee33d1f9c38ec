#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// How long the program takes to start, beside a program that does nothing. The order is A B A B.
import {execFileSync, spawnSync} from "node:child_process";
import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";

const calma = process.env.CALMA || "build/calma";
const work = mkdtempSync(join(tmpdir(), "calma-bench-"));
const measure = join(work, "measure"), nothing = join(work, "nothing");
writeFileSync(`${nothing}.c`, "int main(void) { return 0; }\n");
execFileSync("cc", ["-O2", "-D_GNU_SOURCE=", "-o", measure, "tests/bench/measure.c"]);
execFileSync("cc", ["-O2", "-o", nothing, `${nothing}.c`]);
const milliseconds = (...command) => JSON.parse(spawnSync(measure, command, {encoding: "utf8"}).stderr).seconds * 1000;
const ours = [], floor = [];
for (let i = 0; i < 60; i++) {
  ours.push(milliseconds(calma, "--version"));
  floor.push(milliseconds(nothing));
}
const median = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)];
const a = median(ours), b = median(floor);
console.log(`start: calma --version ${a.toFixed(1)} ms, nothing ${b.toFixed(1)} ms; ${(a / b).toFixed(1)} times`);
rmSync(work, {recursive: true});
