import type { ByteRange, Bytes, Key, Store } from "@zarrkit/plugin-api";
import { rangeWithin } from "@zarrkit/plugin-api";

/** A store over a map that has ranges and writes down what it is asked, one line a request: "get k", "range k 0+8". */
export function countingStore(map: Map<Key, Bytes>): Store & { readonly log: string[] } {
  const log: string[] = [];
  const spell = (range: ByteRange) => ("suffix" in range ? `-${range.suffix}` : `${range.offset}+${range.length}`);
  return {
    log,
    async get(key) {
      log.push(`get ${key}`);
      return map.get(key);
    },
    async getRange(key, range) {
      log.push(`range ${key} ${spell(range)}`);
      const bytes = map.get(key);
      if (!bytes) return undefined;
      const { offset, length } = rangeWithin(range, bytes.length);
      return bytes.subarray(offset, offset + length);
    },
    async size(key) {
      return map.get(key)?.length;
    },
    async set(key, bytes) {
      log.push(`set ${key}`);
      map.set(key, bytes.slice());
    },
    async delete(key) {
      log.push(`delete ${key}`);
      map.delete(key);
    },
  };
}
