// SPDX-License-Identifier: MIT
// The tables of axes hold what the groups agreed, say what must go with it in every format, and lose nobody.

import assert from "node:assert/strict";
import {execFileSync, spawnSync} from "node:child_process";
import {cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {after, test} from "node:test";
import {fileURLToPath} from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const program = process.env.CALMA || here("../../build/calma");
const folders = [];
after(() => folders.forEach((folder) => rmSync(folder, {recursive: true})));

/** A copy of the example, changed, with what came of it: its report. `sources` changes what people sent. */
const make = ({files = () => {}, sources, fails = 0} = {}) => {
  const study = mkdtempSync(join(tmpdir(), "calma-axes-"));
  folders.push(study);
  cpSync(here("../../studies/history-tutor"), study, {
    recursive: true, filter: (path) => !/\/(out|returned|record\.sqlite[^/]*)$/.test(path),
  });
  const edit = (name, change) => {
    const path = join(study, name);
    writeFileSync(path, change(readFileSync(path, "utf8")));
  };
  const editJson = (name, change) =>
    edit(name, (text) => {
      const value = JSON.parse(text);
      change(value);
      return JSON.stringify(value);
    });
  files({study, edit, write: (name, text) => writeFileSync(join(study, name), text), remove: (name) => rmSync(join(study, name))});
  if (sources) {
    sources(editJson, study);
    rmSync(join(study, "responses"), {recursive: true});
    execFileSync("node", [here("../tools/make-responses.mjs"), study, join(study, "responses")], {stdio: "pipe"});
  }
  const run = (...words) => spawnSync(program, ["-C", study, ...words], {encoding: "utf8", maxBuffer: 1 << 28});
  assert.equal(run("import", join(study, "responses")).status, 0);
  const said = run("report");
  assert.equal(said.status, fails, said.stderr);
  const read = (path) => readFileSync(join(study, "out/report", path), "utf8");
  const dump = run("dump").stdout.trim().split("\n").map((line) => JSON.parse(line));
  return {
    said: said.stderr, read, dump,
    table: (id) => JSON.parse(read(`tables/${id}.json`)),
    names: (folder) => readdirSync(join(study, "out/report", folder)),
  };
};

const example = make();
const board = (name) => JSON.parse(readFileSync(here(`../../studies/history-tutor/codings/board-${name}.json`), "utf8"));
const lowland = (change) => ({sources: (edit) => edit("codings/board-lowland.json", change)});

/** The rows of a CSV file, as RFC 4180 has them. */
const parseCsv = (text) => {
  const rows = [[""]];
  let quoted = false;
  for (let i = text.startsWith("\uFEFF") ? 1 : 0; i < text.length; i++) {
    const row = rows[rows.length - 1];
    if (quoted && text[i] === '"' && text[i + 1] === '"') row[row.length - 1] += text[++i];
    else if (text[i] === '"') quoted = !quoted;
    else if (!quoted && text[i] === ",") row.push("");
    else if (!quoted && text.startsWith("\r\n", i)) { rows.push([""]); i++; }
    else row[row.length - 1] += text[i];
  }
  return rows.slice(0, -1);
};

/** The JSON of a table made of its CSV, as docs/report.md says that it can be. */
const jsonOf = (text, {columns, notes, bound}) => {
  const armed = bound ? /^'+(?=[=+\-@\t\r#])/ : /^'+(?=[=+\-@\t\r])/;
  const bare = (field) => (armed.test(field) ? field.slice(1) : field);
  const [titles, ...lines] = parseCsv(text);
  const isNote = ([first]) => bound && first.startsWith("# ");
  const rows = lines.filter((line) => !isNote(line)).map((line) => {
    assert.equal(line.length, columns.length);
    return Object.fromEntries(columns.map(({key, kind}, i) => [key, kind === "number" && line[i] !== "" && !Number.isNaN(Number(line[i])) ? Number(line[i]) : bare(line[i])])
      .filter(([, value]) => value !== ""));
  });
  return {titles: titles.map(bare), rows, notes: bound ? lines.filter(isNote).map(([first]) => first.slice(2)) : notes};
};

const axisTables = ["axes", "axes-side-by-side", "shared", "axes-lowland", "axes-highland", "support", "standard", "standard-beyond", "axis-log"];

test("side by side: eleven rows, five of them empty on the lowland side; six shared, none and five of one group alone", () => {
  const {rows, columns} = example.table("axes-side-by-side");
  assert.deepEqual(columns.map(({key}) => key), ["axis.lowland", "definition.lowland", "axis.highland", "definition.highland"]);
  assert.equal(rows.length, 11);
  assert.equal(rows.filter((row) => !row["axis.lowland"] && !row["definition.lowland"]).length, 5);
  assert.ok(rows.every((row) => row["axis.highland"]));
  assert.deepEqual(example.table("shared").rows.map(({n}) => n), [6, 0, 5]);
});

test("what goes with the axes goes into every format", () => {
  for (const id of axisTables) {
    const {notes} = example.table(id);
    for (const part of ["not representative", "The connection broke three times", "Terms of use: These axes were made up", "history-tutor@schools.example"]) {
      if (id === "axes-lowland" && part.startsWith("The connection")) continue; // the other group's
      assert.ok(notes.some((note) => note.includes(part)), `${id}: ${part}`);
      for (const ending of ["csv", "md", "tex"]) {
        const plain = example.read(`tables/${id}.${ending}`).replace(/\\(.)/g, "$1").replace(/\{([-'])\}/g, "$1");
        assert.ok(plain.includes(part), `${id}.${ending}: ${part}`);
      }
    }
  }
  assert.ok(example.read("axes-side-by-side.html").includes("The connection broke three times"));
});

test("a table's CSV and its JSON hold the same", () => {
  const ids = example.names("tables").filter((name) => name.endsWith(".json")).map((name) => name.slice(0, -5));
  assert.ok(ids.length > 40);
  for (const id of ids) {
    const table = example.table(id);
    const made = jsonOf(example.read(`tables/${id}.csv`), {...table, bound: axisTables.includes(id) || id.startsWith("axes-of-")});
    assert.deepEqual(made.titles, table.columns.map(({title}) => title), id);
    assert.deepEqual(made.rows, table.rows, id);
    assert.deepEqual(made.notes, table.notes, id);
  }
});

test("every table has the definition that was agreed, and no other", () => {
  const agreed = {};
  for (const {what, reason, after: words} of example.table("axis-log").rows) assert.equal(typeof (what ?? reason ?? words), "string");
  for (const name of ["lowland", "highland"]) {
    for (const row of example.table("axes").rows.filter(({group}) => group.toLowerCase().startsWith(name))) agreed[row.axis] = row.definition;
  }
  assert.equal(Object.keys(agreed).length, 17);
  // By hand: the last words that the boards' decisions give.
  assert.equal(agreed["Own names"], "Peoples, places and things come under the names that those who live with them use.");
  assert.match(agreed["Justice to everybody"], /^Everybody is told with what they did/);
  const shown = (id, name, definition) => example.table(id).rows.filter((row) => row[name]).map((row) => [row[name].split(" / ")[0], row[definition]]);
  const all = [...["lowland", "highland"].flatMap((group) => [
    ...shown("axes-side-by-side", `axis.${group}`, `definition.${group}`), ...shown(`axes-${group}`, "label", "definition"),
  ]), ...shown("standard-beyond", "axis", "definition")];
  assert.ok(all.length > 34);
  for (const [name, definition] of all) assert.equal(definition, agreed[name], name);
});

test("a definition that changes changes everywhere", () => {
  const other = "Something else altogether.";
  const changed = make(lowland((source) => source.decisions.push({act: "edit", axis: "stairs", fields: {definition: other}}, {act: "adopt", axes: ["stairs"]})));
  for (const path of ["axes.html", "axes-side-by-side.html", "axes-samples.html", "axes-standard.html", "tables/axes.csv", "tables/axes-side-by-side.tex", "tables/axes-lowland.md"]) {
    assert.ok(changed.read(path).replace(/\\/g, "").includes(other), path);
    assert.ok(!changed.read(path).includes("The past is not told as a way up to us."), path);
  }
  assert.ok(changed.read("axes-log.html").includes("The past is not told as a way up to us."), "the log keeps it");
});

test("that rows were reordered is said when they were, and only then", () => {
  const said = (report) => report.table("axes-side-by-side").notes.filter((note) => note.startsWith("The rows were put in another order"));
  assert.deepEqual(said(example), ["The rows were put in another order for easier comparison. These groups have another order of their own: Lowland schools, Highland schools."]);
  const kept = make({files: ({write}) => write("alignment.csv", "lowland,highland\nStands up to the question,Justice to everybody\n")});
  assert.deepEqual(said(kept), []);
  assert.equal(kept.table("axes-side-by-side").rows.length, 16);
  const half = make({files: ({write}) => write("alignment.csv", "highland,lowland\nMakes you ask on,Stands up to the question\n")});
  assert.match(said(half)[0], /of their own: Highland schools\.$/);
});

test("without the facilitator's list nothing is aligned, and the table says so", () => {
  const {table, said, names} = make({files: ({remove}) => { remove("alignment.csv"); remove("standard.csv"); }});
  const {rows, notes} = table("axes-side-by-side");
  assert.equal(rows.length, 17);
  assert.ok(rows.every((row) => !row["axis.lowland"] !== !row["axis.highland"]));
  assert.match(notes[0], /^Nobody has said yet/);
  assert.ok(!names("tables").includes("shared.csv"));
  assert.doesNotMatch(said, /alignment|standard/);
  assert.deepEqual(table("standard").rows.map(({standard, standing}) => [standard, standing]),
    ["helpfulness", "harmlessness", "honesty", "toxicity", "quality"].map((name) => [name, "Not confirmed"]));
  assert.equal(table("standard-beyond").rows.length, 17);
});

test("what the lists get wrong is named with its line, and nothing falls out", () => {
  const {table, said} = make({files: ({write}) => {
    write("alignment.csv", "lowland,highland,moon\nNo excuses,Credit where it is due,x\nEvidence and its makers,العدل\n" +
      "Nothing like it,Own names\nWho acts,\nFairness,How sure it is\nEmojis,\n");
    write("standard.csv", "standard,group,axis,confirmed\nhonesty,lowland,Shown evidence,no\nhonesty,moon,Shown evidence,yes\nkindness,highland,Cruelty,yes\n");
  }});
  assert.match(said, /alignment\.csv:1: .*no group "moon"/);
  assert.match(said, /alignment\.csv:4: .*lowland has no axis "Nothing like it"/);
  assert.match(said, /alignment\.csv:5: .*"Who acts" is in line 2 too/);
  assert.match(said, /alignment\.csv:6: .*"Fairness" may mean any of: Who acts, Whose eyes/);
  assert.match(said, /alignment\.csv:7: .*lowland has no axis "Emojis"/);
  assert.match(said, /alignment\.csv: .*lowland: in no row, and so below the others: .*No staircase/);
  assert.match(said, /standard\.csv:3: .*no group "moon"/);
  assert.match(said, /standard\.csv:4: .*highland has no axis "Cruelty"/);
  const {rows, notes} = table("axes-side-by-side");
  const pairs = rows.map((row) => [row["axis.lowland"]?.split(" / ")[0], row["axis.highland"]?.split(" / ")[0]]);
  assert.deepEqual(pairs.slice(0, 4), [["Who acts", "Credit where it is due"], ["Shown evidence", "Justice to everybody"], [undefined, "Own names"], [undefined, "How sure it is"]]);
  assert.equal(new Set(pairs.flat()).size - 1, 17, "every axis is there");
  assert.ok(notes.some((note) => note.startsWith("The last rows are axes that the facilitator's list leaves out")));
  const [honesty, kindness] = table("standard").rows;
  assert.deepEqual([honesty.claimed, honesty.standing, kindness.standing], ["Shown evidence", "Not confirmed", "Not covered"]);
});

test("a group that has not met yet has no columns, and is named", () => {
  const third = '    group { id = "coast", title = "Coast schools", participants = { "c01" }, baseline = transcripts "shared.jsonl" },\n  },\n  rounds = {';
  const {table} = make({files: ({edit}) => edit("study.lua", (text) => text.replace("  },\n  rounds = {", third))});
  assert.deepEqual(table("axes-side-by-side").columns, example.table("axes-side-by-side").columns);
  assert.deepEqual(table("shared").rows, example.table("shared").rows);
  assert.ok(table("axes-side-by-side").notes.includes("Coast schools: 0 axes; 0 people took part in the study."));
});

test("a list that cannot be read is an error with its line, and everything else is written", () => {
  const {table, said} = make({fails: 1, files: ({write}) => { write("alignment.csv", 'lowland,highland\nWho acts,"Credit\n'); write("standard.csv", "axis\n"); }});
  assert.match(said, /alignment\.csv:2: error: /);
  assert.match(said, /standard\.csv:1: warning: must name the column "standard"/);
  assert.equal(table("axes-side-by-side").rows.length, 17);
  assert.match(table("axes-side-by-side").notes[0], /^Nobody has said yet/);
  assert.equal(table("standard").rows.length, 5);
});

test("where no terms are set the tables say so, and the program too", () => {
  const {table, said} = make({files: ({edit}) => edit("study.lua", (text) => text.replace(/^ {2}(terms|contact) = .*$/gm, ""))});
  assert.ok(table("axes-side-by-side").notes.some((note) => note.startsWith("No terms of use are set")));
  assert.match(said, /study\.lua: .*no terms of use are set/);
  assert.doesNotMatch(example.said, /terms of use/);
});

test("what was only proposed is marked wherever its name stands", () => {
  const {table, read} = make(lowland((source) => { source.decisions = source.decisions.filter(({act}) => act !== "adopt"); }));
  const names = table("axes-side-by-side").rows.map((row) => row["axis.lowland"]).filter(Boolean);
  assert.equal(names.length, 6);
  assert.ok(names.every((name) => name.endsWith(" (only proposed)")), names.join());
  assert.match(read("axes.html"), /Only proposed/);
  assert.ok(example.table("axes-side-by-side").rows.every((row) => !/proposed/.test(row["axis.lowland"] ?? "")));
});

test("dissent stands beside its axis; names and minutes are shown with consent alone; experts are marked", () => {
  const page = example.read("axes.html");
  assert.ok(page.includes("I don&#39;t want to be comforted by a program at all."));
  assert.match(page, /leaves my feelings to me\.<\/p><p class="source"><bdi>p02<\/bdi>/);
  assert.match(page, /calm for everybody in the room\.<\/p><\/div>/, "nobody's name: no consent");
  assert.ok(page.includes("You all say kind. I say it should stop acting."));
  assert.ok(!page.includes("hateful that another person marked as calm"));
  assert.ok(!page.includes("I could not follow the long part"));
  assert.match(page, /<span class="mark"> \(expert\)<\/span>/);
});

test("an example whose author took it back is said to be, and is no sample", () => {
  const quote = "So: not stupid, but on the wrong side of history.";
  const {table, read} = make({sources: (edit) => edit("codings/p04.json", (source) => { source.consent = false; })});
  const row = table("axes-lowland").rows.find(({label}) => label.startsWith("No staircase"));
  assert.ok(!Object.values(row).includes(quote));
  assert.ok(table("axes-lowland").notes.some((note) => /fewer than two examples: .*No staircase/.test(note)));
  assert.match(read("axes.html"), /The person who marked this passage has taken it back since/);
});

test("an example that its conversation no longer says is no sample", () => {
  const {table, read} = make({files: ({edit}) => edit("lowland.jsonl", (text) => text.replace("on the wrong side of history", "unlucky"))});
  const row = table("axes-lowland").rows.find(({label}) => label.startsWith("No staircase"));
  assert.ok(row.sample_1 && !row.sample_2, "the other example is there");
  assert.match(read("axes.html"), /This quote does not match the text it is said to come from/);
});

test("a session of its own keeps its axes, and says what became of them", () => {
  const {rows} = example.table("axes-of-board-highland-young");
  assert.deepEqual(rows.map(({axis, became}) => [axis, became]), [["Easy to get through", "Easy to get through"], ["Makes you ask on", "Makes you ask on"]]);
  const kept = example.table("axes").rows.find(({axis}) => axis === "Makes you ask on");
  assert.equal(kept.from, "Makes you ask on (The young ones first); Makes me curious");
});

test("what experts and advocates brought can be told apart in the files", () => {
  const row = example.table("axes").rows.find(({axis}) => axis === "Shown evidence");
  assert.equal(row.from, "Evidence and its makers (expert); Shows how we know");
  assert.equal(row.marked, 1);
});

test("axes with too few examples are named", () => {
  assert.match(example.said, /board-highland: note: 2 axes have fewer than two examples: Balance in the classroom; Makes you ask on\./);
  const few = example.table("axes-highland").notes.filter((note) => note.includes("fewer than two examples"));
  assert.deepEqual(few, ["2 axes have fewer than two examples: Balance in the classroom; Makes you ask on."]);
});

test("axes without a definition are named", () => {
  const {said, table} = make(lowland((source) => source.decisions.push({act: "create", axis: "bare", fields: {name: "Nothing yet"}})));
  assert.match(said, /board-lowland: warning: 1 axis has no definition: Nothing yet\./);
  assert.ok(table("axes-lowland").notes.includes("1 axis has no definition: Nothing yet."));
  assert.doesNotMatch(example.said, /no definition/);
});

test("excerpts show what is left out and lead to all of it", () => {
  const row = example.table("axes-lowland").rows.find(({label}) => label.startsWith("Who acts"));
  assert.match(row.sample_1, /^The plantations needed many workers\..* \[…\]/);
  assert.equal(row.asked_1, "Who worked on the farms in the colonies?");
  const page = example.read("axes.html"), transcripts = Object.fromEntries(example.names("transcripts").map((name) => [name, example.read(`transcripts/${name}`)]));
  const links = [...page.matchAll(/<p class="source"><a[^>]* href="transcripts\/([^"#]+)#([^"]+)"|<a href="transcripts\/([^"#]+)#([^"]+)" dir="auto">/g)];
  assert.ok(links.length > 25, `${links.length} links`);
  for (const [, file, id, otherFile, otherId] of links) {
    assert.ok(transcripts[file ?? otherFile].includes(`id="${id ?? otherId}"`), `${file ?? otherFile}#${id ?? otherId}`);
  }
});

test("what the axes rest on, and which rest on the same text, counted by hand", () => {
  const passage = (quote) => ({person: "p01", begins: quote, turn: "sea-route/2", quote});
  const one = "India was discovered by the Portuguese explorer Vasco da Gama in 1498.";
  const small = lowland((source) => {
    source.mappings = {};
    source.minutes = [];
    source.decisions = [
      {act: "create", axis: "a", fields: {name: "A", definition: "One."}}, {act: "create", axis: "b", fields: {name: "B", definition: "Two."}},
      {act: "create", axis: "c", fields: {name: "C", definition: "Three."}},
      {act: "example", axis: "a", example: {id: "a1", ...passage(one)}},
      {act: "example", axis: "b", example: {id: "b1", ...passage(one)}},
      {act: "example", axis: "b", example: {id: "b2", person: "p04", begins: "the wrong side", turn: "luddites/2", quote: "So: not stupid, but on the wrong side of history."}},
    ];
  });
  const {table} = make({sources: (edit, study) => {
    small.sources(edit);
    for (const name of readdirSync(join(study, "codings")).filter((each) => each.endsWith("-rate.json"))) rmSync(join(study, "codings", name));
  }});
  assert.deepEqual(table("axes-together-lowland").rows.map(({n1, n2, n3}) => [n1, n2, n3]), [[1, 1, 0], [1, 2, 0], [0, 0, 0]]);
  assert.deepEqual(table("support").rows.slice(0, 3).map(({axis, baseline, own, n, mark}) => [axis, baseline, own, n, mark]), [
    ["A", 1, 0, 1, "Only by conversations given to all"], ["B", 2, 0, 2, "Only by conversations given to all"], ["C", 0, 0, 0, "No passage is known"]]);
  const asks = example.table("support").rows.find(({axis}) => axis === "Makes you ask on");
  assert.deepEqual([asks.baseline, asks.own, asks.mark], [0, 1, undefined]);
});

test("the log has every decision with who and why, taken back or not", () => {
  const {rows} = example.table("axis-log");
  const decisions = example.dump.filter(({row, body}) => row === "item" && body.kind === "decision").length;
  assert.ok(decisions > 60);
  assert.equal(rows.filter(({what}) => !/^(Moved|Opened what)/.test(what)).length, decisions);
  assert.ok(rows.some(({what, standing}) => what === 'Proposed the axis "Emojis"' && standing === "(taken back)"));
  const split = rows.find(({what}) => what === 'Split "Fairness" into: Who acts, Whose eyes');
  assert.equal(split.reason, board("lowland").decisions.find(({act}) => act === "split").reason);
  assert.ok(rows.every(({by}) => by));
});

test("hostile names stay text in every format", () => {
  const names = ["<script>alert(1)</script>", "=cmd()", "# no note", "a|b", "\\input{x}"];
  const report = make(lowland((source) => source.decisions.push(...names.map((name, i) => ({act: "create", axis: `x${i}`, fields: {name, definition: name}})))));
  assert.deepEqual(report.table("axes").rows.map(({axis}) => axis).filter((name) => names.includes(name)), names);
  for (const page of ["axes.html", "axes-side-by-side.html", "axes-log.html", "axes-samples.html"]) assert.ok(!report.read(page).includes("<script"), page);
  const table = report.table("axes");
  assert.deepEqual(jsonOf(report.read("tables/axes.csv"), {...table, bound: true}).rows, table.rows);
  assert.ok(!parseCsv(report.read("tables/axes.csv")).flat().some((field) => field.startsWith("=")));
});

// ---- nothing that one person alone said is lost

/** Everything that people of a report's record said: labels, names of clusters and of attributes. */
const words = ({dump}) => {
  const declined = new Set(dump.filter(({row, body}) => row === "item" && body.kind === "consent" && !body.accepted).map(({participant}) => participant));
  const items = dump.filter(({row, body, participant}) => row === "item" && !body.deleted && !declined.has(participant) && !participant.startsWith("board-"));
  return new Set(items.flatMap(({body}) => body.kind === "coding" ? body.codes.map(({label}) => label)
    : ["cluster", "attribute"].includes(body.kind) && body.name ? [body.name] : []));
};
const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;").replace(/'/g, "&#39;");
const everything = (report, ending) => {
  const pages = ending === "html" ? report.names(".").filter((name) => name.endsWith(".html")) : report.names("tables").filter((name) => name.endsWith(`.${ending}`)).map((name) => `tables/${name}`);
  return pages.map(report.read).join("\n");
};

test("every label, cluster, attribute and axis is in the report, as page, as CSV and as JSON", () => {
  const said = [...words(example), ...example.table("axes").rows.map(({axis}) => axis)];
  assert.ok(said.length > 150, `${said.length}`);
  const forms = {html: escaped, csv: (text) => text.replace(/"/g, '""'), json: (text) => JSON.stringify(text).slice(1, -1)};
  for (const [ending, form] of Object.entries(forms)) {
    const all = everything(example, ending);
    for (const text of said) assert.ok(all.includes(form(text)), `${ending} lacks ${text}`);
  }
});

test("what one person alone said is in the list of it, and gone with its coding", () => {
  const label = "commodity history without labour";
  const row = example.table("once").rows.find(({name}) => name === label);
  assert.deepEqual([row.group, row.kind, row.person], ["Lowland schools", "Codes", "p04"]);
  const without = make({sources: (edit) => edit("codings/p04.json", (source) => {
    for (const coding of source.codings) {
      const codes = coding.codes.filter((code) => (code.label ?? code) !== label);
      assert.ok(codes.length > 0 || coding.codes.length === 1);
      coding.codes = codes.length > 0 ? codes : ["something else"];
    }
    for (const cluster of source.clusters ?? []) cluster.codes = cluster.codes?.filter((code) => code !== label);
  })});
  for (const ending of ["html", "csv", "json"]) assert.ok(!everything(without, ending).includes(label), ending);
});

test("what a group stresses comes first, with its counts", () => {
  const planted = make({sources: (edit) => ["p01", "p02", "p03"].forEach((id) => edit(`codings/${id}.json`, (source) => {
    for (const coding of source.codings) coding.codes.push("colonial gaze");
  }))});
  const [first, second] = planted.table("emphasis-lowland").rows;
  assert.deepEqual([first.word, second.word], ["colonial", "gaze"]);
  assert.ok(first.a > 20 && first.b === 0 && first.people === 3 && first.odds > 0 && first.z > 2);
  // The definition again, as docs/report.md has it.
  for (const {a, n, b, m, odds, z} of planted.table("emphasis-lowland").rows) {
    const all = planted.table("emphasis-lowland").rows.length, prior = (all * (a + b)) / (n + m);
    const log = Math.log((a + prior) / (n + all - a - prior)) - Math.log((b + prior) / (m + all - b - prior));
    assert.ok(Math.abs(odds - log) < 1e-4 && Math.abs(z - log / Math.sqrt(1 / (a + prior) + 1 / (b + prior))) < 1e-4);
  }
  assert.notEqual(planted.table("emphasis-highland").rows[0].word, "colonial");
});

test("an answer that different people coded lists all that they wrote", () => {
  const row = example.table("answers").rows.find(({conversation, turn, group}) => conversation === "Where chocolate comes from" && turn === 4 && group === "Lowland schools");
  assert.equal(row.labels, '"excuse", "just say slaves", "passive voice hides the actor", "slavery left out", "sympathy for the wrong party"');
  assert.deepEqual([row.coders, row.uses, row.different], [3, 5, 5]);
});

test("every file that is passed on says that it is a view of those who took part", () => {
  const silent = example.names("tables").filter((name) => name.endsWith(".json") && !name.startsWith("problem-"))
    .filter((name) => !JSON.parse(example.read(`tables/${name}`)).notes.some((note) => /They are not (the preferences of|representative of) a community/.test(note)));
  assert.deepEqual(silent, []);
  assert.match(example.read("tables/ratings-lowland.md"), /They are not the preferences of a community\.\n$/);
});

// ---- what was done by hand

/** The rows of the list, by what they are of; of the group that is named, or of none. */
const byHand = (report, group) => Object.fromEntries(report.table("by-hand").rows.filter((row) => row.group === group).map((row) => [row.what, row]));

test("what people decided, moved and wrote is listed, with the page that shows it", () => {
  const {decisions, moves} = board("lowland");
  const lowland = byHand(example, "Lowland schools");
  assert.equal(lowland["Decisions about axes"].n, decisions.length);
  assert.equal(lowland["Decisions about axes"].by, "the facilitator");
  assert.equal(lowland["Moves of labels on the map"].n, moves.length);
  assert.equal(byHand(example, undefined)["Rows of axes that are alike"].n, 11);
  const kinds = example.table("by-hand").rows.map(({what}) => what);
  assert.ok(!kinds.includes("A text above the topics") && !kinds.includes("Labels put on the map by a file"));
  for (const {see} of example.table("by-hand").rows) {
    const [path, anchor] = see.split("#");
    assert.ok(example.read("by-hand.html").includes(`href="${see}"`));
    assert.ok(!anchor || example.read(path).includes(`id="${anchor}"`), see);
    assert.ok(example.names(".").includes(path), see);
  }
});

test("what the study says of its own changes is shown, as text", () => {
  const text = "2 November: an hour for the axes, since half of it was too short.\\n<b>3 November</b>: no guests.";
  const report = make({files: ({edit}) => edit("study.lua", (lua) => lua.replace('  seed = 7,', `  seed = 7, changes = "${text}",`))});
  const page = report.read("by-hand.html");
  assert.match(page, /<p dir="auto">2 November: an hour for the axes, since half of it was too short\.<\/p>/);
  assert.match(page, /&lt;b&gt;3 November&lt;\/b&gt;: no guests\./);
  assert.equal(report.dump.find(({row}) => row === "study").changes.split("\n").length, 2);
  assert.ok(!example.read("by-hand.html").includes("while it ran"));
});

test("texts and places from the study's folder are listed as its own", () => {
  const report = make({files: ({write}) => {
    write("topics.md", "We talked of much.\n");
    write("topics-lowland.md", "Of ships.\n");
    write("map-lowland.csv", "label,x,y\nDRY,10,20\n");
  }});
  assert.equal(byHand(report, undefined)["A text above the topics"].by, "topics.md");
  const lowland = byHand(report, "Lowland schools");
  assert.equal(lowland["A text above the topics"].by, "topics-lowland.md");
  assert.deepEqual([lowland["Labels put on the map by a file"].n, lowland["Labels put on the map by a file"].by], [1, "map-lowland.csv"]);
});
