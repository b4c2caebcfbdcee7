import { type CallOptions, type Child, type Key, prefixSegments } from "@zarrkit/plugin-api";
import { answer, type Stores } from "./transaction.js";

/** Runs a task in a transaction of its own: none stays open while the caller takes its time. */
type InTransaction = <T>(task: (stores: Stores) => Promise<T>) => Promise<T>;

const most = 1000;

/** Every key below a prefix, sorted, a thousand at a time. */
export async function* listKeys(run: InTransaction, prefix: string, options?: CallOptions): AsyncIterable<Key> {
  prefixSegments(prefix);
  for (let from = prefix; ; ) {
    const keys = await keysFrom(run, from, prefix, most);
    for (const key of keys) {
      yield key;
      options?.signal?.throwIfAborted();
    }
    if (keys.length < most) return;
    from = afterKey(keys.at(-1) as Key);
  }
}

/** The direct children of a prefix, sorted. What lies below a child is skipped, not read, however much it is. */
export async function* listDirect(run: InTransaction, prefix: string, options?: CallOptions): AsyncIterable<Child> {
  prefixSegments(prefix);
  let count = 1;
  for (let from = prefix; ; ) {
    const keys = await keysFrom(run, from, prefix, count);
    let child: Child | undefined;
    for (const key of keys) {
      const [name = "", ...below] = key.slice(prefix.length).split("/");
      if (child?.prefix && child.name === name) continue;
      child = { name, prefix: below.length > 0 };
      yield child;
      options?.signal?.throwIfAborted();
    }
    if (!child || keys.length < count) return;
    from = child.prefix ? afterPrefix(`${prefix}${child.name}/`) : afterKey(prefix + child.name);
    // Values without keys below are read in ever larger steps.
    count = child.prefix ? 1 : Math.min(2 * count, most);
  }
}

function keysFrom(run: InTransaction, from: string, prefix: string, count: number): Promise<Key[]> {
  const end = afterPrefix(prefix);
  if (prefix !== "" && from >= end) return Promise.resolve([]);
  const range = prefix === "" ? IDBKeyRange.lowerBound(from) : IDBKeyRange.bound(from, end, false, true);
  return run(({ entries }) => answer(entries.getAllKeys(range, count) as IDBRequest<Key[]>));
}

/** What follows a key at once in the order of IndexedDB, by UTF-16 units: no key holds NUL. */
function afterKey(key: Key): string {
  return `${key}\0`;
}

/** The first string behind all that begin with a prefix: "0" follows "/". */
function afterPrefix(prefix: string): string {
  return `${prefix.slice(0, -1)}0`;
}
