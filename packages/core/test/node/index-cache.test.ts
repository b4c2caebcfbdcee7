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
const mebi = 2 ** 20;

it("keeps indexes of 64 MiB per store; what was used longest ago goes first", () => {
  const cache = indexCacheOf(memoryStore());
  for (const key of ["a", "b", "c", "d"]) cache.set(key, -1, known(16 * mebi));
  cache.get("a", -1);
  cache.set("e", -1, known(16 * mebi));
  expect(["a", "b", "c", "d", "e"].filter((key) => cache.has(key))).toEqual(["a", "c", "d", "e"]);
  cache.set("f", -1, known(33 * mebi));
  expect(["a", "c", "d", "e", "f"].filter((key) => cache.has(key))).toEqual(["e", "f"]);
});

it("counts the indexes inside a shard with it, replaced ones once, and forgets them together", () => {
  const cache = indexCacheOf(memoryStore());
  for (let i = 0; i < 9; i++) cache.set("a", -1, known(30 * mebi));
  cache.set("a", 500, known(30 * mebi));
  cache.set("b", -1, known(4 * mebi));
  expect([cache.has("a"), cache.has("b")]).toEqual([true, true]);
  cache.forget("a");
  expect([cache.get("a", -1), cache.get("a", 500)]).toEqual([undefined, undefined]);
  cache.set("c", -1, known(60 * mebi));
  expect([cache.has("b"), cache.has("c")]).toEqual([true, true]);
});

it("keeps one index that is larger than all there is room for, until the next one comes", () => {
  const cache = indexCacheOf(memoryStore());
  cache.set("a", -1, known(100 * mebi));
  expect(cache.has("a")).toBe(true);
  cache.set("b", -1, known(1));
  expect([cache.has("a"), cache.has("b")]).toEqual([false, true]);
});

it("is one for all who read the store, and no other store's", () => {
  const store = memoryStore();
  indexCacheOf(store).set("a", -1, known(1));
  expect(indexCacheOf(store).has("a")).toBe(true);
  expect(indexCacheOf(memoryStore()).has("a")).toBe(false);
});
