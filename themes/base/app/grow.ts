// SPDX-License-Identifier: MIT
// Boxes for longer writing that are as high as what is written in them, on the screen and on paper.

/** Makes one fit; leaves a box alone that is not shown. */
export const grow = (area: HTMLTextAreaElement): void => {
  if (!area.getClientRects().length) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
};

/** Makes all inside `root` fit that hold something. */
export const growAll = (root: ParentNode): void => {
  for (const area of Array.from(root.querySelectorAll("textarea"))) if (area.value) grow(area);
};

/** From now on every box grows while somebody writes, and before the page is printed. */
export const keepGrowing = (): void => {
  document.addEventListener("input", ({target}) => {
    if (target instanceof HTMLTextAreaElement) grow(target);
  });
  document.addEventListener("focusin", ({target}) => {
    if (target instanceof HTMLTextAreaElement) grow(target);
  });
  window.addEventListener("beforeprint", () => growAll(document));
};
