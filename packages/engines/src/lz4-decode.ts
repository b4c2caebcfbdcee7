import { CorruptData, DestinationFull } from "./corrupt-data.js";
import { copyWithinWindow } from "./window.js";

/** Below this many bytes a loop is faster than a call of the platform's copy. */
const shortCopy = 24;

/**
 * Decodes one LZ4 block (not the frame format) into `destination` and answers how many bytes that gave.
 * Throws `CorruptData` when the block is malformed or gives more than `destination` holds.
 * Format: https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md
 */
export function decodeLz4(source: Uint8Array, destination: Uint8Array): number {
  const sourceEnd = source.length;
  const capacity = destination.length;
  let from = 0;
  let to = 0;
  for (;;) {
    if (from >= sourceEnd) throw truncated(sourceEnd, "a token");
    const token = source[from++]!;

    let literals = token >>> 4;
    if (literals === 15) {
      let more: number;
      do {
        if (from >= sourceEnd) throw truncated(sourceEnd, "a length");
        more = source[from++]!;
        literals += more;
      } while (more === 255);
    }
    if (literals > sourceEnd - from) throw truncated(sourceEnd, "a literal run");
    if (literals > capacity - to) throw new DestinationFull("the LZ4 block", capacity);
    if (literals < shortCopy) {
      for (const end = from + literals; from < end; ) destination[to++] = source[from++]!;
    } else {
      destination.set(source.subarray(from, from + literals), to);
      from += literals;
      to += literals;
    }
    // The last sequence has no match: it ends with the block.
    if (from === sourceEnd) return to;

    if (sourceEnd - from < 2) throw truncated(sourceEnd, "a match offset");
    const distance = source[from]! | (source[from + 1]! << 8);
    from += 2;
    if (distance === 0 || distance > to) {
      throw new CorruptData(`the match at byte ${from - 2} reaches ${distance} bytes back where ${to} are decoded`);
    }
    let length = (token & 15) + 4;
    if (length === 19) {
      let more: number;
      do {
        if (from >= sourceEnd) throw truncated(sourceEnd, "a length");
        more = source[from++]!;
        length += more;
      } while (more === 255);
    }
    if (length > capacity - to) throw new DestinationFull("the LZ4 block", capacity);
    to = copyWithinWindow(destination, to, distance, length);
  }
}

function truncated(length: number, inside: string): CorruptData {
  return new CorruptData(`the LZ4 block of ${length} bytes ends where ${inside} is expected`);
}
