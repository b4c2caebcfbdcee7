import type { CodecPlugin } from "@zarrkit/plugin-api";

/**
 * Leaves out the axes of length 1 of a chunk. Costs nothing: the same memory seen with fewer axes.
 *
 * - Specification: https://docs.rs/zarrs/latest/zarrs/array/codec/array_to_array/squeeze/ (experimental)
 * - Names: `zarrs.squeeze`
 * - Configuration: none
 * - Checked against: zarrs' description
 */
export function squeeze(): CodecPlugin<"array-array"> {
  return {
    kind: "codec",
    api: 1,
    name: "zarrs.squeeze",
    stage: "array-array",
    changesShape: true,
    load: () => import("./codec.js"),
  };
}
