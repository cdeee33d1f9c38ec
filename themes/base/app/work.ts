// SPDX-License-Identifier: MIT
// The participant's work: what may be said about it, saving it, taking it back from a file, erasing
// it.
import {canonical} from "./canonical";
import {toCopy} from "./copied";
import {openDialog} from "./dialog";
import {button, h} from "./dom";
import {joinEntered} from "./entered";
import {download, fileBox, readFile} from "./files";
import type {Verdict} from "./files";
import type {Frame} from "./frame";
import type {Book} from "./items";
import {misfitWords} from "./misfits";
import {timeOf} from "./moments";
import type {Stamp} from "./log";
import {fileName, isRefusal, readResponse} from "./response";
import type {Store} from "./store";
import {flushPending} from "./pending";
import type {Drafts, Item, Packet, Response, Words} from "./types";

// Bytes: a packet that the browser saved, with all of its conversations.
const LARGEST = 64e6;
const STEP_CHANGES = 3;
const REMIND_CHANGES = 10;
const REMIND_MS = 10 * 60000;
const TICK_MS = 30000;

/** What the shell and its screens know about the work. */
export interface Work {
  readonly book: Book;
  readonly readOnly: boolean;
  /** What was begun in a step and is no answer yet. */
  drafts(step: string): Drafts;
  /** Titles of the steps in which something was begun, in words; "" where there is none. */
  begun(): string;
  /** The sentence of the top line; always true. */
  stateLine(): string;
  /** False when closing the page now would lose something. */
  isSafe(): boolean;
  /** True when the last file was shown back and nothing changed since. */
  isHome(): boolean;
  /** When the work was last changed, in words, or "". */
  lastChange(): string;
  /** What to say of answers from an older copy of these pages, or "". */
  older(): string;
  /** Offers the response as a file. */
  save(): void;
  /** Opens the response as text to copy. */
  showText(): void;
  /** Takes a file in: joins its items, or says why not. */
  take(file: Blob): Promise<Verdict>;
  /** Forgets everything on this computer and ends the packet. */
  erase(): Promise<void>;
  /**
   * The participant goes on to the next step; `remind` where no page follows that asks for a file.
   */
  stepDone(remind: boolean): void;
  lastPlace(): string;
  setPlace(id: string): void;
}

const KEPT = {log: "state.kept", mirror: "state.weak", nowhere: "state.lost"};

/** True for what turning a page leaves behind, of which a participant knows nothing. */
const isQuiet = ({kind, state, memo}: Item): boolean =>
  kind === "read" || (kind === "turn" && state === "seen" && !memo);

class PacketWork implements Work {
  private reminded = {total: 0, at: Date.now()};
  private gone = false;

  constructor(
    private store: Store,
    private packet: Packet,
    private words: Words,
    private toast: Frame["toast"],
    private erased: () => void,
    private refresh: () => void,
  ) {
    this.reminded.total = store.meta.total;
    window.setInterval(() => this.tick(), TICK_MS);
    window.addEventListener("beforeunload", (event) => {
      flushPending();
      if (this.gone || this.readOnly || this.since() === 0) return;
      event.preventDefault();
      event.returnValue = "";
    });
  }

  get book(): Book {
    return this.store.book;
  }

  get readOnly(): boolean {
    return this.store.book.frozen;
  }

  drafts(step: string): Drafts {
    return this.store.drafts(step);
  }

  begun(): string {
    const {words, packet, store} = this;
    const begun = new Set(store.begun());
    const titles = packet.steps.filter(({id}) => begun.has(id)).map(({title}) => title);
    return titles.length ? words("begun.where", {steps: titles.join(words("begun.comma"))}) : "";
  }

  isSafe(): boolean {
    return this.readOnly || this.store.keptIn() !== "nowhere";
  }

  isHome(): boolean {
    const {shown, total} = this.store.meta;
    return !!shown && shown.total === total;
  }

  lastChange(): string {
    const {changed} = this.store.meta;
    return changed ? timeOf(changed) : "";
  }

  stateLine(): string {
    const {words} = this;
    if (this.readOnly) return words("state.second");
    const kept = words(KEPT[this.store.keptIn()]);
    const file = this.file();
    if (!this.book.steps().length) return this.isSafe() ? words("state.empty") : kept;
    if (!file) return `${kept} ${words("state.nofile")}`;
    const since = this.since();
    const line = words(file === this.store.meta.shown ? "state.shown" : "state.offered", {
      time: timeOf(file.at),
    });
    return `${kept} ${line}${since ? words("state.since", {n: since}) : words("state.nothing")}`;
  }

  older(): string {
    const {store, packet, book, words} = this;
    return store.meta.older && book.steps().length ? misfitWords(packet, book, words) : "";
  }

  save(): void {
    const {store, packet, words} = this;
    if (this.readOnly || this.gone) return this.toast(words("state.second"));
    flushPending();
    const response = store.response();
    const text = canonical(response);
    const again = readResponse(text, packet);
    if (isRefusal(again) || canonical(again) !== text) return this.toast(words("save.failed"));
    const name = fileName(packet);
    download(name, text);
    this.offered(response);
    const said = [words("save.made", {name}), this.begun()].filter((text) => text).join(" ");
    this.toast(said, {label: words("save.check"), run: () => this.check()});
  }

  showText(): void {
    const {words} = this;
    flushPending();
    const response = this.store.response();
    const area = h("textarea", {
      readonly: true,
      "aria-label": words("copy.title"),
      value: toCopy(canonical(response)),
    });
    const said = h("p", {class: "answer", role: "status"});
    const copy = async (): Promise<void> => {
      area.select();
      let done = document.execCommand("copy");
      if (!done)
        done = await navigator.clipboard.writeText(area.value).then(
          () => true,
          () => false,
        );
      said.textContent = words(done ? "copy.done" : "copy.failed");
      if (done) this.offered(response);
    };
    const content = h(
      "div",
      {},
      h("p", {}, words("copy.help")),
      area,
      h("p", {class: "actions"}, button(words("copy.button"), () => void copy(), "primary")),
      said,
    );
    openDialog(words("copy.title"), content, words("shell.close"));
  }

  async take(file: Blob): Promise<Verdict> {
    const {words, packet} = this;
    if (this.readOnly) return {good: false, message: words("state.second")};
    flushPending();
    if (file.size > LARGEST) return {good: false, message: words("file.large")};
    const text = await readFile(file).catch(() => null);
    if (text === null) return {good: false, message: words("file.unreadable")};
    const found = readResponse(text, packet);
    if (isRefusal(found)) return {good: false, message: words(found.problem, found.values)};
    const verdict = this.join(found);
    if (found.study_sha256 !== packet.study.sha256) {
      this.store.meta.older = true;
      verdict.message = `${verdict.message} ${this.older()}`;
    }
    this.store.touch(true);
    this.refresh();
    return verdict;
  }

  async erase(): Promise<void> {
    this.gone = true;
    await this.store.erase();
    this.erased();
  }

  stepDone(remind: boolean): void {
    flushPending();
    void this.store.flush(true);
    if (remind && this.since() >= STEP_CHANGES && !this.readOnly) this.remind("remind.step");
  }

  lastPlace(): string {
    return this.store.meta.place;
  }

  setPlace(id: string): void {
    this.store.meta.place = id;
    this.store.touch();
  }

  /** The last file that was made or shown. */
  private file(): Stamp | null {
    const {shown, offered} = this.store.meta;
    return shown && (!offered || shown.total >= offered.total) ? shown : offered;
  }

  private since(): number {
    const file = this.file();
    return this.store.meta.total - (file ? file.total : 0);
  }

  private offered(response: Response): void {
    const {meta} = this.store;
    meta.revision = response.revision;
    meta.parent = response.sum;
    meta.offered = {sum: response.sum, at: response.saved, total: meta.total};
    this.reminded = {total: meta.total, at: Date.now()};
    this.store.touch(true);
    this.refresh();
  }

  /** Items here that the file lacks or has in an older state, without what the page noted itself. */
  private missing(found: Response): number {
    let n = 0;
    for (const step of this.book.steps()) {
      const theirs = found.steps[step] ? found.steps[step].items : [];
      const texts = new Set(theirs.map(canonical));
      const ids = new Set(theirs.map((item) => item.id));
      // Minutes go on being counted while the file is looked for.
      const lacks = (item: Item): boolean =>
        item.kind !== "time" && !texts.has(canonical(item)) && (ids.has(item.id) || !isQuiet(item));
      n += this.book.states(step).filter(lacks).length;
    }
    return n;
  }

  private join(found: Response): Verdict {
    const {words, book} = this;
    const {meta} = this.store;
    if (book.steps().length === 0) meta.response = found.response;
    const joined = Object.keys(found.steps).filter(
      (step) => book.join(step, found.steps[step].items, "file.undo") > 0,
    );
    const missing = this.missing(found);
    const ours = meta.offered && meta.offered.sum === found.sum;
    const total = ours ? (meta.offered as Stamp).total : meta.total - missing;
    // An older file shown after a newer one takes nothing back.
    if (!meta.shown || total >= meta.shown.total) {
      meta.shown = {sum: found.sum, at: found.saved, total};
    }
    meta.revision = Math.max(meta.revision, found.revision);
    meta.entered = joinEntered(meta.entered, found.entered);
    if (joined.length || !missing) meta.parent = found.sum;
    if (joined.length) {
      const undo = (): void => joined.forEach((step) => book.of(step).undo());
      this.toast(words("file.resumed"), {label: words("shell.undo.button"), run: undo});
      return {good: true, message: words("file.resumed")};
    }
    const values = {n: missing, time: timeOf(found.saved)};
    return {good: missing === 0, message: words(missing ? "file.older" : "file.whole", values)};
  }

  private check(): void {
    const {words} = this;
    const box = fileBox(words, words("check.choose"), words("check.help"), (file) =>
      this.take(file),
    );
    const text = button(words("copy.open"), () => this.showText(), "link");
    openDialog(words("check.title"), h("div", {}, box, text), words("shell.close"));
  }

  private tick(): void {
    const {total} = this.store.meta;
    void this.store.check();
    if (this.gone || this.readOnly || this.since() === 0) {
      this.reminded = {total, at: Date.now()};
    } else if (
      total - this.reminded.total >= REMIND_CHANGES ||
      Date.now() - this.reminded.at >= REMIND_MS
    ) {
      this.remind("remind.changes");
    }
  }

  private remind(key: string): void {
    const {words} = this;
    this.reminded = {total: this.store.meta.total, at: Date.now()};
    this.toast(words(key, {n: this.since()}), {label: words("shell.save"), run: () => this.save()});
  }
}

/** The work that `store` keeps; `erased` is called when nothing of it is left. */
export const makeWork = (
  store: Store,
  packet: Packet,
  words: Words,
  toast: Frame["toast"],
  erased: () => void,
  refresh: () => void,
): Work => new PacketWork(store, packet, words, toast, erased, refresh);
