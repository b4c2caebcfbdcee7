import type { CodecPlugin } from "@zarrkit/plugin-api";

/**
 * Strings of any length: how many, then before each the number of its bytes, then its UTF-8.
 *
 * - Specification: https://github.com/zarr-developers/zarr-extensions/tree/main/codecs/vlen-utf8
 * - Names: `vlen-utf8`; v2 id `vlen-utf8` (data type "|O"); `numcodecs.vlen-utf8`
 * - Configuration: none
 * - Checked against: numcodecs, zarr-python, zarrs
 */
export function vlenUtf8(): CodecPlugin<"array-bytes"> {
  return {
    kind: "codec",
    api: 1,
    name: "vlen-utf8",
    aliases: ["numcodecs.vlen-utf8"],
    stage: "array-bytes",
    load: () => import("./codec.js"),
  };
}
