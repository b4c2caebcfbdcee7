import type { Part, Region } from "@zarrkit/plugin-api";
import { regularGrid } from "../grid/regular.js";
import { type ChunkProjection, project } from "./project.js";

/** The chunks of a regular grid over `shape` that a region touches, in C order. */
export function projectRegion(
  shape: readonly number[],
  chunkShape: readonly number[],
  region: Region,
): Iterable<ChunkProjection> {
  const axes = region.shape.map((count, axis) => ({
    start: region.start[axis]!,
    step: region.step?.[axis] ?? 1,
    count,
    reversed: false,
    dropped: false,
  }));
  return project(regularGrid(chunkShape, shape), axes, shape);
}

/** The same as codecs are told it. */
export function* partition(shape: readonly number[], chunkShape: readonly number[], region: Region): Generator<Part> {
  for (const { position, region: inner, target } of projectRegion(shape, chunkShape, region)) {
    const isWhole = inner.shape.every((length, axis) => length === chunkShape[axis]);
    yield { position, region: isWhole ? undefined : inner, target };
  }
}
