import { expect, it } from "vitest";
import { contractOf } from "./contract.js";
import { bytesOfHex } from "./hex.js";
import { dataTypeOf } from "./resolve.js";

const hex = bytesOfHex;

contractOf("complex64", await dataTypeOf("complex64"), {
  values: [
    { value: { re: 1.5, im: -2 }, little: hex("0000c03f000000c0") },
    { value: { re: Number.NaN, im: -0 }, little: hex("0000c07f00000080") },
    { value: { re: 0, im: Number.POSITIVE_INFINITY }, little: hex("000000000000807f") },
  ],
  fills: [
    { json: [1.5, 2.5], fill: hex("0000c03f00002040") },
    { json: ["-Infinity", "NaN"], fill: hex("000080ff0000c07f") },
    { json: ["0x7fa00000", 1n], fill: hex("0000a07f0000803f"), written: ["0x7fa00000", 1] },
    { json: ["NaN", 1], fill: hex("0000c07f0000803f"), format: 2 },
  ],
  refusedFills: [{ json: 0n }, { json: [1] }, { json: [1, 2, 3] }, { json: ["1", 2] }, { json: "NaN" }, { json: null }],
  refusedValues: [1, [1, 2], { re: 1 }, { re: 1, im: "2" }, null, undefined],
});

contractOf("complex128", await dataTypeOf("complex128"), {
  values: [
    { value: { re: 1, im: 0.1 }, little: hex("000000000000f03f9a9999999999b93f") },
    { value: { re: -1, im: 5e-324 }, little: hex("000000000000f0bf0100000000000000") },
  ],
  fills: [{ json: ["0x7ff4000000000000", "-Infinity"], fill: hex("000000000000f47f000000000000f0ff") }],
  refusedFills: [{ json: ["0x7fa00000", 0] }],
  refusedValues: [{ re: 1n, im: 2n }],
});

contractOf("complex_float4_e2m1fn", await dataTypeOf("complex_float4_e2m1fn"), {
  values: [
    { value: { re: 6, im: -1 }, little: hex("070a") },
    { value: { re: 0, im: 0.5 }, little: hex("0001") },
  ],
  fills: [{ json: [1.5, "0x0f"], fill: hex("030f"), written: [1.5, -6] }],
  refusedFills: [{ json: [0, "NaN"] }, { json: [7n, 0] }],
  refusedValues: [
    { re: 1, im: 9 },
    { re: Number.NaN, im: 0 },
  ],
});

it("both parts are refused together: nothing is written when one does not fit", async () => {
  const type = await dataTypeOf("complex_float4_e2m1fn");
  const data = type.allocate(1);
  expect(() => type.setScalar(data, 0, { re: 1, im: 9 })).toThrow(
    "9 is no value of data type float4_e2m1fn: expected a number that rounds to one of the type.",
  );
  expect(type.scalar(data, 0)).toEqual({ re: 0, im: 0 });
});

it("every registered complex type is known, and the two aliases are the core types", async () => {
  const floats = ["float16", "bfloat16", "float8_e3m4", "float8_e4m3", "float8_e4m3b11fnuz", "float8_e4m3fnuz"];
  floats.push("float8_e5m2", "float8_e5m2fnuz", "float8_e8m0fnu", "float6_e2m3fn", "float6_e3m2fn", "float4_e2m1fn");
  for (const name of floats) {
    const type = await dataTypeOf(`complex_${name}`);
    const part = await dataTypeOf(name);
    expect([type.name, type.itemSize, type.lanes, type.swapSize]).toEqual([
      `complex_${name}`,
      2 * part.itemSize!,
      2,
      part.itemSize,
    ]);
  }
  expect((await dataTypeOf("complex_float32")).name).toBe("complex64");
  expect((await dataTypeOf("complex_float64")).name).toBe("complex128");
});

it("names the part of a fill value that is wrong", async () => {
  const type = await dataTypeOf("complex64");
  expect(() => type.fillFromJson([0, "nan"], { name: "complex64", format: 3, path: "fill_value" })).toThrow(
    'fill_value[1]: "nan" is no fill value of data type float32; expected a number, "NaN", "Infinity", "-Infinity" (where the type has them) or "0x" and 8 hexadecimal digits',
  );
});

it("unknown parts are refused", async () => {
  await expect(dataTypeOf("complex_float9_e9")).rejects.toMatchObject({ code: "unsupported-extension" });
  await expect(dataTypeOf("complex_int32")).rejects.toMatchObject({ code: "unsupported-extension" });
  await expect(dataTypeOf({ name: "complex64", configuration: { order: 1 } })).rejects.toThrow("complex64 takes none");
});
