// SPDX-License-Identifier: MIT
// Replays decisions in both ways that there are, lua/axes.lua and the board's program, in one form to compare.

import {execFileSync} from "node:child_process";
import {fileURLToPath} from "node:url";
import {load} from "../app/load.mjs";

const {replay, successors, shown} = await load("steps/board/axes.ts");
const root = fileURLToPath(new URL("../../", import.meta.url));

// Strings byte by byte, so that no rule about escapes is needed.
const lua = (value) => {
  if (value === null || value === undefined) return "nil";
  if (typeof value === "string") return `"${Array.from(Buffer.from(value), (byte) => `\\${String(byte).padStart(3, "0")}`).join("")}"`;
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value)) return `{${value.map(lua).join(",")}}`;
  return `{${Object.entries(value).map(([key, each]) => `[${lua(key)}]=${lua(each)}`).join(",")}}`;
};

/** The value with its lists as objects whose keys are 1, 2, 3, as Lua has them. */
export const plain = (value) => {
  if (typeof value !== "object" || value === null) return value;
  const pairs = Array.isArray(value) ? value.map((each, i) => [i + 1, each]) : Object.entries(value);
  return Object.fromEntries(pairs.filter(([, each]) => each !== undefined).map(([key, each]) => [key, plain(each)]));
};

const whole = ({decisions, before = [], ask = {}}) => ({decisions, before, ask: {ids: [], examples: [], ...ask}});

/** By lua/axes.lua: for each {decisions, before, ask: {ids, examples}} {state, successors, shown}, in plain form. */
export const byLua = (cases) => {
  const chunks = [];
  for (let at = 0; at < cases.length; at += 200) {
    const input = `return ${lua(cases.slice(at, at + 200).map(whole))}`;
    const said = execFileSync("lua5.4", ["tests/tools/replay.lua"], {cwd: root, input, encoding: "utf8", maxBuffer: 1 << 28});
    chunks.push(...said.trim().split("\n").map((line) => JSON.parse(line)));
  }
  return chunks;
};

/** The same by the board's program. */
export const byApp = (cases) =>
  cases.map(whole).map(({decisions, before, ask}) => {
    const state = replay(decisions, before);
    const {axes, gone, tops, problems} = state;
    const log = state.log.map(({id, undone}) => ({id: typeof id === "string" ? id : "", undone}));
    return plain({
      state: {axes, gone, tops, problems, log},
      successors: ask.ids.map((id) => successors(state, id)),
      shown: ask.examples.map(shown),
    });
  });
