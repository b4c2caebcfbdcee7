import { createArray, createRegistry, get, set, slice } from "@zarrkit/core";
import { expect, it } from "vitest";
import { vlenArray, vlenBytes } from "../src/index.js";

const registry = createRegistry(vlenBytes(), vlenArray());

it.each([
  ["bytes", {}, Uint8Array.of(1, 2)],
  ["numpy arrays of int16", { format: 2, codecs: [vlenArray({ dtype: "<i2" })] }, Int16Array.of(1, 2, 3)],
])("one element of %s, though a typed array, is written as a scalar", async (name, options, scalar) => {
  const dataType = name === "bytes" ? name : { name: "vlen-array", configuration: { data_type: "int16" } };
  const array = await createArray(new Map(), { shape: [3], chunks: [2], dataType, registry, ...options } as never);
  await set(array, [slice(1, 3)], scalar as never);
  await set(array, [0], scalar as never);
  const result = await get(array);
  for (const at of [0, 1, 2]) expect(result.at(at)).toEqual(scalar);
});
