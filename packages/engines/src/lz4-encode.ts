import { hashWord, wordAt } from "./hash-word.js";
import { writeSequence } from "./lz4-sequence.js";

/** A block ends with at least this many literals, and no match begins in the last 12 bytes (block format, "End of block"). */
export const lastLiterals = 5;
export const matchMargin = 12;
export const leastMatch = 4;
export const mostDistance = 65535;

/** Failed searches before the step grows by one, at acceleration 1; liblz4 takes the same. */
const skipTrigger = 6;

const mostHashBits = 14;
/** Position after the last place where each hash was seen; 0 is never. Kept between calls, cleared before each. */
let table = new Int32Array(0);

/** The most bytes that a block of `length` bytes can take: one length byte more per 255 literals. */
export function lz4Bound(length: number): number {
  return length + Math.ceil(length / 255) + 16;
}

/**
 * Encodes `source` as one LZ4 block by greedy search and answers how many bytes of `destination` it takes, or 0 when
 * they do not fit. A larger `acceleration` is faster and compresses less; below 1 counts as 1, as in liblz4.
 */
export function encodeLz4(source: Uint8Array, destination: Uint8Array, acceleration = 1): number {
  const length = source.length;
  const searchEnd = length - matchMargin;
  const matchEnd = length - lastLiterals;
  const firstStep = Math.max(1, acceleration) << skipTrigger;
  const hashBits = Math.max(8, Math.min(mostHashBits, 32 - Math.clz32(length)));
  const shift = 32 - hashBits;
  const seen = clearedTable(1 << hashBits);

  let to = 0;
  let anchor = 0;
  let at = 0;
  let searches = firstStep;
  while (at < searchEnd) {
    const word = wordAt(source, at);
    const slot = hashWord(word, shift);
    let candidate = seen[slot]! - 1;
    seen[slot] = at + 1;
    if (candidate < 0 || at - candidate > mostDistance || wordAt(source, candidate) !== word) {
      at += searches++ >> skipTrigger;
      continue;
    }
    while (at > anchor && candidate > 0 && source[at - 1] === source[candidate - 1]) {
      at--;
      candidate--;
    }
    let end = at + leastMatch;
    for (let other = candidate + leastMatch; end < matchEnd && source[end] === source[other]; other++) end++;

    to = writeSequence(source, anchor, at, destination, to, at - candidate, end - at);
    if (to === 0) return 0;
    // A second entry inside the match is what finds periodic data again at once.
    if (end - 2 < searchEnd) seen[hashWord(wordAt(source, end - 2), shift)] = end - 1;
    anchor = at = end;
    searches = firstStep;
  }
  return writeSequence(source, anchor, length, destination, to, 0, 0);
}

function clearedTable(size: number): Int32Array {
  if (table.length === 0) table = new Int32Array(1 << mostHashBits);
  else table.fill(0, 0, size);
  return table;
}
