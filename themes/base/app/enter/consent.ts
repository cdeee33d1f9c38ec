// SPDX-License-Identifier: MIT
// Consent as it was given on paper: the packet's own page, and what stands on the line below it.
import {h} from "../dom";
import {Fields, labelled, line, written} from "../fields";
import {consent} from "../steps/consent";
import type {StepContext, StepView} from "../types";

/** The step `consent` with a field for what was signed: the date, and a sign of their own. */
export const typedConsent = (context: StepContext): StepView => {
  const {items, words, readOnly} = context;
  const view = consent(context);
  const fields = new Fields(readOnly);
  const signed = line();
  let stop = (): void => undefined;
  const said = (): string => {
    const item = items.get("consent");
    return item && typeof item.signed === "string" ? item.signed : "";
  };
  const keep = (): void => {
    const item = items.get("consent");
    if (!item || said() === written(signed)) return;
    items.change("enter.undo.signed", (draft) => {
      const {signed: before, ...rest} = item;
      draft.put(written(signed) ? {...rest, signed: written(signed)} : rest);
    });
  };
  fields.add(signed, keep);
  return {
    show(host) {
      view.show(host);
      host.appendChild(h("div", {class: "enter-signed"}, labelled(words("enter.signed"), signed, words("enter.signed.hint"))));
      signed.value = signed.value || said();
      // Another answer is another item: what was signed belongs to it, too.
      stop = items.listen(() => keep());
    },
    hide() {
      fields.flush();
      stop();
      view.hide();
    },
    progress: () => view.progress(),
    ready: () => view.ready(),
  };
};
