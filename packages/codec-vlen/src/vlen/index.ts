import type { Codec, CodecPlugin } from "@zarrkit/plugin-api";

export interface VlenOptions {
  /** What stores the offsets of the elements; default little-endian bytes. */
  readonly index_codecs?: readonly Codec[];
  /** What stores the bytes of the elements: `bytes`, then any codecs from bytes to bytes; default bytes alone. */
  readonly data_codecs?: readonly Codec[];
  /** Default "uint64". */
  readonly index_data_type?: "uint32" | "uint64";
  /** Default "start". */
  readonly index_location?: "start" | "end";
}

/**
 * Strings and byte strings of any length, as the offsets at which they begin, and their bytes one after the other; each
 * of the two with codecs of its own.
 *
 * - Specification: https://docs.rs/zarrs/latest/zarrs/array/codec/array_to_bytes/vlen/ (experimental)
 * - Names: `zarrs.vlen`
 * - Configuration: `{ "index_codecs": […], "data_codecs": […], "index_data_type": "uint32", "index_location": "end" }`
 * - Checked against: zarrs' description
 */
export function vlen(options: VlenOptions = {}): CodecPlugin<"array-bytes"> {
  return {
    kind: "codec",
    api: 1,
    name: "zarrs.vlen",
    stage: "array-bytes",
    configuration: {
      data_codecs: [{ name: "bytes" }],
      index_codecs: [{ name: "bytes", configuration: { endian: "little" } }],
      index_data_type: "uint64",
      index_location: "start",
      ...options,
    },
    brings: [...(options.data_codecs ?? []), ...(options.index_codecs ?? [])],
    load: () => import("./codec.js"),
  };
}
