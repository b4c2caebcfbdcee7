import type { Codec, CodecPlugin, DataTypePlugin, Extension } from "@zarrkit/plugin-api";

export type { Codec } from "@zarrkit/plugin-api";

export interface OptionalOptions {
  /** How the mask is stored, a bool for every element. Default: `bytes`; `packbits` takes an eighth of it. */
  readonly maskCodecs?: readonly Codec[];
  /** How the elements that are there are stored, one after the other. Default: `bytes`, little-endian. */
  readonly dataCodecs?: readonly Codec[];
}

/**
 * zarrs.optional: a mask that says which elements are there, and then those alone.
 *
 * - Specification: https://codec.zarrs.dev/array_to_bytes/optional (experimental)
 * - Names: `zarrs.optional`; `optional` in documents of older versions of zarrs
 * - Configuration: `{ "mask_codecs": ["packbits"], "data_codecs": [{ "name": "bytes", "configuration": { "endian": "little" } }] }`
 * - Checked against: arrays that zarrs wrote, plain and nested
 *
 * Without options it only reads: register it so, together with `optionalType()`.
 */
export function optional(options?: OptionalOptions): CodecPlugin<"array-bytes"> {
  return {
    kind: "codec",
    api: 1,
    name: "zarrs.optional",
    aliases: ["optional"],
    stage: "array-bytes",
    ...(options && written(options)),
    load: () => import("./codec.js"),
  };
}

/**
 * The data type zarrs.optional: another type whose elements may be missing. Container: a plain array; a missing element is
 * `null`, any other what the inner type's scalar is. In an optional of an optional, where `null` alone would not say which of
 * the two is missing, an element that is there stands in a list of one: `null`, `[null]`, `[5]`.
 *
 * - Specification: https://docs.rs/zarrs (experimental)
 * - Names: `zarrs.optional`; `optional` in documents of older versions of zarrs
 * - Configuration: that of the inner type, `{ "name": "uint8", "configuration": {} }`
 * - Fill value: `null`, or `[fill value of the inner type]`
 *
 * @param inner for arrays that are created: `optionalType("uint8")`
 */
export function optionalType(inner?: string | Extension): DataTypePlugin<"zarrs.optional", unknown[], unknown> {
  const configuration = typeof inner === "string" ? { name: inner } : inner;
  return {
    kind: "data-type",
    api: 1,
    name: "zarrs.optional",
    aliases: ["optional"],
    ...(configuration && { configuration: { ...configuration } }),
    load: () => import("./data-type.js"),
  };
}

function written({ maskCodecs = ["bytes"], dataCodecs = [littleEndian] }: OptionalOptions) {
  return {
    configuration: { mask_codecs: maskCodecs, data_codecs: dataCodecs },
    brings: [...maskCodecs, ...dataCodecs],
  };
}

const littleEndian = { name: "bytes", configuration: { endian: "little" } };
