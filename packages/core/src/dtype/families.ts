import type { DataType, Origin } from "@zarrkit/plugin-api";
import type { Resolve } from "./resolve.js";

/** A family of data types, a module of its own that is loaded when one of its names is met. */
interface Family {
  /** `undefined`: the name is not of this family. */
  parse(
    name: string,
    configuration: unknown,
    origin: Origin,
    resolve: Resolve,
  ): Promise<DataType | undefined> | DataType | undefined;
}

const families: readonly (readonly [RegExp, () => Promise<Family>])[] = [
  [/^b?float\d/, () => import("./small-float.js")],
  [/^u?int[24]$/, () => import("./sub-byte-integer.js")],
  [/^(string|bytes|binary|variable_length_bytes)$/, () => import("./variable-length.js")],
  [/^numpy\./, () => import("./numpy-time.js")],
  [/^fixed_length_utf32$/, () => import("./fixed-length-utf32.js")],
  [/^(r\d+|raw_bytes|null_terminated_bytes)$/, () => import("./raw-bytes.js")],
  [/^struct/, () => import("./struct.js")],
  [/^complex/, () => import("./complex.js")],
];

/** The data type of that name, if it belongs to one of the families. */
export async function familyType(
  name: string,
  configuration: unknown,
  origin: Origin,
  resolve: Resolve,
): Promise<DataType | undefined> {
  for (const [pattern, load] of families) {
    const type = pattern.test(name) ? await (await load()).parse(name, configuration, origin, resolve) : undefined;
    if (type) return type;
  }
  return undefined;
}
