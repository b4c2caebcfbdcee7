import type { Bytes } from "@zarrkit/plugin-api";
import { expect, it } from "vitest";
import { cache, trace } from "../src/index.js";
import { type MemoryStore, memoryStore } from "./memory-store.js";

function watched(values: Record<string, Bytes>, change: (store: MemoryStore) => MemoryStore = (store) => store) {
  const map = new Map(Object.entries(values));
  const calls: string[] = [];
  const inner = trace(change(memoryStore(map)), { onCall: ({ method, key }) => calls.push(`${method} ${key}`) });
  return { map, calls, inner, other: memoryStore(map) };
}

const value = Uint8Array.from({ length: 100 }, (_, i) => i);

it("asks once for what is asked at once and again", async () => {
  const { calls, inner } = watched({ a: value });
  const store = cache(inner);
  const reads = await Promise.all([store.get("a"), store.get("a"), store.get("a")]);
  expect(reads).toEqual([value, value, value]);
  await store.get("a");
  expect(calls).toEqual(["get a"]);
});

it("serves ranges and sizes from whole values", async () => {
  const { calls, inner } = watched({ a: value });
  const store = cache(inner);
  await store.get("a");
  expect(await store.getRange("a", { suffix: 3 })).toEqual(value.slice(97));
  expect(
    await store.getRanges("a", [
      { offset: 98, length: 9 },
      { offset: 1, length: 1 },
    ]),
  ).toEqual([value.slice(98), value.slice(1, 2)]);
  expect(await store.size("a")).toBe(100);
  expect(calls).toEqual(["get a"]);
});

it("keeps parts with their version, and never mixes versions", async () => {
  const { calls, inner, other } = watched({ a: value });
  const store = cache(inner);
  const ranges = [{ offset: 0, length: 4 }];
  const first = await store.getRangesVersioned("a", ranges);
  expect(await store.getRangesVersioned("a", ranges)).toEqual(first);
  const version = first?.version;
  expect(await store.getRangesVersioned("a", ranges, { version })).toEqual(first);
  expect(calls).toHaveLength(1);

  await other.set("a", value.slice(50));
  const elsewhere = [{ offset: 8, length: 4 }];
  await expect(store.getRangesVersioned("a", elsewhere, { version })).rejects.toMatchObject({ code: "conflict" });
  // The conflict made it forget the first version, so that reading once more succeeds.
  const again = await store.getRangesVersioned("a", ranges);
  expect(again?.pieces[0]).toEqual(value.slice(50, 54));
  expect(again?.version).not.toBe(version);
});

it("keeps the size of the value with its parts", async () => {
  const { calls, inner } = watched({ a: value }, (store) => ({
    ...store,
    getRangesVersioned: async (...call) => ({ ...(await store.getRangesVersioned(...call))!, size: 100 }),
  }));
  const store = cache(inner);
  for (let i = 0; i < 2; i++) expect((await store.getRangesVersioned("a", [{ suffix: 4 }]))?.size).toBe(100);
  expect(calls).toHaveLength(1);
});

it("keeps no parts of values whose version the store does not tell", async () => {
  const { calls, inner } = watched({ a: value }, (store) => ({
    ...store,
    getRangesVersioned: async (...call) =>
      ({ ...(await store.getRangesVersioned(...call))!, version: undefined }) as never,
  }));
  const store = cache(inner);
  await store.getRangesVersioned("a", [{ offset: 5, length: 2 }]);
  expect(await store.getRange("a", { offset: 5, length: 2 })).toEqual(value.slice(5, 7));
  expect(calls).toEqual(["getRangesVersioned a", "getRange a"]);
});

it("keeps parts without a version, and what is missing, of immutable stores only", async () => {
  const changeable = watched({ a: value });
  const immutable = watched({ a: value }, (store) => ({ ...store, traits: { immutable: true } }));
  for (const [{ inner, calls }, count] of [[changeable, 6] as const, [immutable, 3] as const]) {
    const store = cache(inner);
    for (let i = 0; i < 2; i++) {
      expect(await store.getRange("a", { offset: 5, length: 2 })).toEqual(value.slice(5, 7));
      expect(await store.getRanges("a", [{ offset: 9, length: 2 }])).toEqual([value.slice(9, 11)]);
      expect(await store.get("b")).toBeUndefined();
    }
    expect(calls).toHaveLength(count);
  }
});

it("forgets what is written or deleted, whole and in parts, also when the write fails", async () => {
  const { calls, inner, other } = watched({ a: value });
  const store = cache(inner);
  await store.get("a");
  await store.getRangesVersioned("a", [{ offset: 0, length: 1 }]);
  await store.set("a", value.slice(1));
  expect((await store.getRangesVersioned("a", [{ offset: 0, length: 1 }]))?.pieces[0]).toEqual(value.slice(1, 2));
  expect(await store.get("a")).toEqual(value.slice(1));
  await other.set("a", value.slice(2));
  await expect(store.set("a", value, { onlyIf: "absent" })).rejects.toMatchObject({ code: "conflict" });
  expect(await store.get("a")).toEqual(value.slice(2));
  await store.delete("a");
  expect(await store.get("a")).toBeUndefined();
  expect(calls.filter((call) => call === "get a")).toHaveLength(4);
});

it("does not keep an answer that a write has overtaken", async () => {
  let letGo = () => {};
  const { inner, map } = watched({ a: value }, (store) => ({
    ...store,
    get: async (key, options) => {
      const bytes = await store.get(key, options);
      await new Promise<void>((resolve) => {
        letGo = resolve;
      });
      return bytes;
    },
  }));
  const store = cache(inner);
  const early = store.get("a");
  await new Promise((resolve) => setTimeout(resolve));
  const finishEarly = letGo;
  await store.set("a", value.slice(9));
  const late = store.get("a");
  await new Promise((resolve) => setTimeout(resolve));
  letGo();
  expect(await late).toEqual(value.slice(9));
  finishEarly();
  expect(await early).toEqual(value);
  map.clear();
  expect(await store.get("a")).toEqual(value.slice(9));
});

it("does not keep what was read while a write was under way", async () => {
  let finish = () => {};
  const { inner } = watched({ a: value }, (store) => ({
    ...store,
    set: async (key, bytes, options) => {
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      await store.set(key, bytes, options);
    },
  }));
  const store = cache(inner);
  const writing = store.set("a", value.slice(9));
  expect(await store.get("a")).toEqual(value);
  finish();
  await writing;
  expect(await store.get("a")).toEqual(value.slice(9));
});

it("stays within its bytes and drops what was unused for longest", async () => {
  const values = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`k${i}`, new Uint8Array(1000).fill(i)]));
  const { calls, inner } = watched({ ...values, large: new Uint8Array(9000) });
  const store = cache(inner, { bytes: 3 * 1200 });
  for (const key of ["k0", "k1", "k2", "k0", "k3", "k0", "k1", "large", "large", "k0"]) await store.get(key);
  expect(calls.map((call) => call.slice(4))).toEqual(["k0", "k1", "k2", "k3", "k1", "large", "large"]);
});

it("aborts a joined call only when all who wait have aborted", async () => {
  const signals: (AbortSignal | undefined)[] = [];
  const { inner } = watched({ a: value }, (store) => ({
    ...store,
    get: async (key, options) => {
      signals.push(options?.signal);
      await new Promise((resolve) => setTimeout(resolve, 5));
      return store.get(key, options);
    },
  }));
  const store = cache(inner);
  const [one, two, three] = [new AbortController(), new AbortController(), new AbortController()] as const;
  const first = store.get("a", { signal: one.signal });
  const second = store.get("a", { signal: two.signal });
  one.abort("enough");
  await expect(first).rejects.toBe("enough");
  expect(signals.map((signal) => signal?.aborted)).toEqual([false]);
  expect(await second).toEqual(value);
  two.abort("late");

  const alone = cache(inner).get("a", { signal: three.signal });
  three.abort("gone");
  await expect(alone).rejects.toBe("gone");
  expect(signals[1]?.aborted).toBe(true);
});
