import type { Pipeline } from "@zarrkit/plugin-api";
import type { ArrayMetadata } from "../metadata/array-metadata.js";
import { inDocument } from "../metadata/in-document.js";
import { bindPipeline } from "../pipeline/bind.js";
import type { NodeParts } from "./zarr-array.js";

/** An array's codec list bound to one chunk shape. Errors name the document that the list stands in: a reader may have many open. */
export async function bindArray(parts: NodeParts<ArrayMetadata>, shape: readonly number[]): Promise<Pipeline> {
  const { metadata, registry, limits } = parts;
  const { dataType, fillValue, byteOrder, codecs, format } = metadata;
  const spec = { shape, dataType, fillValue, ...(byteOrder && { byteOrder }) };
  return inDocument(parts, format === 3 ? "zarr.json" : ".zarray", () =>
    bindPipeline(codecs, spec, { lookup: registry, limits }),
  );
}
