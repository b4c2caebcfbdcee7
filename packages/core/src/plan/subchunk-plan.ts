import type { Region, Subchunks } from "@zarrkit/plugin-api";
import { regularGrid } from "../grid/regular.js";
import { type ChunkProjection, project } from "../indexing/project.js";

/** What one inner chunk contributes to a region of its shard: the same as a chunk does to a selection. */
export type SubchunkProjection = ChunkProjection;

export interface SubchunkPlan {
  /** Inner chunks that the region touches. */
  readonly wanted: readonly SubchunkProjection[];
  /** Inner chunks that the shard has. */
  readonly total: number;
}

/** The inner chunks of a shard that a region touches; all of them are known before anything is read. */
export function planSubchunks({ shape }: Subchunks, shardShape: readonly number[], region: Region): SubchunkPlan {
  const grid = regularGrid(shape, shardShape);
  const axes = region.shape.map((count, axis) => ({
    start: region.start[axis]!,
    step: region.step?.[axis] ?? 1,
    count,
    reversed: false,
    dropped: false,
  }));
  return {
    wanted: [...project(grid, axes, shardShape).chunks],
    total: grid.axes.reduce((product, axis) => product * axis.count, 1),
  };
}

/** The region that is all of a chunk. */
export function wholeRegion(shape: readonly number[]): Region {
  return { start: shape.map(() => 0), shape };
}
