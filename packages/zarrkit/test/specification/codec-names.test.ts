import type { Bytes, Key } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { openArray } from "../../src/index.js";
import { little, reading, version2, version3 } from "../written-by-hand.js";

/** Every name by which a codec is known, in documents of both formats: what is written through it is read again. */

const numbers = [1, 2, 3, 4];
const texts = ["a", "", "ß", "🎉"];
const bools = [true, false, true, true];
const lists = numbers.map((number) => Uint8Array.of(number, 0));
const blosc = { cname: "lz4", clevel: 5, shuffle: "shuffle", typesize: 4, blocksize: 0 };
const float32 = { dtype: "<f4", astype: "<f4" };

async function comesBack(store: Map<Key, Bytes>, values: readonly unknown[]): Promise<void> {
  await (await openArray(store)).set(null, values as never);
  expect(await reading(store)).toEqual(values);
}

describe("v3: bytes → bytes", () => {
  it.each<[string, object?]>([
    ["gzip", { level: 5 }],
    ["zstd", { level: 3 }],
    ["zstd", { level: 3, checksum: true }],
    ["blosc", blosc],
    ...["lz4hc", "blosclz", "zstd", "snappy", "zlib"].map((cname): [string, object] => ["blosc", { ...blosc, cname }]),
    ["crc32c"],
    ["conditional", { codecs: [{ name: "gzip", configuration: { level: 1 } }] }],
    ["numcodecs.blosc", { cname: "lz4", clevel: 5, shuffle: 1, blocksize: 0 }],
    ["numcodecs.lzma", { format: 1, check: -1, preset: null, filters: null }],
    ["numcodecs.shuffle", { elementsize: 4 }],
    ["numcodecs.jenkins_lookup3", { initval: 1, prefix: null }],
    ...["lz4", "zstd", "zlib", "gzip", "bz2", "crc32", "crc32c", "adler32", "fletcher32", "base64"].map(
      (id): [string] => [`numcodecs.${id}`],
    ),
  ])("%s %j", async (name, configuration) => {
    const codec = configuration ? { name, configuration } : name;
    await comesBack(version3({ shape: [4], data_type: "int32", codecs: [little, codec] }), numbers);
  });
});

describe("v3: array → array", () => {
  it.each<[string, string, object?]>([
    ["transpose", "int32", { order: [0] }],
    ["bitround", "float32", { keepbits: 4 }],
    ["numcodecs.bitround", "float32", { keepbits: 4 }],
    ["reshape", "int32", { shape: [2, -1] }],
    ["cast_value", "int32", { data_type: "float64" }],
    ["scale_offset", "float32", { offset: 1, scale: 2 }],
    ["scale_offset", "float32"],
    ["zarrs.squeeze", "int32"],
    ["numcodecs.delta", "int32", { dtype: "<i4" }],
    ["numcodecs.fixedscaleoffset", "float32", { offset: 0, scale: 10, dtype: "<f4", astype: "<i4" }],
    ["numcodecs.quantize", "float32", { digits: 2, ...float32 }],
    ["numcodecs.astype", "float64", { encode_dtype: "<f4", decode_dtype: "<f8" }],
  ])("%s of %s %j", async (name, data_type, configuration) => {
    const codec = configuration ? { name, configuration } : name;
    await comesBack(version3({ shape: [4], data_type, codecs: [codec, little] }), numbers);
  });
});

describe("v3: array → bytes", () => {
  const sharding = { chunk_shape: [2], codecs: [little], index_codecs: [little, "crc32c"] };
  const optional = { mask_codecs: ["packbits"], data_codecs: [little] };
  const vlen = { data_codecs: ["bytes"], index_codecs: [little], index_data_type: "uint32" };
  const block = [
    { name: "transpose", configuration: { order: [0] } },
    { name: "bytes", configuration: { endian: "big" } },
  ];
  it.each<[string, unknown, readonly unknown[], unknown, object?]>([
    ["endian", "int32", numbers, 0, { endian: "big" }],
    ["packbits", "bool", bools, false],
    ["packbits", "uint4", numbers, 0, { padding_encoding: "last_byte" }],
    ["numcodecs.packbits", "bool", bools, false],
    ["sharding_indexed", "int32", numbers, 0, sharding],
    ["n5_default", "int32", numbers, 0, { codecs: block }],
    [
      "zarrs.optional",
      { name: "zarrs.optional", configuration: { name: "int32" } },
      [1, null, 3, null],
      null,
      optional,
    ],
    ["zarrs.vlen", "string", texts, "", vlen],
    ["zarrs.vlen_v2", "string", texts, ""],
    ...["vlen-utf8", "vlen-array", "numcodecs.vlen-utf8"].map((name): [string, string, string[], string] => [
      name,
      "string",
      texts,
      "",
    ]),
    ...["vlen-bytes", "numcodecs.vlen-bytes"].map((name): [string, string, Bytes[], string] => [
      name,
      "bytes",
      lists,
      "",
    ]),
    ...["json2", "msgpack2"].map((id): [string, string, string[], string] => [`numcodecs.${id}`, "string", texts, ""]),
  ])("%s of %j", async (name, data_type, values, fill_value, configuration) => {
    const codec = configuration ? { name, configuration } : { name };
    // The one codec of these names that needs another to make bytes.
    const codecs = name === "numcodecs.packbits" ? [codec, "bytes"] : [codec];
    await comesBack(version3({ shape: [4], data_type, fill_value, codecs }), values);
  });
});

describe("v2", () => {
  it.each([
    ...["blosc", "zlib", "gzip", "bz2", "lzma", "lz4", "zstd", "shuffle", "base64"],
    ...["crc32", "crc32c", "adler32", "fletcher32", "jenkins_lookup3"],
  ])("compressor %s, with numcodecs' defaults", async (id) => {
    await comesBack(version2({ shape: [4], dtype: "<i4", compressor: { id } }), numbers);
  });

  it.each<[string, string, readonly unknown[], object?]>([
    ["delta", "<i4", numbers, { dtype: "<i4" }],
    ["fixedscaleoffset", "<f4", numbers, { offset: 0, scale: 10, dtype: "<f4", astype: "|u1" }],
    ["quantize", "<f4", numbers, { digits: 1, dtype: "<f4" }],
    ["astype", "<f8", numbers, { encode_dtype: "<f4", decode_dtype: "<f8" }],
    ["bitround", "<f4", numbers, { keepbits: 4 }],
    ["packbits", "|b1", bools],
    ["categorize", "<U1", ["a", "b", "b", "a"], { labels: ["a", "b"], dtype: "<U1", astype: "|u1" }],
    ["vlen-utf8", "|O", texts],
    ["vlen-bytes", "|O", lists],
    ["vlen-array", "|O", numbers.map((number) => Int32Array.of(number)), { dtype: "<i4" }],
    ["json2", "|O", ["a", 1, null, { x: [1] }]],
    ["msgpack2", "|O", ["a", 1, null, { x: [1] }]],
  ])("filter %s of %s", async (id, dtype, values, configuration = {}) => {
    const filters = [{ id, ...configuration }];
    await comesBack(version2({ shape: [4], dtype, fill_value: null, filters }), values);
  });
});
