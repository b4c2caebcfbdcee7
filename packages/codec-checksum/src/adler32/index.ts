import type { CodecPlugin } from "@zarrkit/plugin-api";

export interface Adler32Options {
  /** Where the checksum lies; default "start". */
  readonly location?: "start" | "end";
}

/**
 * Adler-32 of the data, 4 bytes little-endian, in front or appended; verified at every decode.
 *
 * - Specification: RFC 1950, section 8.2; https://numcodecs.readthedocs.io/en/stable/checksum32.html
 * - Names: `numcodecs.adler32`; v2 id `adler32`
 * - Configuration: `{ "location": "start" }`
 * - Checked against: numcodecs, zarrs
 */
export function adler32(options: Adler32Options = {}): CodecPlugin<"bytes-bytes"> {
  return {
    kind: "codec",
    api: 1,
    name: "numcodecs.adler32",
    stage: "bytes-bytes",
    usesTools: false,
    configuration: { ...options },
    load: () => import("./codec.js"),
  };
}
