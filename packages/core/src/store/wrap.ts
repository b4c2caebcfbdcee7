import { type Bytes, type Key, type Store, type StoreLike, ZarrError } from "@zarrkit/plugin-api";

const wrapped = /* @__PURE__ */ new WeakMap<Map<Key, Bytes>, Store>();

/** The store itself, or the one over a plain `Map`: always the same for the same map, so that locks and caches hold. */
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
