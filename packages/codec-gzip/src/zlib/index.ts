import type { CodecPlugin } from "@zarrkit/plugin-api";

export interface ZlibConfiguration {
  /** 0 (stored) to 9 (smallest); −1 leaves it to zlib, which takes 6. Default 1, as in numcodecs. */
  readonly level?: number;
}

/**
 * zlib (RFC 1950); header and Adler-32 are verified.
 *
 * - Specification: https://numcodecs.readthedocs.io/en/stable/compression/zlib.html
 * - Names: `numcodecs.zlib`; v2 id `zlib`
 * - Configuration: `{ "level": 1 }`
 * - Checked against: numcodecs, Node's zlib, Chromium's DecompressionStream
 */
export function zlib(configuration: ZlibConfiguration = {}): CodecPlugin<"bytes-bytes"> {
  return {
    kind: "codec",
    api: 1,
    name: "numcodecs.zlib",
    stage: "bytes-bytes",
    configuration: { ...configuration },
    load: () => import("./codec.js"),
  };
}
