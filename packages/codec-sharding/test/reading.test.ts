import { crc32c } from "@zarrkit/codec-checksum";
import { gzip } from "@zarrkit/codec-gzip";
import { createArray, createRegistry, get, openArray, set, slice } from "@zarrkit/core";
import type { Bytes, Store } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { type ShardingOptions, sharding } from "../src/index.js";
import { countingStore } from "./counting-store.js";

const registry = createRegistry(crc32c(), gzip(), sharding());
const bytes = { name: "bytes", configuration: { endian: "little" } };

/** uint16 of [64, 64] in one shard of inner chunks of [8, 8], counted from 1, and a store that has been asked nothing yet. */
async function filled(options: Partial<ShardingOptions> = {}, more: Partial<Store> = {}) {
  const map = new Map<string, Bytes>();
  const codecs = [sharding({ chunkShape: [8, 8], ...options })];
  const shape = [64, 64];
  const made = await createArray(map, { shape, chunks: shape, dataType: "uint16", codecs, registry });
  await set(
    made,
    null,
    Uint16Array.from({ length: 4096 }, (_, i) => i + 1),
  );
  const store = { ...countingStore(map), ...more };
  const array = await openArray(store, { registry, format: 3 });
  store.log.length = 0;
  return { array, map, log: store.log };
}

describe("one shard", () => {
  it("is read whole, by one request, when half of it or more is wanted", async () => {
    const { array, log } = await filled();
    expect((await get(array, "0:32")).at(31, 63)).toBe(2048);
    expect(log).toEqual(["get c/0/0"]);
    log.length = 0;
    expect((await get(array, "0:31, 0:56")).at(30, 55)).toBe(1976);
    expect(log).toHaveLength(2);
  });

  it("gives only the inner chunks that a selection with gaps touches", async () => {
    const { array, log } = await filled({}, { traits: { coalesceGap: 0 } });
    expect((await get(array, [slice(0, 64, 32), slice(8, 16)])).toNested()).toEqual(
      [0, 32].map((row) => Array.from({ length: 8 }, (_, i) => row * 64 + 9 + i)),
    );
    expect(log).toEqual([`range c/0/0 -${64 * 16 + 4}`, "range c/0/0 128+128", `range c/0/0 ${33 * 128}+128`]);
  });

  it("is asked for once by a hundred calls, of which one that is aborted ends nobody else's", async () => {
    const { array, log } = await filled();
    const controller = new AbortController();
    const reason = new Error("no longer looked at");
    const aborted = get(array, "1:3, 1:3", { signal: controller.signal });
    const others = Array.from({ length: 99 }, () => get(array, "1:3, 1:3"));
    controller.abort(reason);
    await expect(aborted).rejects.toBe(reason);
    for (const found of await Promise.all(others))
      expect(found.toNested()).toEqual([
        [66, 67],
        [130, 131],
      ]);
    expect(log).toHaveLength(2);
  });
});

describe("ranges in an index that overlap or are the same", () => {
  const indexCodecs = [bytes];
  /** The shard with every inner chunk at the place of the first. */
  const allTheSame = (shard: Bytes) => {
    const result = shard.slice();
    const index = result.subarray(result.length - 64 * 16);
    for (let i = 1; i < 64; i++) index.copyWithin(16 * i, 0, 16);
    return result;
  };

  it("are legal, and read by one request for what they share", async () => {
    const { array, map, log } = await filled({ codecs: [bytes, gzip({ level: 1 })], indexCodecs });
    map.set("c/0/0", allTheSame(map.get("c/0/0")!));
    const found = (await get(array, "0:16, 0:56")).toNested() as number[][];
    const first = Array.from({ length: 8 }, (_, row) => Array.from({ length: 8 }, (__, i) => row * 64 + i + 1));
    expect(found).toEqual(
      Array.from({ length: 16 }, (_, row) =>
        Array(7)
          .fill(first[row % 8])
          .flat(),
      ),
    );
    expect(log).toHaveLength(2);
  });

  it("may reach into one another", async () => {
    const { array, map } = await filled({ indexCodecs });
    const shard = map.get("c/0/0")!.slice();
    // The second inner chunk is the last half of the first and the first half of the second.
    new DataView(shard.buffer, shard.length - 64 * 16).setBigUint64(16, 64n, true);
    map.set("c/0/0", shard);
    const expected = Array.from({ length: 8 }, (_, row) =>
      Array.from({ length: 8 }, (__, i) => (row < 4 ? (row + 4) * 64 + i + 1 : (row - 4) * 64 + i + 9)),
    );
    expect((await get(array, "0:8, 8:16")).toNested()).toEqual(expected);
    expect(((await get(array)).toNested() as number[][]).slice(0, 8).map((row) => row.slice(8, 16))).toEqual(expected);
  });

  it("never decode to more than the shard, whose size the limit bounds", async () => {
    const { map } = await filled({ codecs: [bytes, gzip({ level: 1 })], indexCodecs });
    map.set("c/0/0", allTheSame(map.get("c/0/0")!));
    const enough = await openArray(map, { registry, limits: { decodedBytes: 64 * 64 * 2 } });
    expect((await get(enough)).at(63, 63)).toBe(7 * 64 + 8);
    for (const store of [map, { get: async (key: string) => map.get(key) }]) {
      const tooLittle = await openArray(store, { registry, limits: { decodedBytes: 64 * 64 * 2 - 1 } });
      expect((await get(tooLittle, "0, 0")).item()).toBe(1);
      await expect(get(tooLittle)).rejects.toMatchObject({ code: "limit-exceeded" });
      await expect(get(tooLittle)).rejects.toThrow(/select less at once, or raise `limits.decodedBytes`\.$/);
    }
  });

  it("are not written apart beyond the limit", async () => {
    const { map } = await filled({ indexCodecs });
    map.set("c/0/0", allTheSame(map.get("c/0/0")!).slice(-128 - 64 * 16));
    const shard = map.get("c/0/0")!;
    const index = new DataView(shard.buffer, shard.byteOffset + 128);
    for (let i = 0; i < 64; i++) index.setBigUint64(16 * i, 0n, true);
    const before = shard.slice();
    const narrow = await openArray(map, { registry, limits: { decodedBytes: 63 * 128 - 1 } });
    await expect(set(narrow, "0:8, 0:8", 5)).rejects.toThrow(
      /its inner chunks share bytes; written apart they take 8064, more than the limit of 8063: write the shard whole/,
    );
    expect(map.get("c/0/0")).toEqual(before);
    const wide = await openArray(map, { registry, limits: { decodedBytes: 63 * 128 } });
    await set(wide, "0:8, 0:8", 5);
    expect((await get(wide, "0, 6:10")).toNested()).toEqual([5, 5, 3641, 3642]);
  });

  it("never decode to more than the limit in shards inside shards, all of them together", async () => {
    const map = new Map<string, Bytes>();
    const codecs = [sharding({ chunkShape: [1024], codecs: [sharding({ chunkShape: [256], codecs: [bytes] })] })];
    const made = await createArray(map, { shape: [16_384], chunks: [16_384], dataType: "uint8", codecs, registry });
    await set(made, null, 7);
    // One element of each of five inner chunks of 256 bytes.
    const selection = [slice(0, 5 * 1024, 1024)];
    const enough = await openArray(map, { registry, limits: { decodedBytes: 1280 } });
    expect((await get(enough, selection)).toNested()).toEqual([7, 7, 7, 7, 7]);
    const tooLittle = await openArray(map, { registry, limits: { decodedBytes: 1279 } });
    await expect(get(tooLittle, selection)).rejects.toThrow(
      "5 inner chunks decode to 1280 bytes, more than the limit of 1279",
    );
  });

  const around = {
    nothing: [],
    "a transpose": [{ name: "transpose", configuration: { order: [1, 0] } }],
  };
  it.each(Object.entries(around))(
    "never decode to more than the limit where a shard of shards within %s is read whole, all of them together",
    async (_, before) => {
      const map = new Map<string, Bytes>();
      const innermost = sharding({ chunkShape: [16, 16], codecs: [bytes] });
      const middle = sharding({ chunkShape: [32, 32], codecs: [...before, innermost] });
      const codecs = [sharding({ chunkShape: [64, 64], codecs: [...before, middle] })];
      const shape = [128, 128];
      const made = await createArray(map, { shape, chunks: shape, dataType: "uint8", codecs, registry });
      await set(made, [slice(0, 64), null], 7);
      // One element of each innermost chunk: those of two inner shards are stored.
      const selection = [slice(null, null, 16), slice(null, null, 16)];
      const store = { get: async (key: string) => map.get(key) };
      const enough = await openArray(store, { registry, limits: { decodedBytes: 64 * 128 } });
      const found = (await get(enough, selection)).toNested() as number[][];
      expect(found).toEqual(Array.from({ length: 8 }, (_, row) => Array(8).fill(row < 4 ? 7 : 0)));
      // Each of the inner shards alone is within the limit.
      const tooLittle = await openArray(store, { registry, limits: { decodedBytes: 64 * 128 - 1 } });
      await expect(get(tooLittle, selection)).rejects.toMatchObject({ code: "limit-exceeded" });
      expect((await get(tooLittle, [slice(null, 64, 16), slice(null, 64, 16)])).at(3, 3)).toBe(7);
    },
  );

  it("are refused where what they hold decodes to more than an inner chunk", async () => {
    const { array, map } = await filled({ codecs: [bytes, gzip({ level: 1 })], indexCodecs });
    const zeros = new Blob([new Uint8Array(2 ** 20)]).stream().pipeThrough(new CompressionStream("gzip"));
    const bomb = new Uint8Array(await new Response(zeros).arrayBuffer());
    const shard = new Uint8Array(bomb.length + 64 * 16);
    shard.set(bomb);
    const index = new DataView(shard.buffer, bomb.length);
    for (let i = 0; i < 64; i++) index.setBigUint64(16 * i + 8, BigInt(bomb.length), true);
    map.set("c/0/0", shard);
    for (const selection of [null, "0, 0"]) {
      await expect(get(array, selection)).rejects.toMatchObject({ code: "codec-failed" });
    }
  });
});

describe("a shard that is larger than the limit", () => {
  const shape = [65_536, 65_536];
  const options = { shape, chunks: shape, dataType: "uint8", registry } as const;

  it("is written and read by parts, of which one read decodes no more than the limit", async () => {
    const map = new Map<string, Bytes>();
    const codecs = [sharding({ chunkShape: [1024, 1024] })];
    const array = await createArray(map, { ...options, codecs, limits: { decodedBytes: 2 ** 21 } });
    await set(array, "1022:1026, 1022:1026", 5);
    expect((await get(array, "1024, 1020:1024")).toNested()).toEqual([0, 0, 5, 5]);
    await expect(get(array, "1022:1026, 1022:1026")).rejects.toThrow(
      "4 inner chunks decode to 4194304 bytes, more than the limit of 2097152: select less at once, or raise",
    );
  });

  it("is refused where inner chunks are, or where a codec after it makes one piece of it", async () => {
    for (const codecs of [
      [sharding({ chunkShape: [32_768, 65_536] })],
      [sharding({ chunkShape: [1024, 1024] }), gzip({ level: 1 })],
    ]) {
      await expect(createArray(new Map(), { ...options, codecs })).rejects.toMatchObject({ code: "limit-exceeded" });
    }
  });
});
