import type { Key, Store } from "@zarrkit/plugin-api";

const tails = /* @__PURE__ */ new WeakMap<Store, Map<Key, Promise<unknown>>>();

/** Runs tasks that name the same key of the same store one after the other: read-modify-write loses no update. */
export async function withLock<T>(store: Store, key: Key, task: () => Promise<T>): Promise<T> {
  let keys = tails.get(store);
  if (!keys) tails.set(store, (keys = new Map()));
  const before = keys.get(key);
  const run = before ? before.then(task, task) : task();
  const tail = run.then(
    () => undefined,
    () => undefined,
  );
  keys.set(key, tail);
  try {
    return await run;
  } finally {
    if (keys.get(key) === tail) keys.delete(key);
  }
}
