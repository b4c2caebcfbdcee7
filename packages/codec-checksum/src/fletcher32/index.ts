import type { CodecPlugin } from "@zarrkit/plugin-api";

/**
 * Fletcher-32 of the data as HDF5 computes it, 4 bytes little-endian, appended; verified at every decode.
 *
 * - Specification: https://numcodecs.readthedocs.io/en/stable/checksum32.html
 * - Names: `numcodecs.fletcher32`; v2 id `fletcher32`
 * - Configuration: none
 * - Checked against: numcodecs, zarrs
 */
export function fletcher32(): CodecPlugin<"bytes-bytes"> {
  return {
    kind: "codec",
    api: 1,
    name: "numcodecs.fletcher32",
    stage: "bytes-bytes",
    usesTools: false,
    load: () => import("./codec.js"),
  };
}
