import { type ChunkSpec, createRegistry, type DataType, get, type NdArray, openArray, set } from "@zarrkit/core";
import * as codecs from "../src/index.js";

export const registry = createRegistry(...Object.values(codecs).map((codec) => codec()));

/** A v2 array of one chunk that an object codec made. */
export interface OneChunk {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly order: string;
  readonly configuration: object;
}

function storeOf({ dtype, shape, order, configuration }: OneChunk): Map<string, Uint8Array> {
  const nothing = { compressor: null, fill_value: null };
  const document = { zarr_format: 2, shape, chunks: shape, dtype, order, filters: [configuration], ...nothing };
  return new Map([[".zarray", new TextEncoder().encode(JSON.stringify(document))]]);
}

const keyOf = ({ shape }: OneChunk) => (shape.length === 0 ? "0" : shape.map(() => 0).join("."));

export async function read(array: OneChunk, encoded: Uint8Array): Promise<NdArray> {
  return get(await openArray(storeOf(array).set(keyOf(array), encoded), { registry }));
}

export async function written(array: OneChunk, value: NdArray): Promise<Uint8Array> {
  const store = storeOf(array);
  await set(await openArray(store, { registry }), null, value as never, { writeEmptyChunks: true });
  return store.get(keyOf(array))!;
}

/** A chunk of the data type that an object codec gives a v2 array. */
export async function objectChunk(shape: readonly number[], configuration: object): Promise<ChunkSpec> {
  const { dataType } = await openArray(storeOf({ dtype: "|O", shape, order: "C", configuration }), { registry });
  return { shape, dataType: dataType as DataType, fillValue: dataType.scalar(dataType.allocate(1), 0) };
}

/** Elements as the JSON that fixtures/generate.py writes. */
export function plainValues({ data }: NdArray, codec: string): unknown[] {
  return Array.from(data, (element) =>
    codec === "vlen-array" ? { array: Array.from(element as Float64Array, plain) } : plain(element),
  );
}

function plain(value: unknown): unknown {
  if (typeof value === "bigint") {
    return Number.isSafeInteger(Number(value)) ? Number(value) : { integer: String(value) };
  }
  if (typeof value === "number" && !Number.isFinite(value)) {
    return { float: Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf" };
  }
  if (value instanceof Uint8Array)
    return { bytes: Array.from(value, (byte) => byte.toString(16).padStart(2, "0")).join("") };
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, plain((value as Record<string, unknown>)[key])]),
  );
}
