import { blosc } from "@zarrkit/codec-blosc";
import { bz2 } from "@zarrkit/codec-bz2";
import { adler32, crc32, crc32c, fletcher32, jenkinsLookup3 } from "@zarrkit/codec-checksum";
import { conditional } from "@zarrkit/codec-conditional";
import * as filters from "@zarrkit/codec-filters";
import { gzip, zlib } from "@zarrkit/codec-gzip";
import { lz4 } from "@zarrkit/codec-lz4";
import { lzma } from "@zarrkit/codec-lzma";
import { n5 } from "@zarrkit/codec-n5";
import { base64 } from "@zarrkit/codec-vlen";
import { zstd } from "@zarrkit/codec-zstd";
import { little, numbers, type Sample } from "./sample.js";

/** Compressors, checksums and filters. */
export const codecSamples: Readonly<Record<string, Sample>> = {
  gzip: { options: { codecs: [gzip()] }, covered: true },
  zlib: { options: { codecs: [zlib()] } },
  zstd: { options: { codecs: [zstd()] } },
  "zstd with a checksum": { options: { codecs: [zstd({ checksum: true })] }, covered: true },
  lz4: { options: { codecs: [lz4()] } },
  bz2: { options: { codecs: [bz2()] } },
  lzma: { options: { codecs: [lzma()] } },
  "blosc lz4": { options: { codecs: [blosc({ cname: "lz4" })] } },
  "blosc zstd": { options: { codecs: [blosc({ cname: "zstd" })], dataType: "float32" } },
  "blosc under a checksum": { options: { codecs: [blosc({ cname: "blosclz" }), crc32c()] }, covered: true },
  fletcher32: { options: { codecs: [fletcher32()] } },
  crc32: { options: { codecs: [crc32()] }, covered: true },
  delta: { options: { codecs: [filters.delta({ dtype: "<i2" }), little, zlib()], dataType: "int16" } },
  shuffle: { options: { codecs: [filters.shuffle({ elementsize: 2 }), zstd()] } },
  quantize: {
    options: { codecs: [filters.quantize({ digits: 2, dtype: "<f4" })], dataType: "float32" },
    lossless: false,
  },
  reshape: { options: { codecs: [filters.reshape({ shape: [-1] }), little] } },
  adler32: { options: { codecs: [adler32()] } },
  jenkins_lookup3: { options: { codecs: [jenkinsLookup3()] } },
  base64: { options: { codecs: [base64(), crc32c()] }, covered: true },
  conditional: { options: { codecs: [conditional({ codecs: [gzip(), zlib()] })] } },
  n5: { options: { codecs: [n5({ dimensions: 2, codecs: [gzip()] })] } },
  bitround: { options: { codecs: [filters.bitround({ keepbits: 5 })], dataType: "float32" }, lossless: false },
  fixedscaleoffset: {
    options: {
      codecs: [filters.fixedscaleoffset({ offset: 1, scale: 10, astype: "<i2" })],
      dataType: "float64",
    },
    lossless: false,
  },
  astype: { options: { codecs: [filters.astype({ encode_dtype: "|u1" }), zstd()] }, lossless: false },
  scale_offset: {
    options: { codecs: [filters.scaleOffset({ offset: 5, scale: 0.5 })], dataType: "float64" },
    lossless: false,
  },
  cast_value: { options: { codecs: [filters.castValue({ data_type: "uint8" })] }, lossless: false },
  squeeze: {
    options: { shape: [7, 1], chunks: [3, 1], codecs: [filters.squeeze(), little] },
    values: numbers.slice(0, 7),
  },
};
