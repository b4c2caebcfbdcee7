import { describe, expect, it } from "vitest";
import { get } from "../../src/node/get.js";
import { set } from "../../src/node/set.js";
import { createArray } from "../../src/open/create.js";
import { openArray } from "../../src/open/open.js";
import { createRegistry } from "../../src/registry/registry.js";
import { flip, plusOne } from "../doubles/codecs.js";
import { store3 } from "../doubles/documents.js";
import { codecPlugin } from "../doubles/plugins.js";

const registry = createRegistry(flip(), plusOne(), codecPlugin("other-bytes", "array-bytes"));
const opening = (change: object) => openArray(store3(change), { registry });
const little = { name: "bytes", configuration: { endian: "little" } };
const transpose = (...order: unknown[]) => ({ name: "transpose", configuration: { order } });

describe("2.1 v3: codecs", () => {
  it.each<[string, unknown]>([
    ["an empty list", []],
    ["none that makes bytes", [transpose(1, 0)]],
    ["two that make bytes", [little, "other-bytes"]],
    ["bytes → bytes before array → bytes", ["flip", little]],
    ["array → array after array → bytes", [little, transpose(1, 0)]],
    ["array → array after bytes → bytes", [little, "flip", transpose(1, 0)]],
    ["no list", {}],
    ["null", null],
  ])("2.1.18 %s is refused when the array is opened", async (_, codecs) => {
    await expect(opening({ codecs })).rejects.toMatchObject({ code: "invalid-metadata" });
  });

  it("2.1.18 any number of array → array, one array → bytes, any number of bytes → bytes", async () => {
    const array = await opening({
      codecs: [transpose(1, 0), "plus-one", transpose(1, 0), little, "flip", "flip", "flip"],
    });
    await set(array, null, 3);
    expect((await get(array, [3, 5])).item()).toBe(3);
  });

  it("2.1.19 each codec sees the data type, shape and fill value that the one before it makes", async () => {
    const seen: unknown[] = [];
    const watching = codecPlugin("watching", "array-bytes", (_, { shape, dataType, fillValue }) => {
      seen.push(shape, dataType.name, dataType.fillToJson(fillValue, 3));
      return { encodedSize: { exact: 0 }, encode: () => new Uint8Array(0), decodeInto: () => undefined };
    });
    const codecs = [transpose(1, 0), { name: "plus-one" }, { name: "watching" }];
    const array = await openArray(store3({ codecs }), { registry: createRegistry(plusOne(), watching) });
    await array.pipeline([2, 3]);
    expect(seen).toEqual([[3, 2], "int32", 8n]);
  });

  it.each(["int16", "uint64", "float32", "complex64"])("2.1.20 bytes: endian is required for %s", async (dataType) => {
    const fill = dataType === "complex64" ? [0, 0] : 0;
    const array = await opening({ data_type: dataType, fill_value: fill, codecs: ["bytes"] });
    await expect(set(array, null, array.fillValue)).rejects.toMatchObject({
      code: "invalid-metadata",
      fields: { path: "codecs[0].configuration.endian" },
    });
    await expect(createArray(new Map(), { shape: [1], dataType, codecs: ["bytes"] })).resolves.toMatchObject({
      codecs: [little],
    });
  });

  it.each(["bool", "int8", "uint8", "r16"])("2.1.20 bytes: endian may be absent for %s", async (dataType) => {
    const fill = { bool: false, r16: [0, 0] }[dataType] ?? 0;
    const array = await opening({ data_type: dataType, fill_value: fill, codecs: ["bytes"] });
    await expect(array.pipeline([2, 3])).resolves.toBeDefined();
  });

  it.each([["Little"], ["native"], [""], [1], [[]]])("2.1.20 bytes: endian %j is refused", async (endian) => {
    const array = await opening({ codecs: [{ name: "bytes", configuration: { endian } }] });
    await expect(array.pipeline([2, 3])).rejects.toMatchObject({ fields: { path: "codecs[0].configuration.endian" } });
  });

  it("2.1.20 bool is 0x00 or 0x01 and nothing else", async () => {
    const map = store3({ data_type: "bool", fill_value: false, codecs: ["bytes"] });
    map.set("c/0/0", Uint8Array.of(0, 1, 0, 1, 1, 0));
    map.set("c/0/1", Uint8Array.of(0, 1, 2, 1, 1, 0));
    const array = await openArray(map);
    expect((await get(array, "0:2, 0:3")).toNested()).toEqual([
      [false, true, false],
      [true, true, false],
    ]);
    for (const selection of ["0:2, 3:6", "1, 5", "0, 3"]) {
      await expect(get(array, selection)).rejects.toMatchObject({
        code: "codec-failed",
        message: expect.stringContaining("A bool is stored as 0 or 1"),
        fields: { codec: "bytes", chunk: [0, 1] },
      });
    }
  });

  it("2.1.20 complex numbers are stored real part first", async () => {
    const array = await createArray(new Map(), { shape: [1], dataType: "complex64" });
    await set(array, null, Float32Array.of(1, 2));
    expect(await array.store.get("c/0")).toEqual(new Uint8Array(Float32Array.of(1, 2).buffer));
  });

  it("2.1.21 transpose: axis i of what is stored is axis order[i]", async () => {
    const shape = [2, 3, 4];
    const array = await createArray(new Map(), { shape, dataType: "uint8", codecs: [transpose(1, 2, 0) as never] });
    await set(
      array,
      null,
      Uint8Array.from({ length: 24 }, (_, i) => i),
    );
    const stored = await array.store.get("c/0/0/0");
    // Stored shape [3, 4, 2]: element (j, k, i) of it is element (i, j, k) of the array.
    const expected = [0, 1, 2].flatMap((j) => [0, 1, 2, 3].flatMap((k) => [0, 1].map((i) => (i * 3 + j) * 4 + k)));
    expect([...stored!]).toEqual(expected);
  });

  it.each([[[0, 0]], [[0]], [[0, 1, 2]], [[0, -1]], [[1.5, 0]], ["X"], [null], [undefined]])(
    "2.1.21 transpose: the order %j is refused for two axes",
    async (order) => {
      const array = await opening({ codecs: [{ name: "transpose", configuration: { order } }, little] });
      await expect(array.pipeline([2, 3])).rejects.toMatchObject({ fields: { path: "codecs[0].configuration.order" } });
    },
  );

  it('2.1.21 transpose: "C" and "F" of early documents are read, and written as lists', async () => {
    for (const [order, expected] of [
      ["C", [0, 1]],
      ["F", [1, 0]],
    ]) {
      const codec = { name: "transpose", configuration: { order } };
      expect((await opening({ codecs: [codec, little] })).codecs).toHaveLength(2);
      const created = await createArray(new Map(), { shape: [2, 3], dataType: "int16", codecs: [codec as never] });
      expect(created.codecs[0]).toEqual({ name: "transpose", configuration: { order: expected } });
    }
  });
});
