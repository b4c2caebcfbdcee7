import type { CallOptions, Child, Key } from "@zarrkit/plugin-api";
import { prefixSegments } from "@zarrkit/plugin-api";

/** The keys below a prefix, from all keys in the order of `sort()`. */
export async function* listKeys(sorted: readonly Key[], prefix: string, call?: CallOptions): AsyncIterable<Key> {
  prefixSegments(prefix);
  for (let at = firstFrom(sorted, prefix); at < sorted.length; at++) {
    call?.signal?.throwIfAborted();
    if (!sorted[at]!.startsWith(prefix)) return;
    yield sorted[at]!;
  }
}

/** The direct children of a prefix: of each child that is a prefix itself, only its first key is looked at. */
export async function* listChildrenOf(
  sorted: readonly Key[],
  prefix: string,
  call?: CallOptions,
): AsyncIterable<Child> {
  prefixSegments(prefix);
  for (let at = firstFrom(sorted, prefix); at < sorted.length; ) {
    call?.signal?.throwIfAborted();
    const key = sorted[at]!;
    if (!key.startsWith(prefix)) return;
    const slash = key.indexOf("/", prefix.length);
    yield { name: key.slice(prefix.length, slash < 0 ? undefined : slash), prefix: slash >= 0 };
    // "0" is what follows "/".
    at = slash < 0 ? at + 1 : firstFrom(sorted, `${key.slice(0, slash)}0`);
  }
}

function firstFrom(sorted: readonly Key[], key: Key): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
