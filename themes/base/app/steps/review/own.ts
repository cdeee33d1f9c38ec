// SPDX-License-Identifier: MIT
// What a packet of a later round brings of its participant's own work.
import type { PacketStep, Packet, Words } from "../../types";
import { searcher } from "../../fold";
import type { Source } from "../../passages";

/** A passage that the participant coded earlier; offsets are code points into the turn's text. */
export interface OwnCoding {
  id: string;
  turn: string;
  start: number;
  end: number;
  quote: string;
  codes: string[];
  memo: string;
}

/** A cluster that the participant made earlier; `best` is a coding's id or empty. */
export interface OwnCluster {
  id: string;
  name: string;
  definition: string;
  poles: string[];
  best: string;
  codes: string[];
}

export interface Own {
  codings: OwnCoding[];
  clusters: OwnCluster[];
}

/** The own work that a step carries; empty where the packet was built before anything came back. */
export const ownOf = (step: PacketStep): Own =>
  (step.data.personal as Own | undefined) || { codings: [], clusters: [] };

/** The transcript of a turn. */
export const transcriptOf = (turn: string): string => turn.slice(0, turn.lastIndexOf("/"));

/** What the nodes of a passage need: words, and the titles of conversations. */
export const sourceOf = (packet: Packet, words: Words): Source<OwnCoding> => {
  const titles = new Map(packet.conversations.map((c): [string, string] => [c.id, c.title || c.id]));
  return {
    words,
    titleOf: (coding) => titles.get(transcriptOf(coding.turn)) || transcriptOf(coding.turn),
  };
};

/** The codings that hold every word of the query in their passage, codes, memo or title. */
export const findOwn = (codings: OwnCoding[], query: string, source: Source<OwnCoding>): OwnCoding[] => {
  const holds = searcher(query);
  return codings.filter((coding) =>
    holds([coding.quote, coding.memo, source.titleOf(coding)].concat(coding.codes).join("\n")));
};
