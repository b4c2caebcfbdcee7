import type { CodecPlugin } from "@zarrkit/plugin-api";

/**
 * Byte strings of any length: how many, then before each the number of its bytes.
 *
 * - Specification: https://github.com/zarr-developers/zarr-extensions/tree/main/codecs/vlen-bytes
 * - Names: `vlen-bytes`; v2 id `vlen-bytes` (data type "|O"); `numcodecs.vlen-bytes`
 * - Configuration: none
 * - Checked against: numcodecs, zarr-python, zarrs
 */
export function vlenBytes(): CodecPlugin<"array-bytes"> {
  return {
    kind: "codec",
    api: 1,
    name: "vlen-bytes",
    aliases: ["numcodecs.vlen-bytes"],
    stage: "array-bytes",
    load: () => import("./codec.js"),
  };
}
