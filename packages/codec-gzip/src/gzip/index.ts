import type { CodecPlugin } from "@zarrkit/plugin-api";

export interface GzipConfiguration {
  /** 0 (stored) to 9 (smallest). Default 5. */
  readonly level?: number;
}

/**
 * gzip (RFC 1952), of one member or several; header, length and CRC-32 of each are verified.
 *
 * - Specification: https://zarr-specs.readthedocs.io/en/latest/v3/codecs/gzip/
 * - Names: `gzip`; `numcodecs.gzip` and v2 id `gzip`, where `level` has the default 1 and may be −1 (zlib's own)
 * - Configuration: `{ "level": 5 }`
 * - Checked against: numcodecs, Node's zlib, Chromium's DecompressionStream
 */
export function gzip(configuration: GzipConfiguration = {}): CodecPlugin<"bytes-bytes"> {
  return {
    kind: "codec",
    api: 1,
    name: "gzip",
    aliases: ["numcodecs.gzip"],
    stage: "bytes-bytes",
    configuration: { level: 5, ...configuration },
    load: () => import("./codec.js"),
  };
}
