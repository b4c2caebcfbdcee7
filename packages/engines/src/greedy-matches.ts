import { hashWord, wordAt } from "./hash-word.js";

const hashBits = 14;
/** Failed searches before the step grows by one. */
const skipTrigger = 5;
const leastMatch = 4;
/** Position after the last place where each hash was seen; 0 is never. Kept between calls, cleared before each. */
let seen = new Int32Array(0);

/**
 * Walks over `source` and calls `emit` for each match it takes: the literals are `source[anchor, at)`, the match is
 * `length` bytes (4 at least) that stand `distance` bytes back. `emit` may answer `false` to stop. What follows the last
 * match is literals, `lastLiterals` of them at least; answers where they begin.
 */
export function greedyMatches(
  source: Uint8Array,
  { mostDistance, lastLiterals }: { readonly mostDistance: number; readonly lastLiterals: number },
  emit: (anchor: number, at: number, distance: number, length: number) => boolean | void,
): number {
  const matchEnd = source.length - lastLiterals;
  const searchEnd = matchEnd - leastMatch;
  if (seen.length === 0) seen = new Int32Array(1 << hashBits);
  else seen.fill(0);

  let anchor = 0;
  let at = 0;
  let searches = 1 << skipTrigger;
  while (at <= searchEnd) {
    const word = wordAt(source, at);
    const slot = hashWord(word, 32 - hashBits);
    const candidate = seen[slot]! - 1;
    seen[slot] = at + 1;
    if (candidate < 0 || at - candidate > mostDistance || wordAt(source, candidate) !== word) {
      at += searches++ >> skipTrigger;
      continue;
    }
    let length = leastMatch;
    while (at + length < matchEnd && source[at + length] === source[candidate + length]) length++;
    if (emit(anchor, at, at - candidate, length) === false) return anchor;
    at += length;
    anchor = at;
    searches = 1 << skipTrigger;
  }
  return anchor;
}
