import {
  type CallOptions,
  type Elements,
  isZarrError,
  type Store,
  type Writable,
  type WriteOptions,
  ZarrError,
} from "@zarrkit/plugin-api";
import { countChunks } from "../indexing/count-chunks.js";
import { normalizeSelection } from "../indexing/normalize.js";
import { project } from "../indexing/project.js";
import type { Selection } from "../indexing/selection.js";
import { ascending, resultShape } from "../plan/result-view.js";
import { forgetCalls } from "../schedule/fetch.js";
import { forEachBounded } from "../schedule/for-each.js";
import { withLock } from "../schedule/lock.js";
import { concurrencyOf, schedulerOf } from "../schedule/scheduler.js";
import { subview } from "../shape/view.js";
import { chunkOf } from "./chunk.js";
import { encodeWhole } from "./encode-whole.js";
import type { Progress } from "./get.js";
import { indexCacheOf } from "./index-cache.js";
import { sourceView, type Value } from "./source-view.js";
import type { ChunkWrite, EncodedChunk } from "./write-chunk.js";
import type { ZarrArray } from "./zarr-array.js";

export interface SetOptions extends CallOptions {
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Stores chunks that hold nothing but the fill value too. Default `false`: they are deleted, and read the same. */
  readonly writeEmptyChunks?: boolean | undefined;
}

/**
 * Writes a selection. Chunks that it covers whole are never read; others are read, changed and written back under a lock of
 * this process, and where the store can only if nobody else has written meanwhile, so that no update is lost. A shard is
 * rewritten once a call. Resolves when every chunk is stored; a write that fails leaves the old value.
 *
 * Errors: `unsupported` for a store that cannot write; `invalid-selection`; `invalid-argument` when the value does not fit;
 * `conflict` when others keep writing the same chunk.
 */
export async function set<D extends Elements, Scalar>(
  array: ZarrArray<D, Scalar>,
  selection: Selection,
  value: Value<D, Scalar>,
  options: SetOptions = {},
): Promise<void> {
  const { signal, priority, onProgress, writeEmptyChunks = false } = options;
  const store = writable(array.store, `array "${array.path}"`);
  const axes = await normalizeSelection(selection, array.shape);
  const { grid } = array.parts.metadata;
  const total = countChunks(grid, axes, array.shape);
  const source = ascending(sourceView(array, value, resultShape(axes)), axes);
  let done = 0;

  await forEachBounded(
    project(grid, axes, array.shape),
    concurrencyOf(store),
    async (projection, stop) => {
      const chunk = chunkOf(array as ZarrArray, projection);
      const write: ChunkWrite = {
        array: array as ZarrArray,
        chunk,
        part: subview(source, projection.target),
        writeEmptyChunks,
        options: { signal: stop, priority, alone: true },
      };
      await withLock(store, chunk.key, () => writeChunk(store, write));
      onProgress?.({ done: ++done, total });
    },
    signal,
  );
}

/** How often a chunk is read again because somebody else wrote it meanwhile. */
const attempts = 20;

async function writeChunk(store: Store & Writable, write: ChunkWrite): Promise<void> {
  const { key } = write.chunk;
  const { signal, priority } = write.options;
  for (let attempt = 1; ; attempt++) {
    const { bytes, onlyIf } = await encodeChange(write);
    // Nothing was there, and nothing is to be.
    if (!bytes && onlyIf === "absent") return;
    const call: WriteOptions = { signal, priority, ...(onlyIf && { onlyIf }) };
    try {
      await schedulerOf(store).run(
        () => (bytes ? store.set(key, bytes, call) : store.delete(key, call)),
        priority,
        signal ?? undefined,
      );
      return;
    } catch (error) {
      if (!onlyIf || attempt === attempts || !isZarrError(error, "conflict")) throw error;
      // Full jitter, so that writers who met once do not meet again.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 2 ** Math.min(attempt, 8)));
    } finally {
      indexCacheOf(store).forget(key);
      forgetCalls(store, key);
    }
  }
}

async function encodeChange(write: ChunkWrite): Promise<EncodedChunk> {
  const { array, chunk } = write;
  const pipeline = await array.pipeline(chunk.chunkShape);
  // Encoded whole, a shard leaves out inner chunks of fill value.
  if (!pipeline.subchunks || (chunk.whole && !write.writeEmptyChunks)) return encodeWhole(write, pipeline);
  const { encodeSubchunks } = await import("./encode-subchunks.js");
  return encodeSubchunks(write, pipeline, pipeline.subchunks);
}

/** The store as one that can be written to; `unsupported` when it cannot. */
export function writable(store: Store, what: string): Store & Writable {
  if (store.set && store.delete) return store as Store & Writable;
  throw new ZarrError(
    "unsupported",
    `Cannot write ${what}: its store is read-only. Open it through a store that has set() and delete().`,
  );
}
