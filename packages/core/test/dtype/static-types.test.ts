import { expect, expectTypeOf, it } from "vitest";
import type { Complex } from "../../src/dtype/complex.js";
import { createArray, createRegistry, get, openArray } from "../../src/index.js";

const registry = createRegistry();

it("what is read has the static type of its data type", async () => {
  const store = new Map();
  const created = await createArray(store, {
    shape: [2],
    dataType: "complex64",
    fillValue: { re: 1, im: 2 },
    registry,
  });
  expectTypeOf((await get(created)).data).toEqualTypeOf<Float32Array>();
  expectTypeOf((await get(created)).at(0)).toEqualTypeOf<Complex>();

  const array = await openArray(store, { registry });
  expectTypeOf((await get(array)).at(0)).toEqualTypeOf<unknown>();
  expect(array.is("numpy.datetime64")).toBe(false);
  if (array.is("numpy.datetime64")) expectTypeOf((await get(array)).data).toEqualTypeOf<BigInt64Array>();
  if (array.is("r24")) expectTypeOf((await get(array)).data).toEqualTypeOf<Uint8Array>();
  if (array.is("string")) expectTypeOf((await get(array)).data).toEqualTypeOf<string[]>();
  if (array.is("float8_e4m3")) expectTypeOf((await get(array)).at(0)).toEqualTypeOf<number>();
  if (array.is("struct")) expectTypeOf((await get(array)).at(0)).toEqualTypeOf<Readonly<Record<string, unknown>>>();

  const typed = await openArray(store, { dataType: "complex64", registry });
  expect((await get(typed, [1])).item()).toEqual({ re: 1, im: 2 });
  expectTypeOf((await get(typed)).at(1)).toEqualTypeOf<Complex>();
});

it("a type with a configuration has its static type too", async () => {
  const unit = { unit: "s", scale_factor: 1 };
  const times = await createArray(new Map(), {
    shape: [2],
    dataType: { name: "numpy.datetime64", configuration: unit },
    fillValue: 5n,
    registry,
  });
  expectTypeOf((await get(times)).data).toEqualTypeOf<BigInt64Array>();
  expect((await get(times)).data).toEqual(BigInt64Array.of(5n, 5n));
});
