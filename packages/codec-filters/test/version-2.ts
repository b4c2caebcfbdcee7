import { type AnyPlugin, createRegistry, get, type NdArray, openArray } from "@zarrkit/core";

/** A v2 array of one chunk. */
export interface OneChunk {
  readonly dtype: unknown;
  readonly shape: readonly number[];
  readonly order?: "C" | "F";
  readonly filters?: readonly object[];
  readonly compressor?: object | null;
  readonly fill_value?: unknown;
  readonly chunk: Uint8Array;
}

/** What core reads of it through these plugins. */
export async function readChunk(
  { dtype, shape, order = "C", filters = [], compressor = null, fill_value = null, chunk }: OneChunk,
  ...plugins: readonly AnyPlugin[]
): Promise<NdArray> {
  const chunks = shape.map((length) => Math.max(length, 1));
  const document = { zarr_format: 2, shape, chunks, dtype, order, filters, compressor, fill_value };
  const store = new Map([
    [".zarray", new TextEncoder().encode(JSON.stringify(document))],
    [shape.length === 0 ? "0" : shape.map(() => 0).join("."), chunk],
  ]);
  return get(await openArray(store, { registry: createRegistry(...plugins) }));
}
