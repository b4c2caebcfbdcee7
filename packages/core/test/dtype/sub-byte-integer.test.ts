import { expect, it } from "vitest";
import { contractOf } from "./contract.js";
import { dataTypeOf } from "./resolve.js";

const byte = (...bytes: number[]) => Uint8Array.from(bytes);
const ranges = { int2: [-2, 1], int4: [-8, 7], uint2: [0, 3], uint4: [0, 15] } as const;

for (const [name, [least, most]] of Object.entries(ranges)) {
  contractOf(name, await dataTypeOf(name), {
    values: [
      { value: least, little: byte(least & 0xff) },
      { value: most, little: byte(most) },
      { value: 0, little: byte(0) },
    ],
    fills: [
      { json: BigInt(least), fill: byte(least & 0xff) },
      { json: BigInt(most), fill: byte(most) },
    ],
    refusedFills: [
      { json: BigInt(least) - 1n },
      { json: BigInt(most) + 1n },
      { json: 1.5 },
      { json: 1 },
      { json: "1" },
      { json: null },
      { json: true },
    ],
    refusedValues: [least - 1, most + 1, 0.5, "1", null],
  });
}

it("upper bits are ignored when read, as zarr-extensions says and tensorstore writes them", async () => {
  const type = await dataTypeOf("int4");
  const data = type.allocate(4);
  // tensorstore writes -1 as 0x0f.
  type.load(byte(0x0f, 0xff, 0x57, 0x98), "little", { data, offset: 0, shape: [4], strides: [1] });
  expect(data).toEqual(Int8Array.of(-1, -1, 7, -8));

  const unsigned = await dataTypeOf("uint2");
  const positive = unsigned.allocate(2);
  unsigned.load(byte(0xff, 0xfc), "big", { data: positive, offset: 0, shape: [2], strides: [1] });
  expect(positive).toEqual(Uint8Array.of(3, 0));
});

it("a container entry that does not fit is refused, not cut", async () => {
  const type = await dataTypeOf("int4");
  const view = { data: Int8Array.of(1, -9), offset: 0, shape: [2], strides: [1] };
  expect(() => type.store(view, "little", new Uint8Array(2))).toThrow("-9 is no value of data type int4");
});
