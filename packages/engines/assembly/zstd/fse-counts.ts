import { counts } from "./area";
import { refused } from "./refused";

/** The accuracy that the last description gave. */
export let accuracyLog: u32 = 0;
/** One more than its last symbol. */
export let symbolCount: u32 = 0;

/**
 * Reads the description of a distribution (RFC 8878, section 4.1.1) into `counts`. Answers its length in bytes, or
 * `refused`: accuracy above `mostLog`, more symbols than `mostSymbols`, or bytes missing.
 */
export function readCounts(area: u32, source: u32, end: u32, mostLog: u32, mostSymbols: u32): i32 {
  let bit: u32 = 4;
  if (source >= end) return refused;
  const log = (load<u8>(source) & 15) + 5;
  if (log > mostLog) return refused;
  let remaining: i32 = 1 << log;
  let symbol: u32 = 0;
  while (remaining > 0) {
    if (symbol >= mostSymbols) return refused;
    // One of `remaining` + 2 values (−1 is one of them): the small ones take a bit less.
    const width = 32 - clz(remaining + 1);
    const short = (1 << width) - 1 - (remaining + 1);
    let value = bits(source, end, bit, width);
    const low = value & ((1 << (width - 1)) - 1);
    if (low < short) {
      value = low;
      bit += width - 1;
    } else {
      if (value >= 1 << (width - 1)) value -= short;
      bit += width;
    }
    const count = value - 1;
    remaining -= count < 0 ? 1 : count;
    store<i16>(area + counts + 2 * symbol++, count);
    if (count !== 0) continue;
    // Two bits say how many more zeros follow; three, that two more bits do.
    for (let more = 3; more === 3; ) {
      more = bits(source, end, bit, 2);
      bit += 2;
      if (symbol + more > mostSymbols) return refused;
      for (let i = 0; i < more; i++) store<i16>(area + counts + 2 * symbol++, 0);
    }
  }
  const length = (bit + 7) >> 3;
  if (length > end - source) return refused;
  accuracyLog = log;
  symbolCount = symbol;
  return length;
}

/** Bits that lie forward from `bit`, at most 16; those behind the end are zeros, and refused later. */
function bits(source: u32, end: u32, bit: u32, width: u32): i32 {
  let word: u32 = 0;
  for (let i: u32 = 0, at = source + (bit >> 3); i < 3 && at < end; i++, at++) word |= (<u32>load<u8>(at)) << (8 * i);
  return (word >> (bit & 7)) & ((1 << width) - 1);
}
