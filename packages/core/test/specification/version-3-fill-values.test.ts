import { describe, expect, it } from "vitest";
import { parseJson } from "../../src/json/parse.js";
import { get } from "../../src/node/get.js";
import { createArray } from "../../src/open/create.js";
import { openArray } from "../../src/open/open.js";
import { array3, storeOf } from "../doubles/documents.js";

/** The fill value as text, since JSON.stringify knows neither -0 nor 20 digits. */
function opening(dataType: unknown, fillValue: string) {
  const text = JSON.stringify({ ...array3, data_type: dataType, fill_value: "FILL" }).replace('"FILL"', fillValue);
  return openArray(storeOf({ "zarr.json": text }));
}

/** The bits of the first element, most significant digit first. */
async function bitsOf(dataType: string, fillValue: string): Promise<string> {
  const array = await opening(dataType, fillValue);
  const data = await get(array, [0, 0]);
  const bytes = new Uint8Array(array.dataType.itemSize!);
  array.dataType.store(data, "big", bytes);
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const refused: Readonly<Record<string, readonly string[]>> = {
  bool: ["0", "1", '"true"', "null", "[]"],
  int8: ["128", "-129", "1.5", "1.0", "1e0", '"1"', "true", "null"],
  uint8: ["-1", "256", "0.0", '"NaN"'],
  int64: ["9223372036854775808", "-9223372036854775809", "1.0"],
  uint64: ["18446744073709551616", "-1"],
  float16: ['"nan"', '"0x7e0"', '"0x7e000"', '"7e00"', "null", "true"],
  float32: [
    '"inf"',
    '"+Infinity"',
    '"Inf"',
    '"0x7fc0000"',
    '"0x7fc000000"',
    '"0xGGGGGGGG"',
    '"1.0"',
    "null",
    "[0]",
    "NaN",
  ],
  float64: ['"0x7fc00000"', '""', "true", "Infinity"],
  complex64: ["0", "[0]", "[0, 0, 0]", '["NaN", null]', '"NaN"', "null"],
  r16: ["[0]", "[0, 0, 0]", "[0, 256]", "[0, -1]", "[0, 1.5]", "0", "null"],
};

describe("2.1 v3: fill values", () => {
  for (const [dataType, values] of Object.entries(refused)) {
    it.each(values)(`2.1.26 ${dataType}: %s is refused`, async (value) => {
      await expect(opening(dataType, value)).rejects.toMatchObject({
        code: "invalid-metadata",
        fields: { path: expect.stringMatching(/^fill_value/), key: "zarr.json" },
      });
    });
  }

  it.each([
    ["bool", "true", "01"],
    ["int8", "-128", "80"],
    ["int64", "-9223372036854775808", "8000000000000000"],
    ["uint64", "18446744073709551615", "ffffffffffffffff"],
    ["float16", "1", "3c00"],
    ["float16", '"NaN"', "7e00"],
    ["float16", '"-Infinity"', "fc00"],
    ["float16", '"0x7e01"', "7e01"],
    ["float16", "2049", "6800"],
    ["float16", "2051", "6802"],
    ["float32", "0.1", "3dcccccd"],
    ["float32", "16777217", "4b800000"],
    ["float32", "16777219", "4b800002"],
    ["float32", '"NaN"', "7fc00000"],
    ["float32", '"Infinity"', "7f800000"],
    ["float32", '"0x7fc00001"', "7fc00001"],
    ["float32", '"0x7F800001"', "7f800001"],
    ["float32", '"0x3f800000"', "3f800000"],
    ["float32", "-0.0", "80000000"],
    ["float64", "-0", "8000000000000000"],
    ["float64", "1e308", "7fe1ccf385ebc8a0"],
    ["float64", '"0xfff8000000000001"', "fff8000000000001"],
    ["complex64", '[1.5, "NaN"]', "3fc000007fc00000"],
    ["complex128", '["-Infinity", "0x7ff8000000000001"]', "fff00000000000007ff8000000000001"],
    ["r16", "[1, 255]", "01ff"],
  ])("2.1.26 %s: %s has the bits %s", async (dataType, json, bits) => {
    expect(await bitsOf(dataType, json)).toBe(bits);
  });

  it.each([
    ["float32", '"0x7fc00001"'],
    ["float64", '"NaN"'],
    ["float64", '"-Infinity"'],
    ["float64", "-0.0"],
    ["float32", "1.0"],
    ["uint64", "18446744073709551615"],
    ["int8", "-1"],
    ["bool", "true"],
    ["complex64", '["NaN",0.0]'],
    ["r16", "[1,255]"],
  ])("2.1.26 what is written for %s %s is what was read", async (dataType, json) => {
    const { dataType: type, parts } = await opening(dataType, json);
    expect(type.fillToJson(parts.metadata.fillValue, 3)).toStrictEqual(parseJson(json, ""));
  });

  it("2.1.26 a new array's document bears the fill value that is used", async () => {
    for (const [dataType, json] of [
      ["float64", "0.0"],
      ["int16", "0"],
      ["bool", "false"],
      ["complex64", "[0.0, 0.0]"],
    ] as const) {
      const array = await createArray(new Map(), { shape: [2], dataType });
      const bytes = await array.store.get("zarr.json");
      const document = parseJson(new TextDecoder().decode(bytes), "") as { fill_value: unknown };
      expect(document.fill_value).toStrictEqual(parseJson(json, ""));
    }
  });

  it('2.1.27 "NaT" is -9223372036854775808', async () => {
    for (const name of ["numpy.datetime64", "numpy.timedelta64"]) {
      const type = { name, configuration: { unit: "s", scale_factor: 1 } };
      const [word, number] = await Promise.all([opening(type, '"NaT"'), opening(type, "-9223372036854775808")]);
      expect(word.parts.metadata.fillValue).toEqual(number.parts.metadata.fillValue);
      expect(word.dataType.fillToJson(word.parts.metadata.fillValue, 3)).toBe("NaT");
    }
  });
});
