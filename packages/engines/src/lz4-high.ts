import { hashWord, wordAt } from "./hash-word.js";
import { lastLiterals, leastMatch, matchMargin, mostDistance } from "./lz4-encode.js";
import { writeSequence } from "./lz4-sequence.js";

const hashBits = 15;
const windowMask = 0xffff;
let heads = new Int32Array(0);
let previous = new Int32Array(0);

/**
 * Encodes one LZ4 block by searching chains of earlier places and by looking one byte ahead before it takes a match:
 * slower than `encodeLz4` and smaller, the same format. `level` is 1 to 12 as in lz4hc. Answers the bytes written, or 0
 * when they do not fit.
 */
export function encodeLz4High(source: Uint8Array, destination: Uint8Array, level: number): number {
  const length = source.length;
  const searchEnd = length - matchMargin;
  const matchEnd = length - lastLiterals;
  const depth = 1 << Math.max(1, Math.min(12, level));
  prepare();

  let inserted = 0;
  let bestLength = 0;
  let bestStart = 0;

  /** The longest earlier match of the bytes at `at`, after entering every place before it. */
  const search = (at: number) => {
    for (; inserted <= at; inserted++) {
      const slot = hashWord(wordAt(source, inserted), 32 - hashBits);
      previous[inserted & windowMask] = heads[slot]!;
      heads[slot] = inserted + 1;
    }
    bestLength = leastMatch - 1;
    let candidate = previous[at & windowMask]! - 1;
    for (let left = depth; left > 0 && candidate >= 0 && at - candidate <= mostDistance; left--) {
      if (source[candidate + bestLength] === source[at + bestLength]) {
        let matched = 0;
        while (at + matched < matchEnd && source[candidate + matched] === source[at + matched]) matched++;
        if (matched > bestLength) {
          bestLength = matched;
          bestStart = candidate;
        }
      }
      candidate = previous[candidate & windowMask]! - 1;
    }
  };

  let to = 0;
  let anchor = 0;
  let at = 0;
  while (at < searchEnd) {
    search(at);
    if (bestLength < leastMatch) {
      at++;
      continue;
    }
    let start = bestStart;
    let matched = bestLength;
    while (at + 1 < searchEnd) {
      search(at + 1);
      if (bestLength <= matched) break;
      at++;
      start = bestStart;
      matched = bestLength;
    }
    to = writeSequence(source, anchor, at, destination, to, at - start, matched);
    if (to === 0) return 0;
    anchor = at += matched;
  }
  return writeSequence(source, anchor, length, destination, to, 0, 0);
}

function prepare(): void {
  if (heads.length === 0) {
    heads = new Int32Array(1 << hashBits);
    previous = new Int32Array(windowMask + 1);
  } else {
    heads.fill(0);
  }
}
