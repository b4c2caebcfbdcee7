import { CorruptData } from "./corrupt-data.js";

/** How often each symbol occurs in a decoding table; −1 is less than once. */
export interface ZstdCounts {
  readonly counts: readonly number[];
  /** The table has two to this power of cells. */
  readonly log: number;
  /** Where in the source the description ends. */
  readonly end: number;
}

/**
 * Reads the description of a distribution (RFC 8878, section 4.1.1), of at most `mostSymbols` symbols in a table of at most
 * two to the power of `mostLog` cells. Throws `CorruptData`.
 */
export function readZstdCounts(
  source: Uint8Array,
  start: number,
  end: number,
  mostLog: number,
  mostSymbols: number,
): ZstdCounts {
  const counts: number[] = [];
  let bit = 8 * start;
  const take = (width: number) => {
    const value = peek(source, end, bit, width);
    bit += width;
    return value;
  };

  const log = 5 + take(4);
  if (log > mostLog)
    throw new CorruptData(`a zstd block describes a table of 2^${log} cells, at most 2^${mostLog} are allowed`);
  let remaining = 1 << log;
  while (remaining > 0) {
    // One of `remaining` + 2 values (−1 is one of them): the small ones take a bit less.
    const width = 32 - Math.clz32(remaining + 1);
    const short = (1 << width) - 2 - remaining;
    let value = take(width - 1);
    if (value >= short) {
      value |= take(1) << (width - 1);
      if (value >= 1 << (width - 1)) value -= short;
    }
    const count = value - 1;
    remaining -= Math.abs(count);
    counts.push(count);
    // Two bits say how many more zeros follow; three, that two more bits do.
    for (let more = count === 0 ? 3 : 0; more === 3; ) {
      more = take(2);
      for (let i = 0; i < more; i++) counts.push(0);
      if (counts.length > mostSymbols) break;
    }
    if (counts.length > mostSymbols || (remaining > 0 && counts.length === mostSymbols)) {
      throw new CorruptData(`a zstd block describes a table of more than ${mostSymbols} symbols`);
    }
  }
  if (bit > 8 * end) throw new CorruptData("a zstd block ends within the description of a table");
  return { counts, log, end: Math.ceil(bit / 8) };
}

/** Bits that lie forward from `bit`, at most 16. Those behind the end are zeros; what used one is refused at last. */
function peek(source: Uint8Array, end: number, bit: number, width: number): number {
  let word = 0;
  for (let i = 0, at = bit >>> 3; i < 3 && at < end; i++, at++) word |= source[at]! << (8 * i);
  return (word >>> (bit & 7)) & ((1 << width) - 1);
}
