import type { Bytes } from "@zarrkit/plugin-api";
import { type IndexCodec, ordinal } from "./index-codec.js";

export interface Piece {
  readonly position: readonly number[];
  readonly bytes: Bytes;
}

/** A shard from encoded inner chunks, in the order given, and its index; `undefined` when there are none. */
export function assemble(
  pieces: Iterable<Piece>,
  counts: readonly number[],
  index: IndexCodec,
  location: "start" | "end",
): Bytes | undefined {
  const list = [...pieces];
  if (list.length === 0) return undefined;
  return assembleAny(list, counts, index, location);
}

/** The same for any number of pieces: a shard without inner chunks is an index only. */
export function assembleAny(
  pieces: readonly Piece[],
  counts: readonly number[],
  index: IndexCodec,
  location: "start" | "end",
): Bytes {
  const total = counts.reduce((product, count) => product * count, 1);
  const entries = new BigUint64Array(2 * total).fill(2n ** 64n - 1n);
  let offset = location === "start" ? index.size : 0;
  for (const { position, bytes } of pieces) {
    const n = ordinal(position, counts);
    entries[2 * n] = BigInt(offset);
    entries[2 * n + 1] = BigInt(bytes.length);
    offset += bytes.length;
  }
  const shard = new Uint8Array(offset + (location === "end" ? index.size : 0));
  shard.set(index.write(entries), location === "start" ? 0 : offset);
  let at = location === "start" ? index.size : 0;
  for (const { bytes } of pieces) {
    shard.set(bytes, at);
    at += bytes.length;
  }
  return shard;
}
