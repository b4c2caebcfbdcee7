import { type Bytes, codecFailed, ZarrError } from "@zarrkit/plugin-api";
import type { Joined } from "./joined.js";

/**
 * The framing of numcodecs' vlen codecs: how many elements there are, then before each the number of its bytes, all as
 * 32-bit little-endian integers (https://github.com/zarr-developers/zarr-extensions/tree/main/codecs/vlen-utf8).
 */
const wordLength = 4;

export function interleave(codec: string, { bytes, ends }: Joined, limit: number): Uint8Array {
  const length = wordLength * (1 + ends.length) + bytes.length;
  if (length > limit || bytes.length > 0xffffffff) {
    throw new ZarrError(
      "limit-exceeded",
      `${codec}: the chunk would take ${length} bytes, more than the limit of ${Math.min(limit, 0xffffffff)}: choose ` +
        "smaller chunks, or raise `limits.decodedBytes`",
      { fields: { codec } },
    );
  }
  const encoded = new Uint8Array(length);
  const words = new DataView(encoded.buffer);
  words.setUint32(0, ends.length, true);
  let at = wordLength;
  let start = 0;
  for (let i = 0; i < ends.length; i++) {
    const end = ends[i]!;
    words.setUint32(at, end - start, true);
    at += wordLength;
    copyBytes(bytes, start, encoded, at, end - start);
    at += end - start;
    start = end;
  }
  return encoded;
}

/** The reverse, for a chunk of that many elements; every length is checked before anything is allocated for it. */
export function separate(codec: string, source: Bytes, count: number): Joined {
  const words = new DataView(source.buffer, source.byteOffset, source.byteLength);
  const total = source.length - wordLength * (1 + count);
  if (total < 0) throw codecFailed(codec, `${source.length} bytes cannot hold ${count} elements`);
  const counted = words.getUint32(0, true);
  if (counted !== count) throw codecFailed(codec, `the chunk counts ${counted} elements, expected ${count}`);

  const bytes = new Uint8Array(total);
  const ends = new Float64Array(count);
  let at = wordLength;
  let end = 0;
  for (let i = 0; i < count; i++) {
    const length = words.getUint32(at, true);
    if (length > total - end) throw codecFailed(codec, `element ${i} has ${length} bytes, ${total - end} are left`);
    at += wordLength;
    copyBytes(source, at, bytes, end, length);
    at += length;
    end += length;
    ends[i] = end;
  }
  if (end < total) throw codecFailed(codec, `${total - end} bytes follow its last element`);
  return { bytes, ends };
}

/** Elements are mostly short, and for those a loop is quicker than making a view to copy from. */
function copyBytes(source: Uint8Array, from: number, destination: Uint8Array, to: number, length: number): void {
  if (length > 32) return destination.set(source.subarray(from, from + length), to);
  for (let i = 0; i < length; i++) destination[to + i] = source[from + i]!;
}
