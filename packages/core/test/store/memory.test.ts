import type { Bytes, Key } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { createRegistry } from "../../src/registry/registry.js";
import { memoryStore } from "../../src/store/memory.js";
import { toStore } from "../../src/store/wrap.js";

describe("a Map as a store", () => {
  it("stays the user's: what is put into the map is in the store, and the reverse", async () => {
    const map = new Map<Key, Bytes>();
    const store = await toStore(map);
    map.set("a", Uint8Array.of(1));
    expect(await store.get("a")).toEqual(Uint8Array.of(1));
    await store.set!("b", Uint8Array.of(2));
    expect(map.get("b")).toEqual(Uint8Array.of(2));
    map.delete("a");
    expect(await store.get("a")).toBeUndefined();
  });

  it("is the same store every time, so that locks and budgets hold", async () => {
    const map = new Map<Key, Bytes>();
    expect(await toStore(map)).toBe(await toStore(map));
    const [first, second] = await Promise.all([toStore(new Map()), toStore(new Map())]);
    expect(first).not.toBe(second);
  });

  it("a store is taken as it is; what is neither is refused", async () => {
    const store = { get: async () => undefined };
    expect(await toStore(store)).toBe(store);
    for (const wrong of [undefined, null, {}, "memory", { get: 1 }]) {
      await expect(toStore(wrong as never)).rejects.toMatchObject({
        code: "invalid-argument",
        message: expect.stringContaining('Expected a store (an object with a "get" method) or a Map'),
      });
    }
  });
});

describe("the memory store", () => {
  it("shares no memory with the caller, whichever side writes, also with views that copy nothing by themselves", async () => {
    // A subclass whose slice() is a view, as Node's Buffer has it.
    class Pooled extends Uint8Array<ArrayBuffer> {
      override slice(start?: number, end?: number): Uint8Array<ArrayBuffer> {
        return this.subarray(start, end);
      }
    }
    const given = new Pooled(new ArrayBuffer(4));
    given.set([1, 2, 3, 4]);
    const map = new Map<Key, Bytes>([["a", given]]);
    const store = memoryStore(map);
    await store.set("b", given);
    const answers = [
      await store.get("a"),
      await store.get("b"),
      await store.getRange("a", { offset: 0 }),
      store.getSync("a"),
      (await store.getRanges("a", [{ offset: 0 }]))?.[0],
      (await store.getVersioned("a"))?.bytes,
      (await store.getRangesVersioned("a", [{ offset: 0 }]))?.pieces[0],
    ];
    for (const answer of answers) answer!.fill(99);
    expect([...map.get("a")!]).toEqual([1, 2, 3, 4]);
    expect([...map.get("b")!]).toEqual([1, 2, 3, 4]);
    given.fill(7);
    expect([...map.get("b")!]).toEqual([1, 2, 3, 4]);
  });

  it("a value that the user replaces in the map has another version", async () => {
    const map = new Map<Key, Bytes>();
    const store = memoryStore(map);
    await store.set("a", Uint8Array.of(1));
    const before = await store.getVersioned("a");
    map.set("a", Uint8Array.of(1));
    const after = await store.getVersioned("a");
    expect(after!.version).not.toBe(before!.version);
    await expect(store.set("a", Uint8Array.of(2), { onlyIf: { version: before!.version } })).rejects.toMatchObject({
      code: "conflict",
      fields: { key: "a" },
    });
  });

  it("a suffix longer than the value is the whole value", async () => {
    const store = memoryStore(new Map([["a", Uint8Array.of(1, 2, 3)]]));
    expect(await store.getRange("a", { suffix: 10 })).toEqual(Uint8Array.of(1, 2, 3));
    expect(await store.getRange("a", { suffix: 0 })).toEqual(new Uint8Array(0));
    expect(await store.getRange("a", { offset: 9, length: 2 })).toEqual(new Uint8Array(0));
  });
});

describe("memory:", () => {
  const open = async (url: string) => {
    const plugin = createRegistry().find("store", "memory")!;
    return (await plugin.load()).open(url, { resolve: () => Promise.reject(new Error("not asked")) });
  };

  it("names stores: one name is one store, with the path behind it", async () => {
    const first = await open("memory://one/a/b");
    const second = await open("memory://one");
    const other = await open("memory://two/a/");
    expect(first).toMatchObject({ path: "a/b" });
    expect(second).toMatchObject({ path: "" });
    expect(second.store).toBe(first.store);
    expect(other).toMatchObject({ path: "a" });
    expect(other.store).not.toBe(first.store);
  });
});
