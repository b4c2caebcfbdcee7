import type { Bytes, Extension, Key } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { createArray, openArray } from "../../src/index.js";
import { documentOf, little, reading, version3 } from "../written-by-hand.js";

/** Each test bears the name of a bug that was seen in a published JavaScript library, which would fail it. */

const rows = [0, 6, 12, 18].map((start) => Array.from({ length: 6 }, (_, i) => start + i));

/** 4 × 6 counted, in one shard of inner chunks of 2 × 3. */
async function counted(change: object = {}, ...outer: (Extension | string)[]): Promise<Map<Key, Bytes>> {
  const configuration = { chunk_shape: [2, 3], codecs: ["bytes"], index_codecs: [little, "crc32c"], ...change };
  const codecs = [{ name: "sharding_indexed", configuration }, ...outer];
  const store = version3({ shape: [4, 6], fill_value: 255, codecs });
  await (await openArray(store)).set(null, rows);
  return store;
}

describe("6. shards that gave fill value, or garbage", () => {
  it("index at the start", async () => {
    expect(await reading(await counted({ index_location: "start" }))).toEqual(rows);
  });

  it("codecs after sharding", async () => {
    const store = await counted({}, { name: "gzip", configuration: { level: 1 } }, "crc32c");
    expect(await reading(store)).toEqual(rows);
    expect(await reading(store, "2, 1:5")).toEqual([13, 14, 15, 16]);
  });

  it("inner chunks that do not divide the shard", async () => {
    await expect(counted({ chunk_shape: [3, 3] })).rejects.toMatchObject({ code: "invalid-metadata" });
  });

  it.each(["start", "end"])("cut, at whatever byte, with its index at the %s", async (index_location) => {
    const store = await counted({ index_location });
    const whole = store.get("c/0/0")!;
    for (let length = 0; length < whole.length; length++) {
      store.set("c/0/0", whole.slice(0, length));
      await expect(reading(store)).rejects.toMatchObject({ code: "codec-failed", fields: { chunk: [0, 0] } });
    }
  });

  it("shards in shards were refused", async () => {
    const innermost = { chunk_shape: [1, 3], codecs: ["bytes"], index_codecs: [little] };
    const store = await counted({ codecs: [{ name: "sharding_indexed", configuration: innermost }] });
    expect(await reading(store)).toEqual(rows);
    expect(await reading(store, "::-1, 2")).toEqual([20, 14, 8, 2]);
  });
});

describe("8. checksums that were not looked at", () => {
  it("of the index", async () => {
    const store = await counted();
    const shard = store.get("c/0/0")!;
    for (const at of [24, shard.length - 5, shard.length - 4, shard.length - 1]) {
      const damaged = shard.slice();
      damaged[at]! ^= 1;
      store.set("c/0/0", damaged);
      await expect(reading(store, "0, 0")).rejects.toMatchObject({ code: "codec-failed" });
    }
  });

  it("of an inner chunk, which is named, while its neighbours are read", async () => {
    const store = await counted({ codecs: ["bytes", "crc32c"] });
    store.get("c/0/0")![12]! ^= 1;
    expect(await reading(store, "0, 0")).toBe(0);
    await expect(reading(store, "0, 4")).rejects.toMatchObject({
      code: "codec-failed",
      message: expect.stringContaining("nner chunk [0,1]"),
      fields: { chunk: [0, 0] },
    });
  });
});

describe("16. indexes that were kept for good", () => {
  it("after a write through the same handle, or another one of the same store", async () => {
    const store = await counted();
    const [array, other] = [await openArray(store), await openArray(store)];
    expect(await array.at([0, 0])).toBe(0);
    expect(await other.at([0, 0])).toBe(0);
    await array.set("0:2, 0:3", 255);
    expect(await other.at([0, 0])).toBe(255);
    expect(await other.at([3, 5])).toBe(23);
    await other.set([0, 0], 1);
    expect((await array.get("0")).toNested()).toEqual([1, 255, 255, 3, 4, 5]);
  });

  it("that a shard was missing was remembered too", async () => {
    const store = new Map<Key, Bytes>();
    const array = await createArray(store, { shape: [4], chunks: [1], shards: [4], dataType: "int8" });
    expect(await array.at([2])).toBe(0);
    const copy = await openArray(new Map(store));
    await copy.set([2], 5);
    store.set("c/0", (await copy.store.get("c/0"))!);
    expect(await array.at([2])).toBe(5);
    await array.set(null, 0);
    expect(await array.at([2])).toBe(0);
  });
});

it("6. documents say all of the codec that later readers need", async () => {
  const store = new Map<Key, Bytes>();
  await createArray(store, { shape: [4], chunks: [1], shards: [4], dataType: "int8" });
  expect(documentOf(store).codecs[0].configuration).toMatchObject({
    chunk_shape: [1],
    index_codecs: [little, { name: "crc32c" }],
    index_location: "end",
  });
});
