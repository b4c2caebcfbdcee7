import { type ByteOrder, invalid, type Origin, show } from "@zarrkit/plugin-api";

interface Named {
  readonly name: string;
  readonly configuration?: unknown;
  readonly byteOrder?: ByteOrder;
}

const kinds: Readonly<Record<string, string>> = { i: "int", u: "uint", f: "float" };

/**
 * The v3 name of a NumPy type string: byte order, kind, bytes (zarr-specs v2, "Data type encoding"). "|" says that
 * order is moot.
 */
export function fromVersion2(json: unknown, origin: Origin): Named {
  const [, order, kind, digits] = (typeof json === "string" && /^([<>|=]?)([a-zA-Z])(\d*)$/.exec(json)) || [];
  const size = Number(digits);
  if (kind === "b" && size === 1) return { name: "bool" };
  const family = kinds[kind ?? ""];
  const fits =
    family === "float" ? size === 2 || size === 4 || size === 8 : size === 1 || size === 2 || size === 4 || size === 8;
  if (!family || !fits) throw invalid(origin.path, `${show(json)} is no NumPy data type that is known here`);
  const name = `${family}${size * 8}`;
  if (size === 1) return { name };
  if (order !== "<" && order !== ">") throw invalid(origin.path, `${show(json)} needs a byte order, "<" or ">"`);
  return { name, byteOrder: order === "<" ? "little" : "big" };
}
