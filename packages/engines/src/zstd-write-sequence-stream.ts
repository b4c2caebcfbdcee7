import { ZstdBitWriter } from "./zstd-bit-writer.js";
import { zstdCodes } from "./zstd-codes.js";
import type { ZstdSequenceList } from "./zstd-sequence-list.js";
import type { ZstdWritingTable } from "./zstd-writing-table.js";

/** The codes of one of the three numbers of each sequence, and the table to write them with. */
interface Coded {
  readonly symbols: Uint8Array;
  readonly table: ZstdWritingTable;
}

/**
 * Writes the bits of a block's sequences (RFC 8878, section 3.1.1.4), from the last sequence to the first; answers where it ends. This takes the most
 * time of all: the waiting bits, never more than seven between two values, are locals and nothing is called.
 */
export function writeZstdSequenceStream(
  { count, literalLengths, matchLengths, offsets }: ZstdSequenceList,
  { symbols: literalCodes, table: literalTable }: Coded,
  { symbols: offsetCodes, table: offsetTable }: Coded,
  { symbols: matchCodes, table: matchTable }: Coded,
  bytes: Uint8Array,
  to: number,
): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const { literalLength, matchLength } = zstdCodes();
  const { least: literalLeast, added: literalAdded } = literalLength;
  const { least: matchLeast, added: matchAdded } = matchLength;
  const { bits: literalBits, starts: literalStarts, states: literalStates } = literalTable;
  const { bits: offsetBits, starts: offsetStarts, states: offsetStates } = offsetTable;
  const { bits: matchBits, starts: matchStarts, states: matchStates } = matchTable;
  let literalState = literalTable.first(literalCodes[count - 1]!);
  let offsetState = offsetTable.first(offsetCodes[count - 1]!);
  let matchState = matchTable.first(matchCodes[count - 1]!);
  let bits = 0;
  let waiting = 0;
  for (let i = count - 1; i >= 0; i--) {
    const literalCode = literalCodes[i]!;
    const offsetCode = offsetCodes[i]!;
    const matchCode = matchCodes[i]!;
    let width: number;
    if (i < count - 1) {
      // `mostLog` of the tables is 8, so that all three fit.
      width = (offsetState + offsetBits[offsetCode]!) >> 16;
      bits |= (offsetState & ((1 << width) - 1)) << waiting;
      waiting += width;
      offsetState = offsetStates[(offsetState >> width) + offsetStarts[offsetCode]!]!;
      width = (matchState + matchBits[matchCode]!) >> 16;
      bits |= (matchState & ((1 << width) - 1)) << waiting;
      waiting += width;
      matchState = matchStates[(matchState >> width) + matchStarts[matchCode]!]!;
      width = (literalState + literalBits[literalCode]!) >> 16;
      bits |= (literalState & ((1 << width) - 1)) << waiting;
      waiting += width;
      literalState = literalStates[(literalState >> width) + literalStarts[literalCode]!]!;
      view.setInt32(to, bits, true);
      to += waiting >> 3;
      bits >>>= waiting & 24;
      waiting &= 7;
    }
    width = literalAdded[literalCode]!;
    if (width > 0) {
      bits |= (literalLengths[i]! - literalLeast[literalCode]!) << waiting;
      waiting += width;
      view.setInt32(to, bits, true);
      to += waiting >> 3;
      bits >>>= waiting & 24;
      waiting &= 7;
    }
    width = matchAdded[matchCode]!;
    if (width > 0) {
      bits |= (matchLengths[i]! - matchLeast[matchCode]!) << waiting;
      waiting += width;
      view.setInt32(to, bits, true);
      to += waiting >> 3;
      bits >>>= waiting & 24;
      waiting &= 7;
    }
    bits |= (offsets[i]! - (1 << offsetCode)) << waiting;
    waiting += offsetCode;
    view.setInt32(to, bits, true);
    to += waiting >> 3;
    bits >>>= waiting & 24;
    waiting &= 7;
  }
  const output = new ZstdBitWriter(bytes, to);
  output.put(bits, waiting);
  matchTable.last(matchState, output);
  offsetTable.last(offsetState, output);
  literalTable.last(literalState, output);
  return output.end();
}
