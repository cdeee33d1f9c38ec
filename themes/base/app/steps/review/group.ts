// SPDX-License-Identifier: MIT
// What the group explored: topics as a table, word clouds, and how to read both.
import { h } from "../../dom";
import { parseHtml } from "../../html";
import type { StepContext } from "../../types";

interface Topics {
  title: string;
  titles: string[];
  rows: string[][];
  notes: string[];
}

interface Cloud {
  title: string;
  notes: string[];
  picture: number;
}

/** The group's part of the step's data. */
export interface Group {
  topics: Topics;
  /** What people asked about, where anybody asked. */
  asked?: Topics;
  clouds: Cloud[];
  written: string[];
  codings: number;
}

const topicTable = ({ title, titles, rows, notes }: Topics): HTMLElement =>
  h("div", { class: "review-topics" },
    h("div", { class: "review-scroll", tabindex: "0", role: "region", "aria-label": title },
      h("table", {},
        h("caption", {}, title),
        h("thead", {}, h("tr", {}, ...titles.map((text) => h("th", { scope: "col" }, text)))),
        h("tbody", {}, ...rows.map((row) =>
          h("tr", {}, ...row.map((text, n) =>
            n ? h("td", { dir: "auto" }, text) : h("th", { scope: "row", dir: "auto" }, text))))))),
    ...notes.map((text) => h("p", { class: "quiet" }, text)));

const cloudFigure = (context: StepContext, cloud: Cloud): HTMLElement =>
  h("figure", { class: "review-cloud" },
    h("h2", { dir: "auto" }, cloud.title),
    context.picture(cloud.picture),
    h("figcaption", {},
      h("p", {}, context.words("review.cloud.how")), h("p", { class: "quiet" }, cloud.notes.join(" "))));

const writtenText = (source: string): HTMLElement => {
  const text = h("div", { class: "text", dir: "auto" });
  text.appendChild(parseHtml(source));
  return text;
};

/** The part "your group". */
export const groupPart = (context: StepContext, group: Group | undefined): HTMLElement => {
  const { words } = context;
  if (!group || !group.codings) return h("p", { class: "lead" }, words("review.group.empty"));
  return h("div", {},
    h("p", { class: "lead" }, words("review.group.lead")),
    ...group.written.map(writtenText),
    topicTable(group.topics),
    ...(group.asked ? [topicTable(group.asked)] : []),
    ...group.clouds.map((cloud) => cloudFigure(context, cloud)));
};
