import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { storeContract } from "@zarrkit/conformance";
import { createArray, get, openArray, set } from "@zarrkit/core";
import type { Bytes } from "@zarrkit/plugin-api";
import { fsStore } from "@zarrkit/store-fs/store";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { persistentCache, trace } from "../src/index.js";
import { type MemoryStore, memoryStore } from "./memory-store.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "zarrkit-cache-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** A source whose answers come from somewhere: one that never leaves the microtasks keeps disks from ever answering. */
function elsewhere(store: MemoryStore): MemoryStore {
  return {
    ...store,
    async getVersioned(key, options) {
      await setImmediate();
      return store.getVersioned(key, options);
    },
    async getRangesVersioned(key, ranges, options) {
      await setImmediate();
      return store.getRangesVersioned(key, ranges, options);
    },
  };
}

describe("a persistent cache on disk keeps the contract of stores:", async () => {
  const cases = await storeContract(
    ({ values, disk }: { values: Map<string, Bytes>; disk: string }) =>
      persistentCache(elsewhere(memoryStore(values)), { store: fsStore(disk), maxAge: 0 }),
    {
      seed: async (entries) => ({
        values: new Map<string, Bytes>(entries),
        disk: await mkdtemp(join(tmpdir(), "zarrkit-cache-")),
      }),
      close: ({ disk }) => rm(disk, { recursive: true, maxRetries: 5 }),
    },
  );
  for (const c of cases) it(c.name, c.run);
});

it("500 chunks and their array are read from disk after a restart, whatever the index knew", async () => {
  const values = new Map<string, Bytes>();
  const elements = Float32Array.from({ length: 500 * 20 }, (_, i) => i);
  await set(
    await createArray(memoryStore(values), { shape: [500, 20], chunks: [1, 20], dataType: "float32" }),
    null,
    elements,
  );
  const source = trace(memoryStore(values));
  const open = () => persistentCache(source, { store: fsStore(folder) });

  const before = open();
  const array = await openArray(before);
  await get(array, "0:400");
  await before.flush();
  await get(array, "400:500");
  // The process ends here: some of it is in the index, some in files alone.
  await new Promise((resolve) => setTimeout(resolve, 100));
  const asked = source.totals.calls;
  const after = open();
  expect((await get(await openArray(after))).data).toEqual(elements);
  expect(source.totals.calls).toBe(asked);
  await after.close();
  await before.close();
  const [cache] = await readdir(join(folder, "zarrkit-cache"));
  expect(await readdir(join(folder, "zarrkit-cache", cache!))).toEqual(["index", "parts"]);
});
