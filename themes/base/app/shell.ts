// SPDX-License-Identifier: MIT
// Leads through the packet: where the participant is, what may follow, and the state of their work.
import {openDialog} from "./dialog";
import {h, replace} from "./dom";
import {makeFrame} from "./frame";
import type {Frame} from "./frame";
import {newId, now} from "./ids";
import * as page from "./page";
import {fileName} from "./response";
import {lastScreen, startScreen} from "./screens";
import {TimeLog, watchPage} from "./time";
import {makeTimeView} from "./timeview";
import type {TimeView} from "./timeview";
import type {Packet, PacketStep, StepContext, StepFactory, StepView, Words} from "./types";
import type {Work} from "./work";

interface Place {
  id: string;
  title: string;
  /** What stands over the place, when that is not its title. */
  heading?: string;
  kind: string;
  view: StepView;
}

/** The running packet. */
export interface Shell {
  /** Shows the state of the work anew. */
  refresh(): void;
  /** Builds the current place anew: everything may have changed. */
  reload(): void;
  toast: Frame["toast"];
}

/** The minutes of a study that pays for time, counted while this page is open. */
interface Clock {
  log: TimeLog;
  view: TimeView;
}

const CLOCK_MS = 5000;

const SHELL_KEYS: [string, string][] = [
  ["?", "shell.key.help"],
  ["Ctrl S", "shell.key.save"],
  ["Ctrl Z", "shell.key.undo"],
  ["Ctrl Shift Z", "shell.key.redo"],
];

const inTextField = (target: EventTarget | null): boolean => {
  const node = target as HTMLElement | null;
  return (
    !!node &&
    (/^(TEXTAREA|SELECT)$/.test(node.nodeName) ||
      node.isContentEditable ||
      (node.nodeName === "INPUT" &&
        !/^(checkbox|radio|button|file)$/.test((node as HTMLInputElement).type)))
  );
};

const unknownStep = (words: Words): StepView => ({
  show: (host) => void host.appendChild(h("p", {}, words("shell.unknown"))),
  hide: () => {},
  progress: () => ({done: 0, total: 0}),
  ready: () => true,
});

class PacketShell implements Shell {
  private places: Place[];
  private at = 0;
  private frame: Frame;
  private update: () => void = () => {};
  private clock: Clock | null = null;
  toast: Frame["toast"];

  constructor(
    root: HTMLElement,
    private packet: Packet,
    private words: Words,
    private work: Work,
    private steps: Record<string, StepFactory>,
  ) {
    this.frame = makeFrame(root, words, {
      list: () => this.drawList(),
      save: () => work.save(),
      help: () => this.help(),
      move: (by) => this.go(this.beside(by)),
    });
    this.toast = this.frame.toast;
    if (packet.pay && packet.steps.length) this.clock = this.makeClock();
    const screen = (id: string, show: (host: HTMLElement) => void): Place => ({
      id,
      title: words(`shell.${id}`),
      kind: id,
      view: {
        show,
        hide: () => (this.update = () => {}),
        progress: () => ({done: 0, total: 0}),
        ready: () => true,
      },
    });
    this.places = [
      screen("start", (host) => {
        this.update = startScreen(host, packet, words, work, () => this.go(this.resumeAt()), this.timeNotice());
      }),
      ...packet.steps.map((step) => this.place(step)),
      screen("end", (host) => {
        this.update = lastScreen(host, packet, words, work, this.summary(), this.declined(), this.timeNotice());
      }),
    ];
    this.places[0].heading = packet.study.title;
    document.addEventListener("keydown", (event) => this.key(event));
    this.show(0, false);
  }

  refresh(): void {
    const {frame, words, places, at} = this;
    const step = at > 0 && at <= this.packet.steps.length;
    frame.where.textContent = step
      ? words("shell.where", {n: at, total: this.packet.steps.length, title: places[at].title})
      : places[at].title;
    frame.state.textContent = this.work.stateLine();
    frame.state.className = this.work.isSafe() ? "state" : "state unsafe";
    frame.notice.textContent = this.work.readOnly ? words("shell.second") : "";
    frame.notice.hidden = !this.work.readOnly;
    frame.previous.hidden = at === 0;
    frame.next.hidden = at === places.length - 1 || at === 0;
    frame.next.disabled = !this.reachable(this.beside(1));
    if (!frame.list.hidden) this.drawList();
    if (this.clock) this.clock.view.update();
    this.update();
  }

  private makeClock(): Clock {
    const {packet, work, words} = this;
    const ids = packet.steps.map(({id}) => id);
    const log = new TimeLog(work.book, ids, watchPage(), newId, () => this.refresh());
    const view = makeTimeView(log, packet, words);
    this.frame.add(view.button);
    window.setInterval(() => log.tick(), CLOCK_MS);
    return {log, view};
  }

  private timeNotice(): HTMLElement | null {
    return this.clock && !this.declined() ? this.clock.view.notice() : null;
  }

  reload(): void {
    this.places[this.at].view.hide();
    this.show(this.at, false);
  }

  private place(step: PacketStep): Place {
    const make = this.steps[step.kind];
    const view = make ? make(this.context(step)) : unknownStep(this.words);
    return {id: step.id, title: step.title, kind: step.kind, view};
  }

  private context(step: PacketStep): StepContext {
    const {packet, words, work} = this;
    return {
      packet,
      step,
      words,
      newId,
      now,
      items: work.book.of(step.id),
      itemsOf: (id) => work.book.of(id),
      drafts: work.drafts(step.id),
      get readOnly() {
        return work.readOnly;
      },
      conversation: page.conversation,
      document: page.documentText,
      picture: page.picture,
      announce: (text) => this.frame.announce(text),
      toast: (text, action) => this.frame.toast(text, action),
      save: () => work.save(),
      changed: () => this.refresh(),
    };
  }

  /** A no to taking part leaves nothing to do but to send that answer. */
  private declined(): boolean {
    return this.packet.steps.some((step) => {
      const item =
        step.kind === "consent" &&
        step.data.optional !== true &&
        this.work.book.of(step.id).get("consent");
      return item && item.accepted === false;
    });
  }

  /** The place before or after this one; without consent there is only the end. */
  private beside(by: number): number {
    const {at, places} = this;
    if (!this.declined() || at === 0) return at + by;
    const next = at + by;
    if (next < places.length && this.reachable(next)) return next;
    return by > 0 ? places.length - 1 : places.findIndex((place) => !place.view.ready());
  }

  private reachable(at: number): boolean {
    if (at === this.places.length - 1 && this.declined()) return true;
    return this.places.slice(0, at).every((place) => place.view.ready());
  }

  private resumeAt(): number {
    const last = this.places.findIndex((place) => place.id === this.work.lastPlace());
    return last > 0 && this.reachable(last) ? last : 1;
  }

  private go(at: number): void {
    if (at < 0 || at >= this.places.length || !this.reachable(at)) return;
    const forward = at > this.at;
    const done = forward && this.at > 0;
    this.places[this.at].view.hide();
    this.toast("");
    this.show(at, true);
    if (done) this.work.stepDone(at < this.places.length - 1);
    if (at > 0) this.work.setPlace(this.places[at].id);
  }

  private show(at: number, move: boolean): void {
    const {main} = this.frame;
    const place = this.places[at];
    this.at = at;
    const isStep = at > 0 && at <= this.packet.steps.length;
    if (this.clock) this.clock.log.enter(isStep && !this.declined() ? place.id : "");
    main.className = `step step-${place.kind}`;
    const heading = h("h1", {class: "step-title", tabindex: "-1"}, place.heading || place.title);
    const host = h("div", {class: "step-host"});
    replace(main, heading, host);
    place.view.show(host);
    this.refresh();
    if (!move) return;
    window.scrollTo(0, 0);
    heading.focus();
  }

  private drawList(): void {
    const {list} = this.frame;
    const entries = this.places.map((place, at) => {
      const note = this.progress(place);
      const entry = h(
        "button",
        {
          type: "button",
          disabled: !this.reachable(at),
          "aria-current": at === this.at ? "step" : false,
          onclick: () => this.go(at),
        },
        h("span", {}, place.title),
        note && h("span", {class: "quiet"}, note),
      );
      return h("li", {}, entry);
    });
    replace(list, h("ol", {}, ...entries));
  }

  private summary(): [string, string][] {
    return this.places
      .slice(1, -1)
      .map((place): [string, string] => [place.title, this.progress(place)]);
  }

  private progress(place: Place): string {
    const {done, total} = place.view.progress();
    if (total === 0) return "";
    if (total === 1 && done === 0) return this.words("shell.progress.none");
    return done < total ? this.words("shell.progress", {done, total}) : this.words("shell.done");
  }

  private key(event: KeyboardEvent): void {
    const name = event.key.toLowerCase();
    const control = event.ctrlKey || event.metaKey;
    if (control && name === "s" && !event.altKey) {
      event.preventDefault();
      this.work.save();
    } else if (event.defaultPrevented || inTextField(event.target)) {
      return;
    } else if (control && !event.altKey && (name === "z" || name === "y")) {
      event.preventDefault();
      this.back(name === "y" || event.shiftKey ? "redo" : "undo");
    } else if (name === "?" && !control) {
      event.preventDefault();
      this.help();
    }
  }

  private back(way: "undo" | "redo"): void {
    const step = this.packet.steps[this.at - 1];
    if (!step) return;
    const name = this.work.book.of(step.id)[way]();
    this.toast(
      this.words(name ? `shell.${way}` : `shell.${way}.none`, {name: this.words(name || "")}),
    );
  }

  private help(): void {
    const rows = (this.places[this.at].view.keys || []).concat(SHELL_KEYS);
    const list = h("dl", {class: "keys"});
    for (const [keys, word] of rows) {
      list.appendChild(h("dt", {}, ...keys.split(" ").map((key) => h("kbd", {}, key))));
      list.appendChild(h("dd", {}, this.words(word)));
    }
    const keys = h("div", {}, h("h3", {}, this.words("shell.keys")), list);
    const content = h("div", {}, this.sendingBack(), keys);
    openDialog(this.words("shell.help"), content, this.words("shell.close"));
  }

  private sendingBack(): HTMLElement {
    const {packet, words} = this;
    const file = h("bdi", {class: "file-name"}, fileName(packet));
    const [before, after] = words("help.save", {save: words("shell.save")}).split("{file}");
    return h(
      "div",
      {class: "sending"},
      h("h3", {}, words("help.back")),
      h("p", {}, words("help.keep")),
      h("p", {}, words("help.forget")),
      h("p", {}, before, file, after || ""),
      h("p", {}, words("help.send")),
      h("p", {}, words("help.again")),
      h("p", {}, words("help.move", {resume: words("resume.title")})),
      h("p", {}, words("help.stuck", {copy: words("copy.open")})),
    );
  }
}

/** Builds the shell in `root` and shows its first screen. */
export const makeShell = (
  root: HTMLElement,
  packet: Packet,
  words: Words,
  work: Work,
  steps: Record<string, StepFactory>,
): Shell => new PacketShell(root, packet, words, work, steps);
