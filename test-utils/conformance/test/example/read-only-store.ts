import type { Bytes, Key, Readable } from "@zarrkit/plugin-api";

/** The smallest store there is. */
export function readOnlyStore(values: ReadonlyMap<Key, Bytes>): Readable {
  return {
    async get(key, options) {
      options?.signal?.throwIfAborted();
      return values.get(key);
    },
  };
}
