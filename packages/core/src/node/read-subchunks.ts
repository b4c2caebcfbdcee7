import {
  chunkMemory,
  isZarrError,
  type Pipeline,
  type Region,
  type Subchunks,
  type View,
  ZarrError,
} from "@zarrkit/plugin-api";
import type { Span } from "../bytes/merge-ranges.js";
import type { ChunkProjection } from "../indexing/project.js";
import { planSubchunks } from "../plan/subchunk-plan.js";
import type { FetchOptions } from "../schedule/fetch.js";
import { fetchRange, fetchSpans, type State } from "../schedule/fetch-ranges.js";
import { forEachBounded } from "../schedule/for-each.js";
import { concurrencyOf } from "../schedule/scheduler.js";
import { takeTurns } from "../schedule/turn.js";
import { fill } from "../shape/fill.js";
import { subview } from "../shape/view.js";
import { type Chunk, inChunk, partOf } from "./chunk.js";
import { indexCacheOf, isStale, type KnownIndex } from "./index-cache.js";
import { inInnerChunk } from "./inner-chunk.js";
import type { ZarrArray } from "./zarr-array.js";

/** A shard within a value: the whole value, or an inner chunk that is a shard again. */
export interface Shard {
  readonly array: ZarrArray;
  readonly chunk: Chunk;
  readonly pipeline: Pipeline;
  readonly subchunks: Subchunks;
  /** Where it lies in the value; `undefined`: it is the value, whose size is not known. */
  readonly span: Span | undefined;
  /** The state that everything read of the value must be of, once it is known. */
  readonly state: State | undefined;
  /** What is decoded of the value in all, counted up before it is asked for. */
  readonly decoded: { chunks: number; bytes: number };
}

/**
 * Reads a region of a shard: its index (kept for the next call), then the inner chunks that the region touches, in merged
 * requests. Where the store tells versions apart, index and data are of one state of the value.
 */
export async function readSubchunks(
  array: ZarrArray,
  chunk: Chunk,
  pipeline: Pipeline,
  destination: View,
  region: Region,
  options: FetchOptions,
): Promise<void> {
  const shard = { array, chunk, pipeline, subchunks: pipeline.subchunks!, span: undefined, state: undefined };
  const cache = indexCacheOf(array.store);
  // What fails with an index from memory may succeed with the one that is stored now; that is no attempt yet.
  for (let attempt = cache.has(chunk.key) ? 0 : 1; ; attempt++) {
    try {
      return await readShard({ ...shard, decoded: { chunks: 0, bytes: 0 } }, destination, region, options);
    } catch (error) {
      cache.forget(chunk.key);
      options.signal?.throwIfAborted();
      // Rewritten between two requests: once more.
      const again = isZarrError(error, "conflict") || (attempt === 0 && isZarrError(error, "codec-failed"));
      if (!again || attempt === 2) throw inChunk(error, chunk, array);
    }
  }
}

async function readShard(shard: Shard, destination: View, region: Region, options: FetchOptions): Promise<void> {
  const { pipeline } = shard;
  const known = await readIndex(shard, options);
  if (!known) return fill(pipeline.spec.dataType, pipeline.spec.fillValue, destination);
  const { wanted } = planSubchunks(pipeline, region)!;
  const decoding = pipeline.arrayCodecs?.decoding(destination, region);
  await readInnerChunks(shard, known, wanted, decoding?.view ?? destination, options);
  decoding?.finish();
}

async function readInnerChunks(
  shard: Shard,
  known: KnownIndex,
  wanted: readonly ChunkProjection[],
  destination: View,
  options: FetchOptions,
): Promise<void> {
  const { array, chunk } = shard;
  const inner = shard.subchunks.pipeline;
  const { dataType, fillValue } = inner.spec;
  const found: { projection: ChunkProjection; span: Span; target: View }[] = [];
  for (const projection of wanted) {
    const target = subview(destination, projection.target);
    const span = located(shard, known, projection.position);
    if (span) found.push({ projection, span, target });
    else fill(dataType, fillValue, target);
  }
  if (found.length === 0) {
    // No request will tell whether the value has been rewritten.
    if (isStale(array.store, known)) throw outdated(chunk);
    return;
  }
  if (inner.subchunks && found.every(({ projection }) => planSubchunks(inner, projection.region))) {
    // Shards within the shard: only what the region needs of them.
    const innerShard = { ...shard, pipeline: inner, subchunks: inner.subchunks, state: known };
    const one = ({ projection, span, target }: (typeof found)[number], signal: AbortSignal) =>
      inInnerChunk(projection.position, () =>
        readShard({ ...innerShard, span }, target, projection.region, { ...options, signal }),
      );
    // Ends when all have ended: a straggler of a failed attempt would write its old elements over those of the next.
    return forEachBounded(found, concurrencyOf(array.store), one, options.signal);
  }
  checkTotal(shard, found.length);
  const spans = found.map(({ span }) => span);
  const read = await fetchSpans(array.store, chunk.key, spans, known, options);
  if (!read) throw vanished(chunk);
  for (const [i, { projection, target }] of found.entries()) {
    await inInnerChunk(projection.position, async () => {
      const part = partOf(projection);
      if (inner.decodeInto) inner.decodeInto(read.pieces[i]!, target, part);
      else await inner.decodeIntoAsync!(read.pieces[i]!, target, part, options.signal);
    });
    await takeTurns();
    options.signal?.throwIfAborted();
  }
}

/** The shard's index, from memory or from the store; `undefined` when there is no value. */
async function readIndex(shard: Shard, options: FetchOptions): Promise<KnownIndex | undefined> {
  const { array, chunk, subchunks, span } = shard;
  const cache = indexCacheOf(array.store);
  const place = placeOf(shard);
  const before = cache.get(chunk.key, place);
  if (before && (before.version !== undefined || !isStale(array.store, before))) return before;
  // Indexes of shards inside this one lie where it says.
  if (before) cache.forget(chunk.key);
  return cache.read(chunk.key, place, async () => {
    const found = span
      ? await innerIndex(shard, span, options)
      : await fetchRange(array.store, chunk.key, subchunks.indexRange, options);
    if (!found) return undefined;
    const { bytes, version, size } = found;
    const index = subchunks.readIndex(bytes, span?.length ?? size);
    return { index, version, size, bytes: bytes.length, time: performance.now() };
  });
}

/**
 * A shard may begin where the one that holds it does, or another one: only with its length it is told from them. Its grid is
 * another where somebody has made the array anew.
 */
function placeOf({ span, pipeline, subchunks }: Shard): string {
  const grid = `[${pipeline.spec.shape}] of [${subchunks.shape}]`;
  return span ? `${span.offset}+${span.length} ${grid}` : grid;
}

async function innerIndex({ array, chunk, subchunks, state }: Shard, span: Span, options: FetchOptions) {
  const { indexRange } = subchunks;
  const length = "suffix" in indexRange ? indexRange.suffix : indexRange.length!;
  if (length > span.length) {
    throw new ZarrError("codec-failed", `An inner chunk of ${span.length} bytes cannot hold its index of ${length}.`, {
      fields: { key: chunk.key, codec: "sharding_indexed" },
    });
  }
  const offset = span.offset + ("suffix" in indexRange ? span.length - length : indexRange.offset);
  const found = await fetchSpans(array.store, chunk.key, [{ offset, length }], state, options);
  if (!found) throw vanished(chunk);
  return { bytes: found.pieces[0]!, version: state?.version, size: state?.size };
}

/** Where an inner chunk lies in the value. */
function located({ span }: Shard, { index }: KnownIndex, position: readonly number[]): Span | undefined {
  const place = index.locate(position);
  return place && span ? { offset: span.offset + place.offset, length: place.length } : place;
}

/** Each inner chunk is within the limit; all that one read of a value decodes must be too, in whatever shards they lie. */
function checkTotal({ array, subchunks, decoded }: Shard, count: number): void {
  decoded.chunks += count;
  decoded.bytes += count * chunkMemory(subchunks.pipeline.spec);
  const { decodedBytes } = array.parts.limits;
  if (decoded.bytes <= decodedBytes) return;
  const problem = `${decoded.chunks} inner chunks decode to ${decoded.bytes} bytes, more than the limit of ${decodedBytes}`;
  throw new ZarrError("limit-exceeded", `${problem}: select less at once, or raise \`limits.decodedBytes\`.`);
}

function outdated({ key }: Chunk): ZarrError {
  return new ZarrError("conflict", `The index of ${key} was read too long ago.`, { fields: { key } });
}

function vanished({ key }: Chunk): ZarrError {
  return new ZarrError("conflict", `${key} was deleted while it was read.`, { fields: { key } });
}
