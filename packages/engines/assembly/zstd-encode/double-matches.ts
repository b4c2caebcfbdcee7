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
  // Places are remembered plus one; 0 is never, and lies before the source.
  const base = source - 1;
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
    const longPlace = base + load<u32>(longSlot);
    const shortPlace = base + load<u32>(shortSlot);
    store<u32>(longSlot, at - base);
    store<u32>(shortSlot, at - base);

    const lowest = <u32>max(<i32>source, <i32>(at + 1 - window));
    const nextLow = load<u32>(at, 1);
    const repeated = at + 1 - latest;
    let place: u32 = 0;
    let length: u32 = 0;
    if (load<u32>(repeated) === nextLow && repeated >= source) {
      at++;
      place = repeated;
      length = 4;
    } else if (load<u64>(longPlace) === load<u64>(at) && longPlace >= lowest) {
      place = longPlace;
      length = 8;
    } else if (
      load<u32>(shortPlace) === low &&
      load<u8>(shortPlace, 4) === <u8>high &&
      shortPlace >= lowest
    ) {
      // One place on, more bytes may agree.
      const nextSlot = slotOf(long, nextLow, load<u32>(at, 5), cut);
      const nextPlace = base + load<u32>(nextSlot);
      store<u32>(nextSlot, at + 1 - base);
      if (load<u64>(nextPlace) === load<u64>(at, 1) && nextPlace >= lowest) {
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
    remember(base, inside);
    remember(base, at - 2);
    remember(base, at - 1);
    // What alternates with another distance goes on at once.
    for (; at <= searchEnd; anchor = at) {
      place = at - second;
      if (load<u32>(place) !== load<u32>(at) || place < source) break;
      const matched = matchEnd(at + 4, place + 4, end);
      remember(base, at);
      addSequence(at, at, at - place, matched - at);
      at = matched;
    }
    latest = first;
  }
  endList(anchor, end);
}

@inline
function remember(base: u32, at: u32): void {
  const low = load<u32>(at);
  const high = load<u32>(at, 4);
  store<u32>(slotOf(longPlaces, low, high, shift), at - base);
  store<u32>(slotOf(shortPlaces, low, high & 0xff, shift), at - base);
}
