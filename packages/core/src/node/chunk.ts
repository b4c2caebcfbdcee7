import { type Bytes, isZarrError, type Region, type View, ZarrError } from "@zarrkit/plugin-api";
import type { ChunkProjection } from "../indexing/project.js";
import { fill } from "../shape/fill.js";
import { joinKey } from "../store/path.js";
import type { ZarrArray } from "./zarr-array.js";

/** One chunk of one array: where it is stored, and which part of it is meant. */
export interface Chunk extends ChunkProjection {
  readonly key: string;
}

export function chunkOf(array: ZarrArray, projection: ChunkProjection): Chunk {
  return { ...projection, key: joinKey(array.path, array.parts.metadata.keyEncoding.encode(projection.position)) };
}

/** Decodes a chunk, or the part of it that the region names, into a view; a missing one is all fill value. */
export async function decodeChunk(
  array: ZarrArray,
  chunk: Chunk,
  bytes: Bytes | undefined,
  destination: View,
  region: Region | undefined,
  signal?: AbortSignal,
): Promise<void> {
  if (bytes === undefined) return fill(array.dataType, array.parts.metadata.fillValue, destination);
  const pipeline = await array.pipeline(chunk.chunkShape);
  try {
    if (pipeline.decodeInto) pipeline.decodeInto(bytes, destination, region);
    else await pipeline.decodeIntoAsync!(bytes, destination, region, signal);
  } catch (error) {
    signal?.throwIfAborted();
    throw inChunk(error, chunk, array);
  }
}

/** The region of a projection, or `undefined` when it is the whole chunk as stored. */
export function partOf({ region, chunkShape }: ChunkProjection): Region | undefined {
  const isWhole = region.shape.every((length, axis) => length === chunkShape[axis]);
  return isWhole ? undefined : region;
}

/** The same error with the chunk named, once. What a store throws of its own passes as it is. */
export function inChunk(error: unknown, { key, position }: Chunk, array: ZarrArray): unknown {
  if (!isZarrError(error) || error.fields.chunk === position) return error;
  return new ZarrError(error.code, `Chunk [${position}] (key "${key}") of array "${array.path}": ${error.message}`, {
    fields: { ...error.fields, key, chunk: position, path: array.path },
    retryable: error.retryable,
    cause: error,
  });
}
