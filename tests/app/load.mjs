// SPDX-License-Identifier: MIT
// Loads a module of the packet's program for a test: esbuild bundles it, node imports the bundle.

import { webcrypto } from "node:crypto";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

// Node 18 keeps it out of the global names.
globalThis.crypto ??= webcrypto;

const app = fileURLToPath(new URL("../../themes/base/app/", import.meta.url));

/** What was begun in a step, as the store keeps it: `kept` outlives the page. */
export const makeDrafts = (kept = {}) => ({
  get: (key) => kept[key],
  set(key, value) {
    if (value === null) delete kept[key];
    else kept[key] = JSON.parse(JSON.stringify(value));
  },
});

/** `path` is relative to themes/base/app; answers with the module's exports. */
export const load = async (path) => {
  const folder = mkdtempSync(join(tmpdir(), "calma-app-"));
  try {
    const out = join(folder, "module.mjs");
    const flags = ["--bundle", "--format=esm", "--platform=neutral", "--log-level=warning"];
    execFileSync("esbuild", [join(app, path), ...flags, "--outfile=" + out]);
    return await import(pathToFileURL(out).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
};
