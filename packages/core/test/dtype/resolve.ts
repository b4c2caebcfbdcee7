import type { DataType } from "@zarrkit/plugin-api";
import { resolveDataType } from "../../src/dtype/resolve.js";
import { createRegistry } from "../../src/registry/registry.js";

/** A data type as a document names it, with core's own types only. */
export async function dataTypeOf(json: unknown, format: 2 | 3 = 3): Promise<DataType<string, any, any>> {
  return (await resolved(json, format)).dataType;
}

export function resolved(json: unknown, format: 2 | 3 = 3) {
  const path = format === 3 ? "data_type" : "dtype";
  return resolveDataType(json, { name: path, format, path }, createRegistry());
}
