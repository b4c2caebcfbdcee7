import { borrow, Reach } from "./memory.js";
import { nodeZlib } from "./node-zlib.js";
import { loadZstd } from "./zstd-engine.js";
import type { ZstdFrame } from "./zstd-frame.js";
import { decodeZstdNode, zstdContentNode } from "./zstd-node.js";

/**
 * Decodes frames, measured by `zstdFrames`, one after the other into `destination` and answers how many bytes that gave.
 * Throws `CorruptData` when a frame is malformed, its checksum is wrong, it gives not what its header declares, or all
 * give more than `destination` holds.
 */
export type ZstdDecode = (source: Uint8Array, frames: readonly ZstdFrame[], destination: Uint8Array) => number;

export interface ZstdRoad {
  readonly decode: ZstdDecode;
  /** The same to memory that is lent until the next call of an engine: answers at most `capacity` bytes. */
  readonly lend: (source: Uint8Array, frames: readonly ZstdFrame[], capacity: number) => Uint8Array;
}

/** Node's own zstd where it has one, else our engine. */
export async function loadZstdRoad(): Promise<ZstdRoad> {
  if (nodeZlib?.zstdDecompressSync) {
    const zlib = nodeZlib;
    const decode: ZstdDecode = (source, frames, destination) => decodeZstdNode(zlib, source, frames, destination);
    return {
      decode,
      lend: (source, frames, capacity) =>
        frames.length === 1
          ? zstdContentNode(zlib, source, frames[0]!, capacity)
          : lent(decode, source, frames, capacity),
    };
  }
  const zstd = await loadZstd();
  const decode: ZstdDecode = (source, _, destination) => zstd.decode(source, destination);
  return { decode, lend: (source, frames, capacity) => lent(decode, source, frames, capacity) };
}

/**
 * Our engine on every platform: for streams inside of other formats, which lie in the engines' memory, while Node would
 * have to be handed copies, one call for each.
 */
export async function loadZstdDecode(): Promise<ZstdDecode> {
  const { decode } = await loadZstd();
  return (source, _, destination) => decode(source, destination);
}

function lent(decode: ZstdDecode, source: Uint8Array, frames: readonly ZstdFrame[], capacity: number): Uint8Array {
  // The memory may grow for the result and during the call, and a view be lost.
  const given = new Reach(source);
  const destination = new Reach(borrow(capacity, source));
  const length = decode(given.bytes, frames, destination.bytes);
  return destination.bytes.subarray(0, length);
}
