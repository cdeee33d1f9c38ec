// SPDX-License-Identifier: MIT
// A study in which every text that people or models write tries to be markup, and what is left of it in a page.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { conversations, makeStudy, rows, writeResponse } from "./packet.mjs";
import { idOf, passage } from "../tools/response.mjs";

const corpora = process.env.CALMA_CORPORA ?? "../shared/data";
const lists = ["nasty/xss_payloadbox/xss-payload-list.txt", "nasty/xss_owasp/XSS_Filter_Evasion_Cheat_Sheet.md", "nasty/blns/blns.txt"];

/** The lists of attacks that lie beside the project, in words where one is missing. */
export const missingLists = lists.filter((list) => !existsSync(join(corpora, list)));

const listed = () =>
  lists.filter((list) => !missingLists.includes(list)).flatMap((list) => readFileSync(join(corpora, list), "utf8").split("\n"));

/** Attempts that a server on `port` would see, or that would end the element they stand in. */
export const attempts = (port) => {
  const at = `http://127.0.0.1:${port}`;
  return [
    `<img src=${at}/img>`,
    `"><img src=x onerror="fetch('${at}/onerror')">`,
    `<script src=${at}/script></script>`,
    `</script><script>location='${at}/inline'</script>`,
    `</noscript><img src=${at}/noscript>`,
    `</style><img src=${at}/style>`,
    `</title></textarea><img src=${at}/title>`,
    `--><img src=${at}/comment><!--`,
    `<meta http-equiv=refresh content="0;url=${at}/refresh">`,
    `<link rel=preconnect href=${at}/><link rel=dns-prefetch href=//calma.invalid>`,
    `<link rel=stylesheet href=${at}/css>`,
    `<iframe src=${at}/frame></iframe><object data=${at}/object></object>`,
    `<svg onload=alert(1)><image href=${at}/svg /></svg>`,
    `<video poster=${at}/poster src=${at}/video autoplay></video>`,
    `<form action=${at}/form><input autofocus onfocus=this.form.submit()></form>`,
    `<base href=${at}/base/>`,
    `![picture](${at}/markdown)`,
    `[link](javascript:alert(document.domain))`,
    `<javascript:alert(1)> <${at}/autolink>`,
    `[ref]: ${at}/reference`,
    `<div style="background:url(${at}/background)">`,
    `@import "${at}/import"; a{background:url(${at}/url)}`,
    `{{boot}} {{app}} {{policy}} <%= 1 %> \${alert(1)} \\u003cscript\\u003e`,
    `' onmouseover='alert(1)`,
  ];
};

const lua = (text) => `[==[${text}]==]`;
const chunks = (list, size) => Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));

const definition = (hostile) => `-- SPDX-License-Identifier: MIT
return study {
  id = "hostile", title = ${lua(hostile[3] + hostile[6])}, language = "en", context = text "context.md",
  community = ${lua(hostile[0])}, use_case = ${lua(hostile[1])}, ethics = ${lua(hostile[4] + hostile[8])},
  model = { name = ${lua(hostile[12])} },
  groups = {
    group { id = "g1", title = ${lua(hostile[5] + hostile[7])}, baseline = transcripts "hostile.jsonl",
      participants = { participant { id = "a1", name = ${lua(hostile[1] + hostile[10])} }, participant { id = "a2" } } },
  },
  rounds = { round "code" { title = ${lua(hostile[2])},
    consent { title = ${lua(hostile[13])}, text "consent.md" }, read { title = ${lua(hostile[14])}, text "context.md" },
    code { title = ${lua(hostile[15])}, baseline() }, cluster { title = ${lua(hostile[11])} } },
    round "discuss" { title = ${lua(hostile[9])},
      review { title = ${lua(hostile[16])}, text "context.md" }, rank { title = ${lua(hostile[17])}, top = 3, define = true },
      map { title = ${lua(hostile[18])} } } },
  report = { cloud = { by = "phrase", least = 1 } },
}
`;

/** A built study of hostile texts, and those that are short enough to be labels. */
export const hostileStudy = (t, port) => {
  const hostile = attempts(port);
  const all = listed();
  const lines = all.filter((line) => line.trim());
  const whole = hostile.join("\n\n");
  const field = (n) => ({ title: hostile[n % hostile.length], topic: hostile[(n + 7) % hostile.length], model: hostile[3], source: hostile[0] });
  const list = [
    ["attempts", [whole, whole, hostile.join(" "), `\`\`\`\n${hostile.join("\n")}\n\`\`\``], field(0)],
    ["single", hostile.flatMap((one) => [one, one]), field(3)],
    ...chunks(lines, 1500).map((part, i) => [`list-${i}`, chunks(part, 400).flatMap((some) => ["?", some.join("\n\n")]), field(4 + i)]),
    ["raw", ["?", all.join("\n")], field(9)],
  ];
  const study = makeStudy(t, {
    "study.lua": definition(hostile),
    "context.md": `${whole}\n`,
    "consent.md": `# ${hostile[0]}\n\n${whole}\n`,
    "hostile.jsonl": conversations(...list),
  });
  return { study, labels: hostile.concat(lines.filter((line, i) => i % 40 === 0)) };
};

/** Texts with an attack behind each, in turn; answers of conversations have all of them, and lines of the lists. */
export const hostileWords = (port, words) => {
  const all = attempts(port);
  const lines = listed().filter((line) => line.trim() && line.length < 300);
  let n = 0;
  const arm = (value, key) => {
    if (Array.isArray(value)) return value.map((one, at) => (/^(first|second)$/.test(key) && at === 2 ? `${one}\n\n${all.join("\n\n")}\n\n${lines.slice(0, 300).join("\n\n")}` : arm(one)));
    return `${value} ${all[n++ % all.length]}`;
  };
  return Object.fromEntries(Object.entries(words).map(([key, value]) => [key, arm(value, key)]));
};

/** A practice and a quiz of which every text attacks: what `everyStudy` takes as `more`. */
export const hostileTraining = (port) => {
  const all = attempts(port);
  const line = (n) => lua(all[n % all.length]);
  const questions = Array.from({ length: 5 }, (_, n) =>
    `{ id = "q${n}", ask = ${line(n)}, options = { ${[1, 2, 3].map((k) => `{ id = "o${k}", text = ${line(n + k)} }`).join(", ")} }, right = "o1", why = ${line(n + 4)} }`);
  const worked = {
    codings: [{ turn: "rice/2", quote: "Fry it.", codes: [all[0], all[3]], memo: all[1] }],
    clusters: [{ name: all[2], definition: all[4], poles: [all[5], all[6]], codes: [all[0]] }],
  };
  return {
    practice: 'practice { transcripts "rice.jsonl", example = worked "worked.json", introduction = text "how.md" }',
    quiz: `quiz { retries = 1, ${questions.join(", ")} }`,
    files: {
      "rice.jsonl": conversations(["rice", [all.join("\n\n"), `Fry it. Eat it hot.\n\n${all.join("\n\n")}`], { title: all[7], topic: all[9] }]),
      "worked.json": JSON.stringify(worked),
      "how.md": `# How ${all[0]}\n\n${all.join("\n\n")}\n`,
    },
  };
};

const clean = (text) => text.replace(/\p{Cc}/gu, " ").trim().normalize("NFC");

/** A response of `participant` whose labels, memos and cluster names are these texts. */
export const hostileResponse = (study, folder, participant, labels) => {
  const turns = rows(study, "turn").filter(({ role, text }) => role === "assistant" && text.length > 20);
  let clock = 0;
  const item = (id, kind, fields) => ({ id, clock: ++clock, session: "B".repeat(22), kind, ...fields });
  const consent = [item("consent", "consent", { accepted: true, documents: [], at: "2026-10-01T09:00:00Z" })];
  const texts = [...new Set(labels.map(clean))].filter((text) => text && text.length < 400);
  const codings = texts.map((label, i) => {
    const turn = turns[i % turns.length];
    const start = Math.floor(i / turns.length);
    return item(idOf("coding", i), "coding", {
      ...passage(turn, start, start + 9 + (i % 7)), codes: [{ label, toward: label }], memo: label, at: "2026-10-01T09:30:00Z",
    });
  });
  const clusters = texts.slice(0, 12).flatMap((text, i) => {
    const id = idOf("cluster", i);
    return [
      item(id, "cluster", { name: text, definition: text, best: codings[i].id, poles: [text, text], order: i }),
      item(`${id}+label:${text}`, "member", { cluster: id, code: `label:${text}` }),
    ];
  });
  const notes = [item(idOf("note"), "note", { text: texts.slice(0, 5).join("\n"), at: "2026-10-01T09:40:00Z" })];
  return writeResponse(study, folder, participant, {
    consent: { items: consent }, code: { items: codings.concat(notes) }, cluster: { items: clusters },
  });
};

/** A response of `participant` before the discussion, whose attributes and notes are these texts. */
export const hostileAttributes = (study, folder, participant, texts) => {
  const codings = rows(study, "item").filter(({ body }) => body.kind === "coding").map(({ body }) => body.id);
  const attributes = texts.map(clean).map((text, i) => ({
    id: idOf("attribute", i), clock: i + 1, session: "B".repeat(22), kind: "attribute",
    name: text, definition: text, rank: i + 1, examples: [codings[i], text],
  }));
  const fewer = { id: "fewer", clock: 99, session: "B".repeat(22), kind: "fewer", reason: texts.join(" "), at: "2026-10-08T09:00:00Z" };
  const notes = texts.map(clean).map((text, i) => ({
    id: `note:${text}`, clock: 100 + i, session: "B".repeat(22), kind: "mapnote", label: text, text, at: "2026-10-08T09:10:00Z",
  }));
  return writeResponse(study, folder, participant, {
    rank: { items: attributes.concat(fewer) }, map: { items: notes },
  }, { round: "discuss" });
};

/** In a page: what stands in its document that could run, load or lead away, in words. */
export const strangeNodes = (allowed) => {
  const found = [];
  const loads = ["src", "srcset", "href", "xlink:href", "action", "formaction", "data", "poster", "background", "ping", "style"];
  const fine = (name, value) =>
    (name === "href" && /^(#|(?!\w+:|\/\/)[\w./#%()-]+$)/.test(value)) || (name === "src" && value.startsWith("data:image/"));
  for (const node of document.querySelectorAll("*")) {
    const tag = node.localName;
    if (/^(iframe|frame|object|embed|base|link|applet|portal|video|audio|source|image|foreignobject)$/i.test(tag)) found.push(tag);
    if (tag === "form" && node.hasAttribute("action")) found.push("form with an action");
    for (const { name, value } of node.attributes) {
      if (/^on/i.test(name)) found.push(`${tag} ${name}`);
      if (loads.includes(name) && !fine(name, value) && !(name === "style" && node.closest("#app"))) found.push(`${tag} ${name}=${value}`);
    }
  }
  const scripts = document.querySelectorAll("script").length;
  const metas = document.querySelectorAll("meta").length;
  if (scripts !== allowed.scripts) found.push(`${scripts} scripts`);
  if (metas !== allowed.metas) found.push(`${metas} meta elements`);
  return found;
};

/** In a page: the anchor text of each turn shown, as docs/formats.md says how to read it. */
export const shownTurns = () =>
  [...document.querySelectorAll("section.turn")].map((turn) => {
    const text = (node) => (node.nodeName === "BR" ? "\n" : node.nodeType === 3 ? node.data : [...node.childNodes].map(text).join(""));
    return [turn.getAttribute("data-turn"), [...turn.querySelectorAll("[data-s]")].map(text).join("\n\n")];
  });
