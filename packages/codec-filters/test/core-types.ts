import { sampleTools } from "@zarrkit/conformance";
import { openArray } from "@zarrkit/core";
import type { ChunkSpec, DataType, Tools } from "@zarrkit/plugin-api";

/** What codecs are handed at `bind`, with core's data types. */
export const coreTools: Tools = {
  ...sampleTools,
  dataType: async (json, { format }) => resolved(json, format),
};

export async function typeOf(json: unknown): Promise<DataType> {
  return (await resolved(json, 3)).dataType;
}

/** A chunk of one of core's data types. */
export async function chunkOf(json: unknown, shape: readonly number[], fill: unknown): Promise<ChunkSpec> {
  const dataType = await typeOf(json);
  return { shape, dataType, fillValue: dataType.fillFromScalar(fill) };
}

/** Core resolves the data types of documents, so one is made for each. */
async function resolved(json: unknown, format: 2 | 3) {
  const document = format === 2 ? version2(json) : version3(json);
  const store = new Map([[format === 2 ? ".zarray" : "zarr.json", new TextEncoder().encode(JSON.stringify(document))]]);
  const { dataType, byteOrder } = (await openArray(store)).parts.metadata;
  return { dataType, ...(byteOrder && { byteOrder }) };
}

function version2(dtype: unknown) {
  const nothing = { compressor: null, filters: null, fill_value: null };
  return { zarr_format: 2, shape: [], chunks: [], dtype, order: "C", ...nothing };
}

function version3(type: unknown) {
  return {
    zarr_format: 3,
    node_type: "array",
    shape: [],
    data_type: type,
    chunk_grid: { name: "regular", configuration: { chunk_shape: [] } },
    chunk_key_encoding: { name: "default" },
    codecs: [{ name: "bytes", configuration: { endian: "little" } }],
    fill_value: fillOf(type),
  };
}

/** Some fill value that the type has. */
function fillOf(type: unknown): unknown {
  if (type === "bool") return false;
  if (typeof type !== "string") return "";
  return type.startsWith("complex") ? [0, 0] : 0;
}
