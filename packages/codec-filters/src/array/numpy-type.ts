import {
  type ByteOrder,
  type ChunkSpec,
  type DataType,
  field,
  invalid,
  isObject,
  type Origin,
  show,
  type Tools,
} from "@zarrkit/plugin-api";

/** A data type as a v2 document spells it: with the byte order that it is stored in. */
export interface StoredType {
  readonly dataType: DataType;
  readonly byteOrder?: ByteOrder;
}

/** The name of a data type in a codec's configuration, and where it stood, since only `bind` can resolve it. */
export interface NamedType {
  readonly json: unknown;
  readonly origin: Origin;
}

const numpyString = /^([<>|=]?)([biufcmMUSV?])(\d*)(\[\w+\])?$/;

/** A data type of a configuration, not yet resolved; `undefined` when absent or null. */
export function parseNamedType(value: unknown, origin: Origin, name: string): NamedType | undefined {
  if (value === undefined || value === null) return undefined;
  const path = field(origin, name);
  if (typeof value === "string" || (isObject(value) && typeof value["name"] === "string")) {
    return { json: value, origin: { name, format: origin.format, path } };
  }
  throw invalid(path, `expected the name of a data type, found ${show(value)}`);
}

/**
 * The data type that a numcodecs configuration names: "<i4", "i4" or "int32". In v2 its byte order is that of the bytes
 * stored; in v3 the codec that makes bytes has its own, and the one written here means nothing.
 */
export async function resolveType({ json, origin }: NamedType, tools: Tools): Promise<StoredType> {
  const parts = typeof json === "string" ? numpyString.exec(json) : null;
  if (parts === null) return tools.dataType(json, origin);
  const [, order, kind, size, unit = ""] = parts;
  const spelled = kind === "?" ? "|b1" : `${orderOf(order!, kind!, size!)}${kind}${size}${unit}`;
  const resolved = await tools.dataType(spelled, { ...origin, format: 2 });
  return origin.format === 2 ? resolved : { dataType: resolved.dataType };
}

function orderOf(order: string, kind: string, size: string): string {
  if (order === "<" || order === ">") return order;
  return size === "1" || kind === "S" || kind === "V" ? "|" : "<";
}

/** A type as `toConfiguration` writes it: what was configured, else the type of the array in NumPy's spelling. */
export function spelledType(named: NamedType | undefined, spec: ChunkSpec, target: Origin, name: string): unknown {
  if (named !== undefined) return named.json;
  const { dataType, byteOrder } = spec;
  if (dataType.name === "bool") return "|b1";
  const [, kind, bits] = /^(int|uint|float)(8|16|32|64)$/.exec(dataType.name) ?? [];
  if (!kind) {
    throw invalid(field(target, name), `NumPy's spelling of ${dataType.name} is not known here: give it, as in "<i8"`);
  }
  return `${bits === "8" ? "|" : byteOrder === "big" ? ">" : "<"}${kind[0]}${Number(bits) / 8}`;
}
