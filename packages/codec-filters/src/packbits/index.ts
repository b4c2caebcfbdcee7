import type { CodecPlugin } from "@zarrkit/plugin-api";

export interface PackbitsOptions {
  /** Where a byte counts the bits that were added to fill the last one; default "none". */
  readonly padding_encoding?: "none" | "first_byte" | "last_byte";
  /** The lowest bit of each component to store; default 0. */
  readonly first_bit?: number | null;
  /** The highest bit of each component to store; default its last one. */
  readonly last_bit?: number | null;
}

/**
 * Elements of any number of bits, lowest bit first, without gaps: bool takes one bit, int4 four.
 *
 * - Specification: https://github.com/zarr-developers/zarr-extensions/tree/main/codecs/packbits (its README, whose names
 *   of the fields differ from those of its schema, and which zarrs follows)
 * - Names: `packbits` (v3)
 * - Configuration: `{ "padding_encoding": "none", "first_bit": null, "last_bit": null }`
 * - Checked against: zarrs' examples
 */
export function packbits(options: PackbitsOptions = {}): CodecPlugin<"array-bytes"> {
  return {
    kind: "codec",
    api: 1,
    name: "packbits",
    stage: "array-bytes",
    configuration: { ...options },
    load: () => import("./codec.js"),
  };
}
