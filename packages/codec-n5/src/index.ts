import type { Codec, CodecPlugin } from "@zarrkit/plugin-api";

export type { Codec } from "@zarrkit/plugin-api";

export interface N5Options {
  /** How many axes the array has. */
  readonly dimensions: number;
  /** The compression, at most one codec. Default: none, N5's `raw`. */
  readonly codecs?: readonly Codec[];
}

/**
 * n5_default: each chunk is an N5 block of the default mode, so that one directory can be both N5 and Zarr. The array's axes
 * stand in N5's own order.
 *
 * - Specification: zarr-extensions, codecs/n5_default; N5 4.0.0
 * - Names: `n5_default`
 * - Configuration: `{ "codecs": [{ "name": "transpose", "configuration": { "order": [1, 0] } },
 *   { "name": "bytes", "configuration": { "endian": "big" } }, { "name": "gzip", "configuration": { "level": 5 } }] }`
 * - Checked against: TensorStore in both directions, blocks that zarr-python 2.18 reads too
 *
 * Without options it only reads: register it so.
 */
export function n5(options?: N5Options): CodecPlugin<"array-bytes"> {
  return {
    kind: "codec",
    api: 1,
    name: "n5_default",
    stage: "array-bytes",
    ...(options && written(options)),
    load: () => import("./codec.js"),
  };
}

function written({ dimensions, codecs = [] }: N5Options) {
  const order = [...Array(dimensions).keys()].reverse();
  const transpose = { name: "transpose", configuration: { order } };
  return { configuration: { codecs: [transpose, bigEndian, ...codecs] }, brings: codecs };
}

const bigEndian = { name: "bytes", configuration: { endian: "big" } };
