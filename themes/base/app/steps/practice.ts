// SPDX-License-Identifier: MIT
// Practice: the coder and the clusters of the study itself, on a conversation that has nothing to do with it. What is
// written here stays in this step's own store.
import { documentNode } from "../document";
import { button, clear, h, replace } from "../dom";
import type { StepContext, StepFactory, StepView } from "../types";
import { cluster } from "./cluster";
import { code } from "./code";
import type { Example } from "./practice/beside";
import { makeHints } from "./practice/hints";
import { besidePage } from "./practice/page";

const STAGES = ["introduction", "coding", "clustering", "example"];

/** The context of a step within this one: the same store, other data. */
const within = (context: StepContext, data: Record<string, unknown>): StepContext =>
  Object.create(context, { step: { value: Object.assign({}, context.step, { data }) } }) as StepContext;

const nothing = (show: (host: HTMLElement) => void): StepView =>
  ({ show, hide: () => undefined, progress: () => ({ done: 0, total: 0 }), ready: () => true });

const introduction = (context: StepContext): StepView =>
  nothing((host) => {
    host.appendChild(documentNode(context, ...(context.step.data.documents as number[])));
  });

const example = (context: StepContext): StepView =>
  nothing((host) => {
    const { items, step, words } = context;
    const any = items.all("coding").length > 0;
    host.appendChild(any ? besidePage(context, step.data.example as Example) : h("p", { class: "practice-first" }, words("practice.first")));
  });

class Practice implements StepView {
  private stage = "";
  private host: HTMLElement | null = null;
  private readonly body = h("div", { class: "practice-body" });
  private readonly tabs = h("nav", { class: "practice-stages" });
  private readonly views: Record<string, StepView>;
  private readonly stages: string[];

  constructor(private readonly context: StepContext) {
    const { data, id } = context.step;
    const coder = code(within(context, { conversations: data.conversations, prompts: false }));
    this.stages = STAGES.filter((stage) => stage !== "example" || data.example);
    const hints = makeHints(context, (coding) => {
      if (this.stage === "coding") coder.edit(coding);
    });
    this.views = {
      introduction: introduction(context),
      coding: Object.assign({}, coder, {
        show(host: HTMLElement) {
          hints.update();
          host.appendChild(hints.node);
          coder.show(host);
        },
      }),
      clustering: cluster(within(context, { from: id })),
      example: example(context),
    };
    context.items.listen((ids) => {
      if (!this.host || this.stage !== "coding") return;
      hints.update();
      hints.tell(ids);
    });
  }

  get keys(): [string, string][] | undefined {
    return this.stage ? this.views[this.stage].keys : undefined;
  }

  show(host: HTMLElement): void {
    this.host = host;
    host.appendChild(this.tabs);
    host.appendChild(this.body);
    this.tabs.setAttribute("aria-label", this.context.words("practice.stages"));
    this.enter(this.stage || this.latest());
  }

  hide(): void {
    this.leave();
    this.host = null;
  }

  progress(): { done: number; total: number } {
    const { items } = this.context;
    const done = this.stages.filter((stage) =>
      stage === "coding" ? items.all("coding").length : stage === "clustering" ? items.all("cluster").length : items.get(stage));
    return { done: done.length, total: this.stages.length };
  }

  ready(): boolean {
    return true;
  }

  /** Where somebody was who comes back. */
  private latest(): string {
    const seen = this.stages.filter((stage) => this.context.items.get(stage));
    return seen[seen.length - 1] || this.stages[0];
  }

  private leave(): void {
    if (this.stage) this.views[this.stage].hide();
    this.context.toast("");
    clear(this.body);
  }

  private enter(stage: string): void {
    const { context, body } = this;
    this.stage = stage;
    if (this.host) this.host.setAttribute("data-stage", stage);
    this.drawTabs();
    // The introduction is its own, and clusters bring theirs.
    if (stage === "coding" || stage === "example") body.appendChild(h("p", { class: "review-lead" }, context.words("practice.lead." + stage)));
    this.views[stage].show(body);
    const next = this.stages[this.stages.indexOf(stage) + 1];
    if (next) body.appendChild(this.onward(next));
    this.note(stage);
    context.changed();
  }

  private go(stage: string): void {
    this.leave();
    this.enter(stage);
    window.scrollTo(0, 0);
    const here = this.tabs.querySelector<HTMLElement>('[aria-current="step"]');
    if (here) here.focus();
  }

  /** Notes that a part was opened, and by which training. */
  private note(stage: string): void {
    const { items, now, readOnly, step } = this.context;
    const { training } = step.data;
    const before = items.get(stage);
    // The example is seen where it is shown.
    if (readOnly || (before && before.training === training) || (stage === "example" && !items.all("coding").length)) return;
    items.change("", (draft) => draft.put({ id: stage, kind: "stage", training, at: now() }));
  }

  private onward(next: string): HTMLElement {
    return h("p", { class: "practice-onward" },
      button(this.context.words("practice.go." + next), () => this.go(next), "primary"));
  }

  private drawTabs(): void {
    replace(this.tabs, h("ol", {}, ...this.stages.map((stage) =>
      h("li", {}, button(this.context.words("practice.stage." + stage), () => this.go(stage), "",
        { "aria-current": stage === this.stage ? "step" : false })))));
  }
}

/** The step `practice`: `data` is `{documents, conversations, prompts, example?, training}`. It holds nobody back. */
export const practice: StepFactory = (context) => new Practice(context);
