// SPDX-License-Identifier: MIT
// The log in IndexedDB: one record for each change, and one record of what the response is.
// A killed browser loses seconds of localStorage, but nothing of this.
import type {Entered} from "./entered";
import type {Change} from "./items";

/** A file that held the work: its sum, when it was made, and how many changes the work then had. */
export interface Stamp {
  sum: string;
  at: string;
  total: number;
}

/** What is kept beside the items. */
export interface Meta {
  response: string;
  revision: number;
  parent: string;
  /** The study as it was when this was written last, and whether something here is from before a change of it. */
  study: string;
  older: boolean;
  /** The step at which the participant last was. */
  place: string;
  /** Changes made so far, and when the last one was. */
  total: number;
  changed: string;
  /** The last file that was made, and the last one that was shown back. */
  offered: Stamp | null;
  shown: Stamp | null;
  /** Sessions in which somebody typed in what stood on paper. */
  entered: Entered[];
}

/** What was begun, by step and key. */
export type Begun = Record<string, unknown>;

/** What a log holds. */
export interface Kept {
  changes: Change[];
  meta: Meta | null;
  begun: Begun | null;
}

export interface Log {
  load(): Promise<Kept>;
  /** Adds records, and what was begun where that is given; `strict` waits for the disk where the browser can. */
  add(changes: Change[], meta: Meta, begun: Begun | null, strict: boolean): Promise<void>;
  /** Puts `changes` in the place of all records. */
  replace(changes: Change[], meta: Meta): Promise<void>;
  /** False when its records are gone: somebody erased what the browser keeps. */
  isThere(): Promise<boolean>;
  erase(): Promise<void>;
}

const STORES = ["changes", "meta"];
const LOST_MS = 500;
type Begin = (
  names: string[],
  mode: IDBTransactionMode,
  options?: {durability: string},
) => IDBTransaction;

const answer = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const finished = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });

const openDatabase = (name: string): Promise<IDBDatabase> => {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("changes", {autoIncrement: true});
    request.result.createObjectStore("meta");
  };
  return answer(request);
};

/** Opens the log of that name; rejects where the browser keeps none. `lost` hears when the browser closed it. */
export const openLog = async (name: string, lost: () => void): Promise<Log> => {
  const database = await openDatabase(name);
  database.onversionchange = () => {
    database.close();
    // Whoever wants it erased has to be done first.
    window.setTimeout(lost, LOST_MS);
  };
  database.onclose = lost;
  const write = (
    strict: boolean,
    work: (changes: IDBObjectStore, meta: IDBObjectStore) => void,
  ): Promise<void> => {
    const begin = database.transaction.bind(database) as Begin;
    const transaction = begin(STORES, "readwrite", {durability: strict ? "strict" : "relaxed"});
    work(transaction.objectStore("changes"), transaction.objectStore("meta"));
    return finished(transaction);
  };
  return {
    async load() {
      const transaction = database.transaction(STORES, "readonly");
      const changes = answer(transaction.objectStore("changes").getAll());
      const metas = transaction.objectStore("meta");
      const meta = answer(metas.get("meta"));
      const begun = answer(metas.get("begun"));
      return {changes: await changes, meta: (await meta) || null, begun: (await begun) || null};
    },
    add: (list, meta, begun, strict) =>
      write(strict, (changes, metas) => {
        list.forEach((change) => changes.add(change));
        metas.put(meta, "meta");
        if (begun) metas.put(begun, "begun");
      }),
    replace: (list, meta) =>
      write(true, (changes, metas) => {
        changes.clear();
        list.forEach((change) => changes.add(change));
        metas.put(meta, "meta");
      }),
    async isThere() {
      const transaction = database.transaction(STORES, "readonly");
      return (await answer(transaction.objectStore("meta").get("meta"))) !== undefined;
    },
    async erase() {
      await write(true, (changes, metas) => {
        changes.clear();
        metas.clear();
      });
      database.close();
      indexedDB.deleteDatabase(name);
    },
  };
};
