import type { Entries } from "../array/entries.js";

/** 64-bit integers as pairs of 32-bit words: many times as fast as `bigint`, and as exact. */

const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** Where the low and the high word of pair i lie: 2 i + low, 2 i + high. */
export const low = isLittleEndian ? 0 : 1;
export const high = 1 - low;

export function wordsOf(entries: Entries): Int32Array {
  return new Int32Array(entries.buffer, entries.byteOffset, entries.byteLength / 4);
}

/** The nearest double, half to even; `high` is signed for int64 and unsigned for uint64. */
export function doubleOf(low: number, high: number): number {
  return high * 2 ** 32 + (low >>> 0);
}
