import type { Bytes, Key } from "@zarrkit/plugin-api";
import { openArray, type Selection } from "../src/index.js";

/** Stores of one array whose documents and chunks are written out, not made by the code under test. */

export const little = { name: "bytes", configuration: { endian: "little" } } as const;

interface Change extends Readonly<Record<string, unknown>> {
  readonly shape: readonly number[];
  /** Of the chunks; default: that of the array. */
  readonly chunks?: readonly number[];
}

/** An array of format 3, of uint8 with fill value 0 unless said otherwise. */
export function version3({ shape, chunks = shape, ...change }: Change, values: Readonly<Record<Key, Bytes>> = {}) {
  return storeOf(values, "zarr.json", {
    zarr_format: 3,
    node_type: "array",
    shape,
    data_type: "uint8",
    chunk_grid: { name: "regular", configuration: { chunk_shape: chunks } },
    chunk_key_encoding: { name: "default" },
    fill_value: 0,
    codecs: ["bytes"],
    ...change,
  });
}

/** The same of format 2. */
export function version2({ shape, chunks = shape, ...change }: Change, values: Readonly<Record<Key, Bytes>> = {}) {
  const kept = { dtype: "|u1", compressor: null, fill_value: 0, order: "C", filters: null };
  return storeOf(values, ".zarray", { zarr_format: 2, shape, chunks, ...kept, ...change });
}

function storeOf(values: Readonly<Record<Key, Bytes>>, key: Key, document: unknown): Map<Key, Bytes> {
  return new Map([[key, new TextEncoder().encode(JSON.stringify(document))], ...Object.entries(values)]);
}

export function base64(text: string): Bytes {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** What a selection reads, as nested lists. */
export async function reading(store: Map<Key, Bytes>, selection: Selection = null): Promise<unknown> {
  return (await (await openArray(store)).get(selection)).toNested();
}

/** The document that was written. */
export function documentOf(store: Map<Key, Bytes>, key: Key = "zarr.json") {
  return JSON.parse(new TextDecoder().decode(store.get(key)));
}
