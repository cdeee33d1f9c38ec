// SPDX-License-Identifier: MIT
// The response: written, read back and checked. One reader serves files, mirrors and saved pages.
import {canonical} from "./canonical";
import {fromCopy} from "./copied";
import {device} from "./device";
import type {Book} from "./items";
import type {Meta} from "./log";
import {sha256} from "./sha256";
import type {Item, Packet, Response} from "./types";

/** Why a text is no response to this packet: a key of the words, and what they name. */
export interface Refusal {
  problem: string;
  values: Record<string, string>;
}

const MAX_CLOCK = 2 ** 52;
const STATE = /<script\b[^>]*\bid=["']?calma-state\b[^>]*>([\s\S]*?)<\/script>/i;

const sumOf = (response: Response): string =>
  sha256(canonical(Object.assign({}, response, {sum: undefined})));

/** The response to `packet` as it stands, as the next revision after `meta`. */
export const makeResponse = (
  packet: Packet,
  book: Book,
  meta: Meta,
  session: string,
  saved: string,
): Response => {
  const steps: Response["steps"] = {};
  for (const step of book.steps()) steps[step] = {items: book.states(step)};
  const response: Response = {
    format: "calma/response@1",
    study: packet.study.id,
    study_sha256: packet.study.sha256,
    packet: packet.packet,
    participant: packet.participant.id,
    check: packet.participant.check,
    group: packet.group.id,
    round: packet.round.id,
    app: packet.version,
    device: device(),
    response: meta.response,
    session,
    revision: meta.revision + 1,
    parent: meta.parent,
    saved,
    steps,
    sum: "",
  };
  const sessions = new Set<string>();
  for (const step of book.steps()) for (const item of book.states(step)) sessions.add(item.session);
  const entered = meta.entered.filter(({session: typed}) => sessions.has(typed));
  if (entered.length) response.entered = entered;
  response.sum = sumOf(response);
  return response;
};

/** The name under which the browser saves it: ASCII, and nothing reads it. */
export const fileName = (packet: Packet): string => {
  const part = (text: string): string => text.replace(/[^A-Za-z0-9_-]+/g, "-").slice(0, 40) || "-";
  const parts = [packet.study.id, packet.participant.id, packet.round.id];
  return `${parts.map(part).join("-")}.calma.json`;
};

const refuse = (problem: string, values: Record<string, string> = {}): Refusal => ({
  problem,
  values,
});

const isItem = (item: Item): boolean =>
  typeof item === "object" &&
  item !== null &&
  typeof item.id === "string" &&
  item.id !== "" &&
  typeof item.session === "string" &&
  typeof item.kind === "string" &&
  Number.isInteger(item.clock) &&
  item.clock >= 0 &&
  item.clock < MAX_CLOCK;

const isWhole = (response: Response): boolean => {
  try {
    return (
      response.sum === sumOf(response) &&
      Object.keys(response.steps).every((step) => {
        const {items} = response.steps[step];
        return Array.isArray(items) && items.every(isItem);
      })
    );
  } catch (_) {
    return false;
  }
};

const strange = (response: Response, packet: Packet): Refusal | null => {
  const format = String(response.format);
  if (!format.startsWith("calma/")) return refuse("file.notours");
  if (format.startsWith("calma/sealed@")) return refuse("file.sealed");
  if (!format.startsWith("calma/response@")) return refuse("file.notours");
  if (format !== "calma/response@1") return refuse("file.version", {version: format.slice(15)});
  if (response.study !== packet.study.id)
    return refuse("file.study", {study: String(response.study)});
  if (response.participant !== packet.participant.id) {
    return refuse("file.participant", {id: String(response.participant)});
  }
  if (response.round !== packet.round.id)
    return refuse("file.round", {round: String(response.round)});
  if (response.packet !== packet.packet || !isWhole(response)) return refuse("file.altered");
  return null;
};

/** The JSON inside a text: the text itself, what a saved packet carries, or what was copied into it. */
const jsonIn = (text: string): string => {
  const plain = text.replace(/^\ufeff/, "").trim();
  if (plain.startsWith("{")) return plain;
  const page = plain.startsWith("<") ? STATE.exec(plain) : null;
  if (page) return page[1].trim();
  const copied = fromCopy(plain);
  return copied === null ? plain : copied || "{";
};

/** The response that `text` holds, if it answers `packet`; else why not. */
export const readResponse = (text: string, packet: Packet): Response | Refusal => {
  const json = jsonIn(text);
  if (json === "") return refuse("file.empty");
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (_) {
    return refuse(json.startsWith("{") ? "file.cut" : "file.notours");
  }
  if (typeof value !== "object" || value === null) return refuse("file.notours");
  return strange(value as Response, packet) || (value as Response);
};

/** Tells a refusal from a response. */
export const isRefusal = (value: Response | Refusal): value is Refusal => "problem" in value;
