import { type ArraySample, type BytesSample, codecContract, type RefusedConfiguration } from "@zarrkit/conformance";
import type { CodecPlugin } from "@zarrkit/plugin-api";
import { describe, it } from "vitest";
import * as filters from "../src/index.js";
import { chunkOf, coreTools, typeOf } from "./core-types.js";

function contract<S extends "array-array" | "array-bytes" | "bytes-bytes">(
  plugin: CodecPlugin<S>,
  samples: Parameters<typeof codecContract<S>>[1],
  refused: readonly RefusedConfiguration[] = [],
) {
  describe(plugin.name, async () => {
    for (const c of await codecContract(plugin, samples, { tools: coreTools, refused })) it(c.name, c.run);
  });
}

const int16 = await chunkOf("int16", [2, 3], 0);
const float32 = await chunkOf("float32", [2, 3], 0);
const float64 = await chunkOf("float64", [2, 3], 1000);
const int64 = await chunkOf("int64", [2, 3], 0n);
const bool = await chunkOf("bool", [2, 5], false);

contract(
  filters.delta(),
  [
    {
      name: "int16",
      configuration: { dtype: "<i2" },
      spec: int16,
      decoded: Int16Array.of(100, 102, 104, 90, -32768, 32767),
      encoded: Int16Array.of(100, 2, 2, -14, 32678, -1),
    },
    {
      name: "int16 as int8, v2",
      configuration: { id: "delta", dtype: "<i2", astype: "|i1" },
      format: 2,
      as: "delta",
      spec: int16,
      decoded: Int16Array.of(100, 102, 104, 90, 90, 89),
      encoded: Int8Array.of(100, 2, 2, -14, 0, -1),
      encodedSpec: { shape: [2, 3], dataType: "int8", fillValue: Uint8Array.of(0) },
    },
    {
      name: "int64",
      configuration: {},
      spec: int64,
      decoded: BigInt64Array.of(5n, -5n, 2n ** 62n, -(2n ** 63n), 2n ** 63n - 1n, 0n),
      encoded: BigInt64Array.of(5n, -10n, 2n ** 62n + 5n, 2n ** 62n, -1n, -(2n ** 63n) + 1n),
    },
    {
      name: "bool",
      configuration: { dtype: "|b1" },
      spec: bool,
      decoded: Uint8Array.of(1, 1, 0, 0, 1, 0, 1, 1, 1, 0),
      encoded: Uint8Array.of(1, 0, 1, 0, 1, 1, 1, 0, 0, 1),
    },
  ],
  [
    { name: "a type of another size", configuration: { dtype: "<i4" }, field: "dtype", spec: int16 },
    { name: "an unknown field", configuration: { type: "<i4" }, field: "type" },
    { name: "a type that is no number", configuration: { dtype: "|V2" }, spec: int16 },
  ],
);

contract(
  filters.fixedscaleoffset(),
  [
    {
      name: "float64 as uint8",
      configuration: { offset: 1000, scale: 10, dtype: "<f8", astype: "|u1" },
      spec: float64,
      original: Float64Array.of(1000, 1000.11, 1000.25, 1000.35, 1001, 1000.04),
      decoded: Float64Array.of(1000, 1000.1, 1000.2, 1000.4, 1001, 1000),
      encoded: Uint8Array.of(0, 1, 2, 4, 10, 0),
      encodedSpec: { dataType: "uint8", fillValue: Uint8Array.of(0) },
    },
    {
      name: "int64",
      configuration: { offset: 4611686018427387904, scale: 1 },
      spec: int64,
      decoded: BigInt64Array.of(1n, 2n, 3n, 4n, 5n, 6n).map((value) => value * 1024n + 2n ** 62n),
      encoded: BigInt64Array.of(1n, 2n, 3n, 4n, 5n, 6n).map((value) => value * 1024n),
    },
  ],
  [
    { name: "no scale", configuration: { offset: 0 }, field: "scale" },
    { name: "scale 0", configuration: { offset: 0, scale: 0 }, field: "scale" },
    { name: "no offset", configuration: { scale: 1 }, field: "offset" },
  ],
);

contract(
  filters.quantize(),
  [
    {
      name: "one digit of float32",
      configuration: { digits: 1, dtype: "<f4" },
      spec: float32,
      original: Float32Array.of(1.23456789, -5.4321, 0, 1e30, 0.03125, Number.NaN),
      decoded: Float32Array.of(1.25, -5.4375, 0, 1e30, 0, Number.NaN),
      encoded: Float32Array.of(1.25, -5.4375, 0, 1e30, 0, Number.NaN),
    },
  ],
  [
    { name: "no digits", configuration: {}, field: "digits" },
    { name: "integers", configuration: { digits: 1 }, spec: int16 },
  ],
);

contract(
  filters.bitround(),
  [
    {
      name: "float32",
      configuration: { keepbits: 3 },
      spec: float32,
      original: Float32Array.of(0.1, 1.2, 12.3, 123.4, Number.NaN, Number.NEGATIVE_INFINITY),
      decoded: Float32Array.of(0.1015625, 1.25, 12, 120, Number.NaN, Number.NEGATIVE_INFINITY),
      encoded: Float32Array.of(0.1015625, 1.25, 12, 120, Number.NaN, Number.NEGATIVE_INFINITY),
    },
    {
      name: "complex64, as numcodecs names it",
      as: "numcodecs.bitround",
      configuration: { keepbits: 3 },
      spec: { ...(await chunkOf("complex64", [2], { re: 0, im: 0 })) },
      original: Float32Array.of(0.1, 1.2, 12.3, 123.4),
      decoded: Float32Array.of(0.1015625, 1.25, 12, 120),
    },
  ],
  [
    { name: "no keepbits", configuration: {}, field: "keepbits" },
    { name: "bool", configuration: { keepbits: 1 }, spec: bool },
  ],
);

contract(filters.shuffle(), [
  {
    name: "elements of 3 bytes",
    configuration: { elementsize: 3 },
    spec: { size: { exact: 6 }, elementSize: 3 },
    decoded: Uint8Array.of(1, 2, 3, 4, 5, 6),
    encoded: Uint8Array.of(1, 4, 2, 5, 3, 6),
    canonical: true,
  },
  ...[1, 2, 4, 7, 8].map(
    (elementsize): BytesSample => ({
      name: `elements of ${elementsize} bytes`,
      configuration: { elementsize },
      spec: { size: { exact: 11 * elementsize }, elementSize: elementsize },
      decoded: Uint8Array.from({ length: 11 * elementsize }, (_, i) => i),
    }),
  ),
]);

contract(
  filters.astype(),
  [
    {
      name: "float64 as float32",
      configuration: { encode_dtype: "<f4", decode_dtype: "<f8" },
      spec: float64,
      original: Float64Array.of(0.1, 1 / 3, 1e-50, -2.5, Number.NaN, Number.POSITIVE_INFINITY),
      decoded: Float64Array.from(Float32Array.of(0.1, 1 / 3, 0, -2.5, Number.NaN, Number.POSITIVE_INFINITY)),
      encoded: Float32Array.of(0.1, 1 / 3, 0, -2.5, Number.NaN, Number.POSITIVE_INFINITY),
    },
    {
      name: "int64 as uint8, by v3 names",
      configuration: { encode_dtype: "uint8", decode_dtype: "int64" },
      spec: int64,
      decoded: BigInt64Array.of(0n, 1n, 2n, 255n, 128n, 5n),
      encoded: Uint8Array.of(0, 1, 2, 255, 128, 5),
    },
  ],
  [{ name: "no type", configuration: {}, field: "encode_dtype" }],
);

contract(
  filters.numcodecsPackbits(),
  [
    {
      name: "ten bools",
      spec: bool,
      decoded: Uint8Array.of(1, 0, 0, 1, 1, 0, 0, 0, 0, 1),
      encoded: Uint8Array.of(6, 0b10011000, 0b01000000),
      encodedSpec: { shape: [3], dataType: "uint8", fillValue: Uint8Array.of(0) },
    },
  ],
  [{ name: "integers", configuration: {}, spec: int16 }],
);

contract(
  filters.packbits(),
  [
    {
      name: "ten bools",
      spec: bool,
      decoded: Uint8Array.of(1, 0, 0, 1, 1, 0, 0, 0, 0, 1),
      encoded: Uint8Array.of(0b00011001, 0b10),
    },
    {
      name: "ten bools after their padding",
      configuration: { padding_encoding: "first_byte" },
      spec: bool,
      decoded: Uint8Array.of(1, 0, 0, 1, 1, 0, 0, 0, 0, 1),
      encoded: Uint8Array.of(6, 0b00011001, 0b10),
    },
    {
      name: "int4 before their padding",
      configuration: { padding_encoding: "last_byte" },
      spec: await chunkOf("int4", [3], 0),
      decoded: Int8Array.of(-8, 7, -1),
      encoded: Uint8Array.of(0x78, 0x0f, 4),
    },
    {
      name: "bits 1 to 9 of int16",
      configuration: { first_bit: 1, last_bit: 9 },
      spec: await chunkOf("int16", [2], 0),
      decoded: Int16Array.of(-2, 0x01fe),
      encoded: Uint8Array.of(0xff, 0xff, 0x01),
    },
    {
      name: "float64 whole",
      spec: await chunkOf("float64", [2], 0),
      decoded: Float64Array.of(1, -0.5),
      encoded: Uint8Array.of(0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 0, 0, 0, 0, 0, 0, 0xe0, 0xbf),
    },
  ],
  [
    { name: "bits in the wrong order", configuration: { first_bit: 5, last_bit: 4 }, field: "last_bit" },
    { name: "a bit too many", configuration: { last_bit: 16 }, field: "last_bit", spec: int16 },
    { name: "the schema's names", configuration: { start_bit: 0 }, field: "start_bit" },
    { name: "an unknown padding", configuration: { padding_encoding: "start_byte" }, field: "padding_encoding" },
  ],
);

const strings = {
  shape: [2, 2],
  dataType: await typeOf({ name: "fixed_length_utf32", configuration: { length_bytes: 16 } }),
  fillValue: new Uint8Array(16),
};

contract(
  filters.categorize(),
  [
    {
      name: "strings",
      configuration: { labels: ["ab", "🎉", "ab"], astype: "<u2" },
      spec: strings,
      decoded: ["🎉", "ab", "", "🎉"],
      encoded: Uint16Array.of(2, 3, 0, 2),
      encodedSpec: { dataType: "uint16", fillValue: Uint8Array.of(0, 0) },
    } as ArraySample,
  ],
  [
    { name: "no labels", configuration: {}, field: "labels" },
    { name: "a label that is no string", configuration: { labels: ["a", 1] }, field: "labels[1]" },
    {
      name: "more labels than numbers",
      configuration: { labels: Array(256).fill("x") },
      field: "astype",
      spec: strings,
    },
    { name: "numbers", configuration: { labels: ["x"] }, spec: int16 },
  ],
);

contract(
  filters.scaleOffset(),
  [
    {
      name: "uint8",
      configuration: { offset: 5, scale: 2 },
      spec: await chunkOf("uint8", [3], 5),
      decoded: Uint8Array.of(5, 7, 132),
      encoded: Uint8Array.of(0, 4, 254),
      encodedSpec: { dataType: "uint8", fillValue: Uint8Array.of(0) },
    },
    {
      name: "float32",
      configuration: { offset: 5, scale: 0.5 },
      spec: await chunkOf("float32", [3], 5),
      decoded: Float32Array.of(5, 7, Number.POSITIVE_INFINITY),
      encoded: Float32Array.of(0, 1, Number.POSITIVE_INFINITY),
    },
    {
      name: "uint64",
      configuration: { offset: 5 },
      spec: await chunkOf("uint64", [2], 5n),
      decoded: BigUint64Array.of(2n ** 63n + 1n, 2n ** 64n - 1n),
      encoded: BigUint64Array.of(2n ** 63n - 4n, 2n ** 64n - 6n),
    },
    { name: "nothing to do", spec: int16, decoded: Int16Array.of(1, 2, 3, 4, 5, 6) },
  ],
  [
    { name: "an unknown field", configuration: { shift: 1 }, field: "shift" },
    { name: "scale 0", configuration: { scale: 0 }, field: "scale", spec: int16 },
    { name: "a fraction for integers", configuration: { scale: 0.5 }, field: "scale", spec: int16 },
    { name: "a fill value that cannot be encoded", configuration: { offset: 1 }, spec: await chunkOf("uint8", [1], 0) },
    { name: "bool", configuration: {}, spec: bool },
  ],
);

contract(
  filters.castValue(),
  [
    {
      name: "float64 as uint8 with NaN as 0",
      configuration: {
        data_type: "uint8",
        scalar_map: { encode: [["NaN", 0]], decode: [[0, "NaN"]] },
      },
      spec: await chunkOf("float64", [4], Number.NaN),
      original: Float64Array.of(1, 2.5, 254.6, Number.NaN),
      decoded: Float64Array.of(1, 2, 255, Number.NaN),
      encoded: Uint8Array.of(1, 2, 255, 0),
      encodedSpec: { dataType: "uint8", fillValue: Uint8Array.of(0) },
    },
    {
      name: "int64 as int8, wrapped",
      configuration: { data_type: "int8", out_of_range: "wrap" },
      spec: await chunkOf("int64", [4], 0n),
      original: BigInt64Array.of(128n, -129n, 2n ** 62n + 7n, -1n),
      decoded: BigInt64Array.of(-128n, 127n, 7n, -1n),
      encoded: Int8Array.of(-128, 127, 7, -1),
    },
    {
      name: "float32 as int4, clamped",
      configuration: { data_type: "int4", rounding: "nearest-away", out_of_range: "clamp" },
      spec: await chunkOf("float32", [5], 0),
      original: Float32Array.of(100, -100, 2.5, -2.5, 0.4),
      decoded: Float32Array.of(7, -8, 3, -3, 0),
      encoded: Int8Array.of(7, -8, 3, -3, 0),
    },
  ],
  [
    { name: "no type", configuration: {}, field: "data_type" },
    { name: "an unknown field", configuration: { data_type: "int8", mode: 1 }, field: "mode" },
    {
      name: "an unknown map",
      configuration: { data_type: "int8", scalar_map: { both: [] } },
      field: "scalar_map.both",
    },
    {
      name: "a map of no pairs",
      configuration: { data_type: "int8", scalar_map: { encode: [[1]] } },
      field: "scalar_map.encode[0]",
    },
    {
      name: "floats that wrap",
      configuration: { data_type: "float32", out_of_range: "wrap" },
      field: "out_of_range",
      spec: float64,
    },
    { name: "bool", configuration: { data_type: "bool" }, field: "data_type", spec: float64 },
    {
      name: "a key that its type lacks",
      configuration: { data_type: "int8", scalar_map: { encode: [["+Infinity", 0]] } },
      field: "scalar_map.encode[0][0]",
      spec: float64,
    },
    { name: "a fill value out of range", configuration: { data_type: "int8" }, spec: float64 },
    {
      name: "a fill value that is rounded",
      configuration: { data_type: "int8" },
      spec: await chunkOf("float64", [1], 0.5),
    },
  ],
);

const cube = await chunkOf("int16", [2, 3, 4], 0);
const counted = Int16Array.from({ length: 24 }, (_, i) => i);

contract(
  filters.reshape(),
  [
    {
      name: "two axes as one",
      configuration: { shape: [[0, 1], [2]] },
      spec: cube,
      decoded: counted,
      encoded: counted,
      encodedSpec: { shape: [6, 4] },
    },
    {
      name: "one axis as two",
      configuration: { shape: [[0], 3, 2, -1] },
      spec: cube,
      decoded: counted,
      encoded: counted,
      encodedSpec: { shape: [2, 3, 2, 2] },
    },
    {
      name: "all as one",
      configuration: { shape: [-1] },
      spec: cube,
      decoded: counted,
      encoded: counted,
      encodedSpec: { shape: [24] },
    },
  ],
  [
    { name: "no shape", configuration: {}, field: "shape" },
    { name: "two open lengths", configuration: { shape: [-1, -1] }, field: "shape" },
    { name: "a length of 0", configuration: { shape: [0] }, field: "shape[0]" },
    { name: "axes that do not increase", configuration: { shape: [[1], [0]] }, field: "shape" },
    { name: "another number of elements", configuration: { shape: [5, -1] }, field: "shape", spec: cube },
    { name: "too few elements", configuration: { shape: [6, 3] }, field: "shape", spec: cube },
    { name: "an axis that is not there", configuration: { shape: [[0, 3]] }, field: "shape[0]", spec: cube },
    { name: "an axis out of place", configuration: { shape: [[1], 8] }, field: "shape[0]", spec: cube },
  ],
);

contract(filters.squeeze(), [
  {
    name: "ones left out",
    spec: await chunkOf("int16", [1, 3, 1, 8], 0),
    decoded: counted,
    encoded: counted,
    encodedSpec: { shape: [3, 8] },
  },
  {
    name: "nothing but ones",
    spec: await chunkOf("int16", [1, 1], 0),
    decoded: Int16Array.of(7),
    encoded: Int16Array.of(7),
    encodedSpec: { shape: [1] },
  },
]);
