// SPDX-License-Identifier: MIT
// The topics of the bank as buttons, so many at a time, and the one for what somebody wants to come back to.
import { clear, h } from "../../dom";
import type { Topic } from "./bank";
import type { Desk } from "./desk";

const PAGE = 40;

export interface Topics {
  node: HTMLElement;
  /** Shows what is chosen: a topic's name, or what was picked. */
  press(topic: string | null, picks: boolean): void;
}

export const topicName = (desk: Desk, { name }: Topic): string => name || desk.context.words("browse.topic.none");

export const makeTopics = (desk: Desk, choose: (topic: Topic) => void, choosePicks: () => void): Topics => {
  const { words } = desk.context;
  const list = h("ul", { class: "browse-topics" });
  const more = h("button", { type: "button", onclick: () => grow() }, words("browse.topics.more"));
  const picks = h("button", { type: "button", class: "browse-topic", onclick: choosePicks });
  let pressed: string | null = null;
  let limit = 0;
  const mark = (): void => {
    for (const node of Array.from(list.querySelectorAll("button"))) {
      node.setAttribute("aria-pressed", String(node.getAttribute("data-topic") === pressed));
    }
  };
  const grow = (): void => {
    limit += PAGE;
    clear(list);
    for (const one of desk.topics.slice(0, limit)) {
      list.appendChild(h("li", {}, h("button", { type: "button", class: "browse-topic", "data-topic": one.name, onclick: () => choose(one) },
        h("span", { dir: "auto" }, topicName(desk, one)), " ", h("span", { class: "quiet" }, words("browse.count", { n: one.count })))));
    }
    more.hidden = limit >= desk.topics.length;
    mark();
  };
  grow();
  return {
    node: h("div", { role: "group", "aria-label": words("browse.topics") }, list, more, picks),
    press(topic, on) {
      pressed = topic;
      mark();
      const n = desk.picked.length;
      picks.textContent = words("browse.picks") + ` (${n})`;
      picks.hidden = !n && !on;
      picks.setAttribute("aria-pressed", String(on));
    },
  };
};
