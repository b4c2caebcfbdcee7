import type { DataType, Origin } from "@zarrkit/plugin-api";
import { objectType } from "../dtype/object-type.js";
import { type Resolve, resolveDataType } from "../dtype/resolve.js";
import { parseExtension } from "../json/extension.js";
import type { Registry } from "../registry/registry.js";

/** The object codec that says of v2's objects what such a data type says. */
const objectCodecs: Readonly<Record<string, string>> = { json: "json2", "vlen-array": "vlen-array" };

/**
 * The data type of a new array, under the name that its document will bear: an older name of it may be read by laxer rules.
 * v2 has types that v3 cannot name: structs with fields that are small arrays or have a byte order of their own, given as
 * NumPy's list of fields; and what objects may be, `json` and `vlen-array` of a `data_type`.
 */
export async function dataTypeToWrite(
  given: unknown,
  format: 2 | 3 | undefined,
  registry: Registry,
): Promise<DataType> {
  const origin: Origin = { name: "", format: 3, path: "dataType" };
  const resolve: Resolve = (json, at) => resolveDataType(json, at, registry);
  if (format === 2) {
    if (Array.isArray(given)) return (await resolve(given, { ...origin, format: 2 })).dataType;
    const { name, configuration } = parseExtension(given, origin.path);
    const id = Object.hasOwn(objectCodecs, name) ? objectCodecs[name] : undefined;
    const json = { id, dtype: (configuration as { data_type?: unknown } | undefined)?.data_type };
    if (id) return objectType([{ json, path: origin.path }], origin, resolve);
  }
  const { name, configuration } = (await resolve(given, origin)).dataType;
  return (await resolve({ name, ...(configuration && { configuration }) }, origin)).dataType;
}
