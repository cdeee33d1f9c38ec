// SPDX-License-Identifier: MIT
// Phones lay their keyboard over the page: what is fixed to the foot has to climb above it.

/** Keeps a node that is fixed to the foot of the page in sight. Answers with the way to stop. */
export const lift = (node: HTMLElement): (() => void) => {
  const view = window.visualViewport;
  const fit = (): void => {
    if (!view || getComputedStyle(node).position !== "fixed") return;
    const covered = view.scale === 1 ? window.innerHeight - view.height - view.offsetTop : 0;
    node.style.bottom = covered > 0 ? `${covered}px` : "";
    node.style.maxHeight = covered > 0 ? `${view.height}px` : "";
  };
  if (!view) return () => undefined;
  view.addEventListener("resize", fit);
  view.addEventListener("scroll", fit);
  return () => {
    view.removeEventListener("resize", fit);
    view.removeEventListener("scroll", fit);
    node.style.bottom = node.style.maxHeight = "";
  };
};
