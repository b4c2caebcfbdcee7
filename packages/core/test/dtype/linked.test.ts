import { expect, it } from "vitest";
import { contractOf } from "./contract.js";
import { bytesOfHex as hex } from "./hex.js";
import { dataTypeOf } from "./resolve.js";

const byte = (...bytes: number[]) => Uint8Array.from(bytes);

contractOf("bool", await dataTypeOf("bool"), {
  values: [
    { value: true, little: byte(1) },
    { value: false, little: byte(0) },
  ],
  fills: [
    { json: true, fill: byte(1) },
    { json: false, fill: byte(0), format: 2 },
    { json: 1n, fill: byte(1), format: 2, written: true },
    { json: 0n, fill: byte(0), format: 2, written: false },
  ],
  refusedFills: [{ json: 0n }, { json: 1n }, { json: "true" }, { json: 2n, format: 2 }, { json: null }],
  refusedValues: [0, 1, "true", null, undefined],
  refusedBytes: [byte(2), byte(255)],
});

for (const bits of [8, 16, 32, 64]) {
  for (const signed of [true, false]) {
    const name = `${signed ? "" : "u"}int${bits}`;
    const least = signed ? -(2n ** BigInt(bits - 1)) : 0n;
    const most = 2n ** BigInt(signed ? bits - 1 : bits) - 1n;
    const value = (integer: bigint) => (bits === 64 ? integer : Number(integer));
    const size = bits / 8;
    const stored = (integer: bigint) =>
      Uint8Array.from({ length: size }, (_, i) => Number(BigInt.asUintN(8, integer >> BigInt(8 * i))));
    contractOf(name, await dataTypeOf(name), {
      values: [least, most, 1n].map((integer) => ({ value: value(integer), little: stored(integer) })),
      fills: [
        { json: least, fill: stored(least) },
        { json: most, fill: stored(most) },
        { json: 0, fill: stored(0n), format: 2, written: 0n },
      ],
      refusedFills: [
        { json: least - 1n },
        { json: most + 1n },
        { json: 1 },
        { json: 1.5, format: 2 },
        { json: "1" },
        { json: null },
        { json: true },
        { json: most + 1n, format: 2 },
      ],
      refusedValues: [least - 1n, most + 1n, 1.5, "1", null, Number.NaN, true],
    });
  }
}

contractOf("float32", await dataTypeOf("float32"), {
  values: [
    { value: 1.5, little: hex("0000c03f") },
    { value: -0, little: hex("00000080") },
    { value: Number.NaN, little: hex("0000c07f") },
    { value: Number.NEGATIVE_INFINITY, little: hex("000080ff") },
  ],
  fills: [
    { json: 0.1, fill: hex("cdcccc3d"), written: Math.fround(0.1) },
    { json: "NaN", fill: hex("0000c07f") },
    { json: "0x7fa00000", fill: hex("0000a07f") },
    { json: "0x7fc00000", fill: hex("0000c07f"), written: "NaN" },
    { json: "-Infinity", fill: hex("000080ff") },
    { json: -0, fill: hex("00000080") },
    { json: 3n, fill: hex("00004040"), written: 3 },
  ],
  refusedFills: [{ json: "0x7fc0" }, { json: "inf" }, { json: "nan" }, { json: Number.NaN }, { json: null }],
  refusedValues: ["1.5", 1n, null, undefined],
});

contractOf("float64", await dataTypeOf("float64"), {
  values: [
    { value: 0.1, little: hex("9a9999999999b93f") },
    { value: 5e-324, little: hex("0100000000000000") },
  ],
  fills: [
    { json: "0x7ff4000000000000", fill: hex("000000000000f47f") },
    { json: "NaN", fill: hex("000000000000f87f") },
    { json: Number.NaN, fill: hex("000000000000f87f"), format: 2, written: "NaN" },
  ],
  refusedFills: [{ json: "0x7fa00000" }, { json: "Nan" }],
  refusedValues: ["1", {}],
});

it.each(["toString", "constructor", "__proto__"])(
  "no property of objects is taken for a data type: %s",
  async (name) => {
    await expect(dataTypeOf(name)).rejects.toMatchObject({ code: "unsupported-extension" });
  },
);
