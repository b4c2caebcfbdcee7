import { type CallOptions, type Child, type Key, keySegments, prefixSegments } from "@zarrkit/plugin-api";
import type { References } from "./document.js";

/** Keys of a document below a prefix. Names that are no keys, such as "../x", are no one's to ask for. */
export async function* listKeys(references: References, prefix: string, options?: CallOptions): AsyncGenerator<Key> {
  options?.signal?.throwIfAborted();
  prefixSegments(prefix);
  for await (const keys of references.keys()) {
    options?.signal?.throwIfAborted();
    for (const key of keys) {
      options?.signal?.throwIfAborted();
      if (key.startsWith(prefix) && isKey(key)) yield key;
    }
  }
}

export async function* listChildren(
  references: References,
  prefix: string,
  options?: CallOptions,
): AsyncGenerator<Child> {
  options?.signal?.throwIfAborted();
  prefixSegments(prefix);
  const seen = new Set<string>();
  for await (const keys of references.keys()) {
    options?.signal?.throwIfAborted();
    for (const key of keys) {
      if (!key.startsWith(prefix)) continue;
      const end = key.indexOf("/", prefix.length);
      const id = end < 0 ? key.slice(prefix.length) : key.slice(prefix.length, end + 1);
      if (seen.has(id) || !isKey(key)) continue;
      seen.add(id);
      options?.signal?.throwIfAborted();
      yield end < 0 ? { name: id, prefix: false } : { name: id.slice(0, -1), prefix: true };
    }
  }
}

function isKey(key: string): boolean {
  try {
    keySegments(key);
    return true;
  } catch {
    return false;
  }
}
