import {
  type ByteRange,
  type Bytes,
  type CallOptions,
  type Child,
  checkRange,
  type Key,
  keySegments,
  type Place,
  prefixSegments,
  rangeWithin,
  type Store,
  type WriteOptions,
  ZarrError,
} from "@zarrkit/plugin-api";

/** The store and path of a URL: `sample-name://NAME/path`. */
export function openSampleName(url: string, places: ReadonlyMap<string, Map<Key, Bytes>>): Place {
  const [name = "", ...path] = url.replace("sample-name://", "").split("/");
  const values = places.get(name);
  if (values === undefined) {
    throw new ZarrError(
      "not-found",
      `${url}: there is no place "${name}"; there are ${[...places.keys()].join(", ")}.`,
    );
  }
  return { store: sampleNameStore(values), path: path.filter((segment) => segment !== "").join("/") };
}

/** A store over a Map. Several may share one. */
export function sampleNameStore(values: Map<Key, Bytes>) {
  async function* list(prefix: string, options?: CallOptions): AsyncIterable<Key> {
    prefixSegments(prefix);
    for (const key of [...values.keys()]) {
      options?.signal?.throwIfAborted();
      if (key.startsWith(prefix)) yield key;
    }
    options?.signal?.throwIfAborted();
  }

  return {
    traits: { atomicWrites: true },

    async get(key: Key, options?: CallOptions) {
      options?.signal?.throwIfAborted();
      return values.get(checkedKey(key));
    },

    async getRange(key: Key, range: ByteRange, options?: CallOptions) {
      options?.signal?.throwIfAborted();
      checkRange(range);
      const value = values.get(checkedKey(key));
      if (value === undefined) return undefined;
      const { offset, length } = rangeWithin(range, value.length);
      return value.subarray(offset, offset + length);
    },

    async size(key: Key, options?: CallOptions) {
      options?.signal?.throwIfAborted();
      return values.get(checkedKey(key))?.length;
    },

    async set(key: Key, bytes: Bytes, options?: WriteOptions) {
      options?.signal?.throwIfAborted();
      refuseCondition(key, options);
      values.set(checkedKey(key), Uint8Array.from(bytes));
    },

    async delete(key: Key, options?: WriteOptions) {
      options?.signal?.throwIfAborted();
      refuseCondition(key, options);
      values.delete(checkedKey(key));
    },

    list,

    async *listChildren(prefix: string, options?: CallOptions) {
      const children = new Map<string, Child>();
      for await (const key of list(prefix, options)) {
        const [name = "", ...below] = key.slice(prefix.length).split("/");
        const child = { name, prefix: below.length > 0 };
        children.set(`${child.prefix}/${name}`, child);
      }
      yield* children.values();
    },
  } satisfies Store;
}

/** A condition that is ignored loses somebody's update. */
function refuseCondition(key: Key, options?: WriteOptions): void {
  if (options?.onlyIf === undefined) return;
  const problem = `${key}: sample-name has no versions, so it cannot write on a condition. Write without "onlyIf".`;
  throw new ZarrError("unsupported", problem, { fields: { key } });
}

function checkedKey(key: Key): Key {
  keySegments(key);
  return key;
}
