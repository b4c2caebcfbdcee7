import type { CodecPlugin } from "@zarrkit/plugin-api";

export interface ReshapeOptions {
  /**
   * One entry an axis of the encoded chunk: its length, the axes of the decoded chunk that it is made of, or, once, −1
   * for whatever length is left.
   */
  readonly shape: readonly (number | readonly number[])[];
}

/**
 * Gives chunks another shape with the elements in the same C order. Costs nothing where strides can express it.
 *
 * - Specification: https://github.com/zarr-developers/zarr-extensions/tree/main/codecs/reshape
 * - Names: `reshape`
 * - Configuration: `{ "shape": [[0, 1], [2], -1] }`
 * - Checked against: the specification's examples
 */
export function reshape(options?: ReshapeOptions): CodecPlugin<"array-array"> {
  return {
    kind: "codec",
    api: 1,
    name: "reshape",
    stage: "array-array",
    changesShape: true,
    configuration: { ...options },
    load: () => import("./codec.js"),
  };
}
