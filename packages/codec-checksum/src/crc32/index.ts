import type { CodecPlugin } from "@zarrkit/plugin-api";

export interface Crc32Options {
  /** Where the checksum lies; default "start". */
  readonly location?: "start" | "end";
}

/**
 * CRC-32 of the data as zlib and zip compute it, 4 bytes little-endian, in front or appended; verified at every decode.
 *
 * - Specification: https://numcodecs.readthedocs.io/en/stable/checksum32.html
 * - Names: `numcodecs.crc32`; v2 id `crc32`
 * - Configuration: `{ "location": "start" }`
 * - Checked against: numcodecs
 */
export function crc32(options: Crc32Options = {}): CodecPlugin<"bytes-bytes"> {
  return {
    kind: "codec",
    api: 1,
    name: "numcodecs.crc32",
    stage: "bytes-bytes",
    usesTools: false,
    configuration: { ...options },
    load: () => import("./codec.js"),
  };
}
