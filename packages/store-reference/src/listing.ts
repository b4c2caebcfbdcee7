import { type CallOptions, type Child, type Key, keySegments, prefixSegments } from "@zarrkit/plugin-api";
import type { References } from "./document.js";

/** Keys of a document below a prefix. Names that are no keys, such as "../x", are no one's to ask for. */
export async function* listKeys(references: References, prefix: string, options?: CallOptions): AsyncGenerator<Key> {
  options?.signal?.throwIfAborted();
  prefixSegments(prefix);
  for await (const key of references.keys(options?.signal)) {
    options?.signal?.throwIfAborted();
    if (key.startsWith(prefix) && isKey(key)) yield key;
  }
}

export async function* listChildren(
  references: References,
  prefix: string,
  options?: CallOptions,
): AsyncGenerator<Child> {
  const seen = new Set<string>();
  for await (const key of listKeys(references, prefix, options)) {
    const rest = key.slice(prefix.length);
    const end = rest.indexOf("/");
    const child = { name: end < 0 ? rest : rest.slice(0, end), prefix: end >= 0 };
    const id = `${child.name}${child.prefix ? "/" : ""}`;
    if (!seen.has(id)) yield child;
    seen.add(id);
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
