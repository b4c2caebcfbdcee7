import type { Extension } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { createArray, createRegistry, get, openArray, set, slice } from "../../src/index.js";

const registry = createRegistry();
const nat = -(2n ** 63n);
const text = (length: number): Extension => ({
  name: "fixed_length_utf32",
  configuration: { length_bytes: 4 * length },
});
const byte = (...bytes: number[]) => Uint8Array.from(bytes);
const time = (name: string): Extension => ({ name, configuration: { unit: "ms", scale_factor: 10 } });
const particle: Extension = {
  name: "struct",
  configuration: {
    fields: [
      { name: "id", data_type: "uint16" },
      { name: "label", data_type: text(2) },
      { name: "at", data_type: { name: "struct", configuration: { fields: [{ name: "x", data_type: "float64" }] } } },
    ],
  },
};
const element = (id: number, label: string, x: number) => ({ id, label, at: { x } });
const smallFloats = ["float16", "bfloat16", "float8_e3m4", "float8_e4m3", "float8_e5m2", "float8_e4m3fn"];
smallFloats.push("float8_e4m3fnuz", "float8_e4m3b11fnuz", "float8_e5m2fnuz", "float8_e8m0fnu");
smallFloats.push("float6_e2m3fn", "float6_e3m2fn", "float4_e2m1fn");

/** Data type, three values, fill value; and whether v2 has the type. */
const cases: [dataType: string | Extension, values: unknown[], fill: unknown, isVersion2: boolean][] = [
  ["bool", [true, false, true], true, true],
  ["int4", [-8, 7, 1], -1, false],
  ["uint64", [0n, 2n ** 64n - 1n, 5n], 2n ** 64n - 1n, true],
  ["float64", [0.1, -0, Number.NaN], Number.NaN, true],
  ...smallFloats.map((name): (typeof cases)[number] => [name, [1, 2, 4], 0.5, name === "float16"]),
  [
    "complex64",
    [
      { re: 1, im: -2 },
      { re: Number.NaN, im: 0.5 },
      { re: 0, im: 0 },
    ],
    { re: 1, im: 1 },
    true,
  ],
  [
    "complex_bfloat16",
    [
      { re: 1, im: -2 },
      { re: 3, im: 0.5 },
      { re: 0, im: 0 },
    ],
    { re: 1, im: 1 },
    false,
  ],
  ["r24", [byte(1, 2, 3), byte(0, 0, 0), byte(255, 255, 255)], byte(9, 9, 9), true],
  [
    { name: "null_terminated_bytes", configuration: { length_bytes: 4 } },
    [byte(), byte(97), byte(1, 2, 3, 4)],
    byte(98),
    true,
  ],
  [text(3), ["", "a😀b", "é"], "?", true],
  [time("numpy.datetime64"), [0n, nat, -7n], nat, true],
  [time("numpy.timedelta64"), [0n, nat, 2n ** 62n], 3n, true],
  [particle, [element(1, "ab", 0.5), element(2, "😀", -0), element(3, "", Number.NaN)], element(9, "z", 1), true],
];

describe("arrays of every type of fixed size are written, and read by a fresh handle", () => {
  for (const [dataType, values, fillValue, isVersion2] of cases) {
    const name = typeof dataType === "string" ? dataType : dataType.name;
    for (const format of [3, 2] as const) {
      for (const endian of ["little", "big"] as const) {
        if (format === 2 && !isVersion2) continue;
        it(`${name} in v${format}, ${endian}-endian`, async () => {
          const store = new Map();
          const codecs = [{ name: "bytes", configuration: { endian } }];
          const options = { shape: [3, 3], chunks: [2, 2], dataType, fillValue, codecs, format, registry };
          const created = await createArray(store, options);
          await set(created, [1, slice(0, 3)], values);
          const array = await openArray(store, { registry });
          expect(array.fillValue).toEqual(fillValue);
          const fills = [fillValue, fillValue, fillValue];
          expect((await get(array)).toNested()).toEqual([fills, values, fills]);
          expect((await get(array, [slice(0, 2), 1])).toNested()).toEqual([fillValue, values[1]]);
        });
      }
    }
  }
});
