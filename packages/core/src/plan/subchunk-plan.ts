import type { Pipeline, Region } from "@zarrkit/plugin-api";
import { projectRegion } from "../indexing/partition.js";
import type { ChunkProjection } from "../indexing/project.js";

export interface SubchunkPlan {
  /** What each inner chunk that the region touches contributes to it, as the array → array codecs before the shards leave it. */
  readonly wanted: readonly ChunkProjection[];
  /** Inner chunks that the shard has, along each axis. */
  readonly counts: readonly number[];
}

/**
 * The inner chunks of a shard that a region touches; all of them are known before anything is read. `inside`: how much of the
 * shard lies in the array, from its start. `undefined`: codecs before the shards need the whole chunk to know any part of it.
 */
export function planSubchunks(
  { spec, subchunks, arrayCodecs }: Pipeline,
  region: Region,
  inside?: readonly number[],
): SubchunkPlan | undefined {
  const { shape } = arrayCodecs?.encodedSpec ?? spec;
  const innerShape = subchunks!.shape;
  const encoded = arrayCodecs ? arrayCodecs.encodedRegion(region) : region;
  if (!encoded) return undefined;
  let bound = inside ?? shape;
  if (arrayCodecs && inside) {
    const within = arrayCodecs.encodedRegion({ start: inside.map(() => 0), shape: inside });
    // Where the edge cannot be told, inner chunks beside it count as touched in part: they are read before they change.
    bound = within?.start.every((at) => at === 0) ? within.shape : shape;
  }
  return {
    wanted: [...projectRegion(bound, innerShape, encoded)],
    counts: shape.map((length, axis) => Math.ceil(length / innerShape[axis]!)),
  };
}
