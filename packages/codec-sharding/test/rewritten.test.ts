import { crc32c } from "@zarrkit/codec-checksum";
import { type Codec, createArray, createRegistry, get, openArray, set } from "@zarrkit/core";
import { type ByteRange, type Bytes, rangeWithin, type Store, ZarrError } from "@zarrkit/plugin-api";
import { afterEach, describe, expect, it, vi } from "vitest";
import { sharding } from "../src/index.js";
import { countingStore } from "./counting-store.js";

const registry = createRegistry(crc32c(), sharding());

/** A store that tells versions apart, and lets a test act between two requests for ranges. */
function versionedStore(between: (store: Store, request: number) => Promise<void>) {
  const values = new Map<string, { bytes: Bytes; version: string }>();
  let writes = 0;
  let requests = 0;
  const cut = (bytes: Bytes, range: ByteRange) => {
    const { offset, length } = rangeWithin(range, bytes.length);
    return bytes.slice(offset, offset + length);
  };
  const store: Store = {
    traits: { conditionalWrites: "version" },
    get: async (key) => values.get(key)?.bytes,
    getVersioned: async (key) => values.get(key),
    getRange: async (key, range) => (values.has(key) ? cut(values.get(key)!.bytes, range) : undefined),
    size: async (key) => values.get(key)?.bytes.length,
    async getRangesVersioned(key, ranges, options) {
      await between(store, ++requests);
      const found = values.get(key);
      if (found && options?.version !== undefined && options.version !== found.version) {
        throw new ZarrError("conflict", `${key} was rewritten.`);
      }
      return found && { pieces: ranges.map((range) => cut(found.bytes, range)), version: found.version };
    },
    async set(key, bytes, options) {
      const version = values.get(key)?.version;
      const { onlyIf } = options ?? {};
      if (onlyIf && (onlyIf === "absent" ? version !== undefined : onlyIf.version !== version)) {
        throw new ZarrError("conflict", `${key} was rewritten.`);
      }
      values.set(key, { bytes: bytes.slice(), version: `${++writes}` });
    },
    async delete(key) {
      values.delete(key);
    },
  };
  return store;
}

/** A shard of 8 × 8 in inner chunks of 2 × 2, all elements of one number. */
async function shardOf(value: number, store: Store) {
  const array = await createArray(store, {
    shape: [8, 8],
    chunks: [2, 2],
    shards: [8, 8],
    dataType: "uint8",
    registry,
    overwrite: false,
  });
  await set(array, null, value);
  return array;
}

it("a read across a rewrite sees the new state whole, though it began with the old index", async () => {
  let writer: Awaited<ReturnType<typeof shardOf>>;
  const store = versionedStore(async (_, request) => {
    // After the index was read, and before its inner chunks are, another process writes a shard of another layout.
    if (request === 2) await set(writer, "0:4", 0).then(() => set(writer, "4:8", 9));
  });
  writer = await shardOf(5, store);
  const reader = await openArray({ ...store }, { registry });
  expect([...((await get(reader, "3:6, 0")).data as Uint8Array)]).toEqual([0, 9, 9]);
});

it("a read that is overtaken by every write sees one of the states all the same", async () => {
  let value = 0;
  let writer: Awaited<ReturnType<typeof shardOf>> | undefined;
  // Before each request for ranges another process has written a shard of another state.
  const store = versionedStore(async () => {
    if (writer) await set(writer, null, (++value % 9) + 1);
  });
  writer = await shardOf(5, store);
  const reader = await openArray({ ...store }, { registry });
  for (let n = 0; n < 3; n++) {
    const found = [...((await get(reader, "3:6, 0")).data as Uint8Array)];
    expect(found).toEqual(Array(3).fill((value % 9) + 1));
  }
});

describe("a store that tells the version of whole values only", () => {
  it("gives old or new, never an index of one with data of the other", async () => {
    let rewrite = async () => {};
    const { getRangesVersioned: _, ...versioned } = versionedStore(async () => {});
    const log: string[] = [];
    const note = async <T>(method: string, key: string, answer: Promise<T>): Promise<T> => {
      const found = await answer;
      // After each answer another process has written a shard of the same layout.
      if (key.startsWith("c/")) log.push(method);
      if (key.startsWith("c/")) await rewrite();
      return found;
    };
    const store: Store = {
      ...versioned,
      get: (key) => note("get", key, versioned.get(key)),
      getRange: (key, range) => note("getRange", key, versioned.getRange!(key, range)),
    };
    const writer = await shardOf(5, versioned);
    let value = 0;
    // As the value grows more inner chunks are stored, so that every state has its own index.
    rewrite = () => set(writer, null, 0).then(() => set(writer, `0:${2 * (++value % 4) + 2}`, value));
    const reader = await openArray(store, { registry });
    for (let n = 0; n < 8; n++) {
      const before = value;
      const found = [...((await get(reader, "0:3, 0")).data as Uint8Array)];
      const rows = before === 0 ? 8 : 2 * (before % 4) + 2;
      expect(found).toEqual([0, 1, 2].map((row) => (row < rows ? before || 5 : 0)));
    }
    expect(log).toEqual(Array(8).fill("get"));
    // Where values never change there is but one state.
    rewrite = async () => {};
    await get(await openArray({ ...store, traits: { immutable: true } }, { registry }), "0:3, 0");
    expect(log.slice(8)).toEqual(["getRange", "getRange"]);
  });

  it("is written to by what was read whole, also where it keeps no conditions", async () => {
    const { getRangesVersioned: _, ...versioned } = versionedStore(async () => {});
    const ranges: string[] = [];
    const store: Store = {
      ...versioned,
      traits: {},
      getRange: async (key, range) => {
        if (key.startsWith("c/")) ranges.push(key);
        return versioned.getRange!(key, range);
      },
    };
    await set(await shardOf(5, store), "3, 3", 1);
    expect(ranges).toEqual([]);
  });
});

it("a remembered index is not used for data of a later state", async () => {
  const store = versionedStore(async () => {});
  const writer = await shardOf(5, store);
  const reader = await openArray({ ...store }, { registry });
  expect((await get(reader, "3:6, 0")).at(0)).toBe(5);
  await set(writer, "0:4", 0);
  expect([...((await get(reader, "3:6, 0")).data as Uint8Array)]).toEqual([0, 5, 5]);
});

it("writers in several processes lose no update: who comes second reads again", async () => {
  const store = versionedStore(async () => {});
  await shardOf(5, store);
  // Another object for the same store has locks of its own, as another process has.
  const writers = await Promise.all(Array.from({ length: 8 }, () => openArray({ ...store }, { registry })));
  await Promise.all(writers.map((writer, i) => set(writer, [i, null], i + 10)));
  const found = (await get(await openArray(store, { registry }))).toNested() as number[][];
  expect(found.map((row) => row[0])).toEqual([10, 11, 12, 13, 14, 15, 16, 17]);
});

it("writers lose no update where the store tells the version of whole values only", async () => {
  const versioned = versionedStore(async () => {});
  const { getRangesVersioned: _, ...store } = versioned;
  const array = await shardOf(5, store);
  const writers = await Promise.all(Array.from({ length: 8 }, () => openArray({ ...store }, { registry })));
  await Promise.all(writers.map((writer, i) => set(writer, [i, null], i + 10)));
  const found = (await get(array)).toNested() as number[][];
  expect(found.map((row) => row[7])).toEqual([10, 11, 12, 13, 14, 15, 16, 17]);
  await set(array, null, 0);
  await set(array, "3, 3", 1);
  expect(((await get(array)).toNested() as number[][]).flat().filter((element) => element !== 0)).toEqual([1]);
});

it("writers lose no update of a new shard where the store keeps no condition but that nothing is there", async () => {
  const { getRangesVersioned: _, getVersioned: __, ...versioned } = versionedStore(async () => {});
  const store: Store = { ...versioned, traits: { conditionalWrites: "create" } };
  const array = await shardOf(0, store);
  const writers = await Promise.all([1, 2].map(() => openArray({ ...store }, { registry })));
  await Promise.all(writers.map((writer, i) => set(writer, [i * 4, null], i + 1)));
  const found = (await get(array)).toNested() as number[][];
  expect([found[0]![0], found[4]![0]]).toEqual([1, 2]);
});

it("elements that a failed attempt had asked for never come over those of the next", async () => {
  let late = Promise.resolve();
  let requests = 0;
  let writer: Awaited<ReturnType<typeof createArray>> | undefined;
  const store = versionedStore(async () => {});
  const slow: Store = {
    ...store,
    async getRangesVersioned(key, ranges, options) {
      const request = writer ? ++requests : 0;
      // First three indexes are read, then the elements: their first answer is of the old state and late.
      if (request === 5) await set(writer!, null, 9);
      const answer = await store.getRangesVersioned!(key, ranges, options);
      if (request === 4) {
        late = new Promise((resolve) => setTimeout(resolve, 50));
        await late;
      }
      return answer;
    },
  };
  const codecs = [sharding({ chunkShape: [8], codecs: [sharding({ chunkShape: [2] })] })];
  const made = await createArray(store, { shape: [64], chunks: [64], dataType: "uint8", codecs, registry });
  await set(made, null, 5);
  writer = made;
  const found = await get(await openArray(slow, { registry }), "6:10");
  await late;
  await new Promise((resolve) => setTimeout(resolve));
  expect([...(found.data as Uint8Array)]).toEqual([9, 9, 9, 9]);
});

it("an index whose request began before a write of the same process is not remembered", async () => {
  const map = new Map<string, Bytes>();
  const inner = countingStore(map);
  let hold: Promise<void> | undefined;
  const store: Store = {
    ...inner,
    async getRange(key, range) {
      const bytes = (await inner.getRange!(key, range))?.slice();
      await hold;
      return bytes;
    },
  };
  const array = await shardOf(5, store);
  let go = () => {};
  hold = new Promise((resolve) => (go = resolve));
  const early = get(array, "3:6, 0").catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 10));
  hold = undefined;
  // Inner chunks of the first row go: those of the second lie where they lay.
  await set(array, "0:2", 0);
  await set(array, "2:4, 0:2", 9);
  go();
  await early;
  expect((await get(array, "3:6, 0")).toNested()).toEqual([9, 5, 5]);
});

describe("a remembered index, where the store tells no versions", () => {
  afterEach(() => vi.restoreAllMocks());

  /** Moves the clock on by that many milliseconds. */
  const later = (milliseconds: number) =>
    vi.spyOn(performance, "now").mockReturnValue(performance.now() + milliseconds);

  /** A reader that remembers the index of a shard of fives, and a writer that it does not know of. */
  async function readerAndWriter(more: (map: Map<string, Bytes>) => Partial<Store> = () => ({})) {
    const map = new Map<string, Bytes>();
    const writer = await shardOf(5, countingStore(map));
    const store = { ...countingStore(map), ...more(map) };
    const reader = await openArray(store, { registry, format: 3 });
    expect((await get(reader, "3:6, 0")).toNested()).toEqual([5, 5, 5]);
    store.log.length = 0;
    return { reader, writer, log: store.log };
  }

  /** Replies as of HTTP servers that send neither ETag nor Last-Modified, but Content-Range. */
  const tellsSizes = (map: Map<string, Bytes>): Partial<Store> => ({
    async getRangesVersioned(key, ranges) {
      const bytes = map.get(key);
      if (!bytes) return undefined;
      const pieces = ranges.map((range) => {
        const { offset, length } = rangeWithin(range, bytes.length);
        return bytes.slice(offset, offset + length);
      });
      return { pieces, version: undefined, size: bytes.length };
    },
  });

  it("is dropped when a reply tells that the value has another size", async () => {
    const { reader, writer } = await readerAndWriter(tellsSizes);
    // Two inner chunks less: where the one at [1, 0] was lies now the one at [1, 2].
    await set(writer, "0:2, 0:4", 0);
    await set(writer, "2:4, 4:6", 9);
    expect((await get(reader, "3:6, 0")).toNested()).toEqual([5, 5, 5]);
  });

  /** The same with a shard of 16 × 16 in inner chunks of 8 × 4, of other codecs. */
  async function largerShard(codecs: readonly Codec[]) {
    const map = new Map<string, Bytes>();
    const shards = [sharding({ chunkShape: [8, 4], codecs })];
    const options = { shape: [16, 16], chunks: [16, 16], dataType: "uint8", codecs: shards, registry } as const;
    const writer = await createArray(countingStore(map), options);
    await set(writer, null, 5);
    const reader = await openArray(countingStore(map), { registry, format: 3 });
    expect((await get(reader, "15, 14:")).toNested()).toEqual([5, 5]);
    return { writer, reader };
  }

  it("is dropped when the value has become too short for it", async () => {
    const { writer, reader } = await largerShard(["bytes"]);
    await set(writer, "0:8", 0);
    await set(writer, "8:16, 0:12", 0);
    expect((await get(reader, "15, 14:")).toNested()).toEqual([5, 5]);
  });

  it("is dropped when what it points to cannot be decoded", async () => {
    const { writer, reader } = await largerShard(["bytes", "crc32c"]);
    await set(writer, "0:8, 0:4", 0);
    expect((await get(reader, "15, 14:")).toNested()).toEqual([5, 5]);
  });

  it("is read again after ten seconds, in which a rewrite of the same size may go unseen", async () => {
    const { reader, writer, log } = await readerAndWriter();
    await set(writer, "0:2", 0);
    await set(writer, "0:2", 5);
    later(9_000);
    await get(reader, "3:6, 0");
    expect(log.filter((line) => line.includes(" -"))).toEqual([]);
    later(2_000);
    await get(reader, "3:6, 0");
    expect(log.filter((line) => line.includes(" -")).length).toBe(1);
  });

  it("says after ten seconds no more that an inner chunk is missing, also where there are versions", async () => {
    for (const make of [() => versionedStore(async () => {}), () => countingStore(new Map())]) {
      const store = make();
      const writer = await shardOf(0, store);
      await set(writer, "0:2, 0:2", 5);
      const reader = await openArray({ ...store }, { registry });
      expect((await get(reader, "6, 6")).item()).toBe(0);
      await set(writer, "6, 6", 9);
      later(11_000);
      expect((await get(reader, "6, 6")).item()).toBe(9);
    }
  });

  it("is not used for an array that somebody made anew with other inner chunks", async () => {
    const map = new Map<string, Bytes>();
    const numbers = Uint8Array.from({ length: 256 }, (_, i) => i);
    const store = countingStore(map);
    for (const chunkShape of [
      [2, 8],
      [8, 2],
    ]) {
      map.clear();
      const options = { shape: [16, 16], chunks: [16, 16], dataType: "uint8", registry } as const;
      const array = await createArray(countingStore(map), { ...options, codecs: [sharding({ chunkShape })] });
      await set(array, null, numbers);
      const reader = await openArray(store, { registry });
      for (const i of [3, 17, 40, 175, 255]) expect((await get(reader, [i >> 4, i & 15])).item()).toBe(i);
    }
  });

  it("is kept for good where values never change", async () => {
    const { reader, log } = await readerAndWriter(() => ({ traits: { immutable: true } }));
    later(1e9);
    await get(reader, "3:6, 0");
    expect(log.filter((line) => line.includes(" -"))).toEqual([]);
  });
});
