import { at, createArray, createRegistry, get, openArray, set } from "@zarrkit/core";
import { expect, expectTypeOf, it } from "vitest";
import { decimal } from "zarr-data-type-decimal";

const registry = createRegistry(decimal());

it("an array of decimals is written and read, without a float in between", async () => {
  const store = new Map<string, Uint8Array>();
  const prices = await createArray(store, { shape: [4], chunks: [2], dataType: decimal(), fillValue: "0.10" });
  await set(prices, null, ["0.10", "0.20", "-1234567890123456.78", "0.00"]);

  const array = await openArray(store, { dataType: decimal(), registry });
  expectTypeOf(await at(array, [1])).toEqualTypeOf<string>();
  expect((await get(array)).toNested()).toEqual(["0.10", "0.20", "-1234567890123456.78", "0.00"]);
  expect((await get(array)).data).toEqual(BigInt64Array.of(10n, 20n, -123456789012345678n, 0n));
  expect(array.fillValue).toBe("0.10");
});

it("the document says what is there, and int64 is what is stored", async () => {
  const store = new Map<string, Uint8Array>();
  const readings = await createArray(store, { shape: [2], dataType: decimal({ scale: 3 }), fillValue: "-0.5" });
  await set(readings, [0], "21.125");
  const document = JSON.parse(new TextDecoder().decode(store.get("zarr.json")));
  expect(document.data_type).toEqual({ name: "org.example.decimal", configuration: { scale: 3 } });
  expect(document.fill_value).toBe("-0.500");

  const asIntegers = { ...document, data_type: "int64", fill_value: 0 };
  store.set("zarr.json", new TextEncoder().encode(JSON.stringify(asIntegers)));
  expect((await get(await openArray(store, { registry: createRegistry() }))).data).toEqual(
    BigInt64Array.of(21125n, -500n),
  );
});

it("what a decimal cannot hold is refused before anything is written", async () => {
  const store = new Map<string, Uint8Array>();
  const prices = await createArray(store, { shape: [2], dataType: decimal() });
  await expect(set(prices, null, ["1.00", "0.001"])).rejects.toMatchObject({
    code: "invalid-argument",
    message:
      '"0.001" is no value of org.example.decimal: expected a decimal number as text, with at most 2 digits after the point.',
  });
  expect([...store.keys()]).toEqual(["zarr.json"]);
  await expect(createArray(new Map(), { shape: [2], dataType: decimal({ scale: 40 }) })).rejects.toThrow(
    "dataType.configuration.scale: expected an integer from 0 to 18, found 40",
  );
});

it("a registry without the plugin names what it lacks", async () => {
  const store = new Map<string, Uint8Array>();
  await createArray(store, { shape: [2], dataType: decimal() });
  await expect(openArray(store, { registry: createRegistry() })).rejects.toMatchObject({
    code: "unsupported-extension",
    message: expect.stringContaining("org.example.decimal"),
  });
});
