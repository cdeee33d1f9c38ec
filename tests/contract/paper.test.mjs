// SPDX-License-Identifier: MIT
// The lines that packets for typing in paper carry are those that are printed: read back from the PDF itself.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";

const calma = process.env.CALMA ?? "build/calma";
const run = (program, ...args) => execFileSync(program, args, { encoding: "utf8", stdio: "pipe", maxBuffer: 1 << 28 });

const without = (() => {
  try {
    execFileSync("pdftotext", ["-v"], { stdio: "pipe" });
    return false;
  } catch {
    return "pdftotext is not installed";
  }
})();

const copyStudy = (t, name) => {
  const folder = mkdtempSync(join(tmpdir(), "calma-paper-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(`studies/${name}`, folder, { recursive: true, filter: (path) => !/\/(out|returned|record\.sqlite[^/]*)$/.test(path) });
  return folder;
};

const json = (html, id) => JSON.parse(new RegExp(`id="${id}">(.*?)</script>`).exec(html)[1]);

const unescape = (text) =>
  text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name) => ({ lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" })[name]);

/** What is printed beside the numbers in the margin, page by page: [number, words]. */
const printed = (pdf) => {
  const lines = [];
  for (const page of run("pdftotext", "-bbox", pdf, "-").split("<page ").slice(1)) {
    const words = [...page.matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<\/word>/g)]
      .map(([, ...all]) => ({ x: +all[0], top: +all[1], end: +all[2], bottom: +all[3], text: unescape(all[4]) }));
    // Numbers of lines end 10 points before the text's margin.
    const numbers = words.filter((word) => word.end < 56 && /^\d+$/.test(word.text));
    for (const number of numbers.sort((a, b) => a.top - b.top)) {
      const middle = (number.top + number.bottom) / 2;
      const beside = words.filter((word) => word.x > 60 && word.top < middle && word.bottom > middle);
      lines.push([+number.text, beside.sort((a, b) => a.x - b.x).map((word) => word.text).join(" ")]);
    }
  }
  return lines;
};

/** What the map says: [number, words], conversation after conversation. */
const mapped = (sheet, known) =>
  sheet.steps.code.flatMap(({ turns }) => {
    let n = 0;
    return turns.flatMap(({ turn, lines }) => {
      const points = Array.from(known.get(turn));
      return Array.from({ length: lines.length / 2 }, (_, i) => [++n, points.slice(lines[2 * i], lines[2 * i + 1]).join("")]);
    });
  });

// Only what a PDF gives back as it was put in: marks of lists are no text, and spaces are its own.
const plain = (text) => text.replace(/^(•|\d+\.) /, "").replace(/[^\p{Script=Latin}\d.,;:?()'"-]+/gu, "");

const turnsOf = (study) =>
  new Map(run(calma, "-C", study, "dump").trim().split("\n").map((line) => JSON.parse(line))
    .filter(({ row }) => row === "turn").map(({ id, text }) => [id, text]));

for (const [size, option] of [["A4", "--paper"], ["Letter", "--letter"]]) {
  test(`${size}: every numbered line holds the words that the packet says it holds`, { skip: without }, (t) => {
    const study = copyStudy(t, "history-tutor");
    run(calma, "-C", study, "import", join(study, "responses"));
    run(calma, "-C", study, "build", "--round", "code", option);
    run(calma, "-C", study, "enter", "p01", "h01", "--round", "code");
    const known = turnsOf(study);
    for (const id of ["p01", "h01"]) {
      const sheet = json(readFileSync(join(study, `out/enter/code/${id}.html`), "utf8"), "calma-sheet").sheets.find((one) => one.size === size);
      const pdf = join(study, `out/paper/code/${id}.pdf`);
      const [seen, meant] = [printed(pdf), mapped(sheet, known)];
      assert.deepEqual(seen.map(([n]) => n), meant.map(([n]) => n));
      assert.ok(meant.length > 100);
      // A sign that no font has is printed as a box with its number in it, and other scripts come out in other orders.
      const same = meant.map(([, words], i) => [i, words])
        .filter(([, words]) => !/[^\p{Script=Latin}\p{Script=Common}]|\p{Extended_Pictographic}|\p{Emoji_Presentation}/u.test(words));
      assert.ok(same.length > 100);
      for (const [i, words] of same) assert.equal(plain(seen[i][1]), plain(words), `${id}, the printed line ${i + 1}`);
      const feet = run("pdftotext", "-layout", pdf, "-").match(/\d{3}-\d{3}(?= )/g);
      assert.ok(feet.length > 3 && feet.every((code) => code.replace("-", "") === sheet.code));
    }
  });
}

test("a changed conversation has another code, what came back since has not", (t) => {
  const study = copyStudy(t, "history-tutor");
  const codes = (round) => {
    run(calma, "-C", study, "enter", "p01", "--round", round);
    return json(readFileSync(join(study, `out/enter/${round}/p01.html`), "utf8"), "calma-sheet").sheets.map(({ code }) => code);
  };
  const [before, talk] = [codes("code"), codes("discuss")];
  run(calma, "-C", study, "import", join(study, "responses"));
  assert.deepEqual(codes("code"), before);
  assert.deepEqual(codes("discuss"), talk);
  const path = join(study, "shared.jsonl");
  writeFileSync(path, readFileSync(path, "utf8").replace("seeds of the cacao tree", "beans of the cacao tree"));
  const after = codes("code");
  assert.ok(after.every((code) => !before.includes(code)), `${before} ${after}`);
});

test("where people read from right to left, the code still stands in its order", { skip: without }, (t) => {
  const study = copyStudy(t, "minimal");
  const path = join(study, "study.lua");
  writeFileSync(path, readFileSync(path, "utf8").replace(/language = "\w+"/, 'language = "ar"'));
  run(calma, "-C", study, "build", "--paper");
  const [round] = run("ls", join(study, "out/paper")).trim().split("\n");
  const [file] = run("ls", join(study, "out/paper", round)).trim().split("\n");
  const id = file.replace(".pdf", "");
  run(calma, "-C", study, "enter", id, "--round", round);
  const { code } = json(readFileSync(join(study, `out/enter/${round}/${id}.html`), "utf8"), "calma-sheet").sheets[0];
  const words = [...run("pdftotext", "-bbox", join(study, `out/paper/${round}/${file}`), "-").matchAll(/<word[^>]*>(.*?)<\/word>/g)].map(([, word]) => word);
  assert.ok(words.some((word) => word.includes(`${code.slice(0, 3)}-${code.slice(3)}`)));
});

test("a conversation that goes on from another says from which", { skip: without }, (t) => {
  const study = copyStudy(t, "minimal");
  const path = join(study, "conversations.jsonl");
  const before = JSON.parse(readFileSync(path, "utf8").trim().split("\n")[1]);
  const after = { id: "after", follows: before.id, messages: [{ role: "user", content: "And then?" }, { role: "assistant", content: "Then it rained." }] };
  writeFileSync(path, `${readFileSync(path, "utf8").trim()}\n${JSON.stringify(after)}\n`);
  run(calma, "-C", study, "build", "--paper");
  const words = run("pdftotext", join(study, "out/paper/code/a1.pdf"), "-");
  assert.match(words, /C\.\s+And then\?\s+This conversation goes on from B\./);
  assert.equal(words.match(/goes on from/g).length, 1);
});

test("a participant's own packet carries nothing of the lines", (t) => {
  const study = copyStudy(t, "minimal");
  run(calma, "-C", study, "build");
  const [id] = run("ls", join(study, "out/packets")).trim().split("\n");
  const [name] = run("ls", join(study, "out/packets", id)).trim().split("\n");
  const html = readFileSync(join(study, "out/packets", id, name), "utf8");
  assert.ok(!html.includes("calma-sheet") && !html.includes("enter.gate") && !html.includes(".enter-form"));
});
