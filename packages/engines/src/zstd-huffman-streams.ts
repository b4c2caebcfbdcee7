import { CorruptData } from "./corrupt-data.js";
import { backwardLength } from "./zstd-backward-bits.js";
import { longestCode } from "./zstd-huffman.js";

/** Decodes four streams behind their three lengths (RFC 8878, section 4.2.2); a quarter of the symbols lies in each. */
export function decodeFourStreams(
  cells: Uint16Array,
  source: DataView,
  start: number,
  end: number,
  to: Uint8Array,
): void {
  const quarter = (to.length + 3) >> 2;
  if (end - start < 10 || to.length < 3 * quarter) throw malformed();
  let from = start + 6;
  for (let stream = 0; stream < 4; stream++) {
    const streamEnd = stream < 3 ? from + source.getUint16(start + 2 * stream, true) : end;
    if (streamEnd > end) throw malformed();
    decodeOneStream(cells, source, from, streamEnd, to.subarray(stream * quarter, (stream + 1) * quarter));
    from = streamEnd;
  }
}

/** Fills `to` from one stream, which must give so many symbols and no more. `streamMargin` lies around the source. */
export function decodeOneStream(
  cells: Uint16Array,
  source: DataView,
  start: number,
  end: number,
  to: Uint8Array,
): void {
  const bytes = new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
  const mask = (1 << longestCode) - 1;
  const pairs = to.length & ~1;
  let left = backwardLength(bytes, start, end);
  let at = 0;
  while (at < pairs) {
    // Two codes are at most 22 of the 25 bits that are there for sure.
    const bit = left - 2 * longestCode;
    const word = source.getUint32(start + (bit >> 3), true) >>> (bit & 7);
    const first = cells[(word >>> longestCode) & mask]!;
    const second = cells[(word >>> (longestCode - (first & 15))) & mask]!;
    left -= (first & 15) + (second & 15);
    if (left < 0) throw malformed();
    to[at++] = first >>> 4;
    to[at++] = second >>> 4;
  }
  if (at < to.length) {
    const bit = left - longestCode;
    const cell = cells[(source.getUint32(start + (bit >> 3), true) >>> (bit & 7)) & mask]!;
    left -= cell & 15;
    to[at] = cell >>> 4;
  }
  if (left !== 0) throw malformed();
}

function malformed(): CorruptData {
  return new CorruptData("the Huffman streams of a zstd block do not give the literals it declares");
}
