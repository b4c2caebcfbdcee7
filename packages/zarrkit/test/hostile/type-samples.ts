import * as filters from "@zarrkit/codec-filters";
import { gzip, zlib } from "@zarrkit/codec-gzip";
import { optional, optionalType } from "@zarrkit/codec-optional";
import * as vlens from "@zarrkit/codec-vlen";
import { zstd } from "@zarrkit/codec-zstd";
import { numbers, type Sample, words } from "./sample.js";

const pieces = numbers.map((number, i) => Uint8Array.from({ length: i % 5 }, (_, k) => number + k));

/** Data types. */
export const typeSamples: Readonly<Record<string, Sample>> = {
  packbits: { options: { codecs: [filters.packbits()], dataType: "bool" }, values: numbers.map((n) => n % 3 === 0) },
  strings: { options: { dataType: "string", codecs: [vlens.vlenUtf8()] }, values: words },
  "strings, compressed": { options: { dataType: "string", codecs: [vlens.vlenUtf8(), zstd()] }, values: words },
  bytes: { options: { dataType: "bytes" }, values: pieces },
  "fixed strings": {
    options: { dataType: { name: "fixed_length_utf32", configuration: { length_bytes: 20 } } },
    values: words.map((word) => word.slice(0, 5)),
  },
  structs: {
    options: {
      dataType: {
        name: "struct",
        configuration: {
          fields: [
            { name: "a", data_type: "int16" },
            { name: "b", data_type: "float32" },
          ],
        },
      },
    },
    values: numbers.map((n) => ({ a: n, b: n / 2 })),
  },
  datetimes: {
    options: { dataType: { name: "numpy.datetime64", configuration: { unit: "s", scale_factor: 10 } } },
    values: numbers.map(BigInt),
  },
  complex: { options: { dataType: "complex64" }, values: numbers.map((n) => ({ re: n, im: -n })) },
  int64: {
    options: { dataType: "int64", fillValue: -(2n ** 63n), codecs: [gzip()] },
    values: numbers.map(BigInt),
    covered: true,
  },
  "sub-byte": { options: { dataType: "int4" }, values: numbers.map((n) => (n % 16) - 8) },
  optional: {
    options: { dataType: optionalType("uint8"), codecs: [optional({})], fillValue: null },
    values: numbers.map((n) => (n % 3 === 0 ? null : n)),
  },
  "raw bytes": {
    options: { dataType: "r24", codecs: ["bytes", zlib()] },
    values: numbers.map((n) => Uint8Array.of(n, 1, 2)),
  },
  float16: { options: { dataType: "float16", fillValue: NaN } },
  bfloat16: { options: { dataType: "bfloat16" } },
  timedeltas: {
    options: { dataType: { name: "numpy.timedelta64", configuration: { unit: "D", scale_factor: 1 } } },
    values: numbers.map(BigInt),
  },
  bool: { options: { dataType: "bool" }, values: numbers.map((n) => n % 2 === 0) },
};
