import type { ByteOrder, DataType, Lookup, Origin } from "@zarrkit/plugin-api";
import { parseRequired } from "../json/extension.js";
import { boolType } from "./bool.js";
import { floatType } from "./float.js";
import { integerType } from "./integer.js";
import { refuseConfiguration } from "./refuse.js";

export interface ResolvedDataType {
  readonly dataType: DataType;
  /** What a v2 document says of the byte order. */
  readonly byteOrder?: ByteOrder;
}

export type Resolve = (json: unknown, origin: Origin) => Promise<ResolvedDataType>;

/** Kept, since `import()` is dear where hundreds of arrays are opened. */
let version2: typeof import("./version-2.js") | undefined;

/**
 * The data type that a document names: a string or `{ name, configuration }` in v3, a NumPy type string or a field list
 * in v2. Bool, integers, float32 and float64 are linked; other families are loaded when one of their names is met; what is no
 * family's is a plugin's.
 */
export async function resolveDataType(json: unknown, origin: Origin, lookup: Lookup): Promise<ResolvedDataType> {
  if (isNumPy(json, origin)) {
    const { fromVersion2 } = (version2 ??= await import("./version-2.js"));
    const { name, configuration, byteOrder } = fromVersion2(json, origin);
    return { dataType: await named(name, configuration, { ...origin, name }, lookup), ...(byteOrder && { byteOrder }) };
  }
  const { name, configuration } = parseRequired(json, origin.path);
  return { dataType: await named(name, configuration, { ...origin, name }, lookup) };
}

/** In v2 documents, and in the configurations of numcodecs' codecs in v3 ones: "<i4", "|u1", a list of fields. */
function isNumPy(json: unknown, { format, name }: Origin): boolean {
  if (format === 3 && !name.startsWith("numcodecs.")) return false;
  return Array.isArray(json) || (typeof json === "string" && /^[<>|=]?[a-zA-Z]\d*(\[.*\])?$/.test(json));
}

async function named(name: string, configuration: unknown, origin: Origin, lookup: Lookup): Promise<DataType> {
  const linked = name === "bool" ? (boolType() as unknown as DataType) : (integerType(name) ?? floatType(name));
  if (linked) {
    refuseConfiguration(configuration, origin);
    return linked;
  }
  const resolve: Resolve = (json, inner) => resolveDataType(json, inner, lookup);
  const plugin = lookup.find("data-type", name);
  if (plugin) return (await plugin.load()).parse(configuration, origin, { dataType: resolve });
  const { familyType } = await import("./families.js");
  const type = await familyType(name, configuration, origin, resolve);
  if (type) return type;
  throw await lookup.missing("data-type", name, origin.path);
}
