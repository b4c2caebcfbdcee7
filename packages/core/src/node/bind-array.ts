import { isZarrError, type Pipeline, ZarrError } from "@zarrkit/plugin-api";
import type { ArrayMetadata } from "../metadata/array-metadata.js";
import { bindPipeline } from "../pipeline/bind.js";
import { joinKey } from "../store/path.js";
import type { NodeParts } from "./zarr-array.js";

/** An array's codec list bound to one chunk shape. Errors name the document that the list stands in: a reader may have many open. */
export async function bindArray(parts: NodeParts<ArrayMetadata>, shape: readonly number[]): Promise<Pipeline> {
  const { path, metadata, registry, limits } = parts;
  const { dataType, fillValue, byteOrder, codecs, format } = metadata;
  const spec = { shape, dataType, fillValue, ...(byteOrder && { byteOrder }) };
  try {
    return await bindPipeline(codecs, spec, { lookup: registry, limits });
  } catch (error) {
    if (!isZarrError(error)) throw error;
    const key = joinKey(path, format === 3 ? "zarr.json" : ".zarray");
    throw new ZarrError(error.code, `${key}: ${error.message}`, {
      fields: { ...error.fields, key },
      retryable: error.retryable,
      cause: error,
    });
  }
}
