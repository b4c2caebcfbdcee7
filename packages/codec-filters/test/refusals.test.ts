import type { ArrayToArray, CodecPlugin, Elements, View } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import {
  astype,
  bitround,
  castValue,
  categorize,
  delta,
  fixedscaleoffset,
  quantize,
  scaleOffset,
  shuffle,
} from "../src/index.js";
import { chunkOf, coreTools } from "./core-types.js";

type Bound = Extract<ArrayToArray, { encode: unknown }>;

const viewOf = (data: Elements): View => ({ data, offset: 0, shape: [data.length], strides: [1] });

async function bound(plugin: CodecPlugin<"array-array">, type: unknown, fill: unknown = 0): Promise<Bound> {
  const module = await plugin.load();
  const config = module.parse(plugin.configuration, { name: plugin.name, format: 3, path: "codecs[0]" });
  return (await module.bind(config, await chunkOf(type, [4], fill), coreTools)) as Bound;
}

function encoded(codec: Bound, elements: Elements): Elements {
  const destination = viewOf(codec.encodedSpec.dataType.allocate(elements.length));
  codec.encode(viewOf(elements), destination);
  return destination.data;
}

function decoded(codec: Bound, elements: Elements, into: Elements): Elements {
  codec.decode(viewOf(elements), viewOf(into));
  return into;
}

describe("what would read back as other values is refused", () => {
  it("delta: a difference that astype cannot hold, named with its place", async () => {
    const codec = await bound(delta({ dtype: "<i4", astype: "|i1" }), "int32");
    expect(() => encoded(codec, Int32Array.of(100, 110, 1110, 1120))).toThrow(
      "delta: element 2 of the chunk differs from the one before it by 1000, which int8 cannot hold; choose a wider astype",
    );
    expect(encoded(codec, Int32Array.of(100, -28, 99, 99))).toEqual(Int8Array.of(100, -128, 127, 0));
  });

  it("delta: NaN among differences that are stored as integers", async () => {
    const codec = await bound(delta({ dtype: "<f4", astype: "<i2" }), "float32");
    expect(() => encoded(codec, Float32Array.of(1, 2, Number.NaN, 3))).toThrow("NaN needs a floating-point type");
  });

  it("astype: numbers out of range, but not the fill value, which pads chunks", async () => {
    const codec = await bound(astype({ encode_dtype: "|i1" }), "int32", -9999);
    expect(() => encoded(codec, Int32Array.of(1, 128))).toThrow("astype: a value becomes 128, which int8 cannot hold");
    expect(encoded(codec, Int32Array.of(1, -9999))).toEqual(Int8Array.of(1, -9999));
    const wide = await bound(astype({ encode_dtype: "<u8" }), "int64", 0n);
    expect(() => encoded(wide, BigInt64Array.of(1n, -1n))).toThrow("a value becomes -1, which uint64 cannot hold");
    const single = await bound(astype({ encode_dtype: "<f4" }), "float64");
    expect(() => encoded(single, Float64Array.of(1e39))).toThrow("becomes 1e+39, which float32 cannot hold");
    expect(encoded(single, Float64Array.of(Number.POSITIVE_INFINITY))).toEqual(
      Float32Array.of(Number.POSITIVE_INFINITY),
    );
    const flags = await bound(astype({ encode_dtype: "|b1" }), "uint8");
    expect(() => encoded(flags, Uint8Array.of(1, 2))).toThrow("becomes 2, which bool cannot hold");
  });

  it("astype: stored NaN has no integer", async () => {
    const codec = await bound(astype({ encode_dtype: "<f4" }), "int32");
    expect(() => decoded(codec, Float32Array.of(Number.NaN), new Int32Array(1))).toThrow(
      "astype: the chunk holds NaN, which is no int32",
    );
  });

  it("fixedscaleoffset: numbers out of range and NaN, but not the fill value", async () => {
    const codec = await bound(fixedscaleoffset({ offset: 1000, scale: 10, astype: "|u1" }), "float64");
    expect(encoded(codec, Float64Array.of(1000, 1025.5, 0))).toEqual(Uint8Array.of(0, 255, -10000 & 255));
    expect(() => encoded(codec, Float64Array.of(1026))).toThrow(
      "fixedscaleoffset: a value becomes 260, which uint8 cannot hold, and would read back as another number",
    );
    const filledWithNaN = await bound(fixedscaleoffset({ offset: 0, scale: 1, astype: "<i2" }), "float32", Number.NaN);
    expect(filledWithNaN.encodedSpec.fillValue).toBeUndefined();
    expect(() => encoded(filledWithNaN, Float32Array.of(Number.NaN))).toThrow("NaN needs a floating-point type");
  });

  it("quantize: no finite number becomes infinite, as numcodecs' do", async () => {
    const codec = await bound(quantize({ digits: 12 }), "float32");
    const great = Float32Array.of(9.96921e36, -3.4e38, 1.5);
    expect(encoded(codec, great)).toEqual(great);
    const half = await bound(quantize({ digits: 5 }), "float16");
    expect(encoded(half, Float32Array.of(1.5, 2))).toEqual(Float32Array.of(1.5, 2));
    const narrow = await bound(quantize({ digits: 1, astype: "<f2" }), "float64");
    expect(() => encoded(narrow, Float64Array.of(70000))).toThrow("becomes 70000, which float16 cannot hold");
  });

  it("categorize: a string that is no label", async () => {
    const type = { name: "fixed_length_utf32", configuration: { length_bytes: 16 } };
    const codec = await bound(categorize({ labels: ["ab"] }), type, "");
    expect(() => encoded(codec, ["ab", "abc"])).toThrow('categorize: "abc" is none of the 1 labels');
    expect(decoded(codec, Uint8Array.of(1, 0, 9), ["x", "x", "x"])).toEqual(["ab", "", ""]);
  });

  it("scale_offset: integers that do not fit at any step, and remainders", async () => {
    const codec = await bound(scaleOffset({ offset: 5, scale: 2 }), "uint8", 5);
    expect(() => encoded(codec, Uint8Array.of(4))).toThrow(
      "scale_offset: encoding 4 gives a number that uint8 does not have",
    );
    expect(() => encoded(codec, Uint8Array.of(133))).toThrow("encoding 133");
    expect(() => decoded(codec, Uint8Array.of(3), new Uint8Array(1))).toThrow("decoding 3");
    const long = await bound(scaleOffset({ offset: 2n ** 63n - 1n }), "int64", 2n ** 63n - 1n);
    expect(() => encoded(long, BigInt64Array.of(-2n))).toThrow("encoding -2");
    expect(encoded(long, BigInt64Array.of(2n ** 63n - 3n))).toEqual(BigInt64Array.of(-2n));
    expect(() => decoded(long, BigInt64Array.of(1n), new BigInt64Array(1))).toThrow("decoding 1");
    const float = await bound(scaleOffset({ scale: 10 }), "float32");
    expect(() => encoded(float, Float32Array.of(1e38))).toThrow("encoding");
    const small = await bound(scaleOffset({ offset: "0x3c00", scale: 2 }), "float16", 1);
    expect(encoded(small, Float32Array.of(1, 3, 2049))).toEqual(Float32Array.of(0, 4, 4096));
  });

  it("cast_value: numbers without a rule, in both directions", async () => {
    const codec = await bound(castValue({ data_type: "float8_e4m3" }), "float32");
    expect(encoded(codec, Float32Array.of(240, -0, 0.001, Number.NaN))).toEqual(
      Float32Array.of(240, -0, 2 ** -9, Number.NaN),
    );
    expect(() => encoded(codec, Float32Array.of(249))).toThrow(
      "cast_value: float32 249 is out of range of float8_e4m3",
    );
    const exact = await bound(castValue({ data_type: "float32" }), "int32");
    expect(() => decoded(exact, Float32Array.of(Number.NaN), new Int32Array(1))).toThrow(
      "float32 NaN has no equal in int32",
    );
    const clamped = await bound(castValue({ data_type: "float4_e2m1fn", out_of_range: "clamp" }), "float64");
    expect(encoded(clamped, Float64Array.of(7, -100, 5, 0.25))).toEqual(Float32Array.of(6, -6, 4, 0));
    expect(() => encoded(clamped, Float64Array.of(Number.POSITIVE_INFINITY))).toThrow("has no equal in float4_e2m1fn");
  });

  it("cast_value: of a number that stands twice in a map, the first pair counts", async () => {
    const map = {
      encode: [
        [1, 7],
        [1, 8],
        ["NaN", 9],
      ] as [number | string, number][],
    };
    const codec = await bound(castValue({ data_type: "uint8", scalar_map: map }), "float64");
    expect(encoded(codec, Float64Array.of(1, Number.NaN, 2))).toEqual(Uint8Array.of(7, 9, 2));
  });

  it("shuffle: bytes that are no whole number of elements", async () => {
    const module = await shuffle().load();
    const config = module.parse({ elementsize: 4 }, { name: "shuffle", format: 2, path: "compressor" });
    const codec = await module.bind(config, { size: { atMost: 99 }, elementSize: 4 }, coreTools);
    expect(() => codec.encode!(new Uint8Array(6))).toThrow(
      "shuffle: 6 bytes are no whole number of elements of 4 bytes",
    );
    expect(() => codec.decode!(new Uint8Array(6), { atMost: 99 })).toThrow("6 bytes are no whole number");
    expect(() => codec.decode!(new Uint8Array(8), { exact: 4 })).toThrow("the value holds 8 bytes, expected 4");
  });
});

describe("bitround", () => {
  const rounded = async (type: string, keepbits: number, elements: Elements, fill: unknown = 0) =>
    encoded(await bound(bitround({ keepbits }), type, fill), elements);

  it("rounds integers from their highest bit, as zarr-extensions' sample does", async () => {
    const sample = Uint8Array.of(0, 1, 10, 11, 100, 123, 200, 208, 209, 255);
    expect(await rounded("uint8", 3, sample)).toEqual(Uint8Array.of(0, 1, 10, 12, 96, 128, 192, 192, 224, 224));
  });

  it("rounds a negative integer as its absolute value, and keeps the least one and NaT", async () => {
    expect(await rounded("int8", 3, Int8Array.of(-1, -11, -123, 123, 127, -128))).toEqual(
      Int8Array.of(-1, -12, -128, 112, 112, -128),
    );
    const least = -(2n ** 63n);
    expect(await rounded("int64", 3, BigInt64Array.of(least, -11n, 2n ** 62n + 1n, 2n ** 63n - 1n), 0n)).toEqual(
      BigInt64Array.of(least, -12n, 2n ** 62n, 7n << 60n),
    );
    expect(await rounded("uint64", 3, BigUint64Array.of(2n ** 64n - 1n, 0n), 0n)).toEqual(
      BigUint64Array.of(7n << 61n, 0n),
    );
  });

  it("keeps NaN, whatever its payload, and finite numbers finite", async () => {
    const payload = new Float32Array(Uint32Array.of(0x7f800001).buffer);
    const bits = new Uint32Array(((await rounded("float32", 3, payload)) as Float32Array).buffer);
    expect(bits[0]).toBe(0x7f800001);
    expect(await rounded("float32", 0, Float32Array.of(Number.NaN))).toEqual(Float32Array.of(Number.NaN));
    expect(await rounded("float32", 3, Float32Array.of(3.4028234663852886e38))).toEqual(
      Float32Array.of(1.875 * 2 ** 127),
    );
    expect(await rounded("float64", 3, Float64Array.of(-Number.MAX_VALUE))).toEqual(
      Float64Array.of(-1.875 * 2 ** 1023),
    );
    expect(await rounded("float16", 3, Float32Array.of(65504))).toEqual(Float32Array.of(1.875 * 2 ** 15));
    expect(await rounded("bfloat16", 2, Float32Array.of(1.1171875))).toEqual(Float32Array.of(1));
  });
});
