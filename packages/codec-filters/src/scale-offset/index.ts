import type { CodecPlugin } from "@zarrkit/plugin-api";

export interface ScaleOffsetOptions {
  /** Subtracted before anything is stored, as a fill value of the array's data type is written; default 0. */
  readonly offset?: number | bigint | string;
  /** Multiplied with after that; default 1. */
  readonly scale?: number | bigint | string;
}

/**
 * Stores (x − offset) · scale, computed in the array's own data type. A result that the type does not have is an error;
 * so is a fill value without one.
 *
 * - Specification: https://github.com/zarr-developers/zarr-extensions/tree/main/codecs/scale_offset
 * - Names: `scale_offset`
 * - Configuration: `{ "offset": 5, "scale": 0.1 }`
 * - Checked against: the specification's examples
 */
export function scaleOffset(options: ScaleOffsetOptions = {}): CodecPlugin<"array-array"> {
  return {
    kind: "codec",
    api: 1,
    name: "scale_offset",
    stage: "array-array",
    configuration: { ...options },
    load: () => import("./codec.js"),
  };
}
