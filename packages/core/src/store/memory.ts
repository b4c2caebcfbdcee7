import type { ByteRange, Bytes, CallOptions, Child, Key, Store, Version, WriteOptions } from "@zarrkit/plugin-api";
import { ZarrError } from "@zarrkit/plugin-api";
import { sliceRange } from "./range.js";

/**
 * A store in memory, over a `Map` that stays the user's: what is in the map is in the store. Values are copied in and out,
 * so neither side can change the other's bytes.
 */
export function memoryStore(map: Map<Key, Bytes> = new Map()) {
  // Versions count writes. A map changed from outside is seen by comparing the value itself.
  const versions = new Map<Key, { bytes: Bytes; version: number }>();
  let writes = 0;

  function current(key: Key): { bytes: Bytes; version: Version } | undefined {
    const bytes = map.get(key);
    if (bytes === undefined) return undefined;
    let known = versions.get(key);
    if (known?.bytes !== bytes) {
      known = { bytes, version: ++writes };
      versions.set(key, known);
    }
    return { bytes, version: String(known.version) };
  }

  function check(key: Key, { signal, onlyIf }: WriteOptions = {}): void {
    signal?.throwIfAborted();
    if (onlyIf === undefined) return;
    const found = current(key)?.version;
    if (onlyIf === "absent" && found !== undefined) throw changed(key, "no value", found);
    if (onlyIf !== "absent" && found !== onlyIf.version) throw changed(key, `version ${onlyIf.version}`, found);
  }

  function getSync(key: Key): Bytes | undefined {
    return map.get(key)?.slice();
  }

  function getRangeSync(key: Key, range: ByteRange, into?: Bytes): Bytes | undefined {
    const bytes = map.get(key);
    const part = bytes && sliceRange(bytes, range);
    if (!part || !into) return part?.slice();
    into.set(part);
    return into.subarray(0, part.length);
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
    async getRanges(key: Key, ranges: readonly ByteRange[], options?: CallOptions) {
      options?.signal?.throwIfAborted();
      const bytes = map.get(key);
      return bytes && ranges.map((range) => sliceRange(bytes, range).slice());
    },
    async getRangesVersioned(
      key: Key,
      ranges: readonly ByteRange[],
      options?: CallOptions & { readonly version?: Version | undefined },
    ) {
      options?.signal?.throwIfAborted();
      const found = current(key);
      if (found && options?.version !== undefined && options.version !== found.version) {
        throw changed(key, `version ${options.version}`, found.version);
      }
      return found && { pieces: ranges.map((range) => sliceRange(found.bytes, range).slice()), version: found.version };
    },
    async size(key: Key, options?: CallOptions) {
      options?.signal?.throwIfAborted();
      return map.get(key)?.length;
    },
    async getVersioned(key: Key, options?: CallOptions) {
      options?.signal?.throwIfAborted();
      const found = current(key);
      return found && { bytes: found.bytes.slice(), version: found.version };
    },
    async set(key: Key, bytes: Bytes, options?: WriteOptions) {
      check(key, options);
      map.set(key, new Uint8Array(bytes));
    },
    async delete(key: Key, options?: WriteOptions) {
      check(key, options);
      map.delete(key);
      versions.delete(key);
    },
    async *list(prefix: string, options?: CallOptions): AsyncIterable<Key> {
      options?.signal?.throwIfAborted();
      yield* [...map.keys()].filter((key) => key.startsWith(prefix)).sort();
    },
    async *listChildren(prefix: string, options?: CallOptions): AsyncIterable<Child> {
      options?.signal?.throwIfAborted();
      const seen = new Set<string>();
      for (const key of [...map.keys()].sort()) {
        if (!key.startsWith(prefix)) continue;
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
