import type { Bytes, Key, Store } from "@zarrkit/plugin-api";
import { schedulerOf } from "./scheduler.js";
import { SharedCalls } from "./shared-calls.js";

export interface FetchOptions {
  readonly signal?: AbortSignal | undefined;
  readonly priority?: number | undefined;
  /** Joins no call under way: for writers, who must see what is stored now. */
  readonly alone?: boolean | undefined;
}

const calls = /* @__PURE__ */ new WeakMap<Store, SharedCalls<unknown>>();

/** Runs a call on a store within its budget; concurrent calls of one name are one. */
export function shared<T>(
  store: Store,
  name: string,
  start: (signal: AbortSignal) => Promise<T>,
  options: FetchOptions,
): Promise<T> {
  const { priority, signal } = options;
  const run = (stop: AbortSignal) => schedulerOf(store).run(() => start(stop), priority, stop);
  if (options.alone) return run(signal ?? new AbortController().signal);
  let known = calls.get(store);
  if (!known) calls.set(store, (known = new SharedCalls()));
  return known.run(name, run, signal) as Promise<T>;
}

/** Lets nobody join calls for a key that began before it was written. */
export function forgetCalls(store: Store, key: Key): void {
  calls.get(store)?.forget((name) => name === key || name.startsWith(`${key} `));
}

/** The whole value; concurrent calls for one key ask once. */
export function fetchValue(store: Store, key: Key, options: FetchOptions): Promise<Bytes | undefined> {
  return shared(store, key, (signal) => store.get(key, { signal, priority: options.priority }), options);
}
