import type { Bytes, Key } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { get } from "../../src/node/get.js";
import { set } from "../../src/node/set.js";
import { createArray } from "../../src/open/create.js";
import { openArray } from "../../src/open/open.js";

/** A v3 array without a chunk whose fill value stands in the document as that text. */
async function withFill(
  dataType: string,
  fillValue: string,
  codecs = '[{"name": "bytes", "configuration": {"endian": "little"}}]',
) {
  const document = `{"zarr_format": 3, "node_type": "array", "shape": [3], "data_type": "${dataType}",
    "chunk_grid": {"name": "regular", "configuration": {"chunk_shape": [2]}},
    "chunk_key_encoding": {"name": "default"}, "fill_value": ${fillValue}, "codecs": ${codecs}}`;
  const map = new Map<Key, Bytes>([["zarr.json", new TextEncoder().encode(document)]]);
  return { map, array: await openArray(map) };
}

const hexOf = (data: unknown) =>
  [...new Uint8Array((data as Uint8Array).buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

describe("missing chunks read as the fill value, bit for bit", () => {
  it.each([
    ["uint64", "18446744073709551615", "ff".repeat(24)],
    ["int64", "-9223372036854775808", "0000000000000080".repeat(3)],
    ["int64", "9007199254740993", "0100000000002000".repeat(3)],
    ["float32", '"0x7fc00001"', "0100c07f".repeat(3)],
    ["float32", '"0x7f800001"', "0100807f".repeat(3)],
    ["float32", '"NaN"', "0000c07f".repeat(3)],
    ["float32", "-0.0", "00000080".repeat(3)],
    ["float64", "-0", "0000000000000080".repeat(3)],
    ["float64", '"0xfff8000000000001"', "010000000000f8ff".repeat(3)],
    ["float64", '"-Infinity"', "000000000000f0ff".repeat(3)],
    ["float64", "1e20", "408cb5781daf1544".repeat(3)],
    ["float32", "0.1", "cdcccc3d".repeat(3)],
  ])("%s %s", async (dataType, json, hex) => {
    const { array } = await withFill(dataType, json);
    expect(hexOf((await get(array)).data)).toBe(hex);
    expect(hexOf((await get(array, "::-1")).data)).toBe(hex);
  });

  it.each([
    ["bool", "true", [true, true, true]],
    ["int8", "-128", [-128, -128, -128]],
    ["float16", '"0x7e01"', [Number.NaN, Number.NaN, Number.NaN]],
    ["float16", "65504", [65504, 65504, 65504]],
  ])("%s %s", async (dataType, json, values) => {
    const { array } = await withFill(dataType, json, dataType === "float16" ? undefined : '["bytes"]');
    expect((await get(array)).toNested()).toEqual(values);
  });

  it("the handle shows the fill value as a scalar", async () => {
    expect((await withFill("uint64", "18446744073709551615")).array.fillValue).toBe(18446744073709551615n);
    expect((await withFill("float64", "-0.0")).array.fillValue).toBe(-0);
    expect((await withFill("float32", '"0x7fc00001"')).array.fillValue).toBeNaN();
  });
});

describe("chunks that are written beside missing ones", () => {
  it("hold the fill value where nothing was written, bit for bit", async () => {
    const { map, array } = await withFill("float32", '"0x7fc00001"');
    await set(array, [0], 1);
    expect(hexOf(map.get("c/0"))).toBe("0000803f0100c07f");
    await set(array, [2], 2);
    expect(hexOf(map.get("c/1"))).toBe("000000400100c07f");
    expect((await get(array)).toNested()).toEqual([1, Number.NaN, 2]);
  });

  it("are deleted again when nothing but the fill value is left in them", async () => {
    const array = await createArray(new Map(), { shape: [4], chunks: [2], dataType: "float64", fillValue: Number.NaN });
    const map = array.store;
    await set(array, null, Float64Array.of(1, 2, Number.NaN, Number.NaN));
    expect(await map.get("c/0")).toBeDefined();
    expect(await map.get("c/1")).toBeUndefined();
    await set(array, [0], Number.NaN);
    await set(array, [1], Number.NaN);
    expect(await map.get("c/0")).toBeUndefined();
    expect((await get(array)).toNested()).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
  });

  it("are kept for what only seems the fill value: -0 for 0, another NaN", async () => {
    const zero = await createArray(new Map(), { shape: [2], chunks: [2], dataType: "float64" });
    await set(zero, null, Float64Array.of(-0, -0));
    expect((await get(zero)).toNested()).toEqual([-0, -0]);
    const { map, array } = await withFill("float32", '"0x7fc00001"');
    await set(array, [0], Number.NaN);
    await set(array, [1], Number.NaN);
    expect(hexOf(map.get("c/0"))).toBe("0000c07f0000c07f");
  });

  it("are kept when the caller wants them, and when v2 says that missing ones have no contents", async () => {
    const kept = await createArray(new Map(), { shape: [2], chunks: [2], dataType: "int8" });
    await set(kept, null, 0, { writeEmptyChunks: true });
    expect(await kept.store.get("c/0")).toEqual(new Uint8Array(2));
    const none = await createArray(new Map(), {
      format: 2,
      shape: [2],
      chunks: [2],
      dataType: "int8",
      fillValue: null,
    });
    expect(none.fillValue).toBeUndefined();
    await set(none, null, 0);
    expect(await none.store.get("0")).toEqual(new Uint8Array(2));
  });
});
