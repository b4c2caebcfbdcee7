import { slotOf } from "./hash";
import { matchEnd } from "./match-end";
import { addSequence, endList, first, second, third } from "./sequence-list";

/** So many bytes a hash covers, and a match has at least, but for one of the last distances. */
const leastMatch: u32 = 5;
/** Blocks end with literals: so many bytes may be read at a place. */
const margin: u32 = 8;
/** Failed searches before the step grows by one. */
const skipTrigger: u32 = 6;

let source: u32 = 0;
let window: u32 = 0;
/** By hash, the last place plus one; 0 is never. By place, modulo their number, the one before, also plus one. */
let heads: u32 = 0;
let previous: u32 = 0;
let shift: u32 = 0;
let mask: u32 = 0;
let mostTries: u32 = 0;
let patience: u32 = 0;
let enough: u32 = 0;
let inserted: u32 = 0;
/** What `find` found. */
let foundLength: u32 = 0;
let foundDistance: u32 = 0;

/** Takes two tables from `pointer` on; answers where they end. See `ZstdChainEffort` for the rest. */
export function placeChains(
  pointer: u32,
  from: u32,
  reach: u32,
  hashBits: u32,
  chainBits: u32,
  depth: u32,
  waits: u32,
  taken: u32,
): u32 {
  source = from;
  window = reach;
  heads = pointer;
  previous = pointer + (4 << hashBits);
  shift = 32 - hashBits;
  mask = (1 << chainBits) - 1;
  mostTries = depth;
  patience = waits;
  enough = taken;
  inserted = from;
  memory.fill(heads, 0, 4 << hashBits);
  return previous + (4 << chainBits);
}

/**
 * Fills the list of a block, by chains of places where the same five bytes began; a place may leave its match to a better
 * one behind. Blocks come in order.
 */
export function findChained(start: u32, end: u32): void {
  const searchEnd = end - margin;
  let anchor = start;
  let at = start;
  while (at <= searchEnd) {
    let score = find(at, end, at > anchor);
    if (foundLength === 0) {
      at += 1 + ((at - anchor) >> skipTrigger);
      continue;
    }
    let length = foundLength;
    let distance = foundDistance;
    let from = at;
    for (let next = at + 1; next <= from + patience && next <= searchEnd && length < enough; next++) {
      const other = find(next, end, true);
      // Each literal that comes before is one more to write.
      if (foundLength === 0 || other <= score + (next === from + 1 ? 4 : 7)) continue;
      score = other;
      length = foundLength;
      distance = foundDistance;
      from = next;
    }
    while (from > anchor && from - source > distance && load<u8>(from - 1) === load<u8>(from - 1 - distance)) {
      from--;
      length++;
    }
    addSequence(anchor, from, distance, length);
    at = anchor = from + length;
  }
  endList(anchor, end);
}

/** Leaves the best match at `at` in the globals, a length of 0 where there is none; answers its worth in about bits. */
function find(at: u32, end: u32, behindLiterals: bool): i32 {
  const word = load<u32>(at);
  let candidate = source - 1 + insert(at);
  let best: u32 = 0;
  let worth: i32 = 0;
  for (let which = behindLiterals ? 0 : 1; which < 3; which++) {
    const distance = which === 0 ? first : which === 1 ? second : third;
    if (distance > at - source || load<u32>(at - distance) !== word) continue;
    const length = matchEnd(at + 4, at - distance + 4, end) - at;
    if (length <= best) continue;
    best = length;
    worth = 4 * length;
    foundDistance = distance;
  }
  const lowest = <u32>max(<i32>source, <i32>(at - window));
  let longest = max(best, leastMatch - 1);
  for (let left = mostTries; candidate >= lowest && left > 0 && longest < enough; left--) {
    // A longer match must have the byte behind the longest.
    if (
      load<u32>(candidate) === word &&
      at + longest < end &&
      load<u8>(candidate + longest) === load<u8>(at + longest)
    ) {
      const length = matchEnd(at + 4, candidate + 4, end) - at;
      const value = 4 * <i32>length - (31 - <i32>clz(at - candidate + 3));
      if (length > longest && value > worth) {
        longest = best = length;
        worth = value;
        foundDistance = at - candidate;
      }
    }
    const before = source - 1 + load<u32>(previous + (((candidate - source) & mask) << 2));
    // Where a place has left the ring stands what belongs to a later one; it leads back as well.
    if (before >= candidate) break;
    candidate = before;
  }
  foundLength = best;
  return worth;
}

/** Enters all places up to `at`; answers the last one before with its hash, plus one. */
function insert(at: u32): u32 {
  let place = inserted;
  for (; place <= at; place++) {
    const slot = slotOf(heads, load<u32>(place), load<u8>(place, 4), shift);
    store<u32>(previous + (((place - source) & mask) << 2), load<u32>(slot));
    store<u32>(slot, place - source + 1);
  }
  inserted = place;
  return load<u32>(previous + (((at - source) & mask) << 2));
}
