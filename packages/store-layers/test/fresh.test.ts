import { createArray, get, openArray, set } from "@zarrkit/core";
import type { Bytes, Key, Store, Writable } from "@zarrkit/plugin-api";
import { expect, it } from "vitest";
import { cache, persistentCache } from "../src/index.js";
import { memoryStore } from "./memory-store.js";

/** A store that knows neither versions nor ranges. */
function plain(): Store & Writable {
  const { get: read, set: write, delete: remove } = memoryStore(new Map<Key, Bytes>());
  return { get: read, set: write, delete: remove };
}

const layers: [name: string, layer: (inner: Store & Writable) => Store][] = [
  ["cache", (inner) => cache(inner)],
  ["persistentCache", (inner) => persistentCache(inner, { store: memoryStore(new Map()), name: "a" })],
];

it.each(layers)(
  "a write of a part of a chunk undoes nothing that others wrote since it was kept: %s",
  async (_, layer) => {
    const store = plain();
    const here = await createArray(layer(store), { shape: [8], chunks: [8], dataType: "uint8" });
    await set(here, null, 1);
    await get(here);
    const there = await openArray(store);
    await set(there, "0:2", 5);
    await set(here, "6:8", 9);
    expect((await get(there)).toNested()).toEqual([5, 5, 1, 1, 1, 1, 9, 9]);
  },
);
