import type { ChunkSpec, Tools, View } from "@zarrkit/plugin-api";

/** Containers of numbers: one entry an element, except for the two lanes of complex numbers. */
export type Entries =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array
  | Float32Array
  | Float64Array;

/** The entries of a view in C order: its own memory, not to be written to, where they lie so already; else a copy. */
export function gather<D extends View["data"] = Entries>(view: View, spec: ChunkSpec, tools: Tools): D {
  const entries = window<D>(view);
  if (entries !== undefined) return entries;
  const copy = tools.scratch({ ...spec, shape: view.shape });
  tools.copy(view, copy);
  return copy.data as D;
}

/** Fills a view in C order: `write` gets the view's own memory where its elements lie so, else memory copied from after. */
export function scatter<D extends View["data"] = Entries>(
  view: View,
  spec: ChunkSpec,
  tools: Tools,
  write: (entries: D) => void,
): void {
  const entries = window<D>(view);
  if (entries !== undefined) return write(entries);
  const scratch = tools.scratch({ ...spec, shape: view.shape });
  write(scratch.data as D);
  tools.copy(scratch, view);
}

/** Exactly the entries of a view, over the same memory; `undefined` where they do not lie together in C order. */
function window<D extends View["data"]>(view: View): D | undefined {
  if (!isContiguous(view)) return undefined;
  const { data, offset } = view;
  const end = offset + elementCount(view.shape) * (view.lanes ?? 1);
  if (offset === 0 && end === data.length) return data as D;
  return ArrayBuffer.isView(data)
    ? ((data as unknown as Entries).subarray(offset, end) as View["data"] as D)
    : undefined;
}

export function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** True when the elements lie one after the other in C order; axes of length 1 may have any stride. */
function isContiguous(view: View): boolean {
  let expected = view.lanes ?? 1;
  for (let axis = view.shape.length - 1; axis >= 0; axis--) {
    const length = view.shape[axis]!;
    if (length !== 1 && view.strides[axis] !== expected) return false;
    expected *= length;
  }
  return true;
}
