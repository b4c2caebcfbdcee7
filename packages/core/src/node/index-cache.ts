import type { Key, Store, SubchunkIndex, Version } from "@zarrkit/plugin-api";

/** An index of inner chunks as it was read. */
export interface KnownIndex {
  readonly index: SubchunkIndex;
  readonly version: Version | undefined;
  /** Bytes of the whole value then, where the store told. */
  readonly size: number | undefined;
  /** When it was read, in milliseconds as `performance.now` counts them. */
  readonly time: number;
  /** Bytes it was read from: what it counts for. */
  readonly bytes: number;
}

/** Bytes of indexes kept per store: those of some thousand shards. */
const capacity = 2 ** 26;
/** Milliseconds that an index is taken for true where nothing tells that its value was rewritten. */
const lifetime = 10_000;

/** Whether what others wrote meanwhile might contradict the index without anybody noticing. */
export function isStale({ traits }: Store, { time }: KnownIndex): boolean {
  return !traits?.immutable && performance.now() - time > lifetime;
}

/**
 * The indexes of one store's shards; those of shards inside them beside them, under the place they lie at. What was used longest
 * ago is forgotten first. Absent values are never remembered.
 */
class IndexCache {
  readonly #values = new Map<Key, Map<string, KnownIndex>>();
  readonly #reading = new Set<{ readonly key: Key; isCurrent: boolean }>();
  #bytes = 0;

  has(key: Key): boolean {
    return this.#values.has(key);
  }

  get(key: Key, place: string): KnownIndex | undefined {
    const indexes = this.#values.get(key);
    if (!indexes) return undefined;
    this.#values.delete(key);
    this.#values.set(key, indexes);
    return indexes.get(place);
  }

  /** Reads an index and keeps it, unless its value is forgotten meanwhile: then it may be of the state before a write. */
  async read(key: Key, place: string, read: () => Promise<KnownIndex | undefined>): Promise<KnownIndex | undefined> {
    const reading = { key, isCurrent: true };
    this.#reading.add(reading);
    try {
      const entry = await read();
      if (entry && reading.isCurrent) this.#set(key, place, entry);
      return entry;
    } finally {
      this.#reading.delete(reading);
    }
  }

  #set(key: Key, place: string, entry: KnownIndex): void {
    const indexes = this.#values.get(key) ?? new Map<string, KnownIndex>();
    this.#bytes += entry.bytes - (indexes.get(place)?.bytes ?? 0);
    indexes.set(place, entry);
    this.#values.set(key, indexes);
    for (const oldest of this.#values.keys()) {
      if (this.#bytes <= capacity || oldest === key) return;
      this.forget(oldest);
    }
  }

  /** Forgets all that was read of a value, and what is being read of it. */
  forget(key: Key): void {
    for (const reading of this.#reading) if (reading.key === key) reading.isCurrent = false;
    for (const { bytes } of this.#values.get(key)?.values() ?? []) this.#bytes -= bytes;
    this.#values.delete(key);
  }
}

const caches = /* @__PURE__ */ new WeakMap<Store, IndexCache>();

export function indexCacheOf(store: Store): IndexCache {
  let cache = caches.get(store);
  if (!cache) caches.set(store, (cache = new IndexCache()));
  return cache;
}
