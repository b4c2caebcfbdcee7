import { crc32c } from "@zarrkit/codec-checksum";
import { createArray, createRegistry, get, openArray, set } from "@zarrkit/core";
import { type ByteRange, type Bytes, rangeWithin, type Store, ZarrError } from "@zarrkit/plugin-api";
import { expect, it } from "vitest";
import { sharding } from "../src/index.js";

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
