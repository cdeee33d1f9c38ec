// SPDX-License-Identifier: MIT
// Boxes take no more than can be kept. What is pasted into them and does not fit is said, not dropped
// in silence.

type Box = HTMLInputElement | HTMLTextAreaElement;

/** True when `added` does not fit in the box in the place of what is chosen there. */
const isCut = (box: Box, added: string): boolean => {
  const chosen = (box.selectionEnd || 0) - (box.selectionStart || 0);
  return box.maxLength >= 0 && box.value.length - chosen + added.length > box.maxLength;
};

/** From now on calls `cut` with a box's limit whenever a paste is too long for it. */
export const watchPastes = (cut: (limit: number) => void): void =>
  document.addEventListener("paste", ({target, clipboardData}) => {
    if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return;
    // Browsers count a line break as one.
    const added = clipboardData ? clipboardData.getData("text").replace(/\r\n/g, "\n") : "";
    if (isCut(target, added)) cut(target.maxLength);
  });
