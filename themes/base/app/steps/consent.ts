// SPDX-License-Identifier: MIT
// Consent: the texts, and the participant's own yes or no. A no is kept like any answer, and can be
// changed.
import {clear, h} from "../dom";
import type {StepContext, StepFactory, StepView} from "../types";

const answer = (context: StepContext): boolean | undefined => {
  const item = context.items.get("consent");
  return item && (item.accepted as boolean);
};

const say = (context: StepContext, accepted: boolean): void => {
  if (context.readOnly) return;
  const texts = context.step.data.documents as number[];
  const documents = texts.map((n) => context.packet.documents[n].sha256);
  context.items.change(accepted ? "consent.undo.yes" : "consent.undo.no", (draft) => {
    draft.put({id: "consent", kind: "consent", accepted, documents, at: context.now()});
  });
};

const choice = (context: StepContext, accepted: boolean): HTMLElement => {
  const box = h("input", {
    type: "radio",
    name: "consent",
    checked: answer(context) === accepted,
    disabled: context.readOnly,
    onchange: () => say(context, accepted),
  });
  const text = context.words(accepted ? "consent.accept" : "consent.decline");
  return h("label", {class: "choice"}, box, h("span", {}, text));
};

const outcome = (context: StepContext): string => {
  const accepted = answer(context);
  if (accepted === undefined) return context.words("consent.open");
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
      const result = h("p", {class: "outcome", role: "status"});
      const form = h("fieldset", {class: "choices"});
      const draw = (): void => {
        clear(form);
        form.appendChild(h("legend", {}, words("consent.question")));
        form.appendChild(choice(context, true));
        form.appendChild(choice(context, false));
        result.textContent = outcome(context);
        result.className = answer(context) === false ? "outcome declined" : "outcome";
      };
      for (const n of step.data.documents as number[]) {
        const text = h("div", {class: "text document"});
        text.appendChild(context.document(n));
        host.appendChild(text);
      }
      if (step.data.ethics) {
        host.appendChild(
          h("p", {class: "quiet"}, words("consent.ethics", {id: String(step.data.ethics)})),
        );
      }
      draw();
      host.appendChild(form);
      host.appendChild(result);
      stop = context.items.listen(() => {
        const focused = form.contains(document.activeElement);
        draw();
        const chosen = form.querySelector("input:checked") as HTMLElement | null;
        if (focused && chosen) chosen.focus();
        context.changed();
      });
    },
    hide: () => stop(),
    progress: () => ({done: answer(context) === undefined ? 0 : 1, total: 1}),
    ready: () => answer(context) === true || step.data.optional === true,
  };
};
