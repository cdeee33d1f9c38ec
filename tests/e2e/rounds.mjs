// SPDX-License-Identifier: MIT
// A small study of six people for a whole discussion, and its packets as they fill them in.

import { join } from "node:path";
import { conversations, makeStudy, press, run, says, tabTo, writeResponse } from "./packet.mjs";
import { dump, idOf, passage } from "../tools/response.mjs";

/** Who takes part. Their ids and names are words that nobody says in the study. */
export const people = {
  amber: "Amber Quist", birch: "Birch Ode", cedar: "Cedar Lunt", dune: "Dune Vasy", ember: "Ember Raske", fern: "Fern Ibsel",
};

const definition = `return study {
  id = "asking", title = "Asking a machine", language = "en", context = text "context.md", ethics = "none",
  terms = "For talking in class, not for marks.", risks = "Somebody may take it for everybody's view.",
  groups = { group { id = "class", title = "Our class", baseline = transcripts "shared.jsonl", own = transcripts "own.jsonl",
    participants = { ${Object.entries(people).map(([id, name]) => `participant { id = "${id}", name = "${name}" }`).join(", ")} } } },
  rounds = {
    round "code" { code { baseline(), own() } },
    round "discuss" { review {}, rank { top = 3, define = true }, map {}, board {} },
    round "rate" { rate {}, rank {}, survey {} },
  },
}
`;

const shared = conversations(
  ["rain", ["Why does it rain?",
    "Warm air lifts water from the sea. High up it cools, and drops form. Scientists have measured this since 1880, so it is certain. Ask me more if you like."],
  { title: "Why it rains", model: "example", system: "none", created: "2026-01-10", source: "written for this study" }],
  ["salt", ["Is salt bad for me?",
    "A little salt keeps you alive. Too much may harm your heart, but doctors still argue about how much is too much. Talk to your own doctor."],
  { title: "Salt", model: "example", system: "none", created: "2026-01-10", source: "written for this study" }],
);
const own = conversations(
  ["kite", ["How do I fly a kite?", "Run into the wind and let the line out. You will do well."],
    { title: "A kite", owner: "birch", model: "example", system: "none", created: "2026-01-10", source: "written for this study" }],
);

/** What each person coded: the turn, the words, the label. */
export const coded = {
  amber: [["rain/2", "Scientists have measured this since 1880", "names a source"], ["rain/2", "Warm air lifts water from the sea.", "easy words"]],
  birch: [["salt/2", "doctors still argue about how much is too much", "shows the debate"], ["kite/2", "You will do well.", "cheers me up"]],
  cedar: [["rain/2", "so it is certain", "too sure"], ["salt/2", "A little salt keeps you alive.", "easy words"]],
  dune: [["salt/2", "Talk to your own doctor.", "cares"], ["rain/2", "Ask me more if you like.", "sounds glad"]],
  ember: [["salt/2", "Too much may harm your heart", "says may"], ["rain/2", "High up it cools, and drops form.", "stops in time"]],
  fern: [["rain/2", "Scientists have measured this since 1880, so it is certain.", "names a source"],
    ["salt/2", "A little salt keeps you alive. Too much may harm your heart", "two sides"]],
};

/** What each person writes down before the discussion: name, definition, and where there is one a search for a passage. */
export const attributes = {
  amber: [["Names its sources", "It says who found it out.", "measured"], ["Plain words", "My little brother could read it.", "lifts"], ["Short", "It stops when it is done."]],
  birch: [["Where it is from", "I can look it up."], ["Warm", "It is glad that I ask.", "do well"], ["Both sides", "It tells what people argue about.", "argue"]],
  cedar: [["Not too sure", "It says when nobody knows.", "certain"], ["Everyday words", "No word that I must look up.", "keeps"], ["Brevity", "Three sentences are enough."]],
  dune: [["Cares", "It wants me to be well.", "doctor"], ["Perhaps", "It says may where it may."]],
  ember: [["Says how sure", "It tells certain from perhaps.", "may"], ["A name to ask", "It gives somebody whom I can ask."], ["Balance", "Good and bad are both there."]],
  fern: [["Fair", "It takes nobody's part."], ["Friendly", "It talks as a friend does."], ["Few words", "Not one word too many."]],
};

const codings = (known, id) =>
  coded[id].map(([turn, words, label], n) => {
    const found = known.turns.get(turn);
    const start = Array.from(found.text.slice(0, found.text.indexOf(words))).length;
    return { id: idOf(id, String(n)), clock: n + 1, session: "B".repeat(22), kind: "coding",
      ...passage(found, start, start + Array.from(words).length), codes: [{ label }], at: "2026-10-01T09:00:00Z" };
  });

/** The study with its code round imported and the packets and the board of the discussion built. `change` writes its
    study.lua anew. */
export const codedStudy = (t, change = (text) => text) => {
  const study = makeStudy(t, { "study.lua": change(definition), "context.md": "A machine answers what pupils ask.\n", "shared.jsonl": shared, "own.jsonl": own });
  const known = dump(study);
  const files = Object.keys(people).map((id) => writeResponse(study, join(study, "sent", id), id, { code: { items: codings(known, id) } }));
  run(study, "import", ...files);
  run(study, "build", "--round", "discuss");
  return study;
};

/** Somebody's packet of a round, past its first page. */
export const openPacket = async (browser, study, round, id) => {
  const page = await browser.open(join(study, `out/packets/${round}/${id}.html`));
  page.on("dialog", (dialog) => dialog.accept());
  await page.waitForSelector("html[data-started]");
  await press(page, "Start");
  return page;
};

/** Saves by the page's own button and closes the page; answers with the file. */
export const saveAndClose = async (browser, page) => {
  await page.waitForSelector("main.step-end");
  const file = await browser.download(() => press(page, "Save my answers"));
  await page.close();
  return file;
};

const choosePassage = async (page, card, search) => {
  await page.click(`.rank-card:nth-of-type(${card}) [role=group] > button`);
  await page.waitForSelector(".rank-choose");
  await page.type(".rank-choose input[type=search]", search);
  await says(page, "1 passage.");
  await page.click(".rank-passages input");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.querySelector(".dialog"));
};

/** Writes the cards of somebody, with their passages, and says so where they are fewer than three. */
export const writeAttributes = async (page, id) => {
  await page.waitForSelector(".rank-card");
  for (const [n, [name, meaning, search]] of attributes[id].entries()) {
    await page.type(`.rank-card:nth-of-type(${n + 1}) input`, name);
    await page.type(`.rank-card:nth-of-type(${n + 1}) textarea`, meaning);
    if (search) await choosePassage(page, n + 1, search);
  }
  if (attributes[id].length < 3) await press(page, "I have fewer than 3");
  await page.waitForSelector(".rank-done");
};

const nth = (n) => `.rate-axis:nth-of-type(${n})`;

/** Rates the definitions in their order: a number, "skip" for rather not, or null for no answer. `byKeys`: without a mouse. */
export const rateAxes = async (page, values, byKeys) => {
  await page.waitForSelector(".rate-axis");
  for (const [at, value] of values.entries()) {
    if (value === null) continue;
    if (byKeys) {
      await tabTo(page, `${nth(at + 1)} .scale input`);
      await page.keyboard.press(value === "skip" ? "0" : String(value));
    } else {
      const input = value === "skip" ? "input[value='0']" : `.scale input[value='${value}']`;
      await page.evaluate((selector) => document.querySelector(selector).click(), `${nth(at + 1)} ${input}`);
    }
  }
};

/** Puts these axes, by name, one after the other into an order of one's own. */
export const rankAxes = async (page, names) => {
  await page.waitForSelector("ul.rank-order, ol.rank-order");
  for (const [n, name] of names.entries()) {
    await page.evaluate((wanted) => {
      const row = [...document.querySelectorAll("ul.rank-order > li")].find((one) => one.querySelector("h3").textContent === wanted);
      row.querySelector("button").click();
    }, name);
    await page.waitForFunction((all) => document.querySelectorAll("ol.rank-order h3").length === all, {}, n + 1);
  }
};
