// SPDX-License-Identifier: MIT
// A film that lies beside the packet: where it is, and whether somebody says that they watched it. The packet never opens
// it by itself, and goes on as well without it: what it says can be read below.
import {h} from "../../dom";
import type {StepContext} from "../../types";
import {isolated} from "../../words";

/** A film of the step's data. `document` is its storyboard, of the packet's documents. */
export interface Film {
  document: number;
  file: string;
  title: string;
  bytes: number;
}

/**
 * The address of a file that lies in the packet's own folder; "" for any other name, and where the packet does not lie in
 * a folder. Nothing but a name of letters and digits gets through: no scheme, no other folder.
 */
export const besideAddress = (file: string, protocol: string): string =>
  protocol === "file:" && /^[A-Za-z0-9_-][A-Za-z0-9._-]*\.(webm|mp4|m4v|ogv)$/i.test(file) ? file : "";

/** The size in whole MB, and never none. */
export const megabytes = (bytes: number): number => Math.max(1, Math.round(bytes / 1e6));

const link = ({words}: StepContext, address: string): HTMLElement =>
  h("p", {}, h("a", {class: "film-open", href: address, target: "_blank", rel: "noopener noreferrer"}, words("read.film.open")));

/** What stands above the storyboard; `leave` when the step is left. */
export const filmNode = (context: StepContext, film: Film): {node: HTMLElement; leave: () => void} => {
  const {items, words, readOnly} = context;
  const id = "video:" + film.file;
  const viewed = h("input", {
    type: "checkbox",
    disabled: readOnly,
    onchange: () =>
      items.change("read.undo.film", (draft) =>
        viewed.checked ? draft.put({id, kind: "viewed", video: film.file}) : draft.remove(id)),
  });
  const update = (): void => {
    viewed.checked = !!items.get(id);
  };
  const address = besideAddress(film.file, location.protocol);
  update();
  return {
    node: h("section", {class: "film"},
      h("h2", {dir: "auto"}, film.title || words("read.film.title")),
      h("p", {}, words("read.film.what", {file: isolated(film.file), size: megabytes(film.bytes)})),
      address ? link(context, address) : null,
      h("p", {class: "quiet"}, words(address ? "read.film.lost" : "read.film.find")),
      h("label", {class: "choice"}, viewed, h("span", {}, words("read.film.viewed"))),
      h("p", {class: "film-read"}, words("read.film.read"))),
    leave: items.listen(update),
  };
};
