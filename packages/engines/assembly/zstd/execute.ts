import { batch, patterns } from "./area";
import { sequenceBytes } from "./sequence-stream";

/** Behind so many bytes of room vectors are written without a look at the end. */
const vectorMargin: u32 = 64;

/** The three offsets last used in this frame (RFC 8878, section 3.1.1.5). */
let repeated1: u32 = 0;
let repeated2: u32 = 0;
let repeated3: u32 = 0;

/** Where the next literal lies. */
export let nextLiteral: u32 = 0;

export function forgetOffsets(): void {
  repeated1 = 1;
  repeated2 = 4;
  repeated3 = 8;
}

export function openLiterals(from: u32): void {
  nextLiteral = from;
}

/**
 * Carries out the first `count` sequences of the batch: literals and matches go to `to`, where the frame began at
 * `frameStart`. Answers the new end, or 0 where there are too few literals, a match begins before the frame, or
 * `toEnd` is passed. `literalEnd` may be read behind, see `literalsMargin`.
 */
export function executeBatch(area: u32, count: u32, literalEnd: u32, frameStart: u32, to: u32, toEnd: u32): u32 {
  let literal = nextLiteral;
  let offset1 = repeated1;
  let offset2 = repeated2;
  let offset3 = repeated3;
  let sequence = area + batch;
  const last = sequence + sequenceBytes * count;
  for (; sequence < last; sequence += sequenceBytes) {
    const literalLength = load<u32>(sequence);
    const matchLength = load<u32>(sequence, 4);
    const value = load<u32>(sequence, 8);
    // Which of the last offsets is meant: 0 to 2, 3 for the last one less one byte, 4 for none of them. Branches here
    // could not be foreseen, so there are none.
    const which = select<u32>(value - (literalLength !== 0 ? 1 : 0), 4, value <= 3);
    let distance = select<u32>(offset1 - 1, value - 3, which === 3);
    distance = select<u32>(offset3, distance, which === 2);
    distance = select<u32>(offset2, distance, which === 1);
    distance = select<u32>(offset1, distance, which === 0);
    offset3 = select<u32>(offset2, offset3, which >= 2);
    offset2 = select<u32>(offset1, offset2, which >= 1);
    offset1 = distance;

    const room = toEnd - to;
    if (literalLength > literalEnd - literal || literalLength + matchLength > room) return 0;
    // A distance of zero is refused too: it is taken for the greatest one.
    if (distance - 1 >= to + literalLength - frameStart) return 0;
    if (literalLength + matchLength + vectorMargin > room) {
      to = copyAtEnd(area, to, literal, literalLength, distance, matchLength);
      literal += literalLength;
      continue;
    }

    v128.store(to, v128.load(literal));
    v128.store(to, v128.load(literal, 16), 16);
    for (let done: u32 = 32; done < literalLength; done += 32) {
      v128.store(to + done, v128.load(literal + done));
      v128.store(to + done, v128.load(literal + done, 16), 16);
    }
    literal += literalLength;
    to += literalLength;

    const end = to + matchLength;
    if (distance >= 16) {
      let from = to - distance;
      do {
        v128.store(to, v128.load(from));
        v128.store(to, v128.load(from, 16), 16);
        from += 32;
        to += 32;
      } while (to < end);
    } else {
      // A vector that repeats the distance, written in steps that are multiples of it.
      const pattern = i8x16.swizzle(v128.load(to - distance), v128.load(area + patterns + 16 * distance));
      const step = load<u8>(area + patterns + distance);
      do {
        v128.store(to, pattern);
        to += step;
      } while (to < end);
    }
    to = end;
  }
  nextLiteral = literal;
  repeated1 = offset1;
  repeated2 = offset2;
  repeated3 = offset3;
  return to;
}

/** The same without a byte written behind the match: its last bytes are copied one by one. */
function copyAtEnd(area: u32, to: u32, literal: u32, literalLength: u32, distance: u32, matchLength: u32): u32 {
  memory.copy(to, literal, literalLength);
  to += literalLength;
  const end = to + matchLength;
  if (distance >= 16) {
    for (; end - to >= 16; to += 16) v128.store(to, v128.load(to - distance));
  } else {
    const pattern = i8x16.swizzle(v128.load(to - distance), v128.load(area + patterns + 16 * distance));
    const step = load<u8>(area + patterns + distance);
    for (; end - to >= 16; to += step) v128.store(to, pattern);
  }
  for (; to < end; to++) store<u8>(to, load<u8>(to - distance));
  return end;
}
