// SPDX-License-Identifier: MIT
// Where the notes of the margin stand: each as near its passage as the others let it.

/** A note: where its passage is and how high the note is, in pixels. */
export interface Wish {
  top: number;
  height: number;
}

interface Pile {
  first: number;
  count: number;
  sum: number;
  height: number;
}

const topOf = (pile: Pile): number => Math.max(0, pile.sum / pile.count);

const join = (above: Pile, below: Pile): Pile => ({
  first: above.first,
  count: above.count + below.count,
  sum: above.sum + below.sum - below.count * above.height,
  height: above.height + below.height,
});

/**
 * Tops for notes in the order of their passages: none overlap, none is above 0, and the squares of
 * the distances from their passages are least. Notes that would collide share the shift, up and
 * down.
 */
export const stack = (wishes: Wish[], gap: number): number[] => {
  const piles: Pile[] = [];
  wishes.forEach((wish, i) => {
    let pile: Pile = { first: i, count: 1, sum: wish.top, height: wish.height + gap };
    while (piles.length) {
      const above = piles[piles.length - 1];
      if (topOf(above) + above.height <= topOf(pile)) break;
      piles.pop();
      pile = join(above, pile);
    }
    piles.push(pile);
  });
  const tops: number[] = [];
  for (const pile of piles) {
    let top = topOf(pile);
    for (let i = pile.first; i < pile.first + pile.count; i++) {
      tops.push(Math.round(top));
      top += wishes[i].height + gap;
    }
  }
  return tops;
};
