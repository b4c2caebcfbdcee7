import { blosc } from "@zarrkit/codec-blosc";
import { bz2 } from "@zarrkit/codec-bz2";
import { crc32, crc32c, fletcher32 } from "@zarrkit/codec-checksum";
import * as filters from "@zarrkit/codec-filters";
import { gzip, zlib } from "@zarrkit/codec-gzip";
import { lz4 } from "@zarrkit/codec-lz4";
import { lzma } from "@zarrkit/codec-lzma";
import { optional, optionalType } from "@zarrkit/codec-optional";
import { sharding } from "@zarrkit/codec-sharding";
import * as vlens from "@zarrkit/codec-vlen";
import { zstd } from "@zarrkit/codec-zstd";
import type { Bytes, Key } from "@zarrkit/plugin-api";
import { type CreateArrayOptions, consolidate, createArray, createGroup, transpose } from "../../src/node.js";
import type { Specimen } from "./specimen.js";

type Options = Omit<CreateArrayOptions, "shape" | "dataType"> & Partial<CreateArrayOptions>;

interface Sample extends Pick<Specimen, "covered" | "lossless"> {
  readonly options: Options;
  /** Default: numbers. */
  readonly values?: readonly unknown[];
}

const size = 35;
const numbers = Array.from({ length: size }, (_, i) => (i * 7) % 100);
const words = Array.from({ length: size }, (_, i) => "wörd ".repeat(i % 4));
const pieces = Array.from({ length: size }, (_, i) => Uint8Array.from({ length: i % 5 }, (_, k) => i + k));
const little = { name: "bytes", configuration: { endian: "little" } } as const;

/** Arrays of shape [7, 5] in chunks of [3, 2] where nothing else is said. */
const samples: Readonly<Record<string, Sample>> = {
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
  packbits: { options: { codecs: [filters.packbits()], dataType: "bool" }, values: numbers.map((n) => n % 3 === 0) },
  reshape: { options: { codecs: [filters.reshape({ shape: [-1] }), little] } },
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
  "no axes": { options: { shape: [], chunks: [], codecs: [crc32c()] }, values: [7], covered: true },
  "no elements": { options: { shape: [0, 5] }, values: [] },
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
};

/** One array each, and hierarchies of some. */
export async function writtenSpecimens(): Promise<Specimen[]> {
  const specimens: Specimen[] = [];
  for (const [name, sample] of Object.entries(samples)) {
    const values = new Map<Key, Bytes>();
    await write(values, "", sample);
    const { covered, lossless } = sample;
    specimens.push({
      name,
      values,
      arrays: [""],
      ...(covered && { covered }),
      ...(lossless === false && { lossless }),
    });
  }
  for (const format of [2, 3] as const) {
    specimens.push(await tree(format, false), await tree(format, true));
  }
  specimens.push(await image());
  return specimens;
}

async function write(store: Map<Key, Bytes>, path: string, { options, values = numbers }: Sample): Promise<void> {
  const common = { shape: [7, 5], chunks: [3, 2], dataType: "uint16", attributes: { unit: "m", list: [1, 2.5, null] } };
  const array = await createArray({ store, path }, { ...common, ...options } as CreateArrayOptions);
  if (values.length > 0) await array.set(null, nested(values, array.shape) as never);
}

function nested(values: readonly unknown[], [length, ...inner]: readonly number[]): unknown {
  if (length === undefined) return values[0];
  const each = values.length / length;
  return Array.from({ length }, (_, i) => nested(values.slice(i * each, (i + 1) * each), inner));
}

async function tree(format: 2 | 3, consolidated: boolean): Promise<Specimen> {
  const store = new Map<Key, Bytes>();
  const group = await createGroup(store, { format, attributes: { title: "tree" } });
  await createGroup({ store, path: "a/b" }, { format });
  await write(store, "x", { options: { format, codecs: [gzip()] } });
  await write(store, "a/b/y", { options: { format, dataType: "int8" } });
  if (consolidated) await consolidate(group);
  const name = `tree of v${format}${consolidated ? ", consolidated" : ""}`;
  return { name, values: store, arrays: ["x", "a/b/y"] };
}

/** As OME-Zarr lays images out. */
async function image(): Promise<Specimen> {
  const store = new Map<Key, Bytes>();
  const scale = (factor: number) => [{ type: "scale", scale: [factor, factor] }];
  const axes = ["y", "x"].map((name) => ({ name, type: "space", unit: "micrometer" }));
  const datasets = ["0", "1"].map((path, level) => ({ path, coordinateTransformations: scale(2 ** level) }));
  await createGroup(store, { attributes: { ome: { version: "0.5", multiscales: [{ axes, datasets }] } } });
  for (const { path } of datasets) {
    await write(store, path, { options: { dimensionNames: ["y", "x"], codecs: [little, blosc({ cname: "zstd" })] } });
  }
  return { name: "image", values: store, arrays: ["0", "1"] };
}
