import { type NodeZlib, nodeZlib } from "./node-zlib.js";
import { loadZstdEncodeEngine } from "./zstd-encode-engine.js";
import { encodeZstdScript, type ZstdEncode } from "./zstd-script.js";

export type { ZstdEncode };

/** Node's own encoder, where it has one. */
const encodeNode: ZstdEncode | undefined =
  nodeZlib?.zstdCompressSync && ((source, level, checksum) => encodeBy(nodeZlib!, source, level, checksum));

/** Node's own encoder, where it has one, else ours in plain TypeScript: for who cannot wait. */
export const encodeZstd: ZstdEncode = encodeNode ?? encodeZstdScript;

/** Node's own encoder, where it has one, else our engine. */
export async function loadZstdEncode(): Promise<ZstdEncode> {
  return encodeNode ?? loadZstdEncodeEngine();
}

function encodeBy({ zstdCompressSync, constants }: NodeZlib, source: Uint8Array, level: number, checksum: boolean) {
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
