import { describe, expect, it } from "vitest";
import { parseJson } from "../../src/json/parse.js";
import { get } from "../../src/node/get.js";
import { set } from "../../src/node/set.js";
import { createArray } from "../../src/open/create.js";
import { open, openArray, openGroup } from "../../src/open/open.js";
import { createRegistry } from "../../src/registry/registry.js";
import { flip } from "../doubles/codecs.js";
import { array3, store2, store3, storeOf } from "../doubles/documents.js";
import { codecPlugin } from "../doubles/plugins.js";
import { recordingStore } from "../doubles/stores.js";
import { hierarchy } from "../fixtures/hierarchies.js";

/** Each test bears the name of a bug that was seen in a published JavaScript library, which would fail it. */

const registry = createRegistry(flip(), codecPlugin("other-bytes", "array-bytes"));
const little = array3.codecs[0];
const regular = (...chunk_shape: number[]) => ({ name: "regular", configuration: { chunk_shape } });

describe("documents that peers open and that must be refused", () => {
  it.each<[string, object]>([
    ["an unknown top-level field", { extra: {} }],
    ["no codec that makes bytes", { codecs: [{ name: "transpose", configuration: { order: [1, 0] } }] }],
    ["an empty codec list", { codecs: [] }],
    ["two codecs that make bytes: the last won", { codecs: [little, "other-bytes"] }],
    ["a compressor before bytes", { codecs: ["flip", little] }],
    ["a transpose after bytes", { codecs: [little, { name: "transpose", configuration: { order: [1, 0] } }] }],
    ["no fill value", { fill_value: undefined }],
    ["a fill value of null", { fill_value: null }],
    ["a fill value out of range, which wrapped around", { data_type: "uint8", fill_value: 300, codecs: ["bytes"] }],
    ["a fraction as fill value of integers", { data_type: "uint8", fill_value: 1.5, codecs: ["bytes"] }],
    ["text as fill value of integers, which became 0", { fill_value: "7" }],
    ['the fill value "inf"', { data_type: "float32", fill_value: "inf" }],
    ["a chunk grid of another rank", { chunk_grid: regular(2) }],
    ["chunks of no length", { chunk_grid: regular(0, 3) }],
    ["a negative length", { shape: [-4, 6] }],
    ["lengths as text", { shape: ["4", "6"] }],
    ["names for another number of axes", { dimension_names: ["x"] }],
    ["an unknown chunk grid, which was read as a regular one", { chunk_grid: { ...regular(2, 3), name: "foo" } }],
    ["zarr_format 4", { zarr_format: 4 }],
    ["zarr_format 99", { zarr_format: 99 }],
    ["storage transformers, which were ignored", { storage_transformers: [{ name: "encrypted" }] }],
    ["an unknown codec, seen only at the first chunk", { codecs: [little, { name: "wavelet" }] }],
  ])("%s", async (_, change) => {
    await expect(openArray(store3(change), { registry })).rejects.toMatchObject({
      code: expect.stringMatching(/^(invalid-metadata|unsupported-extension|missing-codec)$/),
      fields: { key: "zarr.json" },
    });
  });

  it("no byte order for a type of several bytes", async () => {
    const map = store3({ codecs: ["bytes"] }, { "c/0/0": new Uint8Array(12) });
    await expect(get(await openArray(map), [0, 0])).rejects.toMatchObject({ code: "invalid-metadata" });
  });
});

describe("documents that peers refuse and that are right", () => {
  it("names alone for codecs, key encoding and data type", async () => {
    const change = { data_type: { name: "int8" }, codecs: ["bytes"], chunk_key_encoding: "default" };
    const map = store3(change, { "c/0/0": Uint8Array.of(1, 2, 3, 4, 5, 6) });
    expect((await get(await openArray(map), [1, 2])).item()).toBe(6);
  });

  it("a codec without a configuration", async () => {
    const array = await openArray(store3({ codecs: [little, { name: "flip" }] }), { registry });
    expect(array.codecs[1]).toEqual({ name: "flip" });
  });

  it("NaN among attributes", async () => {
    for (const version of ["v2", "v3"] as const) {
      expect((await open(hierarchy(`${version} attributes NaN`).store)).attributes["missing"]).toBeNaN();
    }
  });

  it("a rectilinear grid", async () => {
    const chunk_grid = { name: "rectilinear", configuration: { kind: "inline", chunk_shapes: [[1, 3], 6] } };
    expect((await get(await openArray(store3({ chunk_grid })), [0, 0])).item()).toBe(7);
  });
});

describe("fill values that peers read wrong", () => {
  it.each<[string, string, string, unknown]>([
    ["the largest uint64, which read as 0", "uint64", "18446744073709551615", 18446744073709551615n],
    ["an int64 beyond 2^53, which lost its last digit", "int64", "9007199254740993", 9007199254740993n],
    ["hexadecimal bits, which read as a number of 2 thousand million", "float32", '"0x3fc00000"', 1.5],
  ])("%s", async (_, dataType, json, expected) => {
    const text = JSON.stringify({ ...array3, data_type: dataType }).replace('"fill_value":7', `"fill_value":${json}`);
    const array = await openArray(storeOf({ "zarr.json": text }));
    expect(array.fillValue).toBe(expected);
    expect((await get(array, [0, 0])).item()).toBe(expected);
  });

  it("a bigint as fill value of a new array, which could not be written", async () => {
    const array = await createArray(new Map(), { shape: [1], dataType: "int64", fillValue: 5n });
    expect((await get(array, [0])).item()).toBe(5n);
  });
});

describe("documents that peers write", () => {
  it("a new array without further options is a valid document: with codecs and a fill value", async () => {
    const array = await createArray(new Map(), { shape: [2, 3], dataType: "float32" });
    const document = parseJson(new TextDecoder().decode(await array.store.get("zarr.json")), "") as {
      codecs: unknown;
      fill_value: unknown;
    };
    expect(document.codecs).toEqual([little]);
    expect(document.fill_value).toBe(0);
  });

  it("an existing node is not overwritten silently", async () => {
    const map = store3();
    await expect(createArray(map, { shape: [1], dataType: "int8" })).rejects.toMatchObject({ code: "conflict" });
    expect((await openArray(map)).shape).toEqual([4, 6]);
  });

  it("a codec that cannot encode is refused before anything is written, not at the first chunk", async () => {
    const { ZarrError } = await import("@zarrkit/plugin-api");
    const decodeOnly = codecPlugin("decode-only", "bytes-bytes", undefined, {
      load: async () => ({
        parse: () => ({}),
        toConfiguration: () => {
          throw new ZarrError("unsupported", "decode-only: this codec only decodes.");
        },
        bind: () => Promise.reject(new Error("not reached")),
      }),
    });
    const map = new Map();
    await expect(createArray(map, { shape: [1], dataType: "int8", codecs: [decodeOnly] })).rejects.toMatchObject({
      code: "unsupported",
    });
    expect(map.size).toBe(0);
  });
});

describe("errors that peers mask", () => {
  it("an unsupported v2 data type is named, not reported as nothing found", async () => {
    await expect(openArray(store2({ dtype: "<x9" }))).rejects.toMatchObject({
      code: "invalid-metadata",
      message: expect.stringContaining('.zarray: dtype: "<x9"'),
    });
  });

  it("damaged v2 attributes are named, not reported as nothing found", async () => {
    await expect(openArray(store2({}, { ".zattrs": "{" }))).rejects.toMatchObject({
      code: "invalid-metadata",
      message: expect.stringContaining(".zattrs is not JSON"),
    });
  });

  it("malformed documents never leak errors of the language", async () => {
    const spoilt = [{}, [], null, 5, "x", true, [[]], { name: null }];
    for (const field of Object.keys(array3)) {
      for (const value of spoilt) {
        const error = await openArray(store3({ [field]: value }), { registry }).then(
          () => undefined,
          (reason: unknown) => reason,
        );
        if (error !== undefined)
          expect(error, `${field}: ${JSON.stringify(value)}`).toMatchObject({ name: "ZarrError" });
      }
    }
  });
});

describe("requests that peers make in vain", () => {
  it("for keys that consolidated metadata say are not there", async () => {
    const { store, calls } = recordingStore(hierarchy("v2 tree, consolidated").store);
    const root = await openGroup(store);
    calls.length = 0;
    await openArray(root, { path: "x" });
    await expect(open(root, { path: "nothing" })).rejects.toMatchObject({ code: "not-found" });
    expect(calls).toEqual([]);
  });

  it("for chunks that a step passes over", async () => {
    const array = await createArray(new Map(), { shape: [10], chunks: [2], dataType: "int8", fillValue: 1 });
    await set(array, null, 2);
    const { store, calls } = recordingStore(new Map());
    for (const key of ["zarr.json", "c/0", "c/1", "c/2", "c/3", "c/4"])
      await store.set(key, (await array.store.get(key))!);
    const copy = await openArray(store, { format: 3 });
    calls.length = 0;
    expect((await get(copy, "::8")).toNested()).toEqual([2, 2]);
    expect(calls.sort()).toEqual(["get c/0", "get c/4"]);
  });
});
