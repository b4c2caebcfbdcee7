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
  if (origin.format === 2 && isVersion2(json)) {
    const { fromVersion2 } = await import("./version-2.js");
    const { name, configuration, byteOrder } = fromVersion2(json, origin);
    return { dataType: await named(name, configuration, { ...origin, name }, lookup), ...(byteOrder && { byteOrder }) };
  }
  const { name, configuration } = nameAndConfiguration(json, origin);
  return { dataType: await named(name, configuration, { ...origin, name }, lookup) };
}

/** Codecs' configurations in v3 documents may hold NumPy strings too (`numcodecs.delta`): "<i4", "|u1", a field list. */
function isVersion2(json: unknown): boolean {
  return Array.isArray(json) || (typeof json === "string" && /^[<>|=]?[a-zA-Z]\d*(\[.*\])?$/.test(json));
}

function nameAndConfiguration(json: unknown, origin: Origin): { name: string; configuration: unknown } {
  if (typeof json === "string") return { name: json, configuration: undefined };
  if (isObject(json) && typeof json["name"] === "string")
    return { name: json["name"], configuration: json["configuration"] };
  throw invalid(origin.path, `expected the name of a data type or { name, configuration }, found ${show(json)}`);
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
