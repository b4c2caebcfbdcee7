import type { Bytes, Key } from "@zarrkit/plugin-api";

/** Documents that are right, to be spoilt one field at a time. */

/** A v3 array of 4 × 6 int16 in chunks of 2 × 3. */
export const array3 = {
  zarr_format: 3,
  node_type: "array",
  shape: [4, 6],
  data_type: "int16",
  chunk_grid: { name: "regular", configuration: { chunk_shape: [2, 3] } },
  chunk_key_encoding: { name: "default", configuration: { separator: "/" } },
  fill_value: 7,
  codecs: [{ name: "bytes", configuration: { endian: "little" } }],
} as const;

export const group3 = { zarr_format: 3, node_type: "group" } as const;

/** The same array in v2. */
export const array2 = {
  zarr_format: 2,
  shape: [4, 6],
  chunks: [2, 3],
  dtype: "<i2",
  compressor: null,
  fill_value: 7,
  order: "C",
  filters: null,
} as const;

export const group2 = { zarr_format: 2 } as const;

/** A store with these documents and values; text stands as it is, `undefined` fields are left out. */
export function storeOf(entries: Readonly<Record<Key, unknown>>): Map<Key, Bytes> {
  return new Map(
    Object.entries(entries).map(([key, value]) => {
      if (value instanceof Uint8Array) return [key, value];
      return [key, new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value))];
    }),
  );
}

/** A store whose root is the v3 array with some fields changed. */
export function store3(change: object = {}, more: Readonly<Record<Key, unknown>> = {}): Map<Key, Bytes> {
  return storeOf({ "zarr.json": { ...array3, ...change }, ...more });
}

/** A store whose root is the v2 array with some fields changed. */
export function store2(change: object = {}, more: Readonly<Record<Key, unknown>> = {}): Map<Key, Bytes> {
  return storeOf({ ".zarray": { ...array2, ...change }, ...more });
}
