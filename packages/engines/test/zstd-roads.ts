import { CorruptData } from "../src/corrupt-data.js";
import { crc32 } from "../src/crc32.js";
import { callKernel, type Kernel, loadEngine } from "../src/engine.js";
import { nodeZlib } from "../src/node-zlib.js";
import { code } from "../src/wasm/zstd.js";
import { decodeZstd } from "../src/zstd-decode.js";
import { zstdTableLength } from "../src/zstd-engine.js";
import { zstdFrames } from "../src/zstd-frame.js";
import { decodeZstdNode } from "../src/zstd-node.js";

/** Fills a destination and answers how many bytes that gave; throws, or answers a negative number, for what is no zstd. */
export type Road = (source: Uint8Array, destination: Uint8Array) => number;

/** The engine alone: what it refuses, nobody is asked again. */
export async function engineRoad(): Promise<Road> {
  const engine = await loadEngine<{ decode: Kernel }>(code, zstdTableLength);
  return (source, destination) => callKernel(engine!.kernels!.decode, source, destination);
}

export const plainRoad: Road = decodeZstd;

/** libzstd, where this Node has it. */
export const platformRoad: Road | undefined =
  nodeZlib?.zstdDecompressSync &&
  ((source, destination) => decodeZstdNode(nodeZlib!, source, zstdFrames(source), destination));

/** What a road answers, as text that can be compared. */
export function answer(road: Road, source: Uint8Array, destination: Uint8Array): string {
  let length: number;
  try {
    length = road(source, destination);
  } catch (error) {
    if (!(error instanceof CorruptData)) throw error;
    return "refused";
  }
  return length < 0 ? "refused" : `${length} bytes, crc ${crc32(destination.subarray(0, length))}`;
}
