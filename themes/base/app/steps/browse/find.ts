// SPDX-License-Identifier: MIT
// The way to conversations: a search, the topics, and what somebody wants to come back to.
import { h } from "../../dom";
import { labelled } from "../../fields";
import { rowsOf } from "./bank";
import type { Entry, Topic } from "./bank";
import type { Desk, Way } from "./desk";
import { makeRows } from "./list";
import type { Row } from "./list";
import { Texts } from "./texts";
import { makeTopics, topicName } from "./topics";

const saidIn = (desk: Desk, entry: Entry): string => desk.context.conversation(entry.at).textContent || "";

const flat = (entries: Entry[]): Row[] => entries.map((entry) => ({ entry, depth: 0 }));

export class Finder {
  readonly node: HTMLElement;
  private way: Way = "topic";
  private topic: Topic | null;
  private heading = h("h2", { dir: "auto" });
  private found = h("p", { class: "quiet", role: "status" });
  private field = h("input", { type: "search", dir: "auto", autocomplete: "off", oninput: () => this.search() });
  private topics = makeTopics(this.desk, (topic) => this.showTopic(topic), () => this.showPicked());
  private rows = makeRows(this.desk, (entry) => this.open(entry, this.way));
  private texts = new Texts(this.desk.all, (entry) => saidIn(this.desk, entry), () => this.way === "search" && this.search());

  constructor(private desk: Desk, private open: (entry: Entry, by: Way) => void) {
    const { words } = desk.context;
    this.topic = desk.topics.length === 1 ? desk.topics[0] : null;
    this.node = h("div", { class: "browse-find" }, labelled(words("browse.search"), this.field), this.topics.node,
      h("section", { class: "browse-found" }, this.heading, this.found, this.rows.node));
    this.showTopic(this.topic);
    this.texts.start();
  }

  /** Stops going through the texts. */
  stop(): void {
    this.texts.stop();
  }

  update(): void {
    if (this.way === "pick") this.showPicked();
    else this.rows.update();
    this.press();
  }

  /** Puts the focus on the row of a conversation, or else on the search. */
  focus(id: string): void {
    const all = Array.from(this.rows.node.querySelectorAll<HTMLElement>("[data-open]"));
    (all.filter((node) => node.getAttribute("data-open") === id)[0] || this.field).focus();
  }

  private press(): void {
    this.topics.press(this.way === "topic" && this.topic ? this.topic.name : null, this.way === "pick");
  }

  private show(title: string, rows: Row[], count: string): void {
    this.heading.textContent = title;
    this.heading.hidden = !title;
    this.found.textContent = count;
    this.rows.show(rows);
    this.press();
  }

  private count(n: number): string {
    return this.desk.context.words("browse.count", { n });
  }

  private showTopic(topic: Topic | null): void {
    this.way = "topic";
    this.topic = topic;
    this.field.value = "";
    if (topic) this.show(topicName(this.desk, topic), rowsOf(topic.roots), this.count(topic.count));
    else this.show("", [], this.desk.context.words("browse.choose"));
  }

  private showPicked(): void {
    const { picked, context } = this.desk;
    this.way = "pick";
    this.field.value = "";
    this.show(context.words("browse.picks"), flat(picked), this.count(picked.length));
  }

  private search(): void {
    const { words } = this.desk.context;
    if (!this.field.value.trim()) return this.showTopic(this.topic);
    this.way = "search";
    const found = this.texts.find(this.field.value);
    return this.show(words("browse.found"), flat(found), this.count(found.length) + (this.texts.isWhole ? "" : " " + words("browse.finding")));
  }
}
