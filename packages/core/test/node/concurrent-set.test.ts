import type { Bytes, Key, Store } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { get } from "../../src/node/get.js";
import { set } from "../../src/node/set.js";
import { createArray } from "../../src/open/create.js";
import { openArray } from "../../src/open/open.js";
import { memoryStore } from "../../src/store/memory.js";

/** A store whose every answer takes a moment, so that calls overlap. */
function slow(inner: Store): Store {
  const later = () => new Promise((resolve) => setTimeout(resolve, Math.random() * 3));
  const wrapped: Record<string, unknown> = { ...inner };
  for (const name of ["get", "getVersioned", "set", "delete"] as const) {
    const method = inner[name] as ((...call: unknown[]) => Promise<unknown>) | undefined;
    if (!method) continue;
    wrapped[name] = async (...call: unknown[]) => {
      await later();
      const answer = await method(...call);
      await later();
      return answer;
    };
  }
  return wrapped as unknown as Store;
}

const shape = [12];
const numbers = Array.from({ length: 12 }, (_, i) => i + 1);

describe("writes into one chunk at once lose nothing", () => {
  it("through one handle", async () => {
    const array = await createArray(slow(memoryStore()), { shape, chunks: [12], dataType: "int8" });
    await Promise.all(numbers.map((value, i) => set(array, [i], value)));
    expect((await get(array)).toNested()).toEqual(numbers);
  });

  it("through a store that knows no versions", async () => {
    const { getVersioned: _, ...inner } = memoryStore();
    const store = slow({ ...inner, traits: { conditionalWrites: "none" } });
    const array = await createArray(store, { shape, chunks: [12], dataType: "int8" });
    await Promise.all(numbers.map((value, i) => set(array, [i], value)));
    expect((await get(array)).toNested()).toEqual(numbers);
  });

  it("through several handles of one store", async () => {
    const store = slow(memoryStore());
    await createArray(store, { shape, chunks: [12], dataType: "int8" });
    await Promise.all(numbers.map(async (value, i) => set(await openArray(store), [i], value)));
    expect((await get(await openArray(store))).toNested()).toEqual(numbers);
  });

  it("through several stores over the same values, as several processes have, where the store can tell versions", async () => {
    const map = new Map<Key, Bytes>();
    await createArray(memoryStore(map), { shape, chunks: [12], dataType: "int8" });
    await Promise.all(numbers.map(async (value, i) => set(await openArray(slow(memoryStore(map))), [i], value)));
    expect((await get(await openArray(map))).toNested()).toEqual(numbers);
  });

  it("of overlapping regions over many chunks: every element is of one of the calls", async () => {
    const array = await createArray(slow(memoryStore()), { shape, chunks: [5], dataType: "int8" });
    const first = set(array, "1:9", 1);
    const second = set(array, "4:12", 2);
    await Promise.all([first, second]);
    const found = (await get(array)).toNested() as number[];
    expect([...found.slice(0, 4), ...found.slice(9)]).toEqual([0, 1, 1, 1, 2, 2, 2]);
    expect(found.slice(4, 9).every((element) => element === 1 || element === 2)).toBe(true);
  });
});

describe("a write that fails", () => {
  it("leaves the old value whole, also in a store that hands out its own bytes", async () => {
    const own = new Map<Key, Bytes>();
    let fails = false;
    // A store that neither copies what it gives nor what it gets.
    const store: Store = {
      get: async (key) => own.get(key),
      set: async (key, bytes) => {
        if (fails) throw new Error("the disk is full");
        own.set(key, bytes);
      },
      delete: async (key) => void own.delete(key),
    };
    const array = await createArray(store, { shape: [4], chunks: [4], dataType: "int8" });
    await set(array, null, [1, 2, 3, 4]);
    fails = true;
    await expect(set(array, [0], 9)).rejects.toThrow("the disk is full");
    fails = false;
    expect((await get(array)).toNested()).toEqual([1, 2, 3, 4]);
    await set(array, [0], 9);
    expect((await get(array)).toNested()).toEqual([9, 2, 3, 4]);
  });
});
