import type { CodecPlugin } from "@zarrkit/plugin-api";

export interface Lz4Configuration {
  /** Larger is faster and compresses less; below 1 counts as 1. Default 1. */
  readonly acceleration?: number;
}

/**
 * LZ4 as numcodecs stores it: the decoded size as 4 bytes little-endian, then one LZ4 block.
 *
 * - Specification: https://numcodecs.readthedocs.io/en/stable/compression/lz4.html
 * - Names: `numcodecs.lz4`; v2 id `lz4`
 * - Configuration: `{ "acceleration": 1 }`
 * - Checked against: numcodecs (liblz4), both directions
 */
export function lz4(configuration: Lz4Configuration = {}): CodecPlugin<"bytes-bytes"> {
  return {
    kind: "codec",
    api: 1,
    name: "numcodecs.lz4",
    stage: "bytes-bytes",
    configuration: { ...configuration },
    load: () => import("./codec.js"),
  };
}
