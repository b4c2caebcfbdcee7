import { type Bytes, codecFailed } from "@zarrkit/plugin-api";

/**
 * Which codecs were applied, as their positions in the list, ascending: codec i is bit i % 8, lowest first, of byte
 * ⌊i / 8⌋. `codec-failed` for less than a header, and for a bit that no codec has.
 */
export function readHeader(source: Bytes, headerSize: number, codecs: number): number[] {
  if (source.length < headerSize) {
    throw codecFailed("conditional", `${source.length} bytes are less than its header of ${headerSize}`);
  }
  const applied: number[] = [];
  for (let bit = 0; bit < headerSize * 8; bit++) {
    if ((source[bit >> 3]! & (1 << (bit & 7))) === 0) continue;
    // The codec was added to the list after this metadata was read, or the byte is damaged: the data cannot be had.
    if (bit >= codecs)
      throw codecFailed("conditional", `bit ${bit} of its header is set, but there are ${codecs} codecs`);
    applied.push(bit);
  }
  return applied;
}

/** The reverse, with the data behind the header. */
export function withHeader(applied: readonly number[], headerSize: number, data: Bytes): Bytes {
  const result = new Uint8Array(headerSize + data.length);
  for (const bit of applied) result[bit >> 3]! |= 1 << (bit & 7);
  result.set(data, headerSize);
  return result;
}
