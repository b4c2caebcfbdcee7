import { slotOf } from "./hash";
import { matchEnd, matchedBefore } from "./match-end";
import { addSequence, endList, first, second } from "./sequence-list";

/** Two words are read at a place, and at the one behind it. */
const margin: u32 = 9;
/** Two to this power of bytes without a match make the step grow by one. */
const skipTrigger: u32 = 7;

let source: u32 = 0;
let window: u32 = 0;
let places: u32 = 0;
let shift: u32 = 0;
let mask: u32 = 0;
let leastStep: u32 = 0;

/** Takes a table from `pointer` on; answers where it ends. See `ZstdFastEffort` for the rest. */
export function placeFast(
  pointer: u32,
  from: u32,
  reach: u32,
  hashBits: u32,
  hashedBytes: u32,
  step: u32,
): u32 {
  source = from;
  window = reach;
  places = pointer;
  shift = 32 - hashBits;
  mask = 0xffffffff >> (64 - 8 * hashedBytes);
  leastStep = step;
  memory.fill(places, 0, 4 << hashBits);
  return places + (4 << hashBits);
}

/** Fills the list of a block, by the last place where the same bytes began. Blocks come in order. */
export function findFast(start: u32, end: u32): void {
  const table = places;
  const cut = shift;
  const high = mask;
  const step = leastStep;
  const searchEnd = end - margin;
  let anchor = start;
  let at = start;
  let latest = first;
  while (at <= searchEnd) {
    const word = load<u32>(at);
    const nextWord = load<u32>(at, 1);
    const slot = slotOf(table, word, load<u32>(at, 4) & high, cut);
    const nextSlot = slotOf(table, nextWord, load<u32>(at, 5) & high, cut);
    const candidate = load<u32>(slot);
    store<u32>(slot, at);
    const nextCandidate = load<u32>(nextSlot);
    store<u32>(nextSlot, at + 1);

    let place = at + 1 - latest;
    if (load<u32>(place) === nextWord && place >= source) {
      at++;
    } else if (load<u32>(candidate) === word && isWithin(candidate, at)) {
      place = candidate;
    } else if (load<u32>(nextCandidate) === nextWord && isWithin(nextCandidate, at)) {
      at++;
      place = nextCandidate;
    } else {
      at += step + ((at - anchor) >> skipTrigger);
      continue;
    }
    const stop = matchEnd(at + 4, place + 4, end);
    const before = matchedBefore(at, place, min(at - anchor, place - source));
    addSequence(anchor, at - before, at - place, stop - at + before);
    const inside = at + 2;
    anchor = at = stop;
    if (at > searchEnd) break;
    remember(inside);
    remember(at - 2);
    // What alternates with another distance goes on at once.
    for (; at <= searchEnd; anchor = at) {
      place = at - second;
      if (load<u32>(place) !== load<u32>(at) || place < source) break;
      const matched = matchEnd(at + 4, place + 4, end);
      remember(at);
      addSequence(at, at, at - place, matched - at);
      at = matched;
    }
    latest = first;
  }
  endList(anchor, end);
}

/** Whether a place is one, and so near that a reader remembers it at `at` and behind it. */
@inline
function isWithin(place: u32, at: u32): bool {
  return place >= source && at - place < window;
}

@inline
function remember(at: u32): void {
  store<u32>(slotOf(places, load<u32>(at), load<u32>(at, 4) & mask, shift), at);
}
