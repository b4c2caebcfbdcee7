import type { CodecPlugin } from "@zarrkit/plugin-api";

export interface DeltaOptions {
  /** NumPy's name of the data type of the array; default: its own. */
  readonly dtype?: string;
  /** NumPy's name of the data type that differences are stored in; default `dtype`. */
  readonly astype?: string;
}

/**
 * Differences between neighbours in C order, the first element whole. Integers wrap, so that they come back exactly;
 * sums of floats round as NumPy's do.
 *
 * - Specification: https://numcodecs.readthedocs.io/en/stable/filter/delta.html
 * - Names: `numcodecs.delta`; v2 id `delta`
 * - Configuration: `{ "dtype": "<i4", "astype": "<i2" }`
 * - Checked against: numcodecs, zarr-python
 */
export function delta(options: DeltaOptions = {}): CodecPlugin<"array-array"> {
  return {
    kind: "codec",
    api: 1,
    name: "numcodecs.delta",
    stage: "array-array",
    configuration: { ...options },
    load: () => import("./codec.js"),
  };
}
