import { crc32c } from "@zarrkit/codec-checksum";
import { gzip } from "@zarrkit/codec-gzip";
import { sharding } from "@zarrkit/codec-sharding";
import { zstd } from "@zarrkit/codec-zstd";
import { transpose } from "../../src/node.js";
import { little, type Sample } from "./sample.js";

/** Grids of chunks, and shards. */
export const gridSamples: Readonly<Record<string, Sample>> = {
  plain: { options: {} },
  "big-endian": { options: { dataType: "int32", codecs: [{ name: "bytes", configuration: { endian: "big" } }] } },
  rectilinear: {
    options: {
      chunks: [
        [2, 4, 1],
        [3, 2],
      ] as const,
      codecs: [crc32c()],
    },
    covered: true,
  },
  "rectilinear by one length": { options: { chunks: [[2, 2, 2, 1], 5] } },
  transposed: { options: { codecs: [transpose({ order: [1, 0] }), little, crc32c()] }, covered: true },
  shards: { options: { shards: [6, 4], codecs: [little, crc32c()] }, covered: true },
  "shards of gzip": { options: { shards: [6, 4], codecs: [gzip()], dataType: "float64" }, covered: true },
  "shards, index at the start": {
    options: {
      chunks: [6, 4],
      codecs: [sharding({ chunkShape: [2, 2], codecs: [little, crc32c()], indexLocation: "start" })],
    },
    covered: true,
  },
  "shards without a checksum": {
    options: { chunks: [6, 4], codecs: [sharding({ chunkShape: [3, 2], codecs: [little], indexCodecs: [little] })] },
  },
  "shards in shards": {
    options: {
      chunks: [8, 8],
      codecs: [
        sharding({
          chunkShape: [4, 4],
          codecs: [sharding({ chunkShape: [2, 1], codecs: [little, crc32c()] })],
        }),
      ],
    },
    covered: true,
  },
  "shards behind a transpose, compressed": {
    options: {
      chunks: [8, 6],
      codecs: [
        transpose({ order: [1, 0] }),
        sharding({ chunkShape: [3, 4], codecs: [little, zstd({ checksum: true })] }),
        gzip(),
      ],
    },
    covered: true,
  },
  "no axes": { options: { shape: [], chunks: [], codecs: [crc32c()] }, values: [7], covered: true },
  "no elements": { options: { shape: [0, 5] }, values: [] },
};
