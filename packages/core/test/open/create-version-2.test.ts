import type { Bytes, Key } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { get } from "../../src/node/get.js";
import { set } from "../../src/node/set.js";
import { createArray } from "../../src/open/create.js";
import { openArray } from "../../src/open/open.js";
import { createRegistry } from "../../src/registry/registry.js";
import { codecPlugin } from "../doubles/plugins.js";

describe("v2 arrays of types that v3 cannot name are created", () => {
  it("structs by NumPy's list of fields: small arrays, and byte orders of their own", async () => {
    const fields = [
      ["a", ">i2"],
      ["b", "|u1", [3]],
      ["c", [["x", "<f4"]]],
    ];
    const store = new Map<Key, Bytes>();
    const array = await createArray(store, {
      format: 2,
      shape: [2],
      dataType: fields,
      fillValue: { a: 1, b: [1, 2, 3], c: { x: 0.5 } },
    });
    await set(array, [0], { a: -2, b: [7, 8, 9], c: { x: 1 } });
    const document = JSON.parse(new TextDecoder().decode(store.get(".zarray")));
    // base64(numpy.array((1, [1, 2, 3], (0.5,)), dtype=[("a", ">i2"), ("b", "u1", 3), ("c", [("x", "<f4")])]))
    expect(document).toMatchObject({ dtype: fields, fill_value: "AAEBAgMAAAA/" });
    const second = [0, 1, 1, 2, 3, 0, 0, 0, 0x3f];
    expect([...store.get("0")!]).toEqual([0xff, 0xfe, 7, 8, 9, 0, 0, 0x80, 0x3f, ...second]);
    expect((await get(await openArray(store))).toNested()).toEqual([
      { a: -2, b: [7, 8, 9], c: { x: 1 } },
      { a: 1, b: [1, 2, 3], c: { x: 0.5 } },
    ]);
    await expect(createArray(new Map(), { shape: [2], dataType: fields })).rejects.toMatchObject({
      code: "invalid-metadata",
      message: expect.stringContaining("dataType: expected a name or an object with one"),
    });
  });

  it.each([
    ["json", "json", "json2", {}],
    ["arrays", { name: "vlen-array", configuration: { data_type: "int16" } }, "vlen-array", { dtype: "<i2" }],
  ] as const)("objects that are %s, by their codec", async (_, dataType, id, configuration) => {
    const bound = () => ({
      encodedSize: { exact: 0 },
      encode: () => new Uint8Array(0),
      decodeInto: () => undefined,
    });
    const registry = createRegistry(codecPlugin(`numcodecs.${id}`, "array-bytes", bound));
    const store = new Map<Key, Bytes>();
    const codecs = [{ name: `numcodecs.${id}`, configuration }];
    await createArray(store, { format: 2, shape: [2], dataType, codecs, fillValue: null, registry });
    expect(JSON.parse(new TextDecoder().decode(store.get(".zarray")))).toMatchObject({
      dtype: "|O",
      filters: [{ id, ...configuration }],
    });
    expect((await openArray(store, { registry })).dataType.name).toBe(id === "json2" ? "json" : id);
  });
});
