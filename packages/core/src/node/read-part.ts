import { codecFailed, isZarrError, type Pipeline, type Region, type View } from "@zarrkit/plugin-api";
import type { Span } from "../bytes/merge-ranges.js";
import { planSubchunks } from "../plan/subchunk-plan.js";
import type { FetchOptions } from "../schedule/fetch.js";
import { fetchSpans, mayMix } from "../schedule/fetch-ranges.js";
import { fill } from "../shape/fill.js";
import { type Chunk, inChunk } from "./chunk.js";
import { readSubchunks } from "./read-subchunks.js";
import type { ZarrArray } from "./zarr-array.js";

/**
 * Reads a region of a chunk by ranges: the inner chunks it touches where the chunk is a shard, its bytes where the chunk is
 * uncompressed. False, with nothing read, where the whole value is the better way.
 */
export async function readPart(
  array: ZarrArray,
  chunk: Chunk,
  destination: View,
  region: Region,
  options: FetchOptions,
): Promise<boolean> {
  const pipeline = await array.pipeline(chunk.chunkShape);
  if (pipeline.subchunks) {
    if (mayMix(array.store) || !fewSubchunks(pipeline, region)) return false;
    return readSubchunks(array, chunk, pipeline, destination, region, options).then(
      () => true,
      (error: unknown) => {
        // Rewritten again and again while it was read: one request for all of it sees one state.
        if (isZarrError(error, "conflict") && decodedBytes(pipeline) <= wholeShardBytes) return false;
        throw error;
      },
    );
  }
  const spans = spansOf(pipeline, region);
  if (!spans) return false;
  try {
    await readSpans(array, chunk, pipeline, spans, destination, region, options);
  } catch (error) {
    options.signal?.throwIfAborted();
    // Rewritten between two of its parts.
    if (isZarrError(error, "conflict")) return false;
    throw inChunk(error, chunk, array);
  }
  return true;
}

/** A shard is read whole when half of it is wanted and it is not so large that memory counts. */
const wholeShardBytes = 2 ** 26;

function fewSubchunks(pipeline: Pipeline, region: Region): boolean {
  const plan = planSubchunks(pipeline, region);
  if (!plan) return false;
  const total = plan.counts.reduce((product, count) => product * count, 1);
  return plan.wanted.length * 2 < total || decodedBytes(pipeline) > wholeShardBytes;
}

function decodedBytes({ spec: { shape, dataType } }: Pipeline): number {
  return shape.reduce((product, length) => product * length, dataType.itemSize ?? 64);
}

/** The bytes of the region where they are known and much fewer than the chunk's. */
function spansOf(pipeline: Pipeline, region: Region): Span[] | undefined {
  const ranges = pipeline.ranges?.(region);
  if (!ranges || !("exact" in pipeline.encodedSize)) return undefined;
  const spans = ranges.map((range) => range as Span);
  const wanted = spans.reduce((sum, { length }) => sum + length, 0);
  return wanted * 2 < pipeline.encodedSize.exact ? spans : undefined;
}

async function readSpans(
  array: ZarrArray,
  chunk: Chunk,
  pipeline: Pipeline,
  spans: readonly Span[],
  destination: View,
  region: Region,
  options: FetchOptions,
): Promise<void> {
  const found = await fetchSpans(array.store, chunk.key, spans, undefined, options);
  if (!found) return fill(array.dataType, array.parts.metadata.fillValue, destination);
  const { exact } = pipeline.encodedSize as { exact: number };
  if (found.size !== undefined && found.size !== exact) {
    throw codecFailed("bytes", `the value holds ${found.size} bytes, expected ${exact}`);
  }
  pipeline.decodeRanges!(found.pieces, destination, region);
}
