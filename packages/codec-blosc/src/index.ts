import type { CodecPlugin } from "@zarrkit/plugin-api";

export type BloscCompressor = "lz4" | "lz4hc" | "blosclz" | "zstd" | "snappy" | "zlib";

export interface BloscConfiguration {
  /** The compressor inside. Default "lz4". */
  readonly cname?: BloscCompressor;
  /** 0 (stored) to 9 (smallest). Default 5. */
  readonly clevel?: number;
  /** Default "auto": "bitshuffle" for elements of one byte, else "shuffle". */
  readonly shuffle?: "noshuffle" | "shuffle" | "bitshuffle" | "auto";
  /** Bytes of one element. Default "auto": those of the array's data type. */
  readonly typesize?: number | "auto";
  /** Bytes of one block; 0, the default, chooses by level and length. */
  readonly blocksize?: number;
}

/**
 * Blosc 1: blocks, each shuffled and compressed by itself, so that a part is decoded without the rest.
 *
 * - Specification: https://zarr-specs.readthedocs.io/en/latest/v3/codecs/blosc/ and the chunk format of c-blosc
 *   (https://github.com/Blosc/c-blosc/blob/main/README_CHUNK_FORMAT.rst)
 * - Names: `blosc`; `numcodecs.blosc` and v2 id `blosc`, where `shuffle` is −1 (auto), 0, 1 or 2
 * - Configuration: `{ "cname": "lz4", "clevel": 5, "shuffle": "shuffle", "typesize": 4, "blocksize": 0 }`
 * - Checked against: numcodecs (c-blosc 1.21), both directions
 */
export function blosc(configuration: BloscConfiguration = {}): CodecPlugin<"bytes-bytes"> {
  return {
    kind: "codec",
    api: 1,
    name: "blosc",
    aliases: ["numcodecs.blosc"],
    stage: "bytes-bytes",
    configuration: { cname: "lz4", clevel: 5, shuffle: "auto", typesize: "auto", blocksize: 0, ...configuration },
    load: () => import("./codec.js"),
  };
}
