import type { CodecPlugin } from "@zarrkit/plugin-api";

/**
 * The framing of `vlen-utf8` and `vlen-bytes` under one name, for strings and byte strings.
 *
 * - Specification: https://docs.rs/zarrs/latest/zarrs/array/codec/array_to_bytes/vlen_v2/ (experimental)
 * - Names: `zarrs.vlen_v2`
 * - Configuration: none
 * - Checked against: numcodecs, which has the same framing
 */
export function vlenV2(): CodecPlugin<"array-bytes"> {
  return { kind: "codec", api: 1, name: "zarrs.vlen_v2", stage: "array-bytes", load: () => import("./codec.js") };
}
