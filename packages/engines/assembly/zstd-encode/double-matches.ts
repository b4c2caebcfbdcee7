import { slotOf } from "./hash";
import { matchEnd, matchedBefore } from "./match-end";
import { addSequence, endList, first, second } from "./sequence-list";

/** Two words are read at a place, and at the one behind it. */
const margin: u32 = 9;
/** Two to this power of bytes without a match make the step grow by one. */
const skipTrigger: u32 = 8;

let source: u32 = 0;
let window: u32 = 0;
let longPlaces: u32 = 0;
let shortPlaces: u32 = 0;
let shift: u32 = 0;

/** Takes two tables from `pointer` on; answers where they end. */
export function placeDouble(pointer: u32, from: u32, reach: u32, hashBits: u32): u32 {
  source = from;
  window = reach;
  longPlaces = pointer;
  shortPlaces = pointer + (4 << hashBits);
  shift = 32 - hashBits;
  memory.fill(pointer, 0, 8 << hashBits);
  return pointer + (8 << hashBits);
}

/** Fills the list of a block, by the last places where the same eight, and the same five, bytes began. Blocks come in order. */
export function findDouble(start: u32, end: u32): void {
  const long = longPlaces;
  const short = shortPlaces;
  const cut = shift;
  const searchEnd = end - margin;
  let anchor = start;
  let at = start;
  let latest = first;
  while (at <= searchEnd) {
    const low = load<u32>(at);
    const high = load<u32>(at, 4);
    const longSlot = slotOf(long, low, high, cut);
    const shortSlot = slotOf(short, low, high & 0xff, cut);
    const longPlace = load<u32>(longSlot);
    const shortPlace = load<u32>(shortSlot);
    store<u32>(longSlot, at);
    store<u32>(shortSlot, at);

    const nextLow = load<u32>(at, 1);
    const repeated = at + 1 - latest;
    let place: u32 = 0;
    let length: u32 = 0;
    if (load<u32>(repeated) === nextLow && repeated >= source) {
      at++;
      place = repeated;
      length = 4;
    } else if (load<u64>(longPlace) === load<u64>(at) && isWithin(longPlace, at)) {
      place = longPlace;
      length = 8;
    } else if (
      load<u32>(shortPlace) === low &&
      load<u8>(shortPlace, 4) === <u8>high &&
      isWithin(shortPlace, at)
    ) {
      // One place on, more bytes may agree.
      const nextSlot = slotOf(long, nextLow, load<u32>(at, 5), cut);
      const nextPlace = load<u32>(nextSlot);
      store<u32>(nextSlot, at + 1);
      if (load<u64>(nextPlace) === load<u64>(at, 1) && isWithin(nextPlace, at)) {
        at++;
        place = nextPlace;
        length = 8;
      } else {
        place = shortPlace;
        length = 5;
      }
    } else {
      at += 1 + ((at - anchor) >> skipTrigger);
      continue;
    }
    const stop = matchEnd(at + length, place + length, end);
    const before = matchedBefore(at, place, min(at - anchor, place - source));
    addSequence(anchor, at - before, at - place, stop - at + before);
    const inside = at - before + 2;
    anchor = at = stop;
    if (at > searchEnd) break;
    remember(inside);
    remember(at - 2);
    remember(at - 1);
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
  const low = load<u32>(at);
  const high = load<u32>(at, 4);
  store<u32>(slotOf(longPlaces, low, high, shift), at);
  store<u32>(slotOf(shortPlaces, low, high & 0xff, shift), at);
}
