import type { Codec, CodecPlugin } from "@zarrkit/plugin-api";

export type { Codec } from "@zarrkit/plugin-api";

export interface ShardingOptions {
  /** Elements of an inner chunk per axis; each divides the shard's length. */
  readonly chunkShape: readonly number[];
  /** How inner chunks are stored. Default: `bytes`, little-endian. */
  readonly codecs?: readonly Codec[];
  /** How the index is stored: codecs of a fixed size. Default: `bytes` and `crc32c`. */
  readonly indexCodecs?: readonly Codec[];
  readonly indexLocation?: "start" | "end";
}

/**
 * sharding_indexed: one value (a shard) holds a grid of inner chunks and an index of where each lies, so that few large
 * values can be read in small parts.
 *
 * - Specification: zarr-specs v3.1, codecs/sharding-indexed
 * - Names: `sharding_indexed`
 * - Configuration: `{ "chunk_shape": [32, 32], "codecs": [{ "name": "bytes", "configuration": { "endian": "little" } }],
 *   "index_codecs": [{ "name": "bytes", "configuration": { "endian": "little" } }, { "name": "crc32c" }], "index_location": "end" }`
 * - Checked against: zarr-python and TensorStore in both directions, shards of zarrs and zarr-java
 *
 * Without options it only reads: register it so.
 */
export function sharding(options?: ShardingOptions): CodecPlugin<"array-bytes"> {
  return {
    kind: "codec",
    api: 1,
    name: "sharding_indexed",
    stage: "array-bytes",
    ...(options && written(options)),
    load: () => import("./codec.js"),
  };
}

function written({
  chunkShape,
  codecs = [bytes],
  indexCodecs = [bytes, { name: "crc32c" }],
  indexLocation = "end",
}: ShardingOptions) {
  return {
    configuration: { chunk_shape: chunkShape, codecs, index_codecs: indexCodecs, index_location: indexLocation },
    brings: [...codecs, ...indexCodecs],
  };
}

const bytes = { name: "bytes", configuration: { endian: "little" } };
