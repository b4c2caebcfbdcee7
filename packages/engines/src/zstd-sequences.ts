import { CorruptData, DestinationFull } from "./corrupt-data.js";
import { copyWithinWindow } from "./window.js";
import { backwardLength, bitsAt } from "./zstd-backward-bits.js";
import { zstdCodes } from "./zstd-codes.js";
import type { ZstdTables } from "./zstd-sequence-tables.js";

/** Offsets of more bits are read in two parts. */
const mostAtOnce = 25;

/**
 * Decodes `count` sequences from the stream that ends the block (RFC 8878, section 3.1.1.4) and appends what they give to
 * `destination`, which holds the frame's content up to `to`; then the literals behind the last one. `offsets` are the three
 * last used, and are brought up to date. Answers the new end. Throws `CorruptData`.
 */
export function runZstdSequences(
  block: DataView,
  start: number,
  end: number,
  count: number,
  { literalLength, offset, matchLength }: ZstdTables,
  literals: Uint8Array,
  offsets: Uint32Array,
  destination: Uint8Array,
  to: number,
): number {
  const codes = zstdCodes();
  const capacity = destination.length;
  let literal = 0;
  const { added: literalAdded, least: literalLeast } = codes.literalLength;
  const { added: matchAdded, least: matchLeast } = codes.matchLength;
  const offsetLeast = codes.offset.least;
  let left = backwardLength(new Uint8Array(block.buffer, block.byteOffset, block.byteLength), start, end);

  left -= literalLength.log;
  let literalCell = literalLength.cells[bitsAt(block, start, left, literalLength.log)]!;
  left -= offset.log;
  let offsetCell = offset.cells[bitsAt(block, start, left, offset.log)]!;
  left -= matchLength.log;
  let matchCell = matchLength.cells[bitsAt(block, start, left, matchLength.log)]!;
  for (;;) {
    const offsetCode = offsetCell >>> 24;
    let value = offsetLeast[offsetCode]!;
    let width = offsetCode;
    if (width > mostAtOnce) {
      left -= width - mostAtOnce;
      value += bitsAt(block, start, left, width - mostAtOnce) * 2 ** mostAtOnce;
      width = mostAtOnce;
    }
    left -= width;
    value += bitsAt(block, start, left, width);
    const matchCode = matchCell >>> 24;
    left -= matchAdded[matchCode]!;
    const matched = matchLeast[matchCode]! + bitsAt(block, start, left, matchAdded[matchCode]!);
    const literalCode = literalCell >>> 24;
    left -= literalAdded[literalCode]!;
    const copied = literalLeast[literalCode]! + bitsAt(block, start, left, literalAdded[literalCode]!);
    if (left < 0) throw malformed();
    const distance = recall(offsets, value, copied);

    if (copied > literals.length - literal) throw new CorruptData("a zstd block uses more literals than it holds");
    if (copied + matched > capacity - to) throw new DestinationFull("a zstd block", capacity);
    for (const stop = to + copied; to < stop; ) destination[to++] = literals[literal++]!;
    if (distance === 0 || distance > to) {
      throw new CorruptData(`a zstd match reaches ${distance} bytes back where ${to} are decoded`);
    }
    to = copyWithinWindow(destination, to, distance, matched);

    if (--count === 0) break;
    width = (literalCell >>> 16) & 255;
    left -= width;
    literalCell = literalLength.cells[(literalCell & 0xffff) + bitsAt(block, start, left, width)]!;
    width = (matchCell >>> 16) & 255;
    left -= width;
    matchCell = matchLength.cells[(matchCell & 0xffff) + bitsAt(block, start, left, width)]!;
    width = (offsetCell >>> 16) & 255;
    left -= width;
    offsetCell = offset.cells[(offsetCell & 0xffff) + bitsAt(block, start, left, width)]!;
  }
  if (left !== 0) throw malformed();
  const rest = literals.subarray(literal);
  if (rest.length > capacity - to) throw new DestinationFull("a zstd block", capacity);
  destination.set(rest, to);
  return to + rest.length;
}

/** What an offset's value stands for: itself plus three, or one of the last three (section 3.1.1.5). */
function recall(offsets: Uint32Array, value: number, literals: number): number {
  const first = offsets[0]!;
  const second = offsets[1]!;
  const third = offsets[2]!;
  if (value > 3) {
    offsets[2] = second;
    offsets[1] = first;
    return (offsets[0] = value - 3);
  }
  const which = value - (literals > 0 ? 1 : 0);
  if (which === 0) return first;
  if (which !== 1) offsets[2] = second;
  offsets[1] = first;
  return (offsets[0] = which === 1 ? second : which === 2 ? third : first - 1);
}

function malformed(): CorruptData {
  return new CorruptData("the sequences of a zstd block are other than its bit stream holds");
}
