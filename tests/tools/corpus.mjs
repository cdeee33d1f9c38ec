// SPDX-License-Identifier: MIT
// Real data beside the project (CALMA_CORPORA, or ../shared/data): reading it, and making a study of
// it. None of it is ever committed: its licences differ from ours.

import {existsSync, mkdirSync, readFileSync, writeFileSync} from "node:fs";
import path from "node:path";
import {fileURLToPath} from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const corpora = path.resolve(process.env.CALMA_CORPORA || path.join(root, "../shared/data"));

/** The rows of a JSON Lines file of the corpora. Without it the program ends with status 3. */
export const rows = (file) => {
  const full = path.join(corpora, file);
  if (!existsSync(full)) {
    console.error(`${full} is not there; CALMA_CORPORA names the folder of the corpora`);
    process.exit(3);
  }
  return readFileSync(full, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
};

const definition = ({id, title, participants, files}) => `-- SPDX-License-Identifier: MIT
return study {
  id = "${id}",
  title = "${title}",
  language = "en",
  context = text "context.md",
  ethics = "Public data; see the source of each conversation",
  groups = {
    group {
      id = "coders",
      title = "Coders",
      participants = { ${participants.map((one) => `participant { id = "${one}" }`).join(", ")} },
      baseline = { ${files.map((file) => `transcripts "${file}"`).join(", ")} },
    },
  },
  rounds = { round "code" { title = "Coding", code { baseline() }, cluster {} } },
}
`;

/** Writes a study of one group and one round. `transcripts`: the lines of each file, by its name. */
export const writeStudy = (folder, {id, title, context, participants, transcripts}) => {
  mkdirSync(folder, {recursive: true});
  writeFileSync(path.join(folder, "context.md"), context + "\n");
  const files = Object.keys(transcripts);
  writeFileSync(path.join(folder, "study.lua"), definition({id, title, participants, files}));
  for (const file of files) {
    const lines = transcripts[file].map((line) => JSON.stringify(line) + "\n");
    writeFileSync(path.join(folder, file), lines.join(""));
  }
};
