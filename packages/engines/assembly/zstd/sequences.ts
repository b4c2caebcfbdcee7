import { copyMatchBytes, copyMatchVectors, copyVectors } from "./copy";
import { cellBytes } from "./fse-table";
import { literalsLength, literalsMargin, literalsStart } from "./literals";
import { refused } from "./refused";
import { literalLengths, literalLengthsLog, matchLengths, matchLengthsLog, offsets, offsetsLog } from "./sequence-tables";

/** The three offsets last used in this frame (RFC 8878, section 3.1.1.5). */
let repeated1: u32 = 1;
let repeated2: u32 = 4;
let repeated3: u32 = 8;

export function forgetOffsets(): void {
  repeated1 = 1;
  repeated2 = 4;
  repeated3 = 8;
}

/** Behind so many bytes of room vectors may be written without a look at the end. */
const vectorMargin: u32 = 32;

/**
 * Decodes `count` sequences from the stream at `source` and carries them out at `to`, where the frame began at
 * `frameStart`. Answers how many bytes that gave, the literals behind the last sequence among them, or `refused`.
 */
export function runSequences(area: u32, source: u32, sourceEnd: u32, count: u32, frameStart: u32, to: u32, toEnd: u32): i32 {
  const begin = to;
  let literal = literalsStart;
  const literalEnd = literal + literalsLength;
  let offset1 = repeated1;
  let offset2 = repeated2;
  let offset3 = repeated3;

  if (sourceEnd <= source) return refused;
  const last = <u32>load<u8>(sourceEnd - 1);
  if (last === 0) return refused;
  // The bits are held as in `huffman-streams.ts`.
  let at = sourceEnd - 8;
  let bits: u64 = (load<u64>(at) | 1) << (clz(last) - 23);
  const literalTable = literalLengths;
  const matchTable = matchLengths;
  const offsetTable = offsets;
  let literalState = literalTable + cellBytes * <u32>take(bits, literalLengthsLog);
  bits <<= literalLengthsLog;
  let offsetState = offsetTable + cellBytes * <u32>take(bits, offsetsLog);
  bits <<= offsetsLog;
  let matchState = matchTable + cellBytes * <u32>take(bits, matchLengthsLog);
  bits <<= matchLengthsLog;

  for (;;) {
    let used = <u32>ctz(bits);
    at -= used >> 3;
    if (at + 8 < source) return refused;
    bits = (load<u64>(at) | 1) << (used & 7);

    const literalCell = load<u64>(literalState);
    const matchCell = load<u64>(matchState);
    const offsetCell = load<u64>(offsetState);
    const literalBits = literalCell >> 56;
    const matchBits = matchCell >> 56;
    const offsetBits = offsetCell >> 56;
    const long = literalBits + matchBits + offsetBits > 30;

    let offset = <u32>offsetCell + <u32>take(bits, offsetBits);
    bits <<= offsetBits;
    if (long) {
      used = <u32>ctz(bits);
      at -= used >> 3;
      bits = (load<u64>(at) | 1) << (used & 7);
    }
    const matchLength = <u32>matchCell + <u32>take(bits, matchBits);
    bits <<= matchBits;
    const literalLength = <u32>literalCell + <u32>take(bits, literalBits);
    bits <<= literalBits;

    if (offset > 3) {
      offset -= 3;
      offset3 = offset2;
      offset2 = offset1;
      offset1 = offset;
    } else {
      const which = offset - (literalLength !== 0 ? 1 : 0);
      if (which === 0) {
        offset = offset1;
      } else {
        offset = which === 1 ? offset2 : which === 2 ? offset3 : offset1 - 1;
        if (which !== 1) offset3 = offset2;
        offset2 = offset1;
        offset1 = offset;
      }
    }

    if (literalLength > literalEnd - literal) return refused;
    const length = literalLength + matchLength;
    const room = toEnd - to;
    if (length > room) return refused;
    // An offset of zero is refused too: it is taken for the greatest one.
    if (offset - 1 >= to + literalLength - frameStart) return refused;

    if (length + vectorMargin <= room) {
      copyVectors(to, literal, literalLength);
      literal += literalLength;
      to += literalLength;
      copyMatchVectors(area, to, offset, matchLength);
      to += matchLength;
    } else {
      memory.copy(to, literal, literalLength);
      literal += literalLength;
      to += literalLength;
      const vectors = matchLength > vectorMargin ? matchLength - vectorMargin : 0;
      if (vectors !== 0) copyMatchVectors(area, to, offset, vectors);
      copyMatchBytes(to + vectors, offset, matchLength - vectors);
      to += matchLength;
    }

    if (--count === 0) break;
    if (long) {
      used = <u32>ctz(bits);
      at -= used >> 3;
      bits = (load<u64>(at) | 1) << (used & 7);
    }
    let width = (literalCell >> 48) & 0xff;
    literalState = literalTable + cellBytes * (<u32>(literalCell >> 32 & 0xffff) + <u32>take(bits, width));
    bits <<= width;
    width = (matchCell >> 48) & 0xff;
    matchState = matchTable + cellBytes * (<u32>(matchCell >> 32 & 0xffff) + <u32>take(bits, width));
    bits <<= width;
    width = (offsetCell >> 48) & 0xff;
    offsetState = offsetTable + cellBytes * (<u32>(offsetCell >> 32 & 0xffff) + <u32>take(bits, width));
    bits <<= width;
  }

  if (8 * (at + 8 - source) !== <u32>ctz(bits)) return refused;
  repeated1 = offset1;
  repeated2 = offset2;
  repeated3 = offset3;
  const rest = literalEnd - literal;
  if (rest > toEnd - to) return refused;
  memory.copy(to, literal, rest);
  return to + rest - begin;
}

/** The next `count` bits, 0 to 63. */
function take(bits: u64, count: u64): u64 {
  return (bits >> 1) >> (63 - count);
}
