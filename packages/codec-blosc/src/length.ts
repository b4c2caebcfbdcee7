import type { Bytes } from "@zarrkit/plugin-api";

/** Lengths and offsets in a chunk are four bytes, little-endian. */
export function readLength(chunk: Bytes, at: number): number {
  return (chunk[at]! | (chunk[at + 1]! << 8) | (chunk[at + 2]! << 16) | (chunk[at + 3]! << 24)) >>> 0;
}

export function writeLength(chunk: Bytes, at: number, length: number): void {
  chunk[at] = length;
  chunk[at + 1] = length >>> 8;
  chunk[at + 2] = length >>> 16;
  chunk[at + 3] = length >>> 24;
}
