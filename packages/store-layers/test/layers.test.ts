import { type Bytes, type Store, ZarrError } from "@zarrkit/plugin-api";
import { describe, expect, expectTypeOf, it, vi } from "vitest";
import { cache, overlay, prefix, readOnly, retry, type TracedCall, trace } from "../src/index.js";
import { flaky } from "./flaky.js";
import { memoryStore } from "./memory-store.js";

const value = Uint8Array.of(1, 2, 3);

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

it("a method that the store lacks, the layer lacks", () => {
  const least = { get: async () => undefined };
  for (const layer of [retry(least), readOnly(least), prefix(least, "a"), trace(least)] as Store[]) {
    const methods = Object.entries(layer).filter(([, member]) => typeof member === "function");
    expect(methods.map(([name]) => name)).toEqual(["get"]);
  }
  expectTypeOf(readOnly(memoryStore())).not.toHaveProperty("set");
  expectTypeOf(overlay(memoryStore(), { base: least })).not.toHaveProperty("list");
  expectTypeOf(overlay(memoryStore(), { base: memoryStore() })).toHaveProperty("list");
  expect(overlay(memoryStore(), { base: least })).not.toHaveProperty("list");
});

it("a method that the store has, the layer has, and what the store says of itself", () => {
  const store = memoryStore();
  const layers = { cache: cache(store), retry: retry(store), trace: trace(store), prefix: prefix(store, "") };
  for (const [name, layer] of Object.entries(layers)) {
    const { totals: _, ...methods } = layer as Store & { totals?: unknown };
    expect(Object.keys(methods).sort(), name).toEqual(Object.keys(store).sort());
    expect(layer.traits, name).toEqual(store.traits);
  }
  const { set: _, delete: __, ...reading } = store;
  expect(Object.keys(readOnly(store)).sort()).toEqual(Object.keys(reading).sort());
  const { location: ___, ...traits } = store.traits!;
  const over = overlay(memoryStore(), { base: store });
  expect(Object.keys(over).sort()).toEqual(Object.keys(store).sort());
  expect((over as Store).traits).toEqual(traits);
});

describe("retry", () => {
  it("gives up after its attempts, and at once on errors that will not pass", async () => {
    const busy = vi.fn(async () => {
      throw new ZarrError("store-failed", "Busy.", { retryable: true });
    });
    await expect(retry({ get: busy }, { retries: 3, delay: 0 }).get()).rejects.toThrow("Busy.");
    expect(busy).toHaveBeenCalledTimes(4);
    for (const error of [new ZarrError("access-denied", "No."), new TypeError("a bug")]) {
      const broken = vi.fn(async () => Promise.reject(error));
      await expect(retry({ get: broken }).get()).rejects.toBe(error);
      expect(broken).toHaveBeenCalledTimes(1);
    }
  });

  it("waits as long as the source asks, and reports a source that asks for too long", async () => {
    const start = performance.now();
    expect(await retry(flaky(memoryStore(), { wait: 120 }), { delay: 1 }).get("a")).toBeUndefined();
    expect(performance.now() - start).toBeGreaterThan(110);
    await expect(retry(flaky(memoryStore(), { wait: 60_000 })).get("a")).rejects.toThrow("Busy");
  });

  it("waits a random time below a bound that doubles", async () => {
    const random = vi.spyOn(Math, "random").mockReturnValue(0.5);
    const pauses: number[] = [];
    const timeout = vi.spyOn(globalThis, "setTimeout").mockImplementation(((call: () => void, ms: number) => {
      pauses.push(ms);
      queueMicrotask(call);
      return 0;
    }) as never);
    const busy = async () => Promise.reject(new ZarrError("store-failed", "Busy.", { retryable: true }));
    await retry({ get: busy }, { retries: 5, delay: 100, longestWait: 1000 })
      .get()
      .catch(() => {});
    random.mockRestore();
    timeout.mockRestore();
    expect(pauses).toEqual([50, 100, 200, 400, 500]);
  });

  it("does not repeat a conditional write, which would conflict with itself", async () => {
    const map = new Map<string, Bytes>();
    const lossy: Store = {
      ...memoryStore(map),
      set: async (key, bytes, options) => {
        await memoryStore(map).set(key, bytes, options);
        throw new ZarrError("store-failed", "The answer was lost.", { retryable: true });
      },
    };
    const store = retry(lossy, { delay: 0 });
    await expect(store.set?.("a", value, { onlyIf: "absent" })).rejects.toThrow("The answer was lost.");
    expect(map.get("a")).toEqual(value);
  });

  it("does not list twice what was already yielded", async () => {
    const broken: Store = {
      get: async () => undefined,
      list: async function* () {
        yield "a";
        throw new ZarrError("store-failed", "Cut.", { retryable: true });
      },
    };
    const seen: string[] = [];
    const listed = (async () => {
      for await (const key of retry(broken).list?.("") ?? []) seen.push(key);
    })();
    await expect(listed).rejects.toThrow("Cut.");
    expect(seen).toEqual(["a"]);
  });
});

describe("prefix", () => {
  it("tells its location where that can be told", () => {
    const at = (location: string) => ({ get: async () => undefined, traits: { location } });
    expect((prefix(at("https://h/x/"), "a/b") as Store).traits?.location).toBe("https://h/x/a/b/");
    for (const location of ["https://h/x/?token", "https://h/x.zip|zip:", "https://h/x"])
      expect((prefix(at(location), "a") as Store).traits?.location).toBeUndefined();
    expect((prefix(at("s3://b/"), "a b") as Store).traits?.location).toBeUndefined();
  });

  it("refuses what is no path", () => {
    for (const path of ["/a", "a/", "a//b", ".."]) expect(() => prefix(memoryStore(), path)).toThrow("is no key");
  });
});

describe("trace", () => {
  it("tells each call and sums them up", async () => {
    const calls: TracedCall[] = [];
    const store = trace(memoryStore(), { onCall: (call) => calls.push(call) });
    await store.set("a", value);
    await store.get("a");
    await store.get("b");
    store.getSync("a");
    await store.getRangesVersioned("a", [{ suffix: 1 }, { offset: 0, length: 2 }]);
    await store.set("a", value, { onlyIf: "absent" }).catch(() => {});
    await all(store.list(""));
    for await (const _ of store.list("")) break;
    expect(calls.map(({ method, key, bytes, items, outcome }) => [method, key, bytes, items, outcome])).toEqual([
      ["set", "a", 3, 0, "done"],
      ["get", "a", 3, 0, "done"],
      ["get", "b", 0, 0, "missing"],
      ["getSync", "a", 3, 0, "done"],
      ["getRangesVersioned", "a", 3, 0, "done"],
      ["set", "a", 0, 0, "failed"],
      ["list", "", 0, 1, "done"],
      ["list", "", 0, 1, "done"],
    ]);
    expect(calls[5]?.error).toMatchObject({ code: "conflict" });
    expect(store.totals).toMatchObject({ calls: 8, failed: 1, missing: 1, bytesRead: 9, bytesWritten: 3 });
    expect(store.totals.time).toBeGreaterThanOrEqual(0);
  });
});

describe("overlay", () => {
  it("marks no value as deleted that its base was seen not to have, and asks the base for no delete", async () => {
    const edits = new Map<string, Bytes>();
    const { totals, ...base } = trace(memoryStore(new Map([["there", value]])));
    const store = overlay(memoryStore(edits), { base });
    const keys = ["there", "read", "ranged", "versioned"];
    await Promise.all([store.get("there"), store.get("read"), store.getRange("ranged", { suffix: 1 })]);
    await store.getVersioned("versioned");
    for (const key of keys) await store.set(key, value);
    const asked = totals.calls;
    for (const key of [...keys, "never asked for"]) await store.delete(key);
    expect(totals.calls).toBe(asked);
    expect([...edits.keys()].sort()).toEqual(["never asked for", "there"].map((key) => `__zarrkit_deleted/${key}/__`));
    expect(await all(store.list(""))).toEqual([]);
    expect(await overlay(memoryStore(edits), { base }).get("read")).toBeUndefined();
  });

  it("marks what of many keys it no longer knows to be missing", async () => {
    const edits = new Map<string, Bytes>();
    const store = overlay(memoryStore(edits), { base: memoryStore() });
    await Promise.all(Array.from({ length: 2 ** 14 + 1 }, (_, i) => store.get(`${i}`)));
    await store.get("last");
    await store.delete("0");
    await store.delete("last");
    expect([...edits.keys()]).toEqual(["__zarrkit_deleted/0/__"]);
  });

  it("keeps conditional writes over a base that cannot tell its versions", async () => {
    const base = memoryStore(new Map([["a", value]]));
    const untold = {
      ...readOnly(base),
      getVersioned: async () => {
        throw new ZarrError("unsupported", "This server tells no version.");
      },
      getRangesVersioned: async (...call: Parameters<typeof base.getRangesVersioned>) => {
        const found = await base.getRangesVersioned(...call);
        return found && { ...found, version: undefined };
      },
    };
    const store = overlay(memoryStore(), { base: untold });
    const { version, bytes } = (await store.getVersioned("a"))!;
    expect(bytes).toEqual(value);
    expect((await store.getRangesVersioned("a", [{ suffix: 2 }], { version }))?.version).toBe(version);
    expect(await store.getVersioned("b")).toBeUndefined();

    await store.set("a", Uint8Array.of(9), { onlyIf: { version } });
    const late = store.set("a", Uint8Array.of(8), { onlyIf: { version } });
    await expect(late).rejects.toMatchObject({ code: "conflict" });
    await expect(store.getRangesVersioned("a", [{ suffix: 1 }], { version })).rejects.toMatchObject({
      code: "conflict",
    });
    expect((await store.getVersioned("a"))?.bytes).toEqual(Uint8Array.of(9));
    await store.delete("a");
    await expect(store.set("a", value, { onlyIf: { version } })).rejects.toMatchObject({ code: "conflict" });
  });

  function made() {
    const base = new Map<string, Bytes>([
      ["a", value],
      ["d/x", value],
      ["d/y", value],
    ]);
    const edits = new Map<string, Bytes>();
    const open = () => overlay(memoryStore(edits), { base: readOnly(memoryStore(base)) });
    return { base, edits, open, store: open() };
  }

  it("never writes to the base", async () => {
    const { base, store } = made();
    const before = new Map(base);
    await store.set("a", Uint8Array.of(9));
    await store.set("new", value);
    await store.delete("d/x");
    expect(base).toEqual(before);
  });

  it("remembers deletes among the edits, for the next who opens them", async () => {
    const { store, open } = made();
    await store.delete("d/x");
    for (const one of [store, open()]) {
      expect(await one.get("d/x")).toBeUndefined();
      expect(one.getSync("d/x")).toBeUndefined();
      expect(await one.getVersioned("d/x")).toBeUndefined();
      expect((await all(one.list(""))).sort()).toEqual(["a", "d/y"]);
      expect(await all(one.listChildren("d/"))).toEqual([{ name: "y", prefix: false }]);
    }
    await store.delete("d/y");
    expect(await all(store.listChildren(""))).toEqual([{ name: "a", prefix: false }]);
    await store.set("d/x", Uint8Array.of(5), { onlyIf: "absent" });
    expect(await open().get("d/x")).toEqual(Uint8Array.of(5));
    await store.delete("d/x");
    expect(await open().get("d/x")).toBeUndefined();
  });

  it("knows which store a version is of", async () => {
    const { store } = made();
    const { version = "" } = (await store.getVersioned("a")) ?? {};
    await store.set("a", Uint8Array.of(7), { onlyIf: { version } });
    await expect(store.set("a", value, { onlyIf: { version } })).rejects.toMatchObject({ code: "conflict" });
    await expect(store.getRangesVersioned("a", [{ offset: 0 }], { version })).rejects.toMatchObject({
      code: "conflict",
    });
    const edited = (await store.getVersioned("a"))?.version ?? "";
    expect((await store.getRangesVersioned("a", [{ offset: 0 }], { version: edited }))?.pieces).toEqual([
      Uint8Array.of(7),
    ]);
    await store.delete("a", { onlyIf: { version: edited } });
    await expect(store.set("a", value, { onlyIf: { version: edited } })).rejects.toMatchObject({ code: "conflict" });
  });

  it("refuses keys below its own marks", async () => {
    const { store } = made();
    await expect(store.set("__zarrkit_deleted/x", value)).rejects.toMatchObject({ code: "invalid-argument" });
  });

  it("reads ranges over a base that has none", async () => {
    const base = memoryStore(new Map([["a", value]]));
    const store = overlay(memoryStore(), { base: { get: base.get } });
    expect(await store.getRange("a", { suffix: 2 })).toEqual(Uint8Array.of(2, 3));
    expect(await store.getRanges("a", [{ offset: 1, length: 1 }])).toEqual([Uint8Array.of(2)]);
    expect(await store.size("a")).toBe(3);
    expect((store as Store).traits?.conditionalWrites).toBe("create");
  });
});
