import type { CodecPlugin } from "@zarrkit/plugin-api";

export interface XorOptions {
  /** How many bytes back each byte is compared. Default: the size of one element. */
  readonly distance?: number;
}

/**
 * Replaces each byte by its exclusive or with the byte `distance` before it. Neighbours that differ little become bytes
 * that are mostly zero, which the compressor after this codec turns into less: a filter without loss for smooth fields.
 *
 * - Name: `org.example.xor`
 * - Stage: bytes → bytes; the length stays
 * - Configuration: `{ "distance": 4 }`
 * - Checked against: zarr-python with the codec of `sample/generate.py`
 */
export function xor(options: XorOptions = {}): CodecPlugin<"bytes-bytes"> {
  return {
    kind: "codec",
    api: 1,
    name: "org.example.xor",
    stage: "bytes-bytes",
    configuration: { ...options },
    load: () => import("./codec.js"),
  };
}
