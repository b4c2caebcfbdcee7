const watched = /* @__PURE__ */ new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls back when the signal aborts, unless the function returned is called before. A signal gets one listener however
 * many calls wait for it: thousands of its own would be slow to remove, and Node warns of a leak from the eleventh.
 */
export function onAbort(signal: AbortSignal | undefined, callback: () => void): () => void {
  if (!signal) return () => {};
  let waiting = watched.get(signal);
  if (!waiting) {
    const all = new Set<() => void>();
    signal.addEventListener("abort", () => all.forEach((call) => call()), { once: true });
    watched.set(signal, (waiting = all));
  }
  const set = waiting;
  // One of its own, so that the same function may wait twice.
  const own = () => callback();
  set.add(own);
  return () => {
    set.delete(own);
  };
}

/** What becomes of the promise, or a rejection with the signal's reason as soon as it aborts. */
export function until<T>(signal: AbortSignal | undefined, promise: Promise<T>): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const leave = onAbort(signal, () => reject(signal.reason));
    if (signal.aborted) reject(signal.reason);
    promise.then(resolve, reject).finally(leave);
  });
}
