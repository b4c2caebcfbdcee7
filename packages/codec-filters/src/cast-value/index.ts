import type { CodecPlugin, Extension } from "@zarrkit/plugin-api";

/** A number as a fill value of its data type is written: 5, "NaN", "-Infinity", "0x7fc00000". */
type ScalarJson = number | bigint | string;

export interface CastValueOptions {
  /** The data type to store. */
  readonly data_type: string | Extension;
  /** How a number without an equal in the other type is rounded; default "nearest-even". */
  readonly rounding?: "nearest-even" | "towards-zero" | "towards-positive" | "towards-negative" | "nearest-away";
  /** What happens to a number out of range; an error when absent. */
  readonly out_of_range?: "clamp" | "wrap";
  /** Pairs of numbers that override all of this: [array's, stored] for `encode`, [stored, array's] for `decode`. */
  readonly scalar_map?: {
    readonly encode?: readonly (readonly [ScalarJson, ScalarJson])[];
    readonly decode?: readonly (readonly [ScalarJson, ScalarJson])[];
  };
}

/**
 * Stores the same numbers in another data type, by rules that leave nothing undefined.
 *
 * - Specification: https://github.com/zarr-developers/zarr-extensions/tree/main/codecs/cast_value
 * - Names: `cast_value`
 * - Configuration: `{ "data_type": "uint8", "rounding": "nearest-even", "out_of_range": "clamp" }`
 * - Checked against: the specification's examples
 */
export function castValue(options?: CastValueOptions): CodecPlugin<"array-array"> {
  return {
    kind: "codec",
    api: 1,
    name: "cast_value",
    stage: "array-array",
    configuration: { ...options },
    load: () => import("./codec.js"),
  };
}
