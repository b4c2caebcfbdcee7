import {
  type ByteRange,
  type Bytes,
  type CallOptions,
  type Child,
  type Store,
  type WriteOptions,
  ZarrError,
} from "@zarrkit/plugin-api";

export interface Value {
  readonly bytes: Bytes;
  readonly version: string;
}

/** The place of a reference store: what several instances share. */
export interface Place {
  readonly values: Map<string, Value>;
  writes: number;
}

export type MemoryStore = Required<Omit<Store, "traits">> & Pick<Store, "traits">;

/** A right store with every method of the contract: the ground that wrong ones stand on. */
export function memoryStore(place: Place): MemoryStore {
  const { values } = place;
  const store: MemoryStore = {
    traits: {
      atomicWrites: true,
      conditionalWrites: "version",
      concurrency: 8,
      coalesceGap: 0,
      location: "memory://x",
    },
    async get(key, options) {
      await pause(options);
      return readable(key) ? values.get(key)?.bytes : undefined;
    },
    async getRange(key, range, options) {
      check(range);
      const bytes = await store.get(key, options);
      return bytes && cut(bytes, range);
    },
    async getRanges(key, ranges, options) {
      ranges.forEach(check);
      const bytes = await store.get(key, options);
      return bytes && ranges.map((range) => cut(bytes, range));
    },
    async getRangesVersioned(key, ranges, options = {}) {
      ranges.forEach(check);
      const value = await store.getVersioned(key, options);
      const { version = value?.version } = options;
      if (version !== value?.version)
        throw new ZarrError("conflict", `${key} has another version than ${version}. Read it again.`);
      return (
        value && {
          pieces: ranges.map((range) => cut(value.bytes, range)),
          version: value.version,
          size: value.bytes.length,
        }
      );
    },
    async size(key, options) {
      return (await store.get(key, options))?.length;
    },
    async getVersioned(key, options) {
      await pause(options);
      return values.get(key);
    },
    async set(key, bytes, options = {}) {
      if (!readable(key)) throw new ZarrError("invalid-argument", `set: ${JSON.stringify(key)} is no key.`);
      await pause(options);
      hold(key, options);
      values.set(key, { bytes: Uint8Array.from(bytes), version: `v${place.writes++}` });
    },
    async delete(key, options = {}) {
      await pause(options);
      hold(key, options);
      values.delete(key);
    },
    async *list(prefix, options) {
      for (const key of values.keys()) {
        await pause(options);
        if (key.startsWith(prefix)) yield key;
      }
      await pause(options);
    },
    async *listChildren(prefix, options) {
      const seen = new Map<string, Child>();
      for await (const key of store.list(prefix, options)) {
        const [name = "", ...deeper] = key.slice(prefix.length).split("/");
        const child = { name, prefix: deeper.length > 0 };
        seen.set(`${name} ${child.prefix}`, child);
      }
      yield* seen.values();
    },
    getSync: (key) => values.get(key)?.bytes,
    getRangeSync(key, range, into) {
      const value = values.get(key)?.bytes;
      if (value === undefined) return undefined;
      const part = cut(value, range);
      if (into === undefined) return part;
      into.set(part);
      return into.subarray(0, part.length);
    },
    async flush() {},
    async close() {},
  };

  function hold(key: string, { onlyIf }: WriteOptions): void {
    if (onlyIf === undefined) return;
    const found = values.get(key)?.version;
    const expected = onlyIf === "absent" ? undefined : onlyIf.version;
    if (found === expected) return;
    throw new ZarrError(
      "conflict",
      `${key}: expected ${expected ?? "no value"}, found ${found ?? "none"}. Read it again.`,
    );
  }

  return store;
}

/** Waits as a real store does, and hears the signal before and after. */
export async function pause(options?: CallOptions): Promise<void> {
  if (options?.signal?.aborted) throw options.signal.reason;
  await Promise.resolve();
  if (options?.signal?.aborted) throw options.signal.reason;
}

export function cut(bytes: Bytes, range: ByteRange): Bytes {
  if ("suffix" in range) return bytes.subarray(Math.max(0, bytes.length - range.suffix));
  return bytes.subarray(range.offset, range.length === undefined ? bytes.length : range.offset + range.length);
}

function check(range: ByteRange): void {
  for (const number of Object.values(range)) {
    if (Number.isInteger(number) && number >= 0) continue;
    throw new ZarrError("invalid-argument", `${JSON.stringify(range)} is no range.`);
  }
}

function readable(key: string): boolean {
  return key.split("/").every((segment) => !["", ".", ".."].includes(segment));
}
