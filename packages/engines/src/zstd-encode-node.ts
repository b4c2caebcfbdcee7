import { type NodeZlib, nodeZlib } from "./node-zlib.js";
import type { ZstdEncode } from "./zstd-script.js";

/** Node's own encoder, where it has one (from 22.15 and 23.8). */
export const encodeZstdNode: ZstdEncode | undefined =
  nodeZlib?.zstdCompressSync && ((source, level, checksum) => encode(nodeZlib!, source, level, checksum));

function encode({ zstdCompressSync, constants }: NodeZlib, source: Uint8Array, level: number, checksum: boolean) {
  const frame = zstdCompressSync!(source, {
    params: {
      [constants["ZSTD_c_compressionLevel"]!]: level,
      [constants["ZSTD_c_checksumFlag"]!]: checksum ? 1 : 0,
    },
    pledgedSrcSize: source.length,
  });
  // Node's Buffer may lie in memory that it shares with others, and its `slice` does not copy.
  return new Uint8Array(frame);
}
