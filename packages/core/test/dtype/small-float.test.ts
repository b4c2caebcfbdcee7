import { describe, expect, it } from "vitest";
import { parse } from "../../src/dtype/small-float.js";
import { contractOf } from "./contract.js";
import fixtures from "./fixtures/small-floats.json" with { type: "json" };
import { bytesOfHex } from "./hex.js";

const byte = (...bytes: number[]) => Uint8Array.from(bytes);
const type = (name: string) => parse(name, undefined, { name, format: 3, path: "data_type" })!;

contractOf("float16", type("float16"), {
  values: [
    { value: 1.5, little: byte(0x00, 0x3e) },
    { value: -0, little: byte(0x00, 0x80) },
    { value: Number.NaN, little: byte(0x00, 0x7e) },
    { value: Number.NEGATIVE_INFINITY, little: byte(0x00, 0xfc) },
    { value: 2 ** -24, little: byte(0x01, 0x00) },
    { value: Number.NaN, little: byte(0x01, 0xfd) },
  ],
  fills: [
    { json: 0, fill: byte(0, 0) },
    { json: "NaN", fill: byte(0x00, 0x7e) },
    { json: "-Infinity", fill: byte(0x00, 0xfc) },
    { json: "0x7d00", fill: byte(0x00, 0x7d) },
    { json: "0x0000", fill: byte(0, 0), written: 0 },
    { json: 3n, fill: byte(0x00, 0x42), written: 3 },
    { json: "0x7e01", fill: byte(0x01, 0x7e) },
    { json: "NaN", fill: byte(0x00, 0x7e), format: 2 },
  ],
  refusedFills: [{ json: "0x7e0" }, { json: "0x7e000" }, { json: "nan" }, { json: null }, { json: Number.NaN }],
  refusedValues: ["1", 1n, null, undefined, [1]],
});

contractOf("float8_e4m3fn", type("float8_e4m3fn"), {
  values: [
    { value: 448, little: byte(0x7e) },
    { value: -0, little: byte(0x80) },
    { value: Number.NaN, little: byte(0x7f) },
  ],
  fills: [
    { json: "NaN", fill: byte(0x7f) },
    { json: "0xff", fill: byte(0xff) },
    { json: 464, fill: byte(0x7e), written: 448 },
  ],
  refusedFills: [{ json: "Infinity" }, { json: 465 }, { json: -1000n }, { json: "0x7fc0" }],
  refusedValues: [Number.POSITIVE_INFINITY, 1e9, "1"],
});

contractOf("float8_e5m2fnuz", type("float8_e5m2fnuz"), {
  values: [
    { value: 57344, little: byte(0x7f) },
    { value: Number.NaN, little: byte(0x80) },
    { value: -1, little: byte(0xc0) },
  ],
  fills: [
    { json: "NaN", fill: byte(0x80) },
    { json: -0, fill: byte(0), written: 0 },
    { json: -1e-30, fill: byte(0), written: 0 },
  ],
  refusedFills: [{ json: "Infinity" }, { json: "-Infinity" }, { json: 65536n }],
  refusedValues: [Number.NEGATIVE_INFINITY, 65536],
});

contractOf(
  "float8_e8m0fnu",
  type("float8_e8m0fnu"),
  {
    values: [
      { value: 1, little: byte(0x7f) },
      { value: 2 ** -127, little: byte(0) },
      { value: Number.NaN, little: byte(0xff) },
    ],
    fills: [
      { json: "NaN", fill: byte(0xff) },
      { json: 1.5, fill: byte(0x80), written: 2 },
    ],
    refusedFills: [{ json: 0n }, { json: -1n }, { json: "Infinity" }, { json: -0 }],
    refusedValues: [0, -1, Number.POSITIVE_INFINITY],
  },
  {
    "allocate: a zeroed container of that many elements": "the type has no zero; bytes of zero are its smallest number",
  },
);

contractOf("float4_e2m1fn", type("float4_e2m1fn"), {
  values: [
    { value: 6, little: byte(0x07) },
    { value: -0.5, little: byte(0x09) },
  ],
  fills: [
    { json: 1.5, fill: byte(0x03) },
    { json: "0x0f", fill: byte(0x0f), written: -6 },
  ],
  refusedFills: [{ json: "NaN" }, { json: "Infinity" }, { json: 7n }, { json: "0x10" }, { json: "0xf" }],
  refusedValues: [Number.NaN, 7, Number.POSITIVE_INFINITY],
});

describe("formats agree with NumPy and ml_dtypes", () => {
  for (const [name, { values, numbers, codes }] of Object.entries(fixtures)) {
    const format = type(name);
    const itemSize = format.itemSize!;

    it(`${name}: every code has its value`, async () => {
      const count = itemSize === 2 ? 2 ** 16 : values.length / 8;
      const stored = Uint8Array.from({ length: count * itemSize }, (_, i) =>
        itemSize === 1 ? i : i % 2 === 0 ? i >> 1 : i >> 9,
      );
      const data = format.allocate(count) as Float32Array;
      format.load(stored, "little", { data, offset: 0, shape: [count], strides: [1] });
      const canonical = Float32Array.from(data, (value) => (Number.isNaN(value) ? Number.NaN : value));
      const bytes = new Uint8Array(canonical.buffer);
      const expected = itemSize === 2 ? bytesOfHex(values) : new Uint8Array(0);
      if (itemSize === 1) expect(bytes).toEqual(bytesOfHex(values));
      else expect(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))).toEqual(expected);
    });

    it(`${name}: numbers round to the nearest code, ties to even`, () => {
      const data = new Float32Array(bytesOfHex(numbers).buffer);
      const stored = new Uint8Array(data.length * itemSize);
      format.store({ data, offset: 0, shape: [data.length], strides: [1] }, "little", stored);
      expect(stored).toEqual(bytesOfHex(codes));
    });
  }
});

it("upper bits of a byte are ignored, as zarr-extensions says", () => {
  const data = new Float32Array(2);
  type("float6_e3m2fn").load(byte(0xc4, 0x04), "little", { data, offset: 0, shape: [2], strides: [1] });
  expect([...data]).toEqual([0.25, 0.25]);
});

it("the payload of a NaN survives reading and writing", () => {
  for (const name of ["float16", "bfloat16"]) {
    const stored = name === "float16" ? byte(0x23, 0xfd) : byte(0x85, 0xff);
    const data = new Float32Array(1);
    const view = { data, offset: 0, shape: [1], strides: [1] };
    type(name).load(stored, "little", view);
    const again = new Uint8Array(2);
    type(name).store(view, "little", again);
    expect(again).toEqual(stored);
  }
});

it("names that only look like a format are nobody's", () => {
  for (const name of ["float8_e9m9", "float32x", "float8", "constructor"]) {
    expect(parse(name, undefined, { name, format: 3, path: "data_type" })).toBeUndefined();
  }
  expect(() => parse("bfloat16", { bits: 16 }, { name: "bfloat16", format: 3, path: "data_type" })).toThrow(
    'data_type.configuration: data type bfloat16 takes none, found {"bits":16}',
  );
});
