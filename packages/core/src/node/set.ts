import {
  type Bytes,
  type CallOptions,
  type Elements,
  type Store,
  type View,
  type Writable,
  ZarrError,
} from "@zarrkit/plugin-api";
import { normalizeSelection } from "../indexing/normalize.js";
import type { Selection } from "../indexing/selection.js";
import { ascending, plan } from "../plan/read-plan.js";
import { forEachBounded } from "../schedule/for-each.js";
import { withLock } from "../schedule/lock.js";
import { concurrencyOf, schedulerOf } from "../schedule/scheduler.js";
import { copy } from "../shape/copy.js";
import { fill } from "../shape/fill.js";
import { allocateView, subview } from "../shape/view.js";
import { type Chunk, chunkOf, decodeChunk, encodeChunk } from "./chunk.js";
import type { Progress } from "./get.js";
import { sourceView, type Value } from "./source-view.js";
import type { ZarrArray } from "./zarr-array.js";

export interface SetOptions extends CallOptions {
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/**
 * Writes a selection. Chunks that it covers whole are never read; others are read, changed and written back, one after the
 * other per chunk within this process. Resolves when every chunk is stored.
 *
 * Errors: `unsupported` for a store that cannot write; `invalid-selection`; `invalid-argument` when the value does not fit.
 */
export async function set<D extends Elements, Scalar>(
  array: ZarrArray<D, Scalar>,
  selection: Selection,
  value: Value<D, Scalar>,
  options: SetOptions = {},
): Promise<void> {
  const { signal, priority, onProgress } = options;
  const store = writable(array.store, `array "${array.path}"`);
  const axes = await normalizeSelection(selection, array.shape);
  const { shape, count, chunks } = plan(array.parts.metadata.grid, axes, array.shape);
  const source = ascending(sourceView(array, value, shape), axes);
  const scheduler = schedulerOf(store);
  let done = 0;

  await forEachBounded(
    chunks,
    concurrencyOf(store),
    async (projection, stop) => {
      const chunk = chunkOf(array as ZarrArray, projection);
      const part = subview(source, projection.target);
      await withLock(store, chunk.key, async () => {
        const bytes = await encoded(array as ZarrArray, chunk, part, stop);
        await scheduler.run(() => store.set(chunk.key, bytes, { signal: stop, priority }), priority, stop);
      });
      onProgress?.({ done: ++done, total: count });
    },
    signal,
  );
}

/** The chunk as it is to be stored, with the part in its place. */
async function encoded(array: ZarrArray, chunk: Chunk, part: View, signal: AbortSignal): Promise<Bytes> {
  const { dataType, store } = array;
  const whole = allocateView(dataType, chunk.chunkShape);
  if (!chunk.whole) {
    const before = await schedulerOf(store).run(() => store.get(chunk.key, { signal }), 0, signal);
    await decodeChunk(array, chunk, before, whole, undefined, signal);
  } else if (part.shape.join() !== chunk.chunkShape.join()) {
    // Beyond the array's edge a chunk is stored as fill value.
    fill(dataType, array.parts.metadata.fillValue, whole);
  }
  copy(part, subview(whole, chunk.region));
  return encodeChunk(array, chunk, await array.pipeline(chunk.chunkShape), whole, signal);
}

/** The store as one that can be written to; `unsupported` when it cannot. */
export function writable(store: Store, what: string): Store & Writable {
  if (store.set && store.delete) return store as Store & Writable;
  throw new ZarrError(
    "unsupported",
    `Cannot write ${what}: its store is read-only. Open it through a store that has set() and delete().`,
  );
}
