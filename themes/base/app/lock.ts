// SPDX-License-Identifier: MIT
// One tab at a time may change a packet's work. The names carry the packet: all files share one
// origin.
import {newId} from "./ids";
import {readLocal, removeLocal, writeLocal} from "./mirror";

interface LockManager {
  request(
    name: string,
    options: {ifAvailable?: boolean},
    held: (lock: unknown) => unknown,
  ): Promise<unknown>;
}

const BEAT_MS = 2000;
const STALE_MS = 10000;

const forever = new Promise<void>(() => {});

const byLock = (locks: LockManager, name: string, turn: (mine: boolean) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    const wait = (): void => {
      locks.request(name, {}, () => (turn(true), forever)).catch(() => turn(true));
    };
    locks
      .request(name, {ifAvailable: true}, (lock) => {
        turn(!!lock);
        if (!lock) wait();
        resolve();
        return lock ? forever : undefined;
      })
      .catch(reject);
  });

/** The tab that wrote last owns the key, until it has been silent for long. */
const byHeartbeat = (key: string, turn: (mine: boolean) => void): void => {
  const tab = newId();
  let mine: boolean | null = null;
  const beat = (): void => {
    const [owner, at] = readLocal(key).split(" ");
    const free = !owner || owner === tab || Math.abs(Date.now() - Number(at)) > STALE_MS;
    if (free) writeLocal(key, `${tab} ${Date.now()}`);
    if (mine !== free) turn((mine = free));
  };
  beat();
  window.setInterval(beat, BEAT_MS);
  window.addEventListener("pagehide", () => {
    if (mine) removeLocal(key);
  });
};

/**
 * Calls `turn(true)` when this tab may change things and `turn(false)` when another one does;
 * resolves after the first call. Without any way to know, this tab counts as the only one.
 */
export const takeTurns = async (name: string, turn: (mine: boolean) => void): Promise<void> => {
  const {locks} = navigator as unknown as {locks?: LockManager};
  try {
    if (locks) return await byLock(locks, name, turn);
  } catch (_) {
    // Some browsers have the object and refuse it to files.
  }
  byHeartbeat(`${name}:tab`, turn);
};
