import { type ByteOrder, type DataType, invalid, isObject, type Origin, parseObject, show } from "@zarrkit/plugin-api";
import { elementCount } from "../shape/strides.js";
import type { Resolve } from "./resolve.js";

/** One field of a struct: where it lies in an element, and what lies there. */
export interface StructField {
  readonly name: string;
  readonly dataType: DataType;
  /** Of the small array that the field is (v2 only); usually empty, for one value. */
  readonly shape: readonly number[];
  /** In bytes from the start of the element. */
  readonly offset: number;
  /** In bytes, of all its values. */
  readonly size: number;
  /** v2 only: the order in which the field is stored, whatever the rest of the chunk says. */
  readonly byteOrder: ByteOrder | undefined;
}

interface Declared {
  readonly name: unknown;
  readonly dataType: unknown;
  readonly shape: unknown;
  readonly path: string;
}

/**
 * The fields in the order of the document, each after the other without gaps. v3: `{ name, data_type }`; in the legacy
 * `structured` also `[name, data type]`. v2: `[name, data type]` or `[name, data type, shape]`.
 */
export async function parseFields(
  json: unknown,
  path: string,
  origin: Origin,
  resolve: Resolve,
): Promise<StructField[]> {
  if (!Array.isArray(json) || json.length === 0) throw invalid(path, `expected a list of fields, found ${show(json)}`);
  const fields: StructField[] = [];
  const names = new Set<string>();
  let offset = 0;
  for (const [i, entry] of json.entries()) {
    const declared = declaration(entry, `${path}[${i}]`, origin);
    const name = fieldName(declared, i, origin);
    if (names.has(name)) throw invalid(declared.path, `a second field is named ${show(name)}`);
    names.add(name);
    const { dataType, byteOrder } = await resolve(declared.dataType, { ...origin, path: declared.path });
    const { itemSize } = dataType;
    if (itemSize === undefined) {
      throw invalid(declared.path, `${dataType.name} varies in size, so it cannot be a field of a struct`);
    }
    const shape = parseShape(declared.shape, declared.path);
    const size = elementCount([...shape, itemSize]);
    fields.push({ name, dataType, shape, offset, size, byteOrder });
    offset += size;
  }
  return fields;
}

function declaration(entry: unknown, path: string, { format, name }: Origin): Declared {
  const lengths = format === 2 ? [2, 3] : name === "structured" ? [2] : [];
  if (Array.isArray(entry) && lengths.includes(entry.length)) {
    return { name: entry[0], dataType: entry[1], shape: entry[2], path: `${path}[1]` };
  }
  if (isObject(entry) && format === 3) {
    const { name: given, data_type: dataType } = parseObject(entry, path, ["name", "data_type"]);
    return { name: given, dataType, shape: undefined, path: `${path}.data_type` };
  }
  const expected = format === 2 ? "[name, data type] or [name, data type, shape]" : "{ name, data_type }";
  throw invalid(path, `expected ${expected}, found ${show(entry)}`);
}

/** NumPy names fields without a name (the padding of aligned structs, for one) by their place. */
function fieldName({ name, path }: Declared, place: number, { format }: Origin): string {
  if (typeof name !== "string" || (name === "" && format === 3))
    throw invalid(path, `a field needs a name, found ${show(name)}`);
  return name === "" ? `f${place}` : name;
}

function parseShape(json: unknown, path: string): readonly number[] {
  const shape = json === undefined ? [] : Array.isArray(json) ? json : [json];
  if (shape.every((length) => Number.isSafeInteger(length) && length > 0)) return shape;
  throw invalid(path, `expected a shape of positive integers, found ${show(json)}`);
}
