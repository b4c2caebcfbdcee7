import { crc32c } from "@zarrkit/codec-checksum";
import { gzip } from "@zarrkit/codec-gzip";
import { createArray, createRegistry, get, openArray, set, slice, transpose } from "@zarrkit/core";
import type { Bytes } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { type ShardingOptions, sharding } from "../src/index.js";
import { countingStore } from "./counting-store.js";

const registry = createRegistry(crc32c(), gzip(), sharding());
const counted = (length: number) => Uint16Array.from({ length }, (_, i) => i + 1);

async function sharded(options: ShardingOptions, map = new Map<string, Bytes>(), shape = [20, 20], shards = [16, 16]) {
  const store = countingStore(map);
  const codecs = [sharding(options)];
  const array = await createArray(store, { shape, chunks: shards, dataType: "uint16", codecs, registry, fillValue: 7 });
  return { array, store, map };
}

const layouts: [string, ShardingOptions][] = [
  ["index at the end", { chunkShape: [4, 4] }],
  ["index at the start", { chunkShape: [4, 4], indexLocation: "start" }],
  [
    "index without checksum",
    { chunkShape: [4, 4], indexCodecs: ["bytes"].map((name) => ({ name, configuration: { endian: "big" } })) },
  ],
  [
    "compressed inner chunks",
    { chunkShape: [8, 4], codecs: [{ name: "bytes", configuration: { endian: "big" } }, gzip({ level: 1 }), crc32c()] },
  ],
  [
    "transposed inner chunks",
    {
      chunkShape: [2, 8],
      codecs: [transpose({ order: [1, 0] }), { name: "bytes", configuration: { endian: "little" } }],
    },
  ],
  [
    "shards inside shards",
    {
      chunkShape: [8, 8],
      codecs: [
        sharding({
          chunkShape: [2, 4],
          indexLocation: "start",
          codecs: [{ name: "bytes", configuration: { endian: "little" } }, gzip({ level: 1 })],
        }),
      ],
    },
  ],
  ...(["start", "end"] as const).map((indexLocation): [string, ShardingOptions] => {
    const innermost = sharding({ indexLocation, chunkShape: [2, 2] });
    const codecs = [sharding({ indexLocation, chunkShape: [4, 4], codecs: [innermost] })];
    return [`shards three deep, indexes at the ${indexLocation}`, { indexLocation, chunkShape: [8, 8], codecs }];
  }),
];

describe.each(layouts)("shards with %s", (_, options) => {
  it("give back every element, whole and by parts, with and without range requests", async () => {
    const { array, map } = await sharded(options);
    await set(array, null, counted(400));
    for (const store of [map, { get: async (key: string) => map.get(key) }]) {
      const again = await openArray(store, { registry });
      const all = (await get(again)).toNested() as number[][];
      expect(all.flat()).toEqual([...counted(400)]);
      for (const [rows, columns] of [
        [slice(3, 5), slice(15, 18)],
        [slice(19, null, -7), slice(0, 20, 3)],
        [slice(7, 8), slice(2, 3)],
      ] as const) {
        const expected = range(rows).map((i) => range(columns).map((j) => all[i]![j]));
        expect((await get(again, [rows, columns])).toNested()).toEqual(expected);
      }
    }
  });

  it("keep what a partial write does not touch", async () => {
    const { array } = await sharded(options);
    await set(array, null, counted(400));
    await set(array, [slice(3, 9), slice(2, 18)], 9999);
    const found = (await get(array)).toNested() as number[][];
    const isNew = (i: number, j: number) => i >= 3 && i < 9 && j >= 2 && j < 18;
    expect(found).toEqual(found.map((row, i) => row.map((__, j) => (isNew(i, j) ? 9999 : i * 20 + j + 1))));
  });

  it("lose no update of concurrent writes into one shard", async () => {
    const { array } = await sharded(options);
    await Promise.all(Array.from({ length: 256 }, (__, i) => set(array, [i >> 4, i & 15], 100 + i)));
    expect((await get(array, "0:16, 0:16")).toNested()).toEqual(
      Array.from({ length: 16 }, (__, i) => Array.from({ length: 16 }, (___, j) => 100 + 16 * i + j)),
    );
  });
});

function range({ start, stop, step }: ReturnType<typeof slice>): number[] {
  const indices: number[] = [];
  for (let i = start ?? 0; step > 0 ? i < (stop ?? 20) : i >= (stop ?? 0); i += step) indices.push(i);
  return indices;
}

describe("what is stored", () => {
  it("leaves out inner chunks that are all fill value, and whole shards of them", async () => {
    const { array, map } = await sharded({ chunkShape: [4, 4] });
    await set(array, [slice(0, 4), slice(0, 4)], 1);
    expect(map.get("c/0/0")!.length).toBe(32 + 16 * 16 + 4);
    await set(array, [slice(0, 4), slice(0, 4)], 7);
    expect(map.has("c/0/0")).toBe(false);
    expect((await get(array, "0, 0")).item()).toBe(7);
  });

  it("keeps the fill value's NaN payload apart from other NaNs", async () => {
    const map = new Map<string, Bytes>();
    const array = await createArray(map, {
      shape: [4],
      chunks: [2],
      shards: [4],
      dataType: "float32",
      fillValue: Number.NaN,
      registry,
    });
    const other = new Float32Array(new Uint32Array([0x7fc00001, 0x7fc00001]).buffer);
    await set(array, "0:2", other);
    expect(map.has("c/0")).toBe(true);
    await set(array, "0:2", Number.NaN);
    expect(map.has("c/0")).toBe(false);
  });

  it("says its chunks and shards in the user's words", async () => {
    const array = await createArray(new Map(), {
      shape: [64, 64],
      chunks: [8, 16],
      shards: [32, 32],
      dataType: "int8",
      registry,
      codecs: [gzip()],
    });
    expect([array.chunks, array.shards]).toEqual([
      [8, 16],
      [32, 32],
    ]);
    expect(array.codecs.map(({ name }) => name)).toEqual(["sharding_indexed"]);
  });
});

describe("what is left to choose", () => {
  it("becomes chunks of about 1 MiB in shards of at most 64, which the shards divide", async () => {
    const shape = [300, 5000, 7000];
    const array = await createArray(new Map(), { shape, dataType: "uint16", chunks: "auto", shards: "auto", registry });
    const bytes = (lengths: readonly number[]) => lengths.reduce((product, length) => product * length, 2);
    expect(bytes(array.chunks!)).toBeGreaterThan(2 ** 19);
    expect(bytes(array.chunks!)).toBeLessThanOrEqual(2 ** 20);
    expect(bytes(array.shards!)).toBeGreaterThan(2 ** 25);
    expect(bytes(array.shards!)).toBeLessThanOrEqual(2 ** 26);
    expect(array.shards!.every((length, axis) => length % array.chunks![axis]! === 0)).toBe(true);
  });

  it("is no larger than the array needs", async () => {
    const array = await createArray(new Map(), { shape: [10, 3], dataType: "int8", shards: "auto", registry });
    expect([array.chunks, array.shards]).toEqual([
      [10, 3],
      [10, 3],
    ]);
  });
});

describe("shards of different shapes", () => {
  it("are read and written where the outer grid is rectilinear", async () => {
    const map = new Map<string, Bytes>();
    const codecs = [sharding({ chunkShape: [2, 4] })];
    const chunks = [[2, 6, 4], 8];
    const array = await createArray(map, { shape: [12, 20], chunks, dataType: "uint16", codecs, registry });
    await set(array, null, counted(240));
    await set(array, "1:9, 3:11", 0);
    const again = await openArray(map, { registry });
    const found = (await get(again)).toNested() as number[][];
    const isNew = (i: number, j: number) => i >= 1 && i < 9 && j >= 3 && j < 11;
    expect(found).toEqual(found.map((row, i) => row.map((_, j) => (isNew(i, j) ? 0 : i * 20 + j + 1))));
    expect((await get(again, "7:10, 11")).toNested()).toEqual([152, 172, 192]);
    expect([...map.keys()].length).toBe(1 + 3 * 3);
  });
});

describe("what it costs", () => {
  it("reads 64 inner chunks of one shard in at most 2 requests, and asks for the index once", async () => {
    const { array, map } = await sharded({ chunkShape: [2, 2] }, undefined, [64, 64], [64, 64]);
    await set(array, null, counted(4096));
    const store = countingStore(map);
    const again = await openArray(store, { registry, format: 3 });
    store.log.length = 0;
    await get(again, "8:24, 0:16");
    expect(store.log.length).toBeLessThanOrEqual(2);
    expect(store.log[0]).toBe("range c/0/0 -16388");
    store.log.length = 0;
    await get(again, "0:2, 0:2");
    expect(store.log).toEqual(["range c/0/0 0+8"]);
  });

  it("asks once for what a hundred calls want at the same time", async () => {
    const { array, map } = await sharded({ chunkShape: [4, 4] });
    await set(array, null, counted(400));
    const store = countingStore(map);
    const again = await openArray(store, { registry, format: 3 });
    store.log.length = 0;
    const found = await Promise.all(Array.from({ length: 100 }, () => get(again, "1:3, 1:3")));
    expect(store.log.length).toBe(2);
    expect(found.every((part) => part.at(1, 1) === 43)).toBe(true);
  });

  it("reads nothing but the index to write a block of whole inner chunks beside nothing, and nothing for a whole shard", async () => {
    const { array, store } = await sharded({ chunkShape: [4, 4] }, undefined, [64, 64], [32, 32]);
    store.log.length = 0;
    await set(array, [slice(0, 16), slice(16, 32)], 1);
    expect(store.log).toEqual(["range c/0/0 -1028", "set c/0/0"]);
    store.log.length = 0;
    await set(array, [slice(32, 64), slice(0, 32)], 1);
    expect(store.log).toEqual(["set c/1/0"]);
  });
});

describe("what is damaged", () => {
  async function damaged(change: (shard: Uint8Array) => Uint8Array, options: ShardingOptions = { chunkShape: [4, 4] }) {
    const { array, map } = await sharded(options);
    await set(array, null, counted(400));
    map.set("c/0/0", change(map.get("c/0/0")!.slice()));
    return openArray(map, { registry });
  }

  it("is refused where the index does not match its checksum", async () => {
    const array = await damaged((shard) => shard.with(shard.length - 20, 99));
    for (const selection of ["0, 0", null])
      await expect(get(array, selection)).rejects.toMatchObject({ code: "codec-failed" });
    await expect(get(array, "0, 0")).rejects.toThrow(/Chunk \[0,0\] \(key "c\/0\/0"\).*crc32c/);
  });

  it("is refused where the shard is truncated, wherever it is cut", async () => {
    for (const cut of [1, 4, 100, 260, 261, 300, 600, 771]) {
      const array = await damaged((shard) => shard.slice(0, shard.length - cut));
      for (const selection of ["0, 0", null])
        await expect(get(array, selection)).rejects.toMatchObject({ code: "codec-failed" });
    }
  });

  it("is refused where the index points outside the shard", async () => {
    const indexCodecs = [{ name: "bytes", configuration: { endian: "little" } }];
    const options: ShardingOptions = { chunkShape: [4, 4], indexCodecs, indexLocation: "start" };
    for (const [at, value] of [
      [0, 8n],
      [0, 2n ** 62n],
      [8, 2n ** 60n],
      [8, 2n ** 64n - 1n],
      [0, 760n],
    ] as const) {
      const change = (shard: Uint8Array) => {
        new DataView(shard.buffer).setBigUint64(at, value, true);
        return shard;
      };
      const array = await damaged(change, options);
      for (const selection of ["0, 0", null])
        await expect(get(array, selection)).rejects.toMatchObject({ code: "codec-failed" });
    }
  });

  it("may share and overlap ranges: that is legal, and read", async () => {
    const indexCodecs = [{ name: "bytes", configuration: { endian: "little" } }];
    const array = await damaged(
      (shard) => {
        const index = new DataView(shard.buffer, shard.length - 256);
        index.setBigUint64(16, index.getBigUint64(0, true), true);
        return shard;
      },
      { chunkShape: [4, 4], indexCodecs },
    );
    expect((await get(array, "0, 4:8")).toNested()).toEqual([1, 2, 3, 4]);
    expect((await get(array)).at(0, 4)).toBe(1);
  });
});

describe("what cannot be", () => {
  const attempts: [string, ShardingOptions, RegExp][] = [
    [
      "an inner shape that does not divide the shard",
      { chunkShape: [5, 4] },
      /codecs\[0\]\.configuration\.chunk_shape: \[5,4\] does not divide the shard's shape \[16,16\]/,
    ],
    ["another number of axes", { chunkShape: [4] }, /has 1 axes, but the shard has 2/],
    [
      "an index that varies in size",
      { chunkShape: [4, 4], indexCodecs: [{ name: "bytes", configuration: { endian: "little" } }, gzip()] },
      /compression is not allowed here/,
    ],
    [
      "two codecs that make bytes",
      { chunkShape: [4, 4], codecs: ["bytes", "bytes"] },
      /exactly one codec must turn the array into bytes/,
    ],
  ];
  it.each(attempts)("is refused when the array is created: %s", async (_, options, message) => {
    await expect(sharded(options)).rejects.toThrow(message);
  });

  it("is refused where an index would have more entries than the limit", async () => {
    const codecs = [sharding({ chunkShape: [1, 1] })];
    const created = createArray(new Map(), {
      shape: [64, 64],
      chunks: [64, 64],
      dataType: "int8",
      codecs,
      registry,
      limits: { indexEntries: 100 },
    });
    await expect(created).rejects.toMatchObject({ code: "limit-exceeded" });
  });
});
