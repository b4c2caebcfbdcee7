import type { ZstdEffort } from "./zstd-effort.js";

/** Answers the bytes of the frame. The last numbers are those of an effort. */
type EncodeKernel = (
  source: number,
  length: number,
  destination: number,
  work: number,
  checked: number,
  ...effort: readonly number[]
) => number;

export type ZstdEncodeKernels = Record<"encodeFast" | "encodeDouble" | "encodeChained", EncodeKernel>;

/** `areaLength` of assembly/zstd-encode/area.ts. */
export const zstdEncodeTableLength = 0x5600;

const mostBlock = 128 * 1024;

/** Where `length` bytes of source lie, what is written to, and whether there is to be a checksum. */
type Places = readonly [source: number, length: number, destination: number, work: number, checked: 0 | 1];

/** Calls the kernel of an effort; answers the bytes of the frame. */
export function callZstdEncode(kernels: ZstdEncodeKernels, effort: ZstdEffort, places: Places): number {
  if ("depth" in effort) {
    const { hashBits, chainBits, depth, patience, enough } = effort;
    return kernels.encodeChained(...places, hashBits, chainBits, depth, patience, enough);
  }
  if ("step" in effort) return kernels.encodeFast(...places, effort.hashBits, effort.hashedBytes, effort.step);
  return kernels.encodeDouble(...places, effort.hashBits);
}

/** What a frame takes at most, and one block more: a sequence of the shortest match may take more bytes than it stands for. */
export function zstdFrameRoom(length: number): number {
  const blocks = Math.ceil(length / mostBlock);
  return length + 3 * blocks + 3 * Math.min(length, mostBlock) + 1024;
}

/** Hash tables and chains of 4 bytes a place; literals, and at most a sequence of 15 bytes for each four bytes of a block. */
export function zstdWorkRoom(effort: ZstdEffort, length: number): number {
  const chains = "depth" in effort ? 2 ** effort.chainBits : 0;
  const tables = "depth" in effort || "step" in effort ? 1 : 2;
  return 4 * (tables * 2 ** effort.hashBits + chains) + 5 * Math.min(length, mostBlock) + 1024;
}
