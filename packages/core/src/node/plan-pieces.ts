import { type Store, type Subchunks, ZarrError } from "@zarrkit/plugin-api";
import type { Span } from "../bytes/merge-ranges.js";
import type { ChunkProjection } from "../indexing/project.js";
import type { SubchunkPlan } from "../plan/subchunk-plan.js";
import { fetchRange, mayMix } from "../schedule/fetch-ranges.js";
import { sliceRange } from "../store/range.js";
import { readBefore } from "./encode-whole.js";
import { type ChunkWrite, unchanged } from "./write-chunk.js";

interface Piece {
  readonly position: readonly number[];
  /** Set for inner chunks that the write touches. */
  readonly change: ChunkProjection | undefined;
  /** Where it is stored now; not set where what is stored does not matter. */
  readonly span: Span | undefined;
}

/**
 * What the shard will hold, in C order of its inner chunks, and where what stays of it lies now: in `value` where all of it had
 * to be read. A write that covers the shard reads nothing.
 */
export async function planPieces(write: ChunkWrite, subchunks: Subchunks, { wanted, counts }: SubchunkPlan) {
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
 * A store without ranges, or one that tells the version of whole values only: by parts, an index would be written with data of
 * another state, and others' updates would be lost.
 */
function mustReadWhole(store: Store): boolean {
  return !store.getRange || mayMix(store);
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
