/**
 * Runs `work` over items, at most `width` at once; the next item is taken only when one has ended, so that a lazy source
 * is never run ahead. The first failure, or the caller's abort, stops the rest through the signal that `work` gets, and
 * is what rejects once all have stopped.
 */
export async function forEachBounded<T>(
  items: Iterable<T>,
  width: number,
  work: (item: T, signal: AbortSignal) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  signal?.throwIfAborted();
  const stop = new AbortController();
  const onAbort = () => stop.abort(signal!.reason);
  signal?.addEventListener("abort", onAbort, { once: true });
  const iterator = items[Symbol.iterator]();

  async function lane(): Promise<void> {
    for (let next = iterator.next(); !next.done && !stop.signal.aborted; next = iterator.next()) {
      try {
        await work(next.value, stop.signal);
      } catch (error) {
        stop.abort(error);
      }
    }
  }

  try {
    await Promise.all(Array.from({ length: width }, lane));
  } finally {
    signal?.removeEventListener("abort", onAbort);
  }
  stop.signal.throwIfAborted();
}
