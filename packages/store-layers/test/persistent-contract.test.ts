import { storeContract } from "@zarrkit/conformance";
import type { Bytes, Store } from "@zarrkit/plugin-api";
import { describe, it } from "vitest";
import { persistentCache } from "../src/persistent-cache.js";
import { memoryStore } from "./memory-store.js";

interface Place {
  readonly values: Map<string, Bytes>;
  readonly kept: Map<string, Bytes>;
}

const caches: Record<string, (place: Place) => Store> = {
  "that looks whether what is kept is still true": ({ values, kept }) =>
    persistentCache(memoryStore(values), { store: memoryStore(kept), maxAge: 0 }),
  "that looks once a day": ({ values }) => persistentCache(memoryStore(values), { store: memoryStore() }),
  "with room for next to nothing": ({ values }) =>
    persistentCache(memoryStore(values), { store: memoryStore(), bytes: 1000 }),
  "in a store without ranges, lists and versions": ({ values }) => {
    const { get, set, delete: remove } = memoryStore();
    return persistentCache(memoryStore(values), { store: { get, set, delete: remove } });
  },
  "of a store that tells no versions": ({ values, kept }) => {
    const { getVersioned: _, getRangesVersioned: __, traits, ...inner } = memoryStore(values);
    const plain = { ...inner, traits: { ...traits, conditionalWrites: "none" as const } };
    return persistentCache(plain, { store: memoryStore(kept), maxAge: 0 });
  },
  "of a store that reads": ({ values }) => {
    const { get, getRange, size, list, listChildren } = memoryStore(values);
    const inner: Store = { get, getRange, size, list, listChildren, traits: { immutable: true } };
    return persistentCache(inner, { store: memoryStore(), name: "reads" });
  },
};

for (const [name, open] of Object.entries(caches)) {
  describe(`a persistent cache ${name} keeps the contract of stores:`, async () => {
    const cases = await storeContract(open, {
      seed: (entries): Place => ({ values: new Map<string, Bytes>(entries), kept: new Map() }),
    });
    for (const c of cases) it(c.name, c.run);
  });
}
