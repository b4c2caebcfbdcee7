import type { Bytes, CallOptions, Key, Store } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { get } from "../../src/node/get.js";
import { set } from "../../src/node/set.js";
import { createArray } from "../../src/open/create.js";
import { open, openArray } from "../../src/open/open.js";
import { memoryStore } from "../../src/store/memory.js";
import { Gate, settled } from "../schedule/gate.js";

/** A store whose calls for chunks wait until the test lets them go, and heed their signals. */
function waitingStore(concurrency: number) {
  const map = new Map<Key, Bytes>();
  const inner = memoryStore(map);
  const gate = new Gate();
  const calls: { key: Key; signal: AbortSignal | undefined }[] = [];
  const waits = async <T>(key: Key, options: CallOptions | undefined, call: () => Promise<T>) => {
    if (!key.startsWith("c/")) return call();
    calls.push({ key, signal: options?.signal });
    await Promise.race([
      gate.opened,
      new Promise((_, reject) => options?.signal?.addEventListener("abort", () => reject(options.signal!.reason))),
    ]);
    return call();
  };
  const store: Store = {
    get: (key, options) => waits(key, options, () => inner.get(key)),
    set: (key, bytes, options) => waits(key, options, () => inner.set(key, bytes)),
    delete: (key, options) => waits(key, options, () => inner.delete(key)),
    traits: { concurrency },
  };
  return { store, calls, gate, map };
}

const make = async (concurrency = 3) => {
  const waiting = waitingStore(concurrency);
  const array = await createArray(waiting.store, { shape: [20], chunks: [1], dataType: "int8", fillValue: 9 });
  return { ...waiting, array };
};

describe("an aborted call rejects with the reason itself", () => {
  const reason = { mine: true };

  it("before anything was asked", async () => {
    const { store, array, calls } = await make();
    const signal = AbortSignal.abort(reason);
    await expect(open(store, { signal })).rejects.toBe(reason);
    await expect(openArray(store, { signal })).rejects.toBe(reason);
    await expect(get(array, null, { signal })).rejects.toBe(reason);
    await expect(set(array, null, 1, { signal })).rejects.toBe(reason);
    await expect(createArray(store, { path: "x", shape: [1], dataType: "int8", signal })).rejects.toBe(reason);
    expect(calls).toEqual([]);
  });

  it.each([
    [
      "get",
      async (array: Awaited<ReturnType<typeof make>>["array"], signal: AbortSignal) => get(array, null, { signal }),
    ],
    [
      "set",
      async (array: Awaited<ReturnType<typeof make>>["array"], signal: AbortSignal) => set(array, null, 1, { signal }),
    ],
  ])("during %s: what runs is stopped, what waits is never asked", async (_, call) => {
    const { array, calls } = await make();
    const controller = new AbortController();
    const running = call(array, controller.signal);
    // What encodes and decodes is loaded first.
    await expect.poll(() => calls.length).toBe(3);
    controller.abort(reason);
    await expect(running).rejects.toBe(reason);
    expect(calls).toHaveLength(3);
    expect(calls.every(({ signal }) => signal?.aborted)).toBe(true);
  });

  it("and leaves the store's places free for others", async () => {
    const { array, calls, gate } = await make();
    const controller = new AbortController();
    const running = get(array, null, { signal: controller.signal });
    await settled();
    controller.abort(reason);
    await expect(running).rejects.toBe(reason);
    const next = get(array);
    await settled();
    expect(calls).toHaveLength(6);
    gate.open();
    expect((await next).toNested()).toEqual(new Array(20).fill(9));
  });

  it("and does not disturb another call for the same chunks", async () => {
    const { array, gate, calls } = await make();
    const controller = new AbortController();
    const [leaving, staying] = [get(array, [0], { signal: controller.signal }), get(array, [0])];
    await settled();
    expect(calls).toHaveLength(1);
    controller.abort(reason);
    await expect(leaving).rejects.toBe(reason);
    gate.open();
    expect((await staying).item()).toBe(9);
  });

  it("an abort that comes too late changes nothing", async () => {
    const { array, gate } = await make();
    const controller = new AbortController();
    gate.open();
    const result = await get(array, null, { signal: controller.signal });
    controller.abort(reason);
    expect(result.at(0)).toBe(9);
  });
});

describe("the first failure of a store", () => {
  it("stops the other chunks and is what rejects", async () => {
    const { array, calls } = await make();
    const failing: Store = {
      get: (key, options) =>
        key === "c/1" ? Promise.reject(new Error("the disk is gone")) : array.store.get(key, options),
      traits: { concurrency: 3 },
    };
    const map = await array.store.get("zarr.json");
    const broken = await openArray({
      ...failing,
      get: (key, options) => (key === "zarr.json" ? Promise.resolve(map) : failing.get(key, options)),
    });
    await expect(get(broken)).rejects.toThrow("the disk is gone");
    expect(calls.map(({ key }) => key).sort()).toEqual(["c/0", "c/2"]);
    expect(calls.every(({ signal }) => signal?.aborted)).toBe(true);
  });
});
