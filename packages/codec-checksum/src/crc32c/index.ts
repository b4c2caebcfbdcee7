import type { CodecPlugin } from "@zarrkit/plugin-api";

export interface Crc32cOptions {
  /** Where the checksum lies. Naming it makes this numcodecs' codec, since Zarr's own `crc32c` always appends. */
  readonly location?: "start" | "end";
}

/**
 * CRC-32C (Castagnoli) of the data, 4 bytes little-endian, appended; verified at every decode.
 *
 * - Specification: https://zarr-specs.readthedocs.io/en/latest/v3/codecs/crc32c/
 * - Names: `crc32c`; `numcodecs.crc32c` and v2 id `crc32c` with `location`, default "end"
 * - Configuration: none; `{ "location": "end" }` for numcodecs
 * - Checked against: numcodecs, zarr-python, zarrs
 */
export function crc32c(options: Crc32cOptions = {}): CodecPlugin<"bytes-bytes"> {
  const load = () => import("./codec.js");
  const { location } = options;
  if (location === undefined) {
    return {
      kind: "codec",
      api: 1,
      name: "crc32c",
      aliases: ["numcodecs.crc32c"],
      stage: "bytes-bytes",
      usesTools: false,
      load,
    };
  }
  return {
    kind: "codec",
    api: 1,
    name: "numcodecs.crc32c",
    stage: "bytes-bytes",
    usesTools: false,
    configuration: { location },
    load,
  };
}
