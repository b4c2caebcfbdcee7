import { type ChunkGrid, field, invalid, type Origin, parseObject, show } from "@zarrkit/plugin-api";

/**
 * Chunks of one shape (zarr-specs v3.1, "Regular grids"). Edge chunks are stored full size; what lies beyond the array is
 * ignored when read.
 */
export function regularGrid(chunkShape: readonly number[], arrayShape: readonly number[]): ChunkGrid {
  return {
    name: "regular",
    configuration: { chunk_shape: chunkShape },
    chunkShape,
    axes: chunkShape.map((size, axis) => ({
      count: Math.ceil(arrayShape[axis]! / size),
      find: (index) => Math.floor(index / size),
      start: (chunk) => chunk * size,
      size: () => size,
    })),
  };
}

export function parseRegularGrid(configuration: unknown, arrayShape: readonly number[], origin: Origin): ChunkGrid {
  const { chunk_shape: shape } = parseObject(configuration, `${origin.path}.configuration`, ["chunk_shape"]);
  return regularGrid(parseChunkShape(shape, field(origin, "chunk_shape"), arrayShape), arrayShape);
}

/** One positive length per axis. */
export function parseChunkShape(shape: unknown, path: string, arrayShape: readonly number[]): number[] {
  if (!Array.isArray(shape) || shape.some((length) => !Number.isSafeInteger(length) || length < 1)) {
    throw invalid(path, `expected a list of positive integers, found ${show(shape)}`);
  }
  if (shape.length !== arrayShape.length) {
    throw invalid(path, `has ${shape.length} axes, but the array has ${arrayShape.length}: [${arrayShape}]`);
  }
  return shape;
}
