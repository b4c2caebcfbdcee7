import { codecContract } from "@zarrkit/conformance";
import { describe, it } from "vitest";
import { bytes } from "../../src/codecs/bytes.js";
import { transpose } from "../../src/codecs/transpose.js";
import { boolType } from "../../src/dtype/bool.js";
import { floatType } from "../../src/dtype/float.js";
import { integerType } from "../../src/dtype/integer.js";
import { firstChunk } from "./first-chunk.js";

const int32 = integerType("int32")!;
const zero = new Uint8Array(4);
const counted = (length: number) => Int32Array.from({ length }, (_, i) => i * 7 - 20);

const bytesSample = (name: Parameters<typeof firstChunk>[0], endian?: "little" | "big") => ({
  name,
  ...firstChunk(name, [2, 3]),
  canonical: true,
  ...(endian && { configuration: { endian } }),
});

const transposeSample = (order: number[]) => {
  const name = `v3 transpose [${order.join(", ")}]` as Parameters<typeof firstChunk>[0];
  const { spec, decoded, encoded } = firstChunk(name, [3, 2, 4]);
  const shape = order.map((axis) => spec.shape[axis]!);
  const elements = new Int32Array(encoded.buffer);
  return {
    name,
    configuration: { order },
    spec,
    decoded,
    encoded: elements,
    encodedSpec: { shape, dataType: "int32" },
  };
};

const contracts = {
  bytes: await codecContract(
    bytes(),
    [
      bytesSample("v3 uint8"),
      bytesSample("v3 int16", "little"),
      bytesSample("v3 int16 big-endian", "big"),
      bytesSample("v3 float32 big-endian", "big"),
      bytesSample("v3 uint64", "little"),
      bytesSample("v3 uint64 big-endian", "big"),
      { ...bytesSample("v3 float64", "little"), name: "float64 under its old name", as: "endian" },
      {
        name: "bool",
        spec: { shape: [2, 3], dataType: boolType() as never, fillValue: Uint8Array.of(0) },
        decoded: Uint8Array.of(1, 0, 0, 1, 1, 0),
        encoded: Uint8Array.of(1, 0, 0, 1, 1, 0),
        canonical: true,
      },
      {
        name: "no axes",
        configuration: { endian: "little" },
        spec: { shape: [], dataType: int32, fillValue: zero },
        decoded: Int32Array.of(42),
        encoded: Uint8Array.of(42, 0, 0, 0),
      },
      {
        // Large enough to be read by ranges.
        name: "64 KiB",
        configuration: { endian: "big" },
        spec: { shape: [16, 8, 64], dataType: floatType("float64")!, fillValue: new Uint8Array(8) },
        decoded: Float64Array.from({ length: 16 * 8 * 64 }, (_, i) => i * 0.75 - 20),
      },
    ],
    {
      refused: [
        { name: "an unknown order", configuration: { endian: "middle" }, field: "endian" },
        { name: "an order in capitals", configuration: { endian: "Little" }, field: "endian" },
        {
          name: "no order for a type of several bytes",
          configuration: {},
          spec: { shape: [2], dataType: int32, fillValue: zero },
          field: "endian",
        },
      ],
    },
  ),
  transpose: await codecContract(
    transpose(),
    [
      transposeSample([0, 1, 2]),
      transposeSample([2, 1, 0]),
      transposeSample([1, 2, 0]),
      transposeSample([2, 0, 1]),
      {
        name: "no axes",
        configuration: { order: [] },
        spec: { shape: [], dataType: int32, fillValue: zero },
        decoded: counted(1),
      },
      {
        name: "an axis of no length",
        configuration: { order: [1, 0] },
        spec: { shape: [0, 3], dataType: int32, fillValue: zero },
        decoded: counted(0),
      },
      {
        name: "five axes",
        configuration: { order: [3, 0, 4, 1, 2] },
        spec: { shape: [2, 3, 1, 4, 2], dataType: int32, fillValue: zero },
        decoded: counted(48),
      },
    ],
    {
      refused: [
        { name: "no order", configuration: {}, field: "order" },
        { name: "an order of fractions", configuration: { order: [0.5, 1] }, field: "order" },
        ...[
          ["an axis twice", [0, 0]],
          ["an axis too few", [0]],
          ["an axis too many", [0, 1, 2]],
          ["a negative axis", [0, -1]],
          ["an axis beyond the last", [0, 2]],
        ].map(([name, order]) => ({
          name: name as string,
          configuration: { order },
          spec: { shape: [2, 3], dataType: int32, fillValue: zero },
          field: "order",
        })),
      ],
    },
  ),
};

for (const [name, cases] of Object.entries(contracts)) {
  describe(`${name} keeps the codec contract`, () => {
    for (const c of cases) it(c.name, c.run);
  });
}
