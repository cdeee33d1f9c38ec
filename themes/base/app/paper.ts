// SPDX-License-Identifier: MIT
// What is folded away on the screen is on paper all the same.

/** From now on everything is unfolded while the page is printed. */
export const unfoldForPrint = (): void => {
  let unfolded: HTMLDetailsElement[] = [];
  const fold = (): void => {
    for (const one of unfolded) one.open = false;
    unfolded = [];
  };
  window.addEventListener("beforeprint", () => {
    fold();
    unfolded = Array.from(document.querySelectorAll<HTMLDetailsElement>("details:not([open])"));
    for (const one of unfolded) one.open = true;
  });
  window.addEventListener("afterprint", fold);
};
