import type { ByteRange, Bytes, CallOptions, Child, Key, Store, Version, WriteOptions } from "@zarrkit/plugin-api";
import { keySegments, ZarrError } from "@zarrkit/plugin-api";
import { sliceRange } from "./range.js";

// Every write stores a fresh copy, so that the copy stands for the state of the value, also where two stores lie over one map.
const versions = /* @__PURE__ */ new WeakMap<Bytes, Version>();
let written = 0;

function versionOf(bytes: Bytes): Version {
  let version = versions.get(bytes);
  if (!version) versions.set(bytes, (version = String(++written)));
  return version;
}

/**
 * A store in memory, over a `Map` that stays the user's: what is in the map is in the store. Values are copied in and out,
 * so neither side can change the other's bytes.
 */
export function memoryStore(map: Map<Key, Bytes> = new Map()) {
  function check(key: Key, { signal, onlyIf }: WriteOptions = {}): void {
    signal?.throwIfAborted();
    if (onlyIf === undefined) return;
    const bytes = map.get(key);
    const found = bytes && versionOf(bytes);
    if (onlyIf === "absent" && found !== undefined) throw changed(key, "no value", found);
    if (onlyIf !== "absent" && found !== onlyIf.version) throw changed(key, `version ${onlyIf.version}`, found);
  }

  function getSync(key: Key): Bytes | undefined {
    const bytes = map.get(key);
    return bytes && new Uint8Array(bytes);
  }

  function getRangeSync(key: Key, range: ByteRange, into?: Bytes): Bytes | undefined {
    const bytes = map.get(key);
    const part = bytes && sliceRange(bytes, range);
    if (!part || !into) return part && new Uint8Array(part);
    into.set(part);
    return into.subarray(0, part.length);
  }

  function below(prefix: string): Key[] {
    return [...map.keys()].filter((key) => key.startsWith(prefix)).sort();
  }

  return {
    traits: { atomicWrites: true, conditionalWrites: "version", suffixRanges: true },
    getSync,
    getRangeSync,
    async get(key: Key, options?: CallOptions) {
      options?.signal?.throwIfAborted();
      return getSync(key);
    },
    async getRange(key: Key, range: ByteRange, options?: CallOptions) {
      options?.signal?.throwIfAborted();
      return getRangeSync(key, range);
    },
    async getRanges(
      key: Key,
      ranges: readonly ByteRange[],
      options?: CallOptions,
    ): Promise<readonly Bytes[] | undefined> {
      options?.signal?.throwIfAborted();
      const bytes = map.get(key);
      return bytes && ranges.map((range) => new Uint8Array(sliceRange(bytes, range)));
    },
    async getRangesVersioned(
      key: Key,
      ranges: readonly ByteRange[],
      options?: CallOptions & { readonly version?: Version | undefined },
    ): Promise<{ pieces: readonly Bytes[]; version: Version; size: number } | undefined> {
      options?.signal?.throwIfAborted();
      const bytes = map.get(key);
      if (!bytes) return undefined;
      const version = versionOf(bytes);
      if (options?.version !== undefined && options.version !== version) {
        throw changed(key, `version ${options.version}`, version);
      }
      const pieces = ranges.map((range) => new Uint8Array(sliceRange(bytes, range)));
      return { pieces, version, size: bytes.length };
    },
    async size(key: Key, options?: CallOptions) {
      options?.signal?.throwIfAborted();
      return map.get(key)?.length;
    },
    async getVersioned(key: Key, options?: CallOptions): Promise<{ bytes: Bytes; version: Version } | undefined> {
      options?.signal?.throwIfAborted();
      const bytes = map.get(key);
      return bytes && { bytes: new Uint8Array(bytes), version: versionOf(bytes) };
    },
    async set(key: Key, bytes: Bytes, options?: WriteOptions) {
      keySegments(key);
      check(key, options);
      map.set(key, new Uint8Array(bytes));
    },
    async delete(key: Key, options?: WriteOptions) {
      check(key, options);
      map.delete(key);
    },
    async *list(prefix: string, options?: CallOptions): AsyncIterable<Key> {
      for (const key of below(prefix)) {
        options?.signal?.throwIfAborted();
        yield key;
      }
    },
    async *listChildren(prefix: string, options?: CallOptions): AsyncIterable<Child> {
      const seen = new Set<string>();
      for (const key of below(prefix)) {
        options?.signal?.throwIfAborted();
        const rest = key.slice(prefix.length);
        const end = rest.indexOf("/");
        const child = { name: end < 0 ? rest : rest.slice(0, end), prefix: end >= 0 };
        const id = `${child.name}${child.prefix ? "/" : ""}`;
        if (!seen.has(id)) yield child;
        seen.add(id);
      }
    },
  } satisfies Store;
}

function changed(key: Key, expected: string, found: Version | undefined): ZarrError {
  const now = found === undefined ? "none" : `version ${found}`;
  return new ZarrError("conflict", `${key} was expected to have ${expected}, but has ${now}: read it again.`, {
    fields: { key },
  });
}
