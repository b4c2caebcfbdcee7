import type { CodecPlugin } from "@zarrkit/plugin-api";

export interface VlenArrayOptions {
  /** NumPy's name of the data type of the arrays that are the elements. */
  readonly dtype?: string;
}

/**
 * One-dimensional arrays of any length: how many, then before each the number of its bytes. The container is a plain
 * array of typed arrays. Without a `dtype`, as zarrs has it, strings and byte strings.
 *
 * - Specification: https://numcodecs.readthedocs.io/en/stable/vlen.html
 * - Names: `vlen-array`; v2 id `vlen-array` (data type "|O"); `numcodecs.vlen-array`
 * - Configuration: `{ "dtype": "<i4" }`
 * - Checked against: numcodecs, zarr-python
 */
export function vlenArray(options: VlenArrayOptions = {}): CodecPlugin<"array-bytes"> {
  return {
    kind: "codec",
    api: 1,
    name: "vlen-array",
    aliases: ["numcodecs.vlen-array"],
    stage: "array-bytes",
    configuration: { ...options },
    load: () => import("./codec.js"),
  };
}
