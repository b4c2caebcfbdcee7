import { takeTurns } from "./turn.js";

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
  const iterator = items[Symbol.iterator]();
  // Each lane has a signal of its own: hundreds of listeners on one signal look like a leak, and Node says so.
  const lanes: AbortController[] = [];
  let failure: { readonly reason: unknown } | undefined;

  function stop(reason: unknown): void {
    failure ??= { reason };
    for (const controller of lanes) controller.abort(failure.reason);
  }

  async function lane(): Promise<void> {
    let controller: AbortController | undefined;
    for (let next = iterator.next(); !next.done && !failure; next = iterator.next()) {
      if (!controller) lanes.push((controller = new AbortController()));
      try {
        await work(next.value, controller.signal);
        await takeTurns();
      } catch (error) {
        stop(error);
      }
    }
  }

  const onAbort = () => stop(signal!.reason);
  signal?.addEventListener("abort", onAbort);
  try {
    await Promise.all(Array.from({ length: width }, lane));
  } finally {
    signal?.removeEventListener("abort", onAbort);
  }
  if (failure) throw failure.reason;
}
