import type { Region, Subchunks } from "@zarrkit/plugin-api";
import { projectRegion } from "../indexing/partition.js";
import type { ChunkProjection } from "../indexing/project.js";

export interface SubchunkPlan {
  /** What each inner chunk that the region touches contributes to it. */
  readonly wanted: readonly ChunkProjection[];
  /** Inner chunks that the shard has. */
  readonly total: number;
}

/** The inner chunks of a shard that a region touches; all of them are known before anything is read. */
export function planSubchunks({ shape }: Subchunks, shardShape: readonly number[], region: Region): SubchunkPlan {
  return {
    wanted: [...projectRegion(shardShape, shape, region)],
    total: shardShape.reduce((product, length, axis) => product * Math.ceil(length / shape[axis]!), 1),
  };
}
