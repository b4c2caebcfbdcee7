import type { CodecPlugin } from "@zarrkit/plugin-api";

export interface AstypeOptions {
  /** NumPy's name of the data type to store. */
  readonly encode_dtype: string;
  /** NumPy's name of the data type of the array; default: its own. */
  readonly decode_dtype?: string;
}

/**
 * Stores another number type than the array's. Numbers that the stored type cannot hold are refused.
 *
 * - Specification: https://numcodecs.readthedocs.io/en/stable/filter/astype.html
 * - Names: `numcodecs.astype`; v2 id `astype`
 * - Configuration: `{ "encode_dtype": "<f4", "decode_dtype": "<f8" }`
 * - Checked against: numcodecs, zarr-python
 */
export function astype(options?: AstypeOptions): CodecPlugin<"array-array"> {
  return {
    kind: "codec",
    api: 1,
    name: "numcodecs.astype",
    stage: "array-array",
    configuration: { ...options },
    load: () => import("./codec.js"),
  };
}
