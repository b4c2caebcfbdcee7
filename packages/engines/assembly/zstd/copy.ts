import { patterns } from "./area";

/** Below this many bytes vectors are faster than a call of the engine's own copy. */
const longCopy: u32 = 256;

/** Copies by whole vectors: up to 15 bytes behind both ends are read and written. The two do not overlap. */
export function copyVectors(to: u32, from: u32, length: u32): void {
  if (length > longCopy) {
    memory.copy(to, from, length);
    return;
  }
  const end = to + length;
  do {
    v128.store(to, v128.load(from));
    to += 16;
    from += 16;
  } while (to < end);
}

/** Copies a match by whole vectors: up to 15 bytes behind its end are written. */
export function copyMatchVectors(area: u32, to: u32, distance: u32, length: u32): void {
  let from = to - distance;
  const end = to + length;
  if (distance >= 16) {
    if (length > longCopy && distance >= length) {
      memory.copy(to, from, length);
      return;
    }
    do {
      v128.store(to, v128.load(from));
      to += 16;
      from += 16;
    } while (to < end);
    return;
  }
  if (distance === 1 && length > longCopy) {
    memory.fill(to, load<u8>(from), length);
    return;
  }
  // A vector that repeats the distance, written in steps that are multiples of it.
  const pattern = i8x16.swizzle(v128.load(from), v128.load(area + patterns + 16 * distance));
  const step = 16 - (16 % distance);
  do {
    v128.store(to, pattern);
    to += step;
  } while (to < end);
}

/** Copies a match byte by byte, where vectors would write behind the destination. */
export function copyMatchBytes(to: u32, distance: u32, length: u32): void {
  for (const end = to + length; to < end; to++) store<u8>(to, load<u8>(to - distance));
}
