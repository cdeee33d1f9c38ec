// SPDX-License-Identifier: MIT
// Consent: the texts, and the participant's own yes or no. A no is kept like any answer, and can be
// changed.
import {documentNode} from "../document";
import {h} from "../dom";
import type {StepContext, StepFactory, StepView} from "../types";

const answer = (context: StepContext): boolean | undefined => {
  const item = context.items.get("consent");
  return item && (item.accepted as boolean);
};

/** The texts as they are now. */
const sumsOf = ({packet, step}: StepContext): string[] =>
  (step.data.documents as number[]).map((n) => packet.documents[n].sha256);

/** True when the texts were changed after somebody answered. */
const isOlder = (context: StepContext): boolean => {
  const item = context.items.get("consent");
  return !!item && String(item.documents) !== String(sumsOf(context));
};

const say = (context: StepContext, accepted: boolean): void => {
  if (context.readOnly || (answer(context) === accepted && !isOlder(context))) return;
  const documents = sumsOf(context);
  context.items.change(accepted ? "consent.undo.yes" : "consent.undo.no", (draft) => {
    draft.put({id: "consent", kind: "consent", accepted, documents, at: context.now()});
  });
};

const radio = (context: StepContext, accepted: boolean): HTMLInputElement =>
  h("input", {type: "radio", name: "consent", onclick: () => say(context, accepted)});

const labelled = (box: HTMLInputElement, text: string): HTMLElement =>
  h("label", {class: "choice"}, box, h("span", {}, text));

const outcome = (context: StepContext): string => {
  const accepted = answer(context);
  if (accepted === undefined) return context.words("consent.open");
  if (isOlder(context)) return context.words("consent.older");
  if (accepted) return context.words("consent.accepted");
  const optional = context.step.data.optional === true;
  return context.words(optional ? "consent.declined.optional" : "consent.declined");
};

/**
 * The consent step. Its view is ready when the participant agreed, or when agreeing is optional.
 */
export const consent: StepFactory = (context): StepView => {
  let stop = (): void => {};
  const {words, step} = context;
  return {
    show(host) {
      const yes = radio(context, true);
      const no = radio(context, false);
      const result = h("p", {role: "status"});
      const draw = (): void => {
        const accepted = answer(context);
        yes.checked = accepted === true;
        no.checked = accepted === false;
        yes.disabled = no.disabled = context.readOnly;
        result.textContent = outcome(context);
        result.className = accepted === false ? "outcome declined" : "outcome";
      };
      for (const n of step.data.documents as number[]) {
        host.appendChild(documentNode(context, n));
      }
      if (step.data.ethics) {
        const id = String(step.data.ethics);
        host.appendChild(h("p", {class: "quiet"}, words("consent.ethics", {id})));
      }
      const legend = h("legend", {}, words("consent.question"));
      const choices = [
        labelled(yes, words("consent.accept")),
        labelled(no, words("consent.decline")),
      ];
      host.appendChild(h("fieldset", {class: "choices"}, legend, ...choices));
      host.appendChild(result);
      draw();
      stop = context.items.listen(() => {
        draw();
        context.changed();
      });
    },
    hide: () => stop(),
    progress: () => ({done: answer(context) === undefined ? 0 : 1, total: 1}),
    ready: () => answer(context) === true || step.data.optional === true,
  };
};
