import { type Bytes, type Key, type Store, ZarrError } from "@zarrkit/plugin-api";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type PersistentCacheOptions, persistentCache, trace } from "../src/index.js";
import { memoryStore } from "./memory-store.js";

const value = (length: number, first = 0) => Uint8Array.from({ length }, (_, i) => (first + i) % 251);
const day = 86_400_000;

afterEach(() => {
  vi.useRealTimers();
});

/** A source that tells what it was asked for and can be out of reach, and a place to keep things, which outlives caches. */
function world(values: Record<Key, Bytes>, change: (store: Store) => Store = (store) => store) {
  const asked: string[] = [];
  const state = { down: false };
  const source = memoryStore(new Map(Object.entries(values)));
  const reachable = trace(change(source), { onCall: ({ method, key }) => asked.push(`${method} ${key}`) });
  const inner: Record<string, unknown> = { ...reachable };
  for (const [name, method] of Object.entries(inner)) {
    if (typeof method !== "function") continue;
    inner[name] = async (...args: unknown[]) => {
      if (state.down) throw new ZarrError("store-failed", "The network is down.", { retryable: true });
      return method(...args);
    };
  }
  const kept = new Map<Key, Bytes>();
  const open = (options: Partial<PersistentCacheOptions> = {}) =>
    persistentCache(inner as unknown as typeof source, {
      store: memoryStore(kept),
      onProblem: (problem) => expect.unreachable(String(problem)),
      ...options,
    });
  return { source, kept, asked, state, open };
}

describe("what was read", () => {
  it("is there after a restart, without a question", async () => {
    const { asked, open } = world({ a: value(100), empty: value(0) });
    const before = open();
    for (const key of ["a", "empty", "missing"]) await before.get(key);
    await before.getRange("a", { offset: 3, length: 4 });
    await before.close();
    expect(asked).toEqual(["getVersioned a", "getVersioned empty", "getVersioned missing", "close "]);

    const after = open();
    expect(await after.get("a")).toEqual(value(100));
    expect(await after.get("empty")).toEqual(value(0));
    expect(await after.get("missing")).toBeUndefined();
    expect(await after.getRange("a", { suffix: 3 })).toEqual(value(100).slice(97));
    expect(await after.size("a")).toBe(100);
    expect(asked).toHaveLength(4);
  });

  it("is there at once, however slowly it comes to its place", async () => {
    const { asked, kept, open } = world({ a: value(100) });
    const place = memoryStore(kept);
    const waiting = () => new Promise((done) => setTimeout(done, 20));
    const slow = {
      ...place,
      set: async (...call: Parameters<typeof place.set>) => waiting().then(() => place.set(...call)),
    };
    const cache = open({ store: slow });
    expect(await cache.get("a")).toEqual(value(100));
    expect(await cache.get("a")).toEqual(value(100));
    expect(asked).toEqual(["getVersioned a"]);
    await cache.close();
  });

  it("is found again when the index was never saved, is lost, or is damaged", async () => {
    const { asked, kept, open } = world({ a: value(100), b: value(50) });
    for (const damage of ["unsaved", "lost", "broken", "foreign"]) {
      kept.clear();
      asked.length = 0;
      const before = open();
      await before.get("a");
      await before.getRangesVersioned("b", [{ offset: 10, length: 5 }]);
      // Its files are written by now, the index later.
      await new Promise((resolve) => setTimeout(resolve, 10));
      const index = [...kept.keys()].find((key) => key.endsWith("/index"));
      expect(index).toBeUndefined();
      if (damage !== "unsaved") await before.flush();
      const saved = [...kept.keys()].find((key) => key.endsWith("/index")) ?? "";
      if (damage === "lost") kept.delete(saved);
      if (damage === "broken") kept.set(saved, kept.get(saved)!.slice(0, 20));
      if (damage === "foreign") kept.set(saved, new TextEncoder().encode('{"format": 2}'));

      const after = open();
      expect(await after.get("a"), damage).toEqual(value(100));
      expect(await after.getRange("b", { offset: 11, length: 2 }), damage).toEqual(value(50).slice(11, 13));
      expect(
        asked.filter((call) => call !== "flush "),
        damage,
      ).toHaveLength(2);
      await before.close();
      await after.close();
    }
  });

  it("is read anew when its file is gone or cut short", async () => {
    const { asked, kept, open } = world({ a: value(100) });
    await open().get("a");
    for (const harm of ["delete", "cut"]) {
      const before = open();
      await before.get("a");
      await before.flush();
      const [file] = [...kept.keys()].filter((key) => key.includes("/parts/"));
      if (harm === "delete") kept.delete(file!);
      else kept.set(file!, kept.get(file!)!.slice(0, -1));
      asked.length = 0;
      const after = open();
      expect(await after.get("a")).toEqual(value(100));
      expect(asked, harm).toEqual(["getVersioned a"]);
      await after.close();
    }
  });

  it("is asked for once by all who ask at the same time", async () => {
    const { asked, open } = world({ a: value(100) });
    const cache = open();
    const reads = await Promise.all([
      cache.get("a"),
      cache.get("a"),
      cache.getRange("b", { suffix: 1 }),
      cache.get("a"),
    ]);
    expect(reads).toEqual([value(100), value(100), undefined, value(100)]);
    expect(asked).toEqual(["getVersioned a", "getRangesVersioned b"]);
  });

  it("is forgotten when it is written through the cache, also for who comes later", async () => {
    const { open } = world({ a: value(100) });
    const cache = open();
    await cache.get("a");
    await cache.get("new");
    await cache.flush();
    await cache.set("a", value(5));
    await cache.set("new", value(6));
    const after = open();
    expect(await after.get("a")).toEqual(value(5));
    expect(await cache.get("new")).toEqual(value(6));
    await cache.delete("a");
    expect(await cache.get("a")).toBeUndefined();
  });

  it("is not answered while a write is under way, nor after one that failed", async () => {
    let finish: (() => void) | undefined;
    const { asked, open } = world({ a: value(100) }, (store) => ({
      ...store,
      set: async (key, bytes, options) => {
        await store.set?.(key, bytes, options);
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
        throw new ZarrError("store-failed", "The answer was lost.");
      },
    }));
    const cache = open();
    await cache.get("a");
    const write = cache.set("a", value(5));
    await expect.poll(() => finish).toBeDefined();
    expect(await cache.get("a")).toEqual(value(5));
    finish?.();
    await expect(write).rejects.toThrow("The answer was lost.");
    asked.length = 0;
    expect(await cache.get("a")).toEqual(value(5));
    expect(asked).toEqual(["getVersioned a"]);
  });

  it("is not mixed up with what another source has", async () => {
    const kept = memoryStore();
    const at = (location: string, bytes: Bytes) =>
      persistentCache({ ...memoryStore(new Map([["a", bytes]])), traits: { location } }, { store: kept });
    expect(await at("https://h/1/", value(1)).get("a")).toEqual(value(1));
    expect(await at("https://h/2/", value(2)).get("a")).toEqual(value(2));
    const { traits: _, ...nowhere } = memoryStore();
    expect(() => persistentCache(nowhere, { store: kept })).toThrow("pass the option name");
  });
});

describe("parts", () => {
  const long = value(1000);

  it("are joined from what was read before, whoever asked for what", async () => {
    const { asked, open } = world({ a: long }, (store) => ({ ...store, traits: { ...store.traits, coalesceGap: 50 } }));
    const cache = open();
    expect(cache.traits?.coalesceGap).toBe(0);
    const [first, second] = (await cache.getRanges("a", [
      { offset: 100, length: 50 },
      { offset: 180, length: 20 },
    ]))!;
    expect([first, second]).toEqual([long.slice(100, 150), long.slice(180, 200)]);
    // What lay between came along.
    expect(await cache.getRange("a", { offset: 120, length: 70 })).toEqual(long.slice(120, 190));
    expect(asked).toHaveLength(1);
    const more = await cache.getRangesVersioned("a", [
      { offset: 190, length: 20 },
      { offset: 110, length: 5 },
      { suffix: 10 },
    ]);
    expect(more?.pieces).toEqual([long.slice(190, 210), long.slice(110, 115), long.slice(990)]);
    expect(asked).toHaveLength(2);
    expect(await cache.getRange("a", { offset: 100, length: 110 })).toEqual(long.slice(100, 210));
    expect(asked).toHaveLength(2);
  });

  it("are never of two versions", async () => {
    const { source, asked, open } = world({ a: long });
    const cache = open();
    const first = await cache.getRangesVersioned("a", [{ offset: 0, length: 10 }]);
    await source.set("a", value(1000, 7));
    // Half of it is kept: the other half is of another version, so all is read anew.
    const both = await cache.getRangesVersioned("a", [
      { offset: 0, length: 10 },
      { offset: 20, length: 5 },
    ]);
    expect(both?.pieces).toEqual([value(1000, 7).slice(0, 10), value(1000, 7).slice(20, 25)]);
    const asking = { version: first?.version };
    await expect(cache.getRangesVersioned("a", [{ offset: 20, length: 5 }], asking)).rejects.toMatchObject({
      code: "conflict",
    });
    expect(asked).toHaveLength(4);
  });

  it("are not joined where the source says another version than was asked for, or none", async () => {
    const { source, open } = world({ a: long }, (store) => ({
      ...store,
      getRangesVersioned: async (key, ranges) => store.getRangesVersioned?.(key, ranges),
    }));
    const cache = open();
    await cache.getRangesVersioned("a", [{ offset: 0, length: 10 }]);
    await source.set("a", value(1000, 7));
    const both = await cache.getRanges("a", [
      { offset: 0, length: 10 },
      { offset: 20, length: 5 },
    ]);
    expect(both).toEqual([value(1000, 7).slice(0, 10), value(1000, 7).slice(20, 25)]);
  });

  it("whose version nobody tells are kept only of values that never change", async () => {
    const without = (store: Store) => {
      const { getRangesVersioned: _, getVersioned: __, ...rest } = store;
      return rest;
    };
    const range = { offset: 10, length: 5 };
    for (const immutable of [false, true]) {
      const { asked, open } = world({ a: long }, without);
      const cache = open({ immutable });
      for (let i = 0; i < 2; i++) expect(await cache.getRange("a", range)).toEqual(long.slice(10, 15));
      await cache.flush();
      const after = open({ immutable });
      expect(await after.getRange("a", range)).toEqual(long.slice(10, 15));
      expect(asked.filter((call) => call.startsWith("get"))).toHaveLength(immutable ? 1 : 3);
      const prefetched = open({ immutable }).prefetch("p", (store) => store.getRange!("a", { offset: 50, length: 1 }));
      if (immutable) expect(await prefetched).toEqual(long.slice(50, 51));
      else await expect(prefetched).rejects.toThrow("pass immutable: true");
    }
  });

  it("of a whole value without a version are of one reading of it", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { source, open } = world({ a: long }, (store) => ({
      ...store,
      getVersioned: () => Promise.reject(new ZarrError("unsupported", "no version")),
      getRangesVersioned: async (key, ranges) => {
        const pieces = await store.getRanges?.(key, ranges);
        return pieces && { pieces, version: undefined };
      },
    }));
    const cache = open();
    await cache.get("a");
    const range = [{ offset: 0, length: 3 }];
    const first = await cache.getRangesVersioned("a", range);
    expect(first?.version).toMatch(/^kept /);
    expect(await cache.getRangesVersioned("a", range, { version: first?.version })).toEqual(first);
    await source.set("a", value(1000, 9));
    vi.setSystemTime(Date.now() + 2 * day);
    await expect(cache.getRangesVersioned("a", range, { version: first?.version })).rejects.toMatchObject({
      code: "conflict",
    });
    expect((await cache.getRangesVersioned("a", range))?.pieces).toEqual([value(3, 9)]);
  });
});

describe("room", () => {
  it("is never exceeded; what was not used for longest goes first, also after a restart", async () => {
    const names = Array.from({ length: 40 }, (_, i) => `v${i}`);
    const { kept, asked, open } = world(Object.fromEntries(names.map((name) => [name, value(1000)])));
    const cache = open({ bytes: 15_000 });
    for (const name of names) {
      await cache.get(name);
      await cache.get("v0");
      await cache.flush();
      const files = [...kept.values()].reduce((sum, { length }) => sum + length, 0);
      expect(files).toBeLessThan(15_000 + 400);
      expect((await cache.usage()).bytes).toBeLessThan(15_000);
    }
    await cache.close();
    asked.length = 0;
    const after = open({ bytes: 15_000 });
    await after.get("v0");
    await after.get("v39");
    expect(asked).toEqual([]);
    await after.get("v5");
    expect(asked).toEqual(["getVersioned v5"]);
    const { entries } = await after.usage();
    await after.close();
    // Less room than before: the oldest go when it opens.
    const small = open({ bytes: 4000 });
    await small.get("v5");
    expect(asked.filter((call) => call.startsWith("get"))).toEqual(["getVersioned v5"]);
    expect((await small.usage()).entries).toBeLessThan(entries);
    await small.close();
  });

  it("is not taken from what is pinned, which stays until it is let go", async () => {
    const names = Array.from({ length: 20 }, (_, i) => `v${i}`);
    const { state, open } = world(Object.fromEntries(names.map((name) => [name, value(1000)])));
    const cache = open({ bytes: 6000 });
    await cache.get("v1");
    await cache.prefetch("trip", async (store) => {
      await store.get("v0");
      await store.getRange("v1", { offset: 0, length: 1 });
      await store.get("missing");
    });
    for (const name of names) await cache.get(name);
    await cache.close();
    state.down = true;
    const after = open({ bytes: 6000 });
    expect(await after.get("v0")).toEqual(value(1000));
    expect(await after.get("v1")).toEqual(value(1000));
    expect(await after.get("missing")).toBeUndefined();
    expect((await after.usage()).pinned).toBeGreaterThan(2000);

    state.down = false;
    const greedy = after.prefetch("more", (store) => Promise.all(names.map((name) => store.get(name))));
    await expect(greedy).rejects.toMatchObject({ code: "limit-exceeded", message: expect.stringContaining("Unpin") });
    await after.unpin("trip");
    await after.unpin("more");
    expect((await after.usage()).pinned).toBe(0);
    for (const name of names) await after.get(name);
    state.down = true;
    await expect(after.get("v0")).rejects.toMatchObject({ code: "store-failed" });
  });

  it("that a disk does not have is told, hinders no reader, and is not asked for again", async () => {
    const { open } = world(Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`v${i}`, value(1000)])));
    const problems: unknown[] = [];
    const disk = new Map<Key, Bytes>();
    const store = memoryStore(disk);
    const full: typeof store = {
      ...store,
      set: async (key, bytes, options) => {
        const used = [...disk.values()].reduce((sum, { length }) => sum + length, 0);
        if (used + bytes.length > 5000) throw new ZarrError("store-failed", "The disk is full.");
        return store.set(key, bytes, options);
      },
    };
    const cache = open({ store: full, onProblem: (problem) => problems.push(problem) });
    for (let i = 0; i < 9; i++) expect(await cache.get(`v${i}`)).toEqual(value(1000));
    await cache.flush();
    const { bytes, entries } = await cache.usage();
    expect(bytes).toBeLessThan(6500);
    expect(entries).toBeGreaterThan(1);
    const none = open({
      store: { ...store, set: () => Promise.reject(new Error("read-only")) },
      onProblem: (problem) => problems.push(problem),
    });
    expect(await none.get("v1")).toEqual(value(1000));
    await expect(none.prefetch("p", (view) => view.get("v2"))).rejects.toThrow();
    expect(problems.length).toBeGreaterThan(0);
  });
});

describe("what is older than maxAge", () => {
  it("is compared by one byte and its version, once for all who ask, and then taken for true again", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { source, asked, open } = world({ a: value(100), b: value(100) });
    const cache = open();
    await cache.get("a");
    await cache.getRangesVersioned("b", [{ offset: 0, length: 50 }]);
    asked.length = 0;
    vi.setSystemTime(Date.now() + day - 1);
    await cache.get("a");
    expect(asked).toEqual([]);
    vi.setSystemTime(Date.now() + 1);
    await Promise.all([cache.get("a"), cache.getRange("a", { suffix: 1 }), cache.size("a")]);
    await cache.get("a");
    expect(asked).toEqual(["getRangesVersioned a"]);

    await source.set("a", value(30, 5));
    await source.set("b", value(30, 6));
    asked.length = 0;
    vi.setSystemTime(Date.now() + day);
    expect(await cache.get("a")).toEqual(value(30, 5));
    expect(await cache.getRange("b", { offset: 0, length: 2 })).toEqual(value(2, 6));
    expect(asked).toEqual(["getRangesVersioned a", "getVersioned a", "getRangesVersioned b", "getRangesVersioned b"]);
    await source.delete("a");
    vi.setSystemTime(Date.now() + day);
    expect(await cache.get("a")).toBeUndefined();
  });

  it("is read anew where no version is told, and looked for again where it was missing", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { source, asked, open } = world(
      { a: value(100) },
      ({ getVersioned: _one, getRangesVersioned: _other, ...store }) => store,
    );
    const cache = open();
    await cache.get("a");
    expect(await cache.get("b")).toBeUndefined();
    await source.set("a", value(100, 3));
    vi.setSystemTime(Date.now() + day);
    asked.length = 0;
    expect(await cache.getRange("a", { offset: 0, length: 2 })).toEqual(value(2, 3));
    expect(await cache.get("b")).toBeUndefined();
    expect(asked).toEqual(["get a", "size b"]);
    await source.set("b", value(9));
    vi.setSystemTime(Date.now() + day);
    expect(await cache.get("b")).toEqual(value(9));
  });

  it("is answered as it is when its source is out of reach, which is not asked again at once", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { state, asked, open } = world({ a: value(100), b: value(100) });
    const cache = open();
    await cache.get("a");
    await cache.get("b");
    vi.setSystemTime(Date.now() + 5 * day);
    state.down = true;
    expect(await cache.get("a")).toEqual(value(100));
    expect(await cache.get("b")).toEqual(value(100));
    await expect(cache.get("c")).rejects.toMatchObject({
      code: "store-failed",
      retryable: true,
      fields: { key: "c", kept: false },
      message:
        "c is not kept here, and its source is out of reach: The network is down. Read it once while the source is in reach, best through prefetch().",
    });
    await expect(cache.getRange("c", { offset: 1 })).rejects.toThrow("c is not kept here");
    await expect(cache.size("c")).rejects.toThrow("c is not kept here");
    state.down = false;
    asked.length = 0;
    await cache.get("a");
    expect(asked).toEqual([]);
    vi.setSystemTime(Date.now() + 31_000);
    await cache.get("a");
    expect(asked).toEqual(["getRangesVersioned a"]);
  });

  it("and does not change is never compared", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { asked, open } = world({ a: value(100) });
    const cache = open({ immutable: true });
    await cache.get("a");
    vi.setSystemTime(Date.now() + 5000 * day);
    await cache.get("a");
    expect(asked).toHaveLength(1);
  });
});

it("two pages that share a place keep each other's index, and survive each other's removals", async () => {
  const { asked, open } = world({ a: value(100), b: value(100), c: value(100) });
  const [one, two] = [open(), open()];
  // Both know what is there at first: nothing.
  await one.usage();
  await two.usage();
  await one.get("a");
  await two.get("b");
  await two.prefetch("stay", (store) => store.get("c"));
  await one.flush();
  await two.flush();
  asked.length = 0;
  const third = open();
  for (const key of ["a", "b", "c"]) expect(await third.get(key)).toEqual(value(100));
  expect(asked).toEqual([]);
  await third.clear();
  expect((await third.usage()).entries).toBe(0);
  expect(await one.get("a")).toEqual(value(100));
  expect(await two.get("b")).toEqual(value(100));
});
