import { type ByteOrder, type DataType, ZarrError } from "@zarrkit/plugin-api";
import type { StructField } from "./struct-fields.js";
import type { TimeConfiguration } from "./time-unit.js";

/** NumPy's kinds and sizes by v3 name. */
const numbers: Readonly<Record<string, string>> = {
  bool: "b1",
  int8: "i1",
  int16: "i2",
  int32: "i4",
  int64: "i8",
  uint8: "u1",
  uint16: "u2",
  uint32: "u4",
  uint64: "u8",
  float16: "f2",
  float32: "f4",
  float64: "f8",
  complex64: "c8",
  complex128: "c16",
};

/** Elements of any length: what they are is the object codec's to say, which must be among the filters. */
const objects = ["string", "bytes", "vlen-array", "json"];

/**
 * The reverse of `fromVersion2`: how v2 names a data type that it has, stored in that byte order. Structs keep the orders that
 * a v2 document gave their fields, and are little-endian otherwise, as their fill value is. `unsupported` for the types that
 * only v3 knows.
 */
export function toVersion2(dataType: DataType, byteOrder: ByteOrder): unknown {
  const { name, itemSize = 0 } = dataType;
  if (objects.includes(name)) return "|O";
  const order = byteOrder === "little" ? "<" : ">";
  const number = Object.hasOwn(numbers, name) ? numbers[name]! : undefined;
  if (number) return (itemSize === 1 ? "|" : order) + number;
  if (name === "null_terminated_bytes") return `|S${itemSize}`;
  if (name === "raw_bytes" || /^r\d+$/.test(name)) return `|V${itemSize}`;
  if (name === "fixed_length_utf32") return `${order}U${itemSize / 4}`;
  if (name === "numpy.datetime64") return `${order}M8${timeOf(dataType)}`;
  if (name === "numpy.timedelta64") return `${order}m8${timeOf(dataType)}`;
  if (name === "struct") return fieldsOf(dataType);
  throw new ZarrError(
    "unsupported",
    `Data type ${name} has no name in Zarr v2: write the array as v3, or in a type that NumPy has.`,
  );
}

function timeOf({ configuration }: DataType): string {
  const { unit, scale_factor: scale } = configuration as unknown as TimeConfiguration;
  return unit === "generic" ? "" : `[${scale === 1 ? "" : scale}${unit}]`;
}

function fieldsOf(dataType: DataType): unknown[] {
  const { fields } = dataType as unknown as { readonly fields: readonly StructField[] };
  return fields.map((field) => [
    field.name,
    toVersion2(field.dataType, field.byteOrder ?? "little"),
    ...(field.shape.length > 0 ? [field.shape] : []),
  ]);
}
