import { describe, expect, it } from "vitest";
import { contractOf } from "./contract.js";
import { bytesOfHex as hex } from "./hex.js";
import { dataTypeOf } from "./resolve.js";

const utf32 = (length: unknown) => ({ name: "fixed_length_utf32", configuration: { length_bytes: length } });
const byte = (...bytes: number[]) => Uint8Array.from(bytes);

it.each(["string", "bytes", utf32(4)])(
  "%j: a container too large for a plain array is refused, and soon",
  async (type) => {
    const { allocate } = await dataTypeOf(type);
    expect(() => allocate(2 ** 25 + 1)).toThrow(RangeError);
    expect(() => allocate(2 ** 31)).toThrow(RangeError);
    expect(allocate(1000)).toHaveLength(1000);
  },
);

contractOf("fixed_length_utf32", await dataTypeOf(utf32(4)), {
  values: [
    { value: "é", little: hex("e9000000") },
    { value: "", little: hex("00000000") },
    { value: "😀", little: hex("00f60100") },
    { value: "\ud800", little: hex("00d80000") },
  ],
  fills: [
    { json: "😀", fill: hex("00f60100") },
    { json: "", fill: hex("00000000") },
    { json: 0n, fill: hex("00000000"), format: 2, written: "" },
  ],
  refusedFills: [{ json: "ab" }, { json: "\0" }, { json: 0n }, { json: null }],
  refusedValues: ["ab", "\0", "😀a", 1, null, undefined],
  refusedBytes: [hex("00001100"), hex("ffffffff")],
});

contractOf("string", await dataTypeOf("string"), {
  values: [{ value: "" }, { value: "héllo世界\0" }],
  fills: [
    { json: 'line1\nline2\t"quoted"', fill: 'line1\nline2\t"quoted"' },
    { json: "", fill: "" },
    { json: 0n, fill: "", format: 2, written: "" },
  ],
  refusedFills: [{ json: 0n }, { json: null }, { json: 1n, format: 2 }, { json: ["a"] }],
  refusedValues: [1, null, undefined, byte(1), ["a"]],
});

contractOf("bytes", await dataTypeOf("bytes"), {
  values: [{ value: byte() }, { value: byte(0, 255) }],
  fills: [
    { json: "AQID", fill: byte(1, 2, 3) },
    { json: [1n, 2n, 3n], fill: byte(1, 2, 3), written: "AQID" },
    { json: "", fill: byte() },
    { json: 0n, fill: byte(), format: 2, written: "" },
  ],
  refusedFills: [{ json: "AQI" }, { json: "AQ ID" }, { json: [256n] }, { json: [1.5] }, { json: null }, { json: 0n }],
  refusedValues: ["a", [1, 2], null, new Uint16Array(1)],
});

describe("names and lengths", () => {
  it("the older names of bytes are bytes", async () => {
    for (const name of ["binary", "variable_length_bytes"]) expect((await dataTypeOf(name)).name).toBe("bytes");
  });

  it("a length is a positive multiple of four", async () => {
    const path = "data_type.configuration.length_bytes";
    await expect(dataTypeOf(utf32(6))).rejects.toThrow(`${path}: expected a multiple of 4, found 6`);
    await expect(dataTypeOf(utf32(0))).rejects.toThrow(`${path}: expected an integer from 4 to 268435456, found 0`);
    await expect(dataTypeOf("fixed_length_utf32")).rejects.toThrow("found nothing");
    await expect(dataTypeOf({ name: "string", configuration: { length: 4 } })).rejects.toThrow("string takes none");
  });
});

it("characters beyond 16 bits take one place and survive both byte orders", async () => {
  const type = await dataTypeOf(utf32(16));
  for (const order of ["little", "big"] as const) {
    const stored = new Uint8Array(32);
    type.store({ data: ["a😀é", "🎉🎉🎉🎉"], offset: 0, shape: [2], strides: [1] }, order, stored);
    const again = type.allocate(2);
    type.load(stored, order, { data: again, offset: 0, shape: [2], strides: [1] });
    expect(again).toEqual(["a😀é", "🎉🎉🎉🎉"]);
  }
  expect(() => type.setScalar([""], 0, "🎉🎉🎉🎉!")).toThrow("at most 4 Unicode code points");
});

it("damaged text says so", async () => {
  const type = await dataTypeOf(utf32(4));
  expect(() => type.load(hex("61000000"), "big", { data: [""], offset: 0, shape: [1], strides: [1] })).toThrow(
    "U+61000000 in an element of fixed_length_utf32 is no Unicode code point: the data are damaged, or of the other byte order.",
  );
});

it("elements of any length cannot be stored as plain bytes", async () => {
  const type = await dataTypeOf("string");
  expect(() => type.store({ data: ["a"], offset: 0, shape: [1], strides: [1] }, "little", byte(0))).toThrow(
    "Elements of string vary in size",
  );
});
