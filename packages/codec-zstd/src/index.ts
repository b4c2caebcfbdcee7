import type { CodecPlugin } from "@zarrkit/plugin-api";

export interface ZstdConfiguration {
  /** −131072 (fastest) to 22 (smallest); 0, the default, is libzstd's own choice, 3. */
  readonly level?: number;
  /** Stores a checksum with every frame. A stored one is verified whatever this says. Default false. */
  readonly checksum?: boolean;
}

/**
 * Zstandard (RFC 8878): one frame or several, with or without a stated size. Dictionaries are refused.
 *
 * - Specification: https://github.com/zarr-developers/zarr-extensions/tree/main/codecs/zstd
 * - Names: `zstd`; `numcodecs.zstd` and v2 id `zstd`, where `level` has the default 0
 * - Configuration: `{ "level": 3, "checksum": true }`
 * - Checked against: numcodecs (libzstd), Node's zlib
 */
export function zstd(configuration: ZstdConfiguration = {}): CodecPlugin<"bytes-bytes"> {
  return {
    kind: "codec",
    api: 1,
    name: "zstd",
    aliases: ["numcodecs.zstd"],
    stage: "bytes-bytes",
    configuration: { level: 0, ...configuration },
    load: () => import("./codec.js"),
  };
}
