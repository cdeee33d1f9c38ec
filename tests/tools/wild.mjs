// SPDX-License-Identifier: MIT
// Makes a study of conversations that real models wrote: 123 of one question, 51 longer ones.
// Usage: node tests/tools/wild.mjs DIR

import {rows, writeStudy} from "./corpus.mjs";

// The corpus calls the language `lang`. Everything else stays as it was found.
const transcript = ({lang, ...line}) => ({...line, language: lang});
const file = (name) => rows(`transcripts/transcripts_${name}.shared.jsonl`).map(transcript);

if (process.argv.length !== 3) {
  console.error("usage: node tests/tools/wild.mjs DIR");
  process.exit(2);
}
writeStudy(process.argv[2], {
  id: "wild",
  title: "Conversations found in the wild",
  context: "Answers of several language models to questions of all kinds.",
  participants: ["w1", "w2", "w3"],
  transcripts: {"single.jsonl": file("single"), "multi.jsonl": file("multi")},
});
