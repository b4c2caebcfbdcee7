import type { CallOptions, Elements, View } from "@zarrkit/plugin-api";
import { normalizeSelection } from "../indexing/normalize.js";
import { project } from "../indexing/project.js";
import type { Selection } from "../indexing/selection.js";
import { ascending, resultShape } from "../plan/result-view.js";
import { forEachBounded } from "../schedule/for-each.js";
import { concurrencyOf } from "../schedule/scheduler.js";
import { NdArray } from "../shape/nd-array.js";
import { allocateView, subview } from "../shape/view.js";
import { chunkOf, partOf } from "./chunk.js";
import { readChunk } from "./read-chunk.js";
import type { ZarrArray } from "./zarr-array.js";

export interface Progress {
  /** Chunks finished. */
  readonly done: number;
  /** Chunks that the call touches. */
  readonly total: number;
}

export interface GetOptions<D extends Elements = Elements> extends CallOptions {
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Where the result goes: a view of the result's shape, or a container of exactly its elements in C order. */
  readonly out?: D | View<D> | undefined;
  /** Puts the result on a SharedArrayBuffer. */
  readonly shared?: boolean | undefined;
}

/**
 * Reads a selection; chunks are fetched and decoded in parallel, each straight into its place. Missing chunks read as the
 * fill value. The result is C-ordered and the caller's; a selection of integers only gives a 0-dimensional array.
 *
 * Errors: `invalid-selection`; what the store throws; `codec-failed` with chunk and key; `signal.reason` when aborted.
 */
export async function get<D extends Elements, Scalar>(
  array: ZarrArray<D, Scalar>,
  selection?: Selection,
  options: GetOptions<D> = {},
): Promise<NdArray<D, Scalar>> {
  const { signal, priority, onProgress } = options;
  const { store, parts } = array;
  const axes = await normalizeSelection(selection, array.shape);
  const { grid } = parts.metadata;
  const shape = resultShape(axes);
  const total = onProgress ? (await import("../indexing/count-chunks.js")).countChunks(grid, axes, array.shape) : 0;
  const result = options.out
    ? (await import("./out-view.js")).outView(array.dataType, shape, options.out)
    : allocateView(array.dataType, shape, options.shared);
  const destination = ascending(result, axes);
  let done = 0;

  await forEachBounded(
    project(grid, axes, array.shape),
    concurrencyOf(store),
    async (projection, stop) => {
      const chunk = chunkOf(array as ZarrArray, projection);
      const target = subview(destination, projection.target);
      await readChunk(array as ZarrArray, chunk, target, partOf(projection), { signal: stop, priority });
      onProgress?.({ done: ++done, total });
    },
    signal,
  );
  return new NdArray(array.dataType, result);
}

/** One element as a scalar; negative indices count from the end. */
export async function at<D extends Elements, Scalar>(
  array: ZarrArray<D, Scalar>,
  index: readonly number[],
  options: CallOptions = {},
): Promise<Scalar> {
  if (index.length !== array.shape.length)
    throw (await import("../indexing/selection-error.js")).indexError(array.path, index, array.shape);
  return (await get(array, index, options)).item();
}
