import { CorruptData } from "./corrupt-data.js";

/** A view of 4 bytes may begin so many before a stream, and reach so many behind it. */
export const streamMargin = 8;

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
