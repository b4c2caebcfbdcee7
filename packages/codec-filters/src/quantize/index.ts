import type { CodecPlugin } from "@zarrkit/plugin-api";

export interface QuantizeOptions {
  /** Decimal digits to keep after the point; negative counts before it. */
  readonly digits: number;
  /** NumPy's name of the floating-point type of the array; default: its own. */
  readonly dtype?: string;
  /** NumPy's name of the floating-point type to store; default `dtype`. */
  readonly astype?: string;
}

/**
 * Rounds floats to multiples of a power of two that is fine enough for so many decimal digits: lossy, and compresses
 * better. Decoding changes nothing but the type.
 *
 * - Specification: https://numcodecs.readthedocs.io/en/stable/filter/quantize.html
 * - Names: `numcodecs.quantize`; v2 id `quantize`
 * - Configuration: `{ "digits": 3, "dtype": "<f8", "astype": "<f4" }`
 * - Checked against: numcodecs, zarr-python
 */
export function quantize(options?: QuantizeOptions): CodecPlugin<"array-array"> {
  return {
    kind: "codec",
    api: 1,
    name: "numcodecs.quantize",
    stage: "array-array",
    configuration: { ...options },
    load: () => import("./codec.js"),
  };
}
