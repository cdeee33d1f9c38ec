// SPDX-License-Identifier: MIT
// The keyboard on slips: arrows go along a list, letters are commands.

/** What a key may ask of the page. */
export interface Keyboard {
  /** Goes `by` slips along the list of this slip; an infinite number goes to its end. */
  go(slip: HTMLElement, by: number): void;
  open(slip: HTMLElement): void;
  command(name: string, slip: HTMLElement | null): void;
  undo(): void;
}

const COMMANDS: Record<string, string> = { p: "put", m: "merge", r: "rename", x: "split", delete: "take" };

const isWriting = (node: Element): boolean =>
  /^(TEXTAREA|SELECT)$/.test(node.nodeName) ||
  (node.nodeName === "INPUT" && !/^(checkbox|radio)$/.test((node as HTMLInputElement).type));

const steps = (key: string, rightToLeft: boolean): number => {
  const side = rightToLeft ? -1 : 1;
  const all: Record<string, number> = {
    ArrowDown: 1, ArrowUp: -1, ArrowRight: side, ArrowLeft: -side, Home: -Infinity, End: Infinity,
  };
  return all[key] || 0;
};

/** The key's name; on a keyboard of another script the Latin letter of its place. */
const nameOf = (event: KeyboardEvent): string =>
  (event.key > "~" && event.key.length === 1 ? event.code.replace("Key", "") : event.key).toLowerCase();

const handled = (event: KeyboardEvent, page: Keyboard, rightToLeft: boolean): boolean => {
  const at = event.target as Element;
  const slip = at.closest<HTMLElement>(".cluster-slip");
  const by = steps(event.key, rightToLeft);
  const key = nameOf(event);
  const name = COMMANDS[key];
  if (slip && by) page.go(slip, by);
  else if (slip && event.key === "Enter" && at.nodeName === "INPUT") page.open(slip);
  else if (name) page.command(name, slip);
  else if (key === "u") page.undo();
  else return false;
  return true;
};

/** Listens inside `root`. Text fields keep all their keys. */
export const listenKeys = (root: HTMLElement, page: Keyboard, rightToLeft: boolean): void =>
  root.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (!isWriting(event.target as Element) && handled(event, page, rightToLeft)) event.preventDefault();
  });
