import { crc32c } from "@zarrkit/codec-checksum";
import { createArray, createRegistry, get, NaT, openArray, set, slice } from "@zarrkit/core";
import { type ByteRange, type Bytes, rangeWithin, type Store, ZarrError } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { sharding } from "../src/index.js";
import { countingStore } from "./counting-store.js";

const registry = createRegistry(crc32c(), sharding());
const map = () => new Map<string, Bytes>();

/** One shard of 16 × 16 in inner chunks of 4 × 4 with checksums, all sevens. */
async function sevens(more: (values: Map<string, Bytes>) => Partial<Store> = () => ({})) {
  const values = map();
  const codecs = [sharding({ chunkShape: [4, 4], codecs: ["bytes", "crc32c"] })];
  const store = { ...countingStore(values), ...more(values) };
  const array = await createArray(store, { shape: [16, 16], chunks: [16, 16], dataType: "uint8", codecs, registry });
  await set(array, null, 7);
  store.log.length = 0;
  return { array, values, log: store.log };
}

describe("one call", () => {
  it("rewrites a shard once, however many inner chunks it touches", async () => {
    const { array, log } = await sevens();
    await set(array, [slice(1, 16, 4), slice(2, 16, 4)], 9);
    expect(log.filter((line) => line.startsWith("set"))).toEqual(["set c/0/0"]);
    expect(log).toHaveLength(3);
    const found = (await get(array)).toNested() as number[][];
    expect(found).toEqual(found.map((row, i) => row.map((_, j) => (i % 4 === 1 && j % 4 === 2 ? 9 : 7))));
  });
});

describe("a write that fails", () => {
  it("leaves the old shard", async () => {
    let fails = false;
    const { array, values } = await sevens((inner) => ({
      async set(key, bytes) {
        if (fails) throw new Error("the disk is full");
        inner.set(key, bytes.slice());
      },
    }));
    const before = values.get("c/0/0")!.slice();
    fails = true;
    await expect(set(array, "0:6, 0:6", 9)).rejects.toThrow("the disk is full");
    expect(values.get("c/0/0")).toEqual(before);
    fails = false;
    expect((await get(array, "0:6, 0:6")).toNested()).toEqual(Array(6).fill(Array(6).fill(7)));
    await set(array, "0:6, 0:6", 9);
    expect((await get(array, "5, 4:8")).toNested()).toEqual([9, 9, 7, 7]);
  });

  it("because an inner chunk that must be read is damaged names it, and its shard", async () => {
    const { array, values } = await sevens();
    const shard = values.get("c/0/0")!;
    // The sixth inner chunk, at [1, 1]: sixteen elements and a checksum each.
    shard[5 * 20 + 3]! ^= 1;
    const before = shard.slice();
    const message = /^Chunk \[0,0\] \(key "c\/0\/0"\) of array "": Inner chunk \[1,1\] of the shard: .*crc32c/;
    await expect(set(array, "5, 5", 9)).rejects.toThrow(message);
    await expect(set(array, "5, 5", 9)).rejects.toMatchObject({ code: "codec-failed", fields: { key: "c/0/0" } });
    expect(values.get("c/0/0")).toEqual(before);
    // What is whole of it is replaced unread, and heals.
    await set(array, "4:8, 4:8", 1);
    expect((await get(array, "5, 4:9")).toNested()).toEqual([1, 1, 1, 1, 7]);
  });
});

describe("a write over an inner chunk that is damaged", () => {
  const nested = sharding({
    chunkShape: [8, 8],
    codecs: [sharding({ chunkShape: [4, 4], codecs: ["bytes", "crc32c"] })],
  });
  const stores: Record<string, (values: Map<string, Bytes>) => Store> = {
    "with ranges": (values) => countingStore(values),
    "without ranges": (values) => ({
      get: async (key) => values.get(key),
      set: async (key, bytes) => void values.set(key, bytes.slice()),
      delete: async (key) => void values.delete(key),
    }),
  };

  it.each(Object.entries(stores))("in shards inside shards names both, in a store %s", async (_, make) => {
    const values = map();
    const options = { shape: [16, 16], chunks: [16, 16], dataType: "uint8", codecs: [nested], registry };
    const array = await createArray(make(values), options);
    await set(array, null, 7);
    const shard = values.get("c/0/0")!;
    // The last element of the last of four inner shards, each of four chunks of sixteen elements and a checksum.
    shard[4 * (4 * 20 + 4 * 16 + 4) - 4 * 16 - 4 - 5]! ^= 1;
    const before = shard.slice();
    const place = /^Chunk \[0,0\] .*: Inner chunk \[1,1\] of the shard: Inner chunk \[1,1\] of the shard: .*crc32c/;
    for (const part of ["15, 15", "8, 8"]) {
      await expect(set(array, part, 9)).rejects.toThrow(place);
      await expect(set(array, part, 9)).rejects.toMatchObject({ code: "codec-failed", fields: { key: "c/0/0" } });
    }
    await expect(get(array, "15, 15")).rejects.toThrow(place);
    expect(values.get("c/0/0")).toEqual(before);
  });
});

it("a value whose version the store does not know is replaced without a condition", async () => {
  const { array } = await sevens((inner) => ({
    traits: { conditionalWrites: "version" },
    async getRangesVersioned(key, ranges) {
      const bytes = inner.get(key);
      const cut = (range: ByteRange) => {
        const { offset, length } = rangeWithin(range, bytes!.length);
        return bytes!.subarray(offset, offset + length);
      };
      return bytes && { pieces: ranges.map(cut), version: undefined };
    },
    async set(key, bytes, { onlyIf } = {}) {
      if (onlyIf !== undefined && inner.has(key)) throw new ZarrError("conflict", "Something else is there.");
      inner.set(key, bytes.slice());
    },
  }));
  await set(array, "0:2, 0:2", 1);
  expect((await get(array, "1, 1:3")).toNested()).toEqual([1, 7]);
});

describe("inner chunks that hold nothing but the fill value", () => {
  const nan = (payload: number) => new Float32Array(new Uint32Array([payload, payload]).buffer);
  const day = { name: "numpy.datetime64", configuration: { unit: "D", scale_factor: 1 } } as const;

  it.each([
    ["NaN", "float32", Number.NaN, Float32Array.of(Number.NaN, Number.NaN), nan(0x7fc00001)],
    ["0", "float64", 0, Float64Array.of(0, 0), Float64Array.of(-0, -0)],
    ["−0", "float64", -0, Float64Array.of(-0, -0), Float64Array.of(0, 0)],
    ["NaT", day, NaT, BigInt64Array.of(NaT, NaT), BigInt64Array.of(NaT + 1n, NaT)],
  ] as const)("are left out, compared byte by byte: %s", async (_, dataType, fillValue, empty, nearly) => {
    const values = map();
    const options = { shape: [6], chunks: [2], shards: [6], dataType, fillValue, registry } as const;
    const array = await createArray(values, options as never);
    const stored = () => values.get("c/0")?.length;
    const { itemSize } = array.dataType;
    const indexLength = 3 * 16 + 4;
    await set(array, "2:4", empty as never);
    expect(stored()).toBeUndefined();
    await set(array, "2:4", nearly as never);
    expect(stored()).toBe(2 * itemSize! + indexLength);
    await set(array, "0:2", empty as never);
    expect(stored()).toBe(2 * itemSize! + indexLength);
    const again = await get(await openArray(values, { registry }), "2:4");
    expect(new Uint8Array((again.data as Uint8Array).buffer)).toEqual(new Uint8Array(nearly.buffer));
    await set(array, "2:4", empty as never);
    expect(stored()).toBeUndefined();
    await set(array, "2:4", empty as never, { writeEmptyChunks: true });
    expect(stored()).toBe(2 * itemSize! + indexLength);
  });

  it("are stored on request, also where a shard is written whole, at the array's edge, and without ranges", async () => {
    const values = map();
    const { getRange: _, size: __, ...plain } = countingStore(values);
    for (const store of [countingStore(values), plain as Store & { log: string[] }]) {
      values.clear();
      const options = { shape: [10], chunks: [2], shards: [6], dataType: "uint8", registry } as const;
      const array = await createArray(store, options);
      store.log.length = 0;
      await set(array, null, 0, { writeEmptyChunks: true });
      expect(store.log.toSorted()).toEqual(["set c/0", "set c/1"]);
      expect([values.get("c/0")?.length, values.get("c/1")?.length]).toEqual([6 + 52, 4 + 52]);
      await set(array, "0:2", 1);
      expect(values.get("c/0")?.length).toBe(6 + 52);
      await set(array, null, 0);
      expect([...values.keys()]).toEqual(["zarr.json"]);
    }
  });

  it("are stored on request inside nested shards and behind what encodes a shard as a whole", async () => {
    const nested = [sharding({ chunkShape: [4], codecs: [sharding({ chunkShape: [2] })] })];
    const behind = [sharding({ chunkShape: [2] }), crc32c()];
    for (const [codecs, empty, length] of [
      [nested, 36 + 36 + 2, 36 + 2 * (36 + 2 * 2)],
      [behind, 68 + 2 + 4, 68 + 4 * 2 + 4],
    ] as const) {
      const values = map();
      const array = await createArray(values, { shape: [8], chunks: [8], dataType: "uint8", codecs, registry });
      await set(array, null, 0, { writeEmptyChunks: true });
      expect(values.get("c/0")?.length).toBe(length);
      await set(array, null, 0);
      expect(values.has("c/0")).toBe(false);
      await set(array, "0:2", 1);
      expect(values.get("c/0")?.length).toBe(empty);
    }
  });
});
