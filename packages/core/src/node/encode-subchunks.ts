import { type Bytes, type Pipeline, type Store, type Subchunks, type View, ZarrError } from "@zarrkit/plugin-api";
import type { Span } from "../bytes/merge-ranges.js";
import type { ChunkProjection } from "../indexing/project.js";
import { planSubchunks, type SubchunkPlan } from "../plan/subchunk-plan.js";
import { fetchRange, fetchSpans } from "../schedule/fetch-ranges.js";
import { copy } from "../shape/copy.js";
import { fill } from "../shape/fill.js";
import { isFill } from "../shape/is-fill.js";
import { allocateView, subview } from "../shape/view.js";
import { sliceRange } from "../store/range.js";
import { inChunk } from "./chunk.js";
import { encodeWhole, readBefore } from "./encode-whole.js";
import { inInnerChunk } from "./inner-chunk.js";
import { type ChunkWrite, type EncodedChunk, unchanged } from "./write-chunk.js";

interface Piece {
  readonly position: readonly number[];
  /** Set for inner chunks that the write touches. */
  readonly change: ChunkProjection | undefined;
  /** Where it is stored now; not set where what is stored does not matter. */
  readonly span: Span | undefined;
}

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

async function planPieces(write: ChunkWrite, subchunks: Subchunks, { wanted, counts }: SubchunkPlan) {
  const { array, chunk, options } = write;
  const changes = new Map(wanted.map((projection) => [projection.position.join(), projection]));
  const { indexRange } = subchunks;
  const readsWhole = !chunk.whole && mustReadWhole(array.store);
  const value = readsWhole ? await readBefore(write) : undefined;
  const readsIndex = !chunk.whole && !readsWhole;
  const index = readsIndex
    ? await fetchRange(array.store, chunk.key, indexRange, options)
    : value && { bytes: sliceRange(value.bytes, indexRange), version: value.version, size: value.bytes.length };
  const known = index && subchunks.readIndex(index.bytes, index.size);

  const pieces: Piece[] = [];
  const spans: Span[] = [];
  for (const position of positions(counts)) {
    const change = changes.get(position.join());
    const span = change?.whole ? undefined : known?.locate(position);
    if (span) spans.push(span);
    if (span || change) pieces.push({ position, change, span });
  }
  checkTotal(write, spans, index?.size);
  const onlyIf = chunk.whole ? undefined : unchanged(array, index);
  return { pieces, spans, onlyIf, index, value };
}

/** Where inner chunks share their bytes, a small value could become one that no memory holds: each gets its own. */
function checkTotal({ array }: ChunkWrite, spans: readonly Span[], size = 0): void {
  const total = spans.reduce((sum, { length }) => sum + length, 0);
  const { decodedBytes } = array.parts.limits;
  if (total <= Math.max(size, decodedBytes)) return;
  const problem = `its inner chunks share bytes; written apart they take ${total}, more than the limit of ${decodedBytes}`;
  throw new ZarrError("limit-exceeded", `${problem}: write the shard whole, or raise \`limits.decodedBytes\`.`);
}

/**
 * A store without ranges, or one that keeps conditions but tells the version of whole values only: by parts, others' updates
 * would be lost.
 */
function mustReadWhole({ traits, getRange, getRangesVersioned }: Store): boolean {
  return !getRange || (traits?.conditionalWrites === "version" && !getRangesVersioned);
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
  if (!write.writeEmptyChunks && isFill(dataType, fillValue, whole)) return undefined;
  return inner.encode ? inner.encode(whole) : inner.encodeAsync!(whole, signal);
}

/** Every position of a grid, in C order. */
function* positions(counts: readonly number[]): Generator<readonly number[]> {
  const total = counts.reduce((product, count) => product * count, 1);
  const index = counts.map(() => 0);
  for (let done = 0; done < total; done++) {
    yield [...index];
    for (let axis = counts.length - 1; axis >= 0 && ++index[axis]! === counts[axis]!; axis--) index[axis] = 0;
  }
}
