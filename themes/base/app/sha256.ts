// SPDX-License-Identifier: MIT
// SHA-256 (FIPS 180-4). The browser's own is asynchronous and missing on insecure pages; joining
// two items needs the hash at once.

const fraction = (value: number): number => ((value - Math.floor(value)) * 0x100000000) | 0;

const isPrime = (n: number): boolean => {
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false;
  return true;
};

// The standard's constants: fractions of the square and cube roots of the first primes.
const START: number[] = [];
const ROUND: number[] = [];
for (let n = 2; ROUND.length < 64; n++) {
  if (!isPrime(n)) continue;
  if (START.length < 8) START.push(fraction(Math.sqrt(n)));
  ROUND.push(fraction(Math.cbrt(n)));
}

const turned = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

const expand = (view: DataView, at: number, words: Int32Array): void => {
  for (let i = 0; i < 16; i++) words[i] = view.getInt32(at + i * 4);
  for (let i = 16; i < 64; i++) {
    const a = words[i - 15];
    const b = words[i - 2];
    words[i] =
      words[i - 16] +
      words[i - 7] +
      (turned(a, 7) ^ turned(a, 18) ^ (a >>> 3)) +
      (turned(b, 17) ^ turned(b, 19) ^ (b >>> 10));
  }
};

const mix = (state: Int32Array, words: Int32Array): void => {
  let [a, b, c, d, e, f, g, h] = Array.from(state);
  for (let i = 0; i < 64; i++) {
    const one =
      (h +
        (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) +
        ((e & f) ^ (~e & g)) +
        ROUND[i] +
        words[i]) |
      0;
    const two =
      ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => {
    state[i] += word;
  });
};

const padded = (bytes: Uint8Array): DataView => {
  const whole = new Uint8Array((((bytes.length + 8) >> 6) + 1) << 6);
  whole.set(bytes);
  whole[bytes.length] = 0x80;
  const view = new DataView(whole.buffer);
  view.setUint32(whole.length - 8, Math.floor(bytes.length / 0x20000000));
  view.setUint32(whole.length - 4, (bytes.length << 3) >>> 0);
  return view;
};

/** The SHA-256 of the text's UTF-8, 64 lower-case hexadecimal digits. */
export const sha256 = (text: string): string => {
  const view = padded(new TextEncoder().encode(text));
  const state = Int32Array.from(START);
  const words = new Int32Array(64);
  for (let at = 0; at < view.byteLength; at += 64) {
    expand(view, at, words);
    mix(state, words);
  }
  return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
};
