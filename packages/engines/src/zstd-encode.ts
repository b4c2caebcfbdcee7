import { type NodeZlib, nodeZlib } from "./node-zlib.js";
import { encodeZstdScript } from "./zstd-script.js";

/** One frame that states its content size; with `checksum`, one that carries it. Every level of libzstd is taken. */
export type ZstdEncode = (source: Uint8Array, level: number, checksum: boolean) => Uint8Array;

/** Node's own encoder, where it has one, else ours. */
export const encodeZstd: ZstdEncode = nodeZlib?.zstdCompressSync
  ? (source, level, checksum) => encodeNode(nodeZlib!, source, level, checksum)
  : encodeZstdScript;

function encodeNode({ zstdCompressSync, constants }: NodeZlib, source: Uint8Array, level: number, checksum: boolean) {
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
