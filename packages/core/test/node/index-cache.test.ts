import { expect, it } from "vitest";
import { indexCacheOf, type KnownIndex } from "../../src/node/index-cache.js";
import { memoryStore } from "../../src/store/memory.js";

const known = (bytes: number): KnownIndex => ({
  index: { locate: () => undefined },
  version: undefined,
  size: undefined,
  time: 0,
  bytes,
});
const keep = (cache: ReturnType<typeof indexCacheOf>, key: string, place: string, entry: KnownIndex) =>
  cache.read(key, place, async () => entry);
const mebi = 2 ** 20;

it("keeps indexes of 64 MiB per store; what was used longest ago goes first", async () => {
  const cache = indexCacheOf(memoryStore());
  for (const key of ["a", "b", "c", "d"]) await keep(cache, key, "", known(16 * mebi));
  cache.get("a", "");
  await keep(cache, "e", "", known(16 * mebi));
  expect(["a", "b", "c", "d", "e"].filter((key) => cache.has(key))).toEqual(["a", "c", "d", "e"]);
  await keep(cache, "f", "", known(33 * mebi));
  expect(["a", "c", "d", "e", "f"].filter((key) => cache.has(key))).toEqual(["e", "f"]);
});

it("counts the indexes inside a shard with it, replaced ones once, and forgets them together", async () => {
  const cache = indexCacheOf(memoryStore());
  for (let i = 0; i < 9; i++) await keep(cache, "a", "", known(30 * mebi));
  await keep(cache, "a", "500+9", known(30 * mebi));
  await keep(cache, "b", "", known(4 * mebi));
  expect([cache.has("a"), cache.has("b")]).toEqual([true, true]);
  cache.forget("a");
  expect([cache.get("a", ""), cache.get("a", "500+9")]).toEqual([undefined, undefined]);
  await keep(cache, "c", "", known(60 * mebi));
  expect([cache.has("b"), cache.has("c")]).toEqual([true, true]);
});

it("keeps one index that is larger than all there is room for, until the next one comes", async () => {
  const cache = indexCacheOf(memoryStore());
  await keep(cache, "a", "", known(100 * mebi));
  expect(cache.has("a")).toBe(true);
  await keep(cache, "b", "", known(1));
  expect([cache.has("a"), cache.has("b")]).toEqual([false, true]);
});

it("is one for all who read the store, and no other store's", async () => {
  const store = memoryStore();
  await keep(indexCacheOf(store), "a", "", known(1));
  expect(indexCacheOf(store).has("a")).toBe(true);
  expect(indexCacheOf(memoryStore()).has("a")).toBe(false);
});

it("does not keep what was being read while its value was written", async () => {
  const cache = indexCacheOf(memoryStore());
  let arrive!: (entry: KnownIndex) => void;
  const reading = cache.read("a", "", () => new Promise((resolve) => (arrive = resolve)));
  const other = keep(cache, "b", "", known(1));
  cache.forget("a");
  arrive(known(2));
  expect((await reading)?.bytes).toBe(2);
  await other;
  expect([cache.has("a"), cache.has("b")]).toEqual([false, true]);
});
