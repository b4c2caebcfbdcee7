import {
  type ByteRange,
  type Bytes,
  type Child,
  checkRange,
  type Key,
  keySegments,
  rangeWithin,
  type Store,
  type WriteOptions,
  ZarrError,
} from "@zarrkit/plugin-api";

let written = 0;
const versions = new WeakMap<Bytes, string>();

export type MemoryStore = Required<Store>;

/** A store with every method there is, over a map. Each value that is written is a fresh copy, which is its version. */
export function memoryStore(map: Map<Key, Bytes> = new Map()): MemoryStore {
  const versionOf = (bytes: Bytes) => {
    if (!versions.has(bytes)) versions.set(bytes, `v${++written}`);
    return versions.get(bytes) as string;
  };

  function check(key: Key, { signal, onlyIf }: WriteOptions = {}): void {
    signal?.throwIfAborted();
    keySegments(key);
    const found = map.get(key);
    const version = found && versionOf(found);
    if (onlyIf === undefined || version === (onlyIf === "absent" ? undefined : onlyIf.version)) return;
    throw new ZarrError("conflict", `${key} has version ${version}. Read it again.`, { fields: { key } });
  }

  const store: MemoryStore = {
    traits: { atomicWrites: true, conditionalWrites: "version", concurrency: 8, location: "memory://x/" },
    async get(key, options) {
      options?.signal?.throwIfAborted();
      await Promise.resolve();
      options?.signal?.throwIfAborted();
      return map.get(key);
    },
    async getRange(key, range, options) {
      return (await store.getRanges(key, [range], options))?.[0];
    },
    async getRanges(key, ranges, options) {
      return (await store.getRangesVersioned(key, ranges, options))?.pieces;
    },
    async getRangesVersioned(key, ranges, options = {}) {
      ranges.forEach(checkRange);
      const bytes = await store.get(key, options);
      if (!bytes) return undefined;
      if (options.version !== undefined) check(key, { onlyIf: { version: options.version } });
      return { pieces: ranges.map((range) => cut(bytes, range)), version: versionOf(bytes) };
    },
    async size(key, options) {
      return (await store.get(key, options))?.length;
    },
    async getVersioned(key, options) {
      const bytes = await store.get(key, options);
      return bytes && { bytes, version: versionOf(bytes) };
    },
    async set(key, bytes, options) {
      check(key, options);
      map.set(key, new Uint8Array(bytes));
    },
    async delete(key, options) {
      check(key, options);
      map.delete(key);
    },
    async *list(prefix, options) {
      options?.signal?.throwIfAborted();
      for (const key of [...map.keys()].filter((one) => one.startsWith(prefix))) {
        yield key;
        options?.signal?.throwIfAborted();
      }
    },
    async *listChildren(prefix, options) {
      const seen = new Map<string, Child>();
      for await (const key of store.list(prefix, options)) {
        const [name = "", ...deeper] = key.slice(prefix.length).split("/");
        seen.set(`${name} ${deeper.length > 0}`, { name, prefix: deeper.length > 0 });
      }
      yield* seen.values();
    },
    getSync: (key) => map.get(key),
    getRangeSync(key, range, into) {
      const bytes = map.get(key);
      const part = bytes && cut(bytes, range);
      if (!part || !into) return part;
      into.set(part);
      return into.subarray(0, part.length);
    },
    async flush() {},
    async close() {},
  };
  return store;
}

function cut(bytes: Bytes, range: ByteRange): Bytes {
  const { offset, length } = rangeWithin(range, bytes.length);
  return bytes.subarray(offset, offset + length);
}
