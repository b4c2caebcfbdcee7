import { type ArrayBytesSample, codecContract, type RefusedConfiguration } from "@zarrkit/conformance";
import type { CodecPlugin } from "@zarrkit/plugin-api";
import { describe, it } from "vitest";
import { base64, json2, msgpack2, vlen, vlenArray, vlenBytes, vlenUtf8, vlenV2 } from "../src/index.js";
import { chunkOf, coreTools } from "./core-types.js";
import { objectChunk } from "./version-2.js";

function contract(
  plugin: CodecPlugin<"array-bytes">,
  samples: readonly ArrayBytesSample[],
  refused: readonly RefusedConfiguration[] = [],
) {
  describe(plugin.name, async () => {
    for (const c of await codecContract(plugin, samples, { tools: coreTools, refused })) it(c.name, c.run);
  });
}

const strings = await chunkOf("string", [2, 2], "");
const byteStrings = await chunkOf("bytes", [2, 2], new Uint8Array());
const numbers = await chunkOf("int32", [2, 2], 0);

const texts = ["a", "", "日本", "🎉"];
const blobs = ["ab", "", "\u0001", "xyz"].map((text) => new TextEncoder().encode(text));
const word = (value: number) => [value, 0, 0, 0];
const utf8 = (text: string) => [...new TextEncoder().encode(text)];

const framedTexts = Uint8Array.from([
  ...word(4),
  ...word(1),
  ...utf8("a"),
  ...word(0),
  ...word(6),
  ...utf8("日本"),
  ...word(4),
  ...utf8("🎉"),
]);
const framedBlobs = Uint8Array.from([...word(4), ...blobs.flatMap((blob) => [...word(blob.length), ...blob])]);
const notStrings = [{ name: "numbers", configuration: {}, spec: numbers }];

contract(
  vlenUtf8(),
  [{ name: "strings", spec: strings, decoded: texts, encoded: framedTexts, canonical: true }],
  notStrings,
);
contract(
  vlenBytes(),
  [{ name: "byte strings", spec: byteStrings, decoded: blobs, encoded: framedBlobs, canonical: true }],
  [{ name: "strings", configuration: {}, spec: strings }],
);
contract(
  vlenV2(),
  [
    { name: "strings", spec: strings, decoded: texts, encoded: framedTexts, canonical: true },
    { name: "byte strings", spec: byteStrings, decoded: blobs, encoded: framedBlobs, canonical: true },
  ],
  notStrings,
);
contract(
  vlenArray(),
  [
    {
      name: "arrays of int16, big-endian",
      configuration: { dtype: ">i2" },
      format: 2,
      spec: await objectChunk([2], { id: "vlen-array", dtype: ">i2" }),
      decoded: [Int16Array.of(1, -2), new Int16Array()],
      encoded: Uint8Array.from([...word(2), ...word(4), 0, 1, 0xff, 0xfe, ...word(0)]),
      canonical: true,
    },
  ],
  [
    { name: "arrays in an array of numbers", configuration: { dtype: "<i2" }, format: 2, spec: numbers },
    { name: "numbers without a type", configuration: {}, spec: numbers },
  ],
);

const indexed = (location: "start" | "end", index: number[], data: number[]) =>
  Uint8Array.from([
    ...(location === "start"
      ? [...word(index.length), ...word(0), ...index, ...data]
      : [...data, ...index, ...word(index.length), ...word(0)]),
  ]);
const offsets = [0, 2, 2, 3, 6].flatMap(word);
const little = { name: "bytes", configuration: { endian: "little" } };

contract(
  vlen(),
  [
    {
      name: "byte strings after a uint32 index",
      configuration: {
        index_codecs: [little],
        data_codecs: [{ name: "bytes" }],
        index_data_type: "uint32",
        index_location: "start",
      },
      spec: byteStrings,
      decoded: blobs,
      encoded: indexed(
        "start",
        offsets,
        blobs.flatMap((blob) => [...blob]),
      ),
      canonical: true,
    },
    {
      name: "strings before a uint64 index",
      configuration: {
        index_codecs: [little],
        data_codecs: ["bytes"],
        index_data_type: "uint64",
        index_location: "end",
      },
      spec: strings,
      decoded: texts,
      encoded: indexed(
        "end",
        [0, 1, 1, 7, 11].flatMap((offset) => [...word(offset), ...word(0)]),
        texts.flatMap(utf8),
      ),
      canonical: true,
    },
  ],
  [
    { name: "no codecs", configuration: {}, field: "data_codecs" },
    { name: "no bytes", configuration: { data_codecs: ["packbits"] }, field: "data_codecs" },
    {
      name: "signed offsets",
      configuration: { data_codecs: ["bytes"], index_codecs: [little], index_data_type: "int32" },
      field: "index_data_type",
    },
    {
      name: "an unknown codec",
      configuration: { data_codecs: ["bytes"], index_codecs: [5], index_data_type: "uint32" },
      field: "index_codecs[0]",
    },
  ],
);

const document = { id: "json2" };
const anything = ["x", 1, [2, null], { a: true }];

contract(
  json2(),
  [
    {
      name: "anything",
      spec: await objectChunk([2, 2], document),
      decoded: anything,
      encoded: new TextEncoder().encode('[["x",1],[[2,null],{"a":true}],"|O",[2,2]]'),
      canonical: true,
    },
    {
      name: "numbers, with spaces",
      configuration: { separators: [", ", ": "], ensure_ascii: false, encoding: "utf-8" },
      spec: numbers,
      decoded: Int32Array.of(1, -2, 3, 4),
      encoded: new TextEncoder().encode('[[1, -2], [3, 4], "<i4", [2, 2]]'),
      canonical: true,
    },
  ],
  [
    { name: "another encoding", configuration: { encoding: "utf-16" }, field: "encoding" },
    { name: "indentation by letters", configuration: { indent: "x" }, field: "indent" },
    { name: "other separators", configuration: { separators: [";", ":"] }, field: "separators" },
    { name: "byte strings", configuration: {}, spec: byteStrings },
  ],
);

contract(
  msgpack2(),
  [
    {
      name: "anything",
      configuration: { raw: false, use_bin_type: true, use_single_float: false },
      spec: await objectChunk([2, 2], { id: "msgpack2" }),
      decoded: anything,
      encoded: Uint8Array.of(
        0x94,
        0x92,
        0xa1,
        0x78,
        1,
        0x92,
        0x92,
        2,
        0xc0,
        0x81,
        0xa1,
        0x61,
        0xc3,
        0xa2,
        0x7c,
        0x4f,
        0x92,
        2,
        2,
      ),
      canonical: true,
    },
  ],
  [{ name: "byte strings", configuration: {}, spec: byteStrings }],
);

describe("numcodecs.base64", async () => {
  const decoded = Uint8Array.of(0, 1, 250, 251, 252, 253, 254, 255);
  const encoded = new TextEncoder().encode("AAH6+/z9/v8=");
  const cases = await codecContract(base64(), [{ name: "bytes", decoded, encoded, canonical: true }]);
  for (const c of cases) it(c.name, c.run);
});
