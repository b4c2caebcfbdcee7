import { blosc } from "@zarrkit/codec-blosc";
import * as filters from "@zarrkit/codec-filters";
import { gzip, zlib } from "@zarrkit/codec-gzip";
import { lz4 } from "@zarrkit/codec-lz4";
import * as vlens from "@zarrkit/codec-vlen";
import { transpose } from "../../src/node.js";
import { little, numbers, type Sample, words } from "./sample.js";

/** Arrays of format 2. */
export const version2Samples: Readonly<Record<string, Sample>> = {
  "v2 plain": { options: { format: 2 } },
  "v2 zlib": { options: { format: 2, codecs: [zlib()] } },
  "v2 blosc": { options: { format: 2, codecs: [blosc({ cname: "lz4" })], dataType: "float32" } },
  "v2 Fortran order": { options: { format: 2, codecs: [transpose({ order: [1, 0] }), little, gzip()] }, covered: true },
  "v2 filters": {
    options: { format: 2, codecs: [filters.delta({ dtype: "<i2" }), little, zlib()], dataType: "int16" },
  },
  "v2 strings": { options: { format: 2, dataType: "string", codecs: [vlens.vlenUtf8(), zlib()] }, values: words },
  "v2 structs": {
    options: {
      format: 2,
      dataType: [
        ["a", ">i2"],
        ["b", "<f4"],
      ],
    },
    values: numbers.map((n) => ({ a: n, b: n / 2 })),
  },
  "v2 no fill value": { options: { format: 2, fillValue: null, codecs: [lz4()] } },
  "v2 json2": { options: { format: 2, dataType: "json", codecs: [vlens.json2()] }, values: words },
  "v2 msgpack2": {
    options: { format: 2, dataType: "json", codecs: [vlens.msgpack2()] },
    values: numbers.map((n, i) => (n % 2 === 0 ? n : { [words[i]!]: [n, null] })),
  },
  "v2 categorize": {
    options: {
      format: 2,
      dataType: { name: "fixed_length_utf32", configuration: { length_bytes: 60 } },
      codecs: [filters.categorize({ labels: [...new Set(words)], dtype: "<U15" })],
    },
    values: words,
    lossless: false,
  },
  "v2 fixed bytes": {
    options: {
      format: 2,
      dataType: [
        ["s", "|S3"],
        ["u", "<U2"],
        ["n", "<i4", [2]],
      ],
    },
    values: numbers.map((n) => ({ s: Uint8Array.of(n, 1), u: "é", n: [n, n] })),
  },
};
