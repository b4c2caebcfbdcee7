import type { CodecPlugin } from "@zarrkit/plugin-api";

export interface ShuffleOptions {
  /** Bytes of one element; default: those of the array's data type in v3, 4 in v2. */
  readonly elementsize?: number;
}

/**
 * Stores the first bytes of all elements, then the second ones, and so on: changes no value, and compresses better.
 *
 * - Specification: https://numcodecs.readthedocs.io/en/stable/filter/shuffle.html
 * - Names: `numcodecs.shuffle`; v2 id `shuffle`
 * - Configuration: `{ "elementsize": 4 }`
 * - Checked against: numcodecs, zarr-python
 */
export function shuffle(options: ShuffleOptions = {}): CodecPlugin<"bytes-bytes"> {
  return {
    kind: "codec",
    api: 1,
    name: "numcodecs.shuffle",
    stage: "bytes-bytes",
    usesTools: false,
    configuration: { ...options },
    load: () => import("./codec.js"),
  };
}
