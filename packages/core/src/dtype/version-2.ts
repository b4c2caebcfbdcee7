import { type ByteOrder, invalid, type Origin, show } from "@zarrkit/plugin-api";

interface Named {
  readonly name: string;
  readonly configuration?: unknown;
  readonly byteOrder?: ByteOrder;
}

/** Kinds of numbers by their sizes in bytes. */
const numbers: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  b: { 1: "bool" },
  i: { 1: "int8", 2: "int16", 4: "int32", 8: "int64" },
  u: { 1: "uint8", 2: "uint16", 4: "uint32", 8: "uint64" },
  f: { 2: "float16", 4: "float32", 8: "float64" },
  c: { 8: "complex64", 16: "complex128" },
};

/**
 * The v3 name of a NumPy type string: byte order, kind, size (zarr-specs v2, "Data type encoding"). "|" says that order is
 * moot. A list of fields is a struct, stored as "big" when any field is, of which the others know that they are not.
 */
export function fromVersion2(json: unknown, origin: Origin): Named {
  if (Array.isArray(json)) {
    return { name: "struct", configuration: { fields: json }, byteOrder: hasBigField(json) ? "big" : "little" };
  }
  const [, order, kind, digits, time] =
    (typeof json === "string" && /^([<>|=]?)([a-zA-Z])(\d*)(?:\[(.*)\])?$/.exec(json)) || [];
  const size = Number(digits);
  const named = time === undefined || kind === "M" || kind === "m" ? namedBy(kind, size, time) : undefined;
  if (!named) throw refusal(json, kind, origin);
  const isOrderMoot = kind === "S" || kind === "V" || (kind !== "U" && size === 1);
  if (isOrderMoot) return named;
  if (order !== "<" && order !== ">") throw invalid(origin.path, `${show(json)} needs a byte order, "<" or ">"`);
  return { ...named, byteOrder: order === "<" ? "little" : "big" };
}

function hasBigField(fields: readonly unknown[]): boolean {
  return fields.some((field) => {
    const type: unknown = Array.isArray(field) ? field[1] : undefined;
    return Array.isArray(type) ? hasBigField(type) : typeof type === "string" && type.startsWith(">");
  });
}

function namedBy(kind: string | undefined, size: number, time: string | undefined): Named | undefined {
  switch (kind) {
    case "S":
      return { name: "null_terminated_bytes", configuration: { length_bytes: size } };
    case "U":
      return { name: "fixed_length_utf32", configuration: { length_bytes: 4 * size } };
    case "V":
      return { name: `r${8 * size}` };
    case "M":
    case "m":
      return size === 8 ? timeType(kind === "M" ? "numpy.datetime64" : "numpy.timedelta64", time) : undefined;
    default: {
      const name = numbers[kind ?? ""]?.[size];
      return name === undefined ? undefined : { name };
    }
  }
}

/** "ns", "10us"; without brackets the unit is one that nobody named. */
function timeType(name: string, time = "generic"): Named | undefined {
  const [, scale, unit] = /^(\d*)(\D+)$/.exec(time) ?? [];
  return unit === undefined ? undefined : { name, configuration: { unit, scale_factor: Number(scale || 1) } };
}

function refusal(json: unknown, kind: string | undefined, { path }: Origin) {
  if (kind === "O") {
    return invalid(
      path,
      `${show(json)} says nothing of the elements: an object codec must be the first of the filters`,
    );
  }
  return invalid(path, `${show(json)} is no NumPy data type that is known here`);
}
