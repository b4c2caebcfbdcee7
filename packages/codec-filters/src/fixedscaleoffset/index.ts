import type { CodecPlugin } from "@zarrkit/plugin-api";

export interface FixedscaleoffsetOptions {
  /** Subtracted before anything is stored. */
  readonly offset: number;
  /** Multiplied with after that. */
  readonly scale: number;
  /** NumPy's name of the data type of the array; default: its own. */
  readonly dtype?: string;
  /** NumPy's name of the data type to store; default `dtype`. */
  readonly astype?: string;
}

/**
 * Stores (x − offset) · scale rounded to an integer, half to even. Numbers that `astype` cannot hold are refused; the
 * fill value alone wraps.
 *
 * - Specification: https://numcodecs.readthedocs.io/en/stable/filter/fixedscaleoffset.html
 * - Names: `numcodecs.fixedscaleoffset`; v2 id `fixedscaleoffset`
 * - Configuration: `{ "offset": 1000, "scale": 10, "dtype": "<f8", "astype": "<i2" }`
 * - Checked against: numcodecs, zarr-python
 */
export function fixedscaleoffset(options?: FixedscaleoffsetOptions): CodecPlugin<"array-array"> {
  return {
    kind: "codec",
    api: 1,
    name: "numcodecs.fixedscaleoffset",
    stage: "array-array",
    configuration: { ...options },
    load: () => import("./codec.js"),
  };
}
