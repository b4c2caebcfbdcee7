import { describe, expect, it } from "vitest";
import { contractOf } from "./contract.js";
import { dataTypeOf } from "./resolve.js";

const byte = (...bytes: number[]) => Uint8Array.from(bytes);

contractOf("r24", await dataTypeOf("r24"), {
  values: [
    { value: byte(1, 2, 3), little: byte(1, 2, 3) },
    { value: byte(0, 0, 255), little: byte(0, 0, 255) },
  ],
  fills: [
    { json: [1n, 2n, 255n], fill: byte(1, 2, 255) },
    { json: "AQL/", fill: byte(1, 2, 255), written: [1n, 2n, 255n] },
    { json: "AQL/", fill: byte(1, 2, 255), format: 2 },
    { json: 0n, fill: byte(0, 0, 0), format: 2, written: "AAAA" },
  ],
  refusedFills: [
    { json: [1n, 2n] },
    { json: [1n, 2n, 256n] },
    { json: [1n, 2n, -1n] },
    { json: [1n, 2n, 1.5] },
    { json: "AQI=" },
    { json: "AQL/AA==" },
    { json: "AQL!" },
    { json: 0n },
    { json: null },
  ],
  refusedValues: [byte(1, 2), byte(1, 2, 3, 4), [1, 2, 3], "abc", 5, null],
});

contractOf(
  "null_terminated_bytes",
  await dataTypeOf({ name: "null_terminated_bytes", configuration: { length_bytes: 3 } }),
  {
    values: [
      { value: byte(97, 98), little: byte(97, 98, 0) },
      { value: byte(), little: byte(0, 0, 0) },
      { value: byte(0, 97), little: byte(0, 97, 0) },
      { value: byte(255, 254, 253), little: byte(255, 254, 253) },
    ],
    fills: [
      { json: "YQ==", fill: byte(97, 0, 0) },
      { json: "", fill: byte(0, 0, 0) },
      { json: "YQAA", fill: byte(97, 0, 0), written: "YQ==" },
      { json: [97n], fill: byte(97, 0, 0), written: "YQ==" },
      { json: 0n, fill: byte(0, 0, 0), format: 2, written: "" },
    ],
    refusedFills: [{ json: "YWJjZA==" }, { json: 0n }, { json: null }],
    refusedValues: [byte(1, 2, 3, 4), byte(97, 0), "ab", null],
  },
);

describe("lengths", () => {
  const refused: [unknown, string][] = [
    ["r0", 'data_type: data type r0 is none: the bits after "r" are a multiple of 8'],
    ["r12", "data type r12 is none"],
    [`r${8 * 2 ** 28 + 8}`, "is none"],
    [{ name: "r8", configuration: { length_bytes: 1 } }, "data type r8 takes none"],
    ["raw_bytes", "data_type.configuration.length_bytes: expected an integer from 1 to 268435456, found nothing"],
    [{ name: "raw_bytes", configuration: { length_bytes: 0 } }, "found 0"],
    [{ name: "null_terminated_bytes", configuration: { length_bytes: "3" } }, 'found "3"'],
    [{ name: "raw_bytes", configuration: { length_bytes: 3, more: 1 } }, "configuration.more: is not a known field"],
  ];
  for (const [json, message] of refused) {
    it(`${JSON.stringify(json)} is refused`, async () => {
      await expect(dataTypeOf(json)).rejects.toThrow(message);
    });
  }
});

it("a scalar is a copy that may be changed", async () => {
  const type = await dataTypeOf("r16");
  const data = byte(1, 2, 3, 4);
  const scalar = type.scalar(data, 2) as Uint8Array;
  scalar.fill(9);
  expect(data).toEqual(byte(1, 2, 3, 4));
});
