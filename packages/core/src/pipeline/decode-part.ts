import type { ArrayToBytes, Bytes, Region, View } from "@zarrkit/plugin-api";
import { mergeSpans, type Span } from "../bytes/merge-ranges.js";
import type { BytesChain } from "./bytes-chain.js";

/** What decoding a part is taken to cost beyond the part: a block, as compressors commonly make them. */
const blockBytes = 2 ** 18;
/** What looking up one run of elements is taken to cost. */
const runBytes = 2 ** 8;

/**
 * Decodes a region from the blocks that hold it, where the array → bytes codec knows its bytes and the compressor has blocks.
 * False, with nothing done, where that would not halve the work.
 */
export function decodePart(
  codec: ArrayToBytes,
  bytes: BytesChain,
  source: Bytes,
  destination: View,
  region: Region,
): boolean {
  if (!codec.ranges || !codec.decodeRanges || !bytes.decodesParts || !("exact" in codec.encodedSize)) return false;
  const { exact: size } = codec.encodedSize;
  const runs = region.shape.slice(0, -1).reduce((product, length) => product * length, 1);
  if ((runs * runBytes + 2 * blockBytes) * 2 > size) return false;
  const spans = codec.ranges(region) as readonly Span[] | undefined;
  if (!spans) return false;
  const merged = mergeSpans(spans, blockBytes, size);
  // The last block is decoded to see where the chunk ends.
  const cost = merged.reduce((sum, { length }) => sum + length + blockBytes, blockBytes);
  if (cost * 2 > size) return false;
  const parts = bytes.decodeParts(source, merged, size);
  if (!parts) return false;
  const pieces = new Array<Bytes>(spans.length);
  for (const [i, { offset, members }] of merged.entries()) {
    for (const member of members) {
      const start = spans[member]!.offset - offset;
      pieces[member] = parts[i]!.subarray(start, start + spans[member]!.length);
    }
  }
  codec.decodeRanges(pieces, destination, region);
  return true;
}
