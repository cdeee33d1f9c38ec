// SPDX-License-Identifier: MIT
// Keeps the work in layers: the log in IndexedDB, a copy in localStorage, a copy in the page
// itself. At the start the layers are joined: none of them replaces another.
import {joinEntered} from "./entered";
import {newId, now} from "./ids";
import {makeBook} from "./items";
import type {Book, Change} from "./items";
import {openLog} from "./log";
import type {Begun, Log, Meta} from "./log";
import {readLocal, removeLocal, writeLocal} from "./mirror";
import {readState, writeState} from "./page";
import {isRefusal, makeResponse, readResponse} from "./response";
import {flushPending} from "./pending";
import type {Drafts, Packet, Response} from "./types";

const PAGE_MS = 1000;
const LOCAL_MS = 60000;
// UTF-16 units; all packets on a computer may share 5 million. More only where there is no log.
const LOCAL_LIMIT = 200000;
const LOCAL_MOST = 2000000;
const OPEN_MS = 8000;
// A write that takes longer has not failed and may never end: nothing is said to be kept until one does.
const WRITE_MS = 5000;
const LOG_LIMIT = 2000;
const LOG_TAIL = 300;

/** The work and the places that keep it. */
export interface Store {
  readonly book: Book;
  readonly meta: Meta;
  readonly session: string;
  /**
   * Where the last change is: `log` outlives even a machine that dies, `mirror` a closed tab; `nowhere` else than in this
   * page.
   */
  keptIn(): "log" | "mirror" | "nowhere";
  /** What was begun in a step. */
  drafts(step: string): Drafts;
  /** Names of the steps in which something was begun. */
  begun(): string[];
  /** Says that `meta` changed; `strict` where work must be on the disk. */
  touch(strict?: boolean): void;
  /** The response as it stands. */
  response(): Response;
  /** Reads the log anew, after another tab wrote it. */
  reload(): Promise<void>;
  /** Writes what waits, at once. */
  flush(strict: boolean): Promise<void>;
  /** Looks whether the log is still there, and writes it anew where somebody erased it. */
  check(): Promise<void>;
  /** Forgets the work in every layer; nothing is kept from then on. */
  erase(): Promise<void>;
}

const emptyMeta = (): Meta => ({
  response: "",
  revision: 0,
  parent: "",
  study: "",
  older: false,
  place: "",
  total: 0,
  changed: "",
  offered: null,
  shown: null,
  entered: [],
});

const within = <T>(promise: Promise<T>, ms: number): Promise<T | null> =>
  Promise.race([
    promise,
    new Promise<null>((resolve) => window.setTimeout(() => resolve(null), ms)),
  ]);

class LayeredStore implements Store {
  readonly session = newId();
  readonly book: Book;
  readonly meta = emptyMeta();
  private key: string;
  private log: Log | null = null;
  private waiting: Change[] = [];
  private started: Begun = {};
  private startedChanged = false;
  private dirty = false;
  private localKept = false;
  private failed = false;
  private healing = false;
  private erased = false;
  private writeTimer = 0;
  private pageTimer = 0;
  private pageMs = PAGE_MS;
  private localAt = 0;

  constructor(
    private packet: Packet,
    private notify: () => void,
  ) {
    this.key = `calma:${packet.study.id}:${packet.packet}:${packet.participant.id}`;
    this.book = makeBook(this.session, (change) => this.kept(change));
    const leave = (): void => {
      if (document.visibilityState === "hidden") this.leave();
    };
    document.addEventListener("visibilitychange", leave);
    window.addEventListener("pagehide", () => this.leave());
  }

  /** Reads all layers. A log that opens late is joined when it comes. */
  async open(): Promise<void> {
    await within(this.openLog(), OPEN_MS);
    this.takeMirrors();
    this.localKept = !this.book.frozen && this.testLocal();
    this.touch();
  }

  keptIn(): "log" | "mirror" | "nowhere" {
    if (this.log && !this.failed && !this.erased) return "log";
    return this.localKept && !this.erased ? "mirror" : "nowhere";
  }

  drafts(step: string): Drafts {
    const place = (key: string): string => `${step}\n${key}`;
    return {
      get: (key) => this.started[place(key)],
      set: (key, value) => {
        const name = place(key);
        const text = JSON.stringify(value);
        if (this.book.frozen || text === JSON.stringify(name in this.started ? this.started[name] : null)) return;
        if (value === null) delete this.started[name];
        else this.started[name] = JSON.parse(text);
        this.startedChanged = true;
        this.touch();
      },
    };
  }

  begun(): string[] {
    return Array.from(new Set(Object.keys(this.started).map((name) => name.slice(0, name.indexOf("\n")))));
  }

  touch(strict = false): void {
    if (this.book.frozen || this.erased) return;
    this.dirty = true;
    if (strict) void this.flush(true);
    else if (!this.writeTimer) this.writeTimer = window.setTimeout(() => void this.flush(false));
    if (!this.pageTimer) this.pageTimer = window.setTimeout(() => this.copy(false), this.pageMs);
  }

  response(): Response {
    return makeResponse(this.packet, this.book, this.meta, this.session, now());
  }

  async reload(): Promise<void> {
    this.book.clear();
    this.waiting = [];
    this.started = {};
    Object.assign(this.meta, emptyMeta(), {entered: this.meta.entered});
    // The other tab may have erased the database that this one had open.
    this.log = null;
    await this.openLog();
    this.takeMirrors();
    this.touch();
  }

  async flush(strict: boolean): Promise<void> {
    window.clearTimeout(this.writeTimer);
    this.writeTimer = 0;
    if (this.book.frozen || this.erased || !this.dirty) return;
    if (!this.log || this.failed) this.writeBeside();
    if (!this.log) return;
    const changes = this.waiting;
    const begun = this.startedChanged ? this.started : null;
    this.waiting = [];
    this.dirty = this.startedChanged = false;
    try {
      await this.write(this.log.add(changes, this.meta, begun, strict));
      this.failed = false;
    } catch (_) {
      this.waiting = changes.concat(this.waiting);
      this.dirty = true;
      this.startedChanged = this.startedChanged || !!begun;
      await this.fail();
    }
    this.notify();
  }

  async check(): Promise<void> {
    if (this.book.frozen || this.erased || !this.log) return;
    const there = await within(this.log.isThere().catch(() => false), WRITE_MS);
    if (!there) await this.fail();
  }

  async erase(): Promise<void> {
    this.erased = true;
    window.clearTimeout(this.pageTimer);
    removeLocal(this.key);
    removeLocal(`${this.key}:place`);
    removeLocal(`${this.key}:begun`);
    this.started = {};
    writeState("");
    if (this.log) await this.log.erase().catch(() => {});
  }

  private async openLog(): Promise<void> {
    try {
      const log = await openLog(this.key, () => void this.check());
      await this.replay(log);
      this.log = log;
      this.failed = false;
      this.touch();
    } catch (_) {
      this.failed = true;
      this.notify();
    }
  }

  private async replay(log: Log): Promise<void> {
    const {changes, meta, begun} = await log.load();
    changes.forEach((change) => this.book.replay(change));
    if (meta) Object.assign(this.meta, meta, {entered: joinEntered(this.meta.entered, meta.entered)});
    this.noteStudy(this.meta.study);
    this.started = Object.assign({}, begun, this.started);
    if (changes.length > LOG_LIMIT && !this.book.frozen) {
      await log.replace(this.snapshot().concat(changes.slice(-LOG_TAIL)), this.meta);
    }
  }

  private snapshot(): Change[] {
    return this.book.steps().map((step): Change => ({
      step,
      name: "",
      way: "base",
      before: [],
      after: this.book.states(step),
    }));
  }

  private takeMirrors(): void {
    this.take(readLocal(this.key));
    this.take(readState());
    if (!this.meta.response) this.meta.response = newId();
    if (this.log) return;
    this.meta.place = readLocal(`${this.key}:place`);
    this.started = Object.assign(JSON.parse(readLocal(`${this.key}:begun`) || "{}"), this.started);
  }

  /** What the response does not hold, where there is no log. */
  private writeBeside(): void {
    writeLocal(`${this.key}:place`, this.meta.place);
    if (this.startedChanged) writeLocal(`${this.key}:begun`, JSON.stringify(this.started));
    if (!this.log) this.startedChanged = false;
  }

  /** Rejects a write that does not end. */
  private async write(promise: Promise<void>): Promise<void> {
    const done = await within(promise.then(() => true), WRITE_MS);
    if (!done) throw new Error("not written");
  }

  /** The log took no more, or is gone: copies elsewhere, and tries to write it anew from what is known here. */
  private async fail(): Promise<void> {
    this.failed = true;
    this.copy(true);
    this.notify();
    if (this.healing) return;
    this.healing = true;
    try {
      const log = await within(openLog(this.key, () => void this.check()), WRITE_MS);
      if (!log) throw new Error("not opened");
      const {changes} = await log.load();
      // What is there is joined, never replaced unread.
      changes.forEach((change) => this.book.join(change.step, change.after));
      await this.write(log.replace(this.snapshot().concat(this.waiting), this.meta));
      this.log = log;
      this.waiting = [];
      this.startedChanged = true;
      this.dirty = true;
      this.failed = false;
      this.touch();
    } catch (_) {
      // It stays as it is until something else changes.
    }
    this.healing = false;
    this.notify();
  }

  /** Joins what a mirror holds; a mirror that is not of this packet is left alone. */
  private take(text: string): void {
    if (!text) return;
    const found = readResponse(text, this.packet);
    if (isRefusal(found)) return;
    Object.keys(found.steps).forEach((step) => this.book.join(step, found.steps[step].items));
    this.meta.entered = joinEntered(this.meta.entered, found.entered);
    this.noteStudy(found.study_sha256);
    if (this.meta.response) return;
    this.meta.response = found.response;
    this.meta.revision = found.revision - 1;
    this.meta.parent = found.parent;
    this.meta.changed = found.saved;
  }

  private noteStudy(sum: string): void {
    const now = this.packet.study.sha256;
    this.meta.older = this.meta.older || (!!sum && sum !== now);
    this.meta.study = now;
  }

  private testLocal(): boolean {
    const works = writeLocal(`${this.key}:test`, "1");
    removeLocal(`${this.key}:test`);
    return works;
  }

  private kept(change: Change): void {
    this.waiting.push(change);
    if (change.way !== "base") {
      if (change.way !== "more") this.meta.total++;
      this.meta.changed = now();
    }
    this.touch();
    this.notify();
  }

  /**
   * Copies the response into the page, and into localStorage if a minute passed or it must be now.
   */
  private copy(urgent: boolean): void {
    window.clearTimeout(this.pageTimer);
    this.pageTimer = 0;
    if (this.book.frozen || this.erased || !this.book.steps().length) return;
    const begun = Date.now();
    const text = JSON.stringify(this.response());
    // Never more than a thirtieth of the time, however large the response and slow the machine.
    this.pageMs = Math.max(PAGE_MS, (Date.now() - begun) * 30);
    writeState(text);
    const due = urgent || !this.log || this.failed || Date.now() - this.localAt >= LOCAL_MS;
    if (!due) return;
    this.localAt = Date.now();
    const most = this.log && !this.failed ? LOCAL_LIMIT : LOCAL_MOST;
    this.localKept = text.length <= most && writeLocal(this.key, text);
  }

  private leave(): void {
    flushPending();
    void this.flush(false);
    this.copy(true);
  }
}

/**
 * Opens the work of `packet`; `notify` is called whenever it, or how it is kept, may have changed.
 */
export const openStore = async (
  packet: Packet,
  frozen: boolean,
  notify: () => void,
): Promise<Store> => {
  const store = new LayeredStore(packet, notify);
  store.book.frozen = frozen;
  await store.open();
  return store;
};
