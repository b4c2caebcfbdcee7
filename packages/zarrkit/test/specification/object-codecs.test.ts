import { describe, expect, it } from "vitest";
import { createArray, openArray } from "../../src/index.js";
import { base64, reading, version2, version3 } from "../written-by-hand.js";

/** Three elements of "|O", encoded by one object codec. */
const objects = (filter: object | null, chunk: string, more: object = {}) =>
  version2({ shape: [3], dtype: "|O", fill_value: null, filters: filter && [filter], ...more }, { "0": base64(chunk) });

describe("2.2.7 object codecs", () => {
  // base64(numcodecs.get_codec(FILTER).encode(numpy.array(VALUES, dtype=object)))
  const texts = "AwAAAAEAAABhAgAAAMOfAAAAAA==";
  it.each<[string, object, string, string, readonly unknown[]]>([
    ["vlen-utf8", {}, texts, "string", ["a", "ß", ""]],
    ["vlen-bytes", {}, "AwAAAAEAAABhAgAAAAD/AAAAAA==", "bytes", [[97], [0, 255], []].map((b) => Uint8Array.from(b))],
    [
      "vlen-array",
      { dtype: "<i2" },
      "AwAAAAQAAAABAAIAAAAAAAIAAAD9/w==",
      "vlen-array",
      [[1, 2], [], [-3]].map((numbers) => Int16Array.from(numbers)),
    ],
    ["json2", {}, "WyJhIiwiXHUwMGRmIiwiIiwifE8iLFszXV0=", "json", ["a", "ß", ""]],
  ])("2.2.7 %s says what the elements are", async (id, more, chunk, type, values) => {
    const store = objects({ id, ...more }, chunk);
    expect((await openArray(store)).dataType.name).toBe(type);
    expect(await reading(store)).toEqual(values);
  });

  it("2.2.7 the object codec may stand in the compressor's place", async () => {
    expect(await reading(objects(null, texts, { compressor: { id: "vlen-utf8" } }))).toEqual(["a", "ß", ""]);
  });

  it("2.2.7 |O without an object codec is refused", async () => {
    for (const filter of [null, { id: "delta", dtype: "<i2" }]) {
      await expect(openArray(objects(filter, texts))).rejects.toMatchObject({
        code: "invalid-metadata",
        fields: { path: "dtype" },
      });
    }
  });

  it("2.2.7 pickle is refused before a byte of it is read, as filter and as compressor", async () => {
    // base64(numcodecs.Pickle().encode(...)), its beginning
    const pickled = "gAWVlgAAAAAAAACMFm51bXB5Ll9jb3JlLm11bHRpYXJyYXmUjAxfcmVjb25zdHJ1Y3SUk5SMBW51bXB5lIwHbmRhcnJheZST";
    for (const [store, path] of [
      [objects({ id: "pickle", protocol: 5 }, pickled), "filters[0]"],
      [objects(null, pickled, { compressor: { id: "pickle", protocol: 5 } }), "compressor"],
    ] as const) {
      const asked: string[] = [];
      const get = async (key: string) => {
        asked.push(key);
        return store.get(key);
      };
      await expect(openArray({ get })).rejects.toMatchObject({
        code: "unsupported-extension",
        fields: { path, codec: "pickle" },
      });
      expect(asked).not.toContain("0");
    }
  });
});

describe("2.3 texts whose axes are not in C order", () => {
  const rows = [
    ["a", "bb", "c"],
    ["d", "e", "ff"],
  ];
  // zarr.create_array({}, shape=(2, 3), chunks=(2, 3), dtype=str, zarr_format=2, order="F", compressors=None)[:] = rows
  const columns = base64("BgAAAAEAAABhAQAAAGQCAAAAYmIBAAAAZQEAAABjAgAAAGZm");
  const transpose = { name: "transpose", configuration: { order: [1, 0] } };

  it("2.3 format 2, order F", async () => {
    const store = version2(
      { shape: [2, 3], dtype: "|O", order: "F", fill_value: "", filters: [{ id: "vlen-utf8" }] },
      { "0.0": columns },
    );
    expect(await reading(store)).toEqual(rows);
    expect(await reading(store, "1, ::-1")).toEqual(["ff", "e", "d"]);
    store.delete("0.0");
    await (await openArray(store)).set(null, rows);
    expect(store.get("0.0")).toEqual(columns);
  });

  it("2.3 format 3, transposed before vlen-utf8, in shards and without", async () => {
    const store = version3(
      { shape: [2, 3], data_type: "string", fill_value: "", codecs: [transpose, "vlen-utf8"] },
      { "c/0/0": columns },
    );
    expect(await reading(store)).toEqual(rows);
    expect(await reading(store, ":, 1")).toEqual(["bb", "e"]);
    const options = { shape: [2, 3], dataType: "string", codecs: [transpose, "vlen-utf8"] } as const;
    for (const more of [{}, { chunks: [1, 3], shards: [2, 3] }]) {
      const array = await createArray(new Map(), { ...options, ...more });
      await array.set(null, rows);
      expect((await array.get()).toNested()).toEqual(rows);
      if (!("shards" in more)) expect(await array.store.get("c/0/0")).toEqual(columns);
    }
  });
});
