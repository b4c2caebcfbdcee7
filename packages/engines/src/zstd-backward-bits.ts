import { CorruptData } from "./corrupt-data.js";

/** So many bytes may be read before and behind a stream: what is read too far is noticed at the next look at its length. */
export const streamMargin = 16;

/** `width` bits, at most 25, above the lowest `left` of a stream that begins at `start`. */
export function bitsAt(stream: DataView, start: number, left: number, width: number): number {
  return (stream.getUint32(start + (left >> 3), true) >>> (left & 7)) & ((1 << width) - 1);
}

/**
 * How many bits a stream holds whose last bit is read first (RFC 8878, section 4.1): its last byte marks where they end.
 * Throws `CorruptData` when it is empty or has no mark.
 */
export function backwardLength(bytes: Uint8Array, start: number, end: number): number {
  if (start >= end || bytes[end - 1] === 0) {
    throw new CorruptData("a zstd block holds a bit stream that is empty or does not mark its end");
  }
  return 8 * (end - start) - (Math.clz32(bytes[end - 1]!) - 23);
}
