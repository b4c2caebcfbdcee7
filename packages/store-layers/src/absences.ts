import type { Key } from "@zarrkit/plugin-api";

/** Keys kept: some megabytes of names. */
const most = 2 ** 14;

/** The latest keys that a store was seen not to have, for who knows that it stays as it is. */
export function absences() {
  const keys = new Set<Key>();
  return {
    has: (key: Key): boolean => keys.has(key),

    /** Passes on what the store answered for a key. */
    note<T>(key: Key, found: T | undefined): T | undefined {
      if (found === undefined) keys.add(key);
      const [oldest] = keys.size > most ? keys : [];
      if (oldest !== undefined) keys.delete(oldest);
      return found;
    },
  };
}
