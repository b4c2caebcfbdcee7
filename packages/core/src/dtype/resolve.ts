import {
  type ByteOrder,
  type DataType,
  field,
  invalid,
  isObject,
  type Lookup,
  type Origin,
  show,
} from "@zarrkit/plugin-api";
import { parseRequired } from "../json/extension.js";
import { boolType } from "./bool.js";
import { floatType } from "./float.js";
import { integerType } from "./integer.js";

export interface ResolvedDataType {
  readonly dataType: DataType;
  /** What a v2 document says of the byte order. */
  readonly byteOrder?: ByteOrder;
}

/** A family of data types behind a dynamic import. `undefined`: the name is not of this family. */
export interface Family {
  parse(
    name: string,
    configuration: unknown,
    origin: Origin,
    resolve: Resolve,
  ): Promise<DataType | undefined> | DataType | undefined;
}

export type Resolve = (json: unknown, origin: Origin) => Promise<ResolvedDataType>;

/**
 * The data type that a document names: a string or `{ name, configuration }` in v3, a NumPy type string or a field list
 * in v2. Bool, integers and floats are linked; a family is loaded when one of its names is met; other names are plugins.
 */
export async function resolveDataType(json: unknown, origin: Origin, lookup: Lookup): Promise<ResolvedDataType> {
  if (isNumPy(json, origin)) {
    const { fromVersion2 } = await import("./version-2.js");
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
    if (configuration !== undefined && !(isObject(configuration) && Object.keys(configuration).length === 0)) {
      throw invalid(field(origin, "configuration"), `data type ${name} takes none, found ${show(configuration)}`);
    }
    return linked;
  }
  const resolve: Resolve = (json, inner) => resolveDataType(json, inner, lookup);
  const plugin = lookup.find("data-type", name);
  if (plugin) return (await plugin.load()).parse(configuration, origin, { dataType: resolve });
  for (const [pattern, load] of families) {
    const type = pattern.test(name) ? await (await load()).parse(name, configuration, origin, resolve) : undefined;
    if (type) return type;
  }
  throw await lookup.missing("data-type", name, origin.path);
}

const families: readonly (readonly [RegExp, () => Promise<Family>])[] = [[/^float16$/, () => import("./float16.js")]];
