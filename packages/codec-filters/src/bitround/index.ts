import type { CodecPlugin } from "@zarrkit/plugin-api";

export interface BitroundOptions {
  /** Bits to keep: of a float's fraction, or of an integer from its highest bit that is set. */
  readonly keepbits: number;
}

/**
 * Rounds to so many significant bits, half to even: lossy, and compresses better. Decoding changes nothing. NaN stays
 * NaN, and a negative integer is rounded as its absolute value is.
 *
 * - Specification: https://github.com/zarr-developers/zarr-extensions/tree/main/codecs/bitround
 * - Names: `bitround`; `numcodecs.bitround` and v2 id `bitround`
 * - Configuration: `{ "keepbits": 10 }`
 * - Checked against: numcodecs, zarr-python, zarrs
 */
export function bitround(options?: BitroundOptions): CodecPlugin<"array-array"> {
  return {
    kind: "codec",
    api: 1,
    name: "bitround",
    aliases: ["numcodecs.bitround"],
    stage: "array-array",
    configuration: { ...options },
    load: () => import("./codec.js"),
  };
}
