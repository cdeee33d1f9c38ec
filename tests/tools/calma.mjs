// SPDX-License-Identifier: MIT
// The program run beside the test, so that a server of the test can answer it meanwhile.

import {spawn} from "node:child_process";

const program = process.env.CALMA ?? "build/calma";

/** Starts the program in a study; `done` resolves with {status, signal, out, err}. */
export const start = (study, args, {env = {}} = {}) => {
  const child = spawn(program, ["-C", study, ...args], {env: {...process.env, CALMA_API_KEY: "", ...env}, stdio: ["ignore", "pipe", "pipe"]});
  const said = {out: "", err: ""};
  child.stdout.on("data", (text) => (said.out += text));
  child.stderr.on("data", (text) => (said.err += text));
  const done = new Promise((resolve) => child.on("close", (status, signal) => resolve({status, signal, ...said})));
  return {child, done, said};
};

/** Runs the program in a study to its end. */
export const finish = (study, args, options) => start(study, args, options).done;
