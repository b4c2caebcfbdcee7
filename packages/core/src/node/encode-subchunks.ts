import type { Bytes, Pipeline, Subchunks, View } from "@zarrkit/plugin-api";
import type { ChunkProjection } from "../indexing/project.js";
import { planSubchunks, type SubchunkPlan } from "../plan/subchunk-plan.js";
import { fetchSpans } from "../schedule/fetch-ranges.js";
import { takeTurns } from "../schedule/turn.js";
import { copy } from "../shape/copy.js";
import { fill } from "../shape/fill.js";
import { isFill } from "../shape/is-fill.js";
import { allocateView, subview } from "../shape/view.js";
import { inChunk } from "./chunk.js";
import { encodeWhole } from "./encode-whole.js";
import { inInnerChunk } from "./inner-chunk.js";
import { planPieces } from "./plan-pieces.js";
import type { ChunkWrite, EncodedChunk } from "./write-chunk.js";

/**
 * A shard with some of its elements changed, without decoding the rest: its index is read, then the bytes of inner chunks that
 * stay or that are changed in part. Inner chunks that the write covers whole are never read.
 */
export async function encodeSubchunks(
  write: ChunkWrite,
  pipeline: Pipeline,
  subchunks: Subchunks,
): Promise<EncodedChunk> {
  const { array, chunk, options, part } = write;
  const plan = planChanges(write, pipeline);
  if (!plan) return encodeWhole(write, pipeline);
  try {
    const source = pipeline.arrayCodecs?.encode(part, chunk.region) ?? part;
    const { spans, onlyIf, index, pieces, value } = await planPieces(write, subchunks, plan);
    const stored = value
      ? spans.map(({ offset, length }) => value.bytes.subarray(offset, offset + length))
      : (await fetchSpans(array.store, chunk.key, spans, index, options))?.pieces;
    const result: { position: readonly number[]; bytes: Bytes }[] = [];
    let at = 0;
    for (const { position, change, span } of pieces) {
      const before = span && stored?.[at++];
      const bytes = change
        ? await inInnerChunk(position, () => encodeChanged(write, source, change, subchunks.pipeline, before))
        : before;
      if (bytes) result.push({ position, bytes });
      await takeTurns();
      options.signal?.throwIfAborted();
    }
    return { bytes: subchunks.assemble(result), onlyIf };
  } catch (error) {
    options.signal?.throwIfAborted();
    throw inChunk(error, chunk, array);
  }
}

/** What the write changes; the array may end within the shard. */
function planChanges({ array, chunk }: ChunkWrite, pipeline: Pipeline): SubchunkPlan | undefined {
  const inside = pipeline.spec.shape.map((length, axis) => {
    const start = array.parts.metadata.grid.axes[axis]!.start(chunk.position[axis]!);
    return Math.min(length, array.shape[axis]! - start);
  });
  return planSubchunks(pipeline, chunk.region, inside);
}

/** `part` holds the new elements of the write's region, as the array → array codecs before the shards leave them. */
async function encodeChanged(
  write: ChunkWrite,
  part: View,
  change: ChunkProjection,
  inner: Pipeline,
  before: Bytes | undefined,
): Promise<Bytes | undefined> {
  const { dataType, fillValue } = inner.spec;
  const { signal } = write.options;
  const whole = allocateView(dataType, change.chunkShape);
  if (!before) fill(dataType, fillValue, whole);
  else if (inner.decodeInto) inner.decodeInto(before, whole);
  else await inner.decodeIntoAsync!(before, whole, undefined, signal);
  copy(subview(part, change.target), subview(whole, change.region));
  const { writeEmptyChunks } = write;
  if (!writeEmptyChunks && isFill(dataType, fillValue, whole)) return undefined;
  if (inner.encode) return inner.encode(whole, { writeEmptyChunks });
  return inner.encodeAsync!(whole, signal, { writeEmptyChunks });
}
