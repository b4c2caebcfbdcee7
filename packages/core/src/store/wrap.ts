import { type Bytes, type Key, type Store, type StoreLike, ZarrError } from "@zarrkit/plugin-api";
import type { memoryStore as memory } from "./memory.js";

/** What a `Map` becomes: a store in memory with every method that stores can have. */
export type MemoryStore = ReturnType<typeof memory>;

const wrapped = /* @__PURE__ */ new WeakMap<Map<Key, Bytes>, MemoryStore>();

/**
 * The store itself, or the one over a plain `Map`, for layers, which take stores only. For the same map it is always the same,
 * so that locks and caches hold; what is in the map is in the store.
 */
export async function toStore(store: Map<Key, Bytes>): Promise<MemoryStore>;
export async function toStore(store: StoreLike): Promise<Store>;
export async function toStore(store: StoreLike): Promise<Store> {
  if (!(store instanceof Map)) {
    if (typeof store?.get === "function") return store;
    throw new ZarrError(
      "invalid-argument",
      `Expected a store (an object with a "get" method) or a Map, found ${String(store)}.`,
    );
  }
  const { memoryStore } = await import("./memory.js");
  let result = wrapped.get(store);
  if (!result) wrapped.set(store, (result = memoryStore(store)));
  return result;
}
