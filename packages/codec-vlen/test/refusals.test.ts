import type { ArrayToBytes, ChunkSpec, CodecPlugin, Elements, View } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { base64, json2, msgpack2, vlen, vlenArray, vlenBytes, vlenUtf8 } from "../src/index.js";
import { chunkOf, coreTools } from "./core-types.js";
import { objectChunk } from "./version-2.js";

async function bound(plugin: CodecPlugin<"array-bytes">, spec: ChunkSpec, tools = coreTools): Promise<ArrayToBytes> {
  const module = await plugin.load();
  const config = module.parse(plugin.configuration, { name: plugin.name, format: 3, path: "codecs[0]" });
  return module.bind(config, spec, tools);
}

const viewOf = (data: Elements): View => ({ data, offset: 0, shape: [data.length], strides: [1] });

function decoded(codec: ArrayToBytes, spec: ChunkSpec, bytes: readonly number[] | Uint8Array | string): Elements {
  const source = typeof bytes === "string" ? new TextEncoder().encode(bytes) : Uint8Array.from(bytes);
  const destination = viewOf(spec.dataType.allocate(spec.shape[0]!));
  codec.decodeInto!(source, destination);
  return destination.data;
}

const word = (value: number) => [value & 255, (value >> 8) & 255, (value >> 16) & 255, value >>> 24];
const two = await chunkOf("string", [2], "");

describe("vlen-utf8", async () => {
  const codec = await bound(vlenUtf8(), two);

  it("refuses what is no UTF-8, within an element and across two", () => {
    expect(() => decoded(codec, two, [...word(2), ...word(1), 0xff, ...word(0)])).toThrow(
      "vlen-utf8: the bytes of its strings are no UTF-8. The value is damaged, or was written with another chunk shape",
    );
    // "é" with its two bytes in two elements.
    expect(() => decoded(codec, two, [...word(2), ...word(1), 0xc3, ...word(1), 0xa9])).toThrow(
      "vlen-utf8: element 1 begins inside a character",
    );
  });

  it("refuses lengths that the chunk does not have, before anything is allocated for them", () => {
    expect(() => decoded(codec, two, word(2))).toThrow("4 bytes cannot hold 2 elements");
    expect(() => decoded(codec, two, [...word(3), ...word(0), ...word(0)])).toThrow("counts 3 elements, expected 2");
    expect(() => decoded(codec, two, [...word(2), ...word(0xffffffff), ...word(0)])).toThrow(
      "element 0 has 4294967295 bytes, 0 are left",
    );
    expect(() => decoded(codec, two, [...word(2), ...word(0), ...word(0), 1])).toThrow(
      "1 bytes follow its last element",
    );
  });

  it("keeps marks, zeros and every plane of Unicode, from shared memory at an odd offset", () => {
    const texts = ["\ufeff\u0000é日", "🎉\uffff"];
    const encoded = codec.encode!(viewOf(texts));
    const shared = new Uint8Array(new SharedArrayBuffer(encoded.length + 1), 1);
    shared.set(encoded);
    const destination = viewOf(["", ""]);
    codec.decodeInto!(shared, destination);
    expect(destination.data).toEqual(texts);
  });

  it("refuses half a surrogate pair and what is no string", () => {
    expect(() => codec.encode!(viewOf(["a", "\ud800"]))).toThrow(
      "element 1 of the chunk: a string with half a surrogate pair",
    );
    expect(() => codec.encode!(viewOf(["\ude00\ud83d", ""]))).toThrow("element 0");
    // Two halves in two elements are no pair.
    expect(() => codec.encode!(viewOf(["\ud83c", "\udf89"]))).toThrow("element 0");
    expect(() => codec.encode!(viewOf(["a", 5]))).toThrow(
      "vlen-utf8: element 1 of the chunk: expected a string, found 5",
    );
  });

  it("refuses a chunk beyond the limit", async () => {
    const tools = { ...coreTools, limits: { ...coreTools.limits, decodedBytes: 20 } };
    const limited = await bound(vlenUtf8(), two, tools);
    expect(() => limited.encode!(viewOf(["123456789", ""]))).toThrow("would take 21 bytes, more than the limit of 20");
  });
});

describe("byte strings and arrays", () => {
  it("are the caller's own", async () => {
    const spec = await chunkOf("bytes", [2], new Uint8Array());
    const codec = await bound(vlenBytes(), spec);
    const source = Uint8Array.from([...word(2), ...word(1), 7, ...word(1), 8]);
    const destination = viewOf(spec.dataType.allocate(2));
    codec.decodeInto!(source, destination);
    source.fill(0);
    expect(destination.data).toEqual([Uint8Array.of(7), Uint8Array.of(8)]);
    expect(() => codec.encode!(viewOf([new Uint8Array(), "x"]))).toThrow(
      "element 1 of the chunk: expected a Uint8Array",
    );
  });

  it("arrays of another type, and bytes that are no whole number, are refused", async () => {
    const spec = await objectChunk([1], { id: "vlen-array", dtype: "<i2" });
    const codec = await bound(vlenArray({ dtype: "<i2" }), spec);
    expect(() => codec.encode!(viewOf([new Uint8Array(2)]))).toThrow("expected a Int16Array of int16");
    expect(() => decoded(codec, spec, [...word(1), ...word(3), 1, 2, 3])).toThrow(
      "element 0 is no whole number of int16",
    );
  });
});

describe("zarrs.vlen", async () => {
  const codec = await bound(vlen({ index_data_type: "uint32" }), two);
  const encoded = (length: number, offsets: number[], data: string) => [
    ...word(length),
    ...word(0),
    ...offsets.flatMap(word),
    ...new TextEncoder().encode(data),
  ];

  it("refuses an index that is too long, goes back, begins late or leaves the chunk", () => {
    expect(() => decoded(codec, two, encoded(99, [0, 1, 2], "ab"))).toThrow("its index has 99 bytes, 14 are left");
    expect(() => decoded(codec, two, encoded(12, [0, 2, 1], "ab"))).toThrow("element 1 begins at 2 and ends at 1");
    expect(() => decoded(codec, two, encoded(12, [1, 1, 2], "ab"))).toThrow("its first element begins at 1");
    expect(() => decoded(codec, two, encoded(12, [0, 1, 3], "ab"))).toThrow("its elements end at byte 3 of 2");
    expect(() => decoded(codec, two, encoded(12, [0, 1, 0xffffffff], "ab"))).toThrow("beyond the limit");
    expect(() => decoded(codec, two, encoded(12, [0, 0, 0], "ab"))).toThrow("its elements end at byte 0 of 2");
    expect(decoded(codec, two, encoded(12, [0, 0, 2], "ab"))).toEqual(["", "ab"]);
  });
});

describe("json2", async () => {
  const spec = await objectChunk([1], { id: "json2" });
  const codec = await bound(json2(), spec);
  const read = (element: string) => decoded(codec, spec, `[${element},"|O",[1]]`)[0];
  const text = (element: unknown) => new TextDecoder().decode(codec.encode!(viewOf([element])));

  it("keeps 64-bit integers, NaN, −0 and names that objects inherit", () => {
    expect(read("18446744073709551615")).toBe(18446744073709551615n);
    expect(read("-9007199254740991")).toBe(-9007199254740991);
    expect(read("[NaN,-Infinity,Infinity]")).toEqual([Number.NaN, -Infinity, Infinity]);
    expect(read("-0.0")).toBe(-0);
    const object = read('{"__proto__":{"x":1},"constructor":2}') as object;
    expect(Object.keys(object)).toEqual(["__proto__", "constructor"]);
    expect("x" in object).toBe(false);
    expect(read('"\\ud83c\\udf89\\u0000\\/"')).toBe("🎉\u0000/");
  });

  it("takes the predecessor's form, which ends without a shape, for the predecessor only", async () => {
    const before = await objectChunk([2], { id: "json" });
    const module = await json2().load();
    const config = module.parse({}, { name: "json", format: 2, path: "filters[0]" });
    const predecessor = await module.bind(config, before, coreTools);
    expect(decoded(predecessor, before, '["a",[1],"|O"]')).toEqual(["a", [1]]);
    expect(() => decoded(predecessor, before, '["a","|O"]')).toThrow("a list along axis 0 has 1 elements, expected 2");
    expect(() => decoded(predecessor, before, '["a",[1],"|O",[2]]')).toThrow("json2: it says that its shape is");
    expect(() => read('"a","|O"')).toThrow();
  });

  it("writes what reads back the same", () => {
    for (const element of [-0, 2 ** 60, 1e21, 5e-324, 2n ** 70n, "\u007f🎉\ud800", { a: [null, false] }, []]) {
      expect(read(text(element).slice(1, -10))).toEqual(element);
    }
    expect(text(2 ** 60)).toBe('[1152921504606847000.0,"|O",[1]]');
    expect(text("é")).toBe('["\\u00e9","|O",[1]]');
  });

  it("refuses what is no JSON, with the place", () => {
    const broken = [
      "01",
      "1.",
      "+1",
      "tru",
      "[1",
      "[1,]",
      '{"a"}',
      "{a:1}",
      '"a',
      '"\\x"',
      '"\\u12"',
      "'a'",
      "",
      "1 2",
      '"\n"',
    ];
    for (const element of broken)
      expect(() => read(element), element).toThrow(/json2: its JSON has .* at \d+ where .* should be/);
    expect(() => read("[".repeat(100_000))).toThrow("nested deeper than 500");
    expect(() => decoded(codec, spec, [0x5b, 0xff])).toThrow("json2: its bytes are no UTF-8");
  });

  it("refuses another shape than the chunk's", () => {
    expect(() => decoded(codec, spec, '[1,2,"|O",[2]]')).toThrow("json2: it says that its shape is [2], expected [1]");
    expect(() => decoded(codec, spec, '[1,2,"|O",[1]]')).toThrow("a list along axis 0 has 2 elements, expected 1");
    expect(() => decoded(codec, spec, '{"a":1}')).toThrow("it is no list that ends in a shape");
    expect(() => decoded(codec, spec, '[1,5,"|O"]')).toThrow("it says that its shape");
  });

  it("refuses what JSON cannot say", () => {
    expect(() => text(new Map())).toThrow("json2: JSON has no way to say {}");
    expect(() => text({ a: undefined })).toThrow("JSON has no way to say nothing");
    const circle: unknown[] = [];
    circle.push(circle);
    expect(() => text(circle)).toThrow("in a circle");
  });

  it("refuses NaN where it is not allowed, and elements that the data type does not have", async () => {
    const strict = await bound(json2({ allow_nan: false }), spec);
    expect(() => strict.encode!(viewOf([Number.NaN]))).toThrow("NaN is not to be written (allow_nan is false)");
    const bytes = await chunkOf("uint8", [1], 0);
    const small = await bound(json2(), bytes);
    expect(() => decoded(small, bytes, '[256,"|u1",[1]]')).toThrow("json2: 256 is no value of data type uint8");
    expect(decoded(small, bytes, '[255,"|u1",[1]]')).toEqual(Uint8Array.of(255));
  });
});

describe("msgpack2", async () => {
  const spec = await objectChunk([1], { id: "msgpack2" });
  const codec = await bound(msgpack2(), spec);
  const tail = [0xa2, 0x7c, 0x4f, 0x91, 0x01];
  const read = (...element: number[]) => decoded(codec, spec, [0x93, ...element, ...tail])[0];

  it("refuses lengths beyond the chunk before anything is allocated for them", () => {
    expect(() => read(0xdd, 0xff, 0xff, 0xff, 0xff)).toThrow("msgpack2: 4294967295 values are announced at 6");
    expect(() => read(0xdf, 0x7f, 0xff, 0xff, 0xff)).toThrow("values are announced");
    expect(() => read(0xc6, 0xff, 0xff, 0xff, 0xff)).toThrow("4294967295 bytes are announced");
    expect(() => decoded(codec, spec, [])).toThrow("1 bytes are announced at 0");
  });

  it("refuses extensions, keys that are no text, wrong UTF-8, deep nesting and bytes behind the value", () => {
    expect(() => read(0xd4, 1, 2)).toThrow("byte 1 is 0xd4, an extension");
    expect(() => read(0xc1)).toThrow("0xc1");
    expect(() => read(0x81, 1, 1)).toThrow("a key of a map is no text");
    expect(() => read(0xa1, 0xff)).toThrow("the text at 2 is no UTF-8");
    expect(() => read(...new Array(1000).fill(0x91))).toThrow("nested deeper than 500");
    expect(() => decoded(codec, spec, [0x93, 1, ...tail, 0])).toThrow("1 bytes follow the value");
  });

  it("keeps what only it can say", () => {
    const elements = [
      2n ** 64n - 1n,
      -(2n ** 63n),
      -0,
      2 ** 60,
      Uint8Array.of(1, 2),
      "x".repeat(70_000),
      { ["__proto__"]: 1 },
    ];
    const large = new Array(70_000).fill(5);
    for (const element of [...elements, large]) {
      const encoded = codec.encode!(viewOf([element]));
      expect(decoded(codec, spec, encoded)[0]).toEqual(element);
    }
    expect(() => codec.encode!(viewOf([2n ** 64n]))).toThrow("msgpack2: 18446744073709551616 is beyond 64 bits");
    expect(() => codec.encode!(viewOf(["\ud800"]))).toThrow("half a surrogate pair");
    expect(() => codec.encode!(viewOf([new Date()]))).toThrow("MessagePack has no way to say");
  });

  it("reads text as bytes under raw", async () => {
    const raw = await bound(msgpack2({ raw: true }), spec);
    expect(decoded(raw, spec, [0x93, 0xa1, 0x61, ...tail])).toEqual([Uint8Array.of(0x61)]);
  });
});

describe("base64", () => {
  it("refuses what is no base64, with the place", async () => {
    const module = await base64().load();
    const codec = await module.bind({}, { size: { atMost: 9 }, elementSize: 1 }, coreTools);
    const decode = (text: string) => codec.decode!(new TextEncoder().encode(text), { atMost: 9 });
    expect(decode("")).toHaveLength(0);
    expect(decode("AA==")).toEqual(Uint8Array.of(0));
    expect(() => decode("AAA")).toThrow("3 letters are no whole number of fours");
    expect(() => decode("AA-A")).toThrow("byte 2 of the text is no letter of base64");
    expect(() => decode("A===")).toThrow("byte 1 of the text");
    expect(() => decode("AAAA=AAA")).toThrow("byte 4 of the text");
    expect(() => decode("AAAAAAAAAAAAAAAA")).toThrow("the value holds 12 bytes, expected at most 9");
  });
});
