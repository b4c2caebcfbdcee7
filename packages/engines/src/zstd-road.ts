import { nodeZlib } from "./node-zlib.js";
import { loadZstd } from "./zstd-engine.js";
import type { ZstdFrame } from "./zstd-frame.js";
import { decodeZstdNode } from "./zstd-node.js";

/**
 * Decodes frames, measured by `zstdFrames`, one after the other into `destination` and answers how many bytes that gave.
 * Throws `CorruptData` when a frame is malformed, its checksum is wrong, it gives not what its header declares, or all
 * give more than `destination` holds.
 */
export type ZstdDecode = (source: Uint8Array, frames: readonly ZstdFrame[], destination: Uint8Array) => number;

/** Node's own zstd where it has one, else our engine. */
export async function loadZstdDecode(): Promise<ZstdDecode> {
  if (nodeZlib?.zstdDecompressSync) {
    return (source, frames, destination) => decodeZstdNode(nodeZlib!, source, frames, destination);
  }
  const { decode } = await loadZstd();
  return (source, _, destination) => decode(source, destination);
}
