import { describe, expect, it } from "vitest";
import { objectType, type Version2Codec } from "../../src/dtype/object-type.js";
import { contractOf } from "./contract.js";
import { resolved } from "./resolve.js";

const origin = { name: "dtype", format: 2, path: "dtype" } as const;
const resolve = (json: unknown, { format }: { format: 2 | 3 }) => resolved(json, format);
const listed = (...filters: unknown[]): Version2Codec[] => filters.map((json, i) => ({ json, path: `filters[${i}]` }));
const typeBy = (...filters: unknown[]) => objectType(listed(...filters), origin, resolve);

contractOf("vlen-array of int16", await typeBy({ id: "vlen-array", dtype: "<i2" }), {
  values: [{ value: Int16Array.of(1, -2) }, { value: new Int16Array(0) }],
  fills: [
    { json: 0n, fill: new Int16Array(0), format: 2 },
    { json: "", fill: new Int16Array(0), format: 2, written: 0n },
    { json: [], fill: new Int16Array(0) },
  ],
  refusedFills: [{ json: 1n, format: 2 }, { json: [1n] }, { json: null }],
  refusedValues: [[1, 2], Int8Array.of(1), null, undefined, "ab"],
});

contractOf(
  "json",
  await typeBy({ id: "json2" }),
  {
    values: [{ value: null }, { value: { a: [1, "b", true] } }, { value: 0 }],
    fills: [
      { json: 0n, fill: 0, format: 2 },
      { json: { a: [1n, 1.5] }, fill: { a: [1, 1.5] } },
      { json: null, fill: null },
    ],
    refusedFills: [],
    refusedValues: [undefined, () => 1, Symbol("x")],
  },
  { "fillFromJson: what no type has is refused by its path": "every JSON value is one of this type" },
);

describe("the type of an object array", () => {
  it("is what its object codec stores", async () => {
    expect((await typeBy({ id: "vlen-utf8" })).name).toBe("string");
    expect((await typeBy({ id: "vlen-bytes" }, { id: "zlib" })).name).toBe("bytes");
    expect((await typeBy({ id: "categorize", labels: ["a"], dtype: "|O" })).name).toBe("string");
    expect((await typeBy({ id: "msgpack2" })).name).toBe("json");
    expect((await typeBy({ id: "org.example.scramble" }, { id: "vlen-utf8" })).name).toBe("string");
    expect((await typeBy({ id: "vlen-array", dtype: ">f8" })).configuration).toEqual({ data_type: "float64" });
  });

  it("is refused when the elements are pickled", async () => {
    await expect(typeBy({ id: "pickle", protocol: 5 }, { id: "vlen-utf8" })).rejects.toMatchObject({
      code: "unsupported-extension",
      fields: { path: "filters[0]", codec: "pickle" },
      message: expect.stringContaining("To read them is to run whatever code their writer put there"),
    });
  });

  it("is refused when no filter knows it", async () => {
    for (const filters of [[], [{ id: "zlib" }], [null], ["vlen-utf8"]]) {
      await expect(typeBy(...filters)).rejects.toMatchObject({
        code: "invalid-metadata",
        message:
          'dtype: "|O" says nothing of the elements: one of the filters must be vlen-utf8, vlen-bytes, vlen-array, json2, msgpack2 or categorize',
      });
    }
  });

  it("of arrays is refused without a type of fixed size", async () => {
    await expect(typeBy({ id: "vlen-array" })).rejects.toThrow("dtype: expected a name");
    await expect(typeBy({ id: "vlen-array", dtype: "string" })).rejects.toThrow('"string" varies in size itself');
  });
});
