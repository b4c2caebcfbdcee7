import {
  type Bytes,
  type CallOptions,
  inherit,
  isZarrError,
  type Key,
  type Layered,
  type Store,
  until,
  type WriteOptions,
} from "@zarrkit/plugin-api";

export interface RetryOptions {
  /** Further attempts after the first. Default 4. */
  readonly retries?: number;
  /** Milliseconds: the n-th retry waits up to this times 2^(n - 1), at random. Default 250. */
  readonly delay?: number;
  /** Milliseconds that one wait may last; a source that wants more (`fields.wait` of its error) is reported. Default 30,000. */
  readonly longestWait?: number;
}

/**
 * Repeats calls that failed with an error that says it is `retryable`, after what the error's `fields.wait` asks for
 * (milliseconds, as of a Retry-After header) and a random time ("full jitter": many clients do not come back at one
 * moment). Repeated are only calls that change nothing when they are made twice: reads, listings that have not yielded
 * yet, and writes without a condition. A conditional write may have succeeded although its answer was lost, and would then
 * conflict with itself. Synchronous reads are not repeated, since they cannot wait.
 */
export function retry<S extends Store>(inner: S, options: RetryOptions = {}): Layered<S> {
  const { retries = 4, delay = 250, longestWait = 30_000 } = options;
  const layer: Store = inherit<Store>(inner);

  /** Waits before the next attempt, or throws the error when there is none. */
  async function next(error: unknown, attempt: number, signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    if (!isZarrError(error) || !error.retryable || attempt > retries) throw error;
    const wait = typeof error.fields["wait"] === "number" ? error.fields["wait"] : 0;
    if (wait > longestWait) throw error;
    await pause(wait + Math.random() * Math.min(longestWait, delay * 2 ** (attempt - 1)), signal);
  }

  async function again<T>(call: () => Promise<T>, { signal }: CallOptions = {}): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await call();
      } catch (error) {
        await next(error, attempt, signal);
      }
    }
  }

  async function* untilFirst<T>(call: () => AsyncIterable<T>, { signal }: CallOptions = {}): AsyncGenerator<T> {
    let yielded = false;
    for (let attempt = 1; ; attempt++) {
      try {
        for await (const item of call()) {
          yielded = true;
          yield item;
        }
        return;
      } catch (error) {
        if (yielded) throw error;
        await next(error, attempt, signal);
      }
    }
  }

  const { get, getRange, getRanges, getRangesVersioned, size, getVersioned, list, listChildren } = layer;
  const { set, delete: remove } = layer;
  return {
    ...layer,
    get: (key, call) => again(() => get(key, call), call),
    ...(getRange && { getRange: (key, range, call) => again(() => getRange(key, range, call), call) }),
    ...(getRanges && { getRanges: (key, ranges, call) => again(() => getRanges(key, ranges, call), call) }),
    ...(getRangesVersioned && {
      getRangesVersioned: (key, ranges, call) => again(() => getRangesVersioned(key, ranges, call), call),
    }),
    ...(size && { size: (key, call) => again(() => size(key, call), call) }),
    ...(getVersioned && { getVersioned: (key, call) => again(() => getVersioned(key, call), call) }),
    ...(list && { list: (start, call) => untilFirst(() => list(start, call), call) }),
    ...(listChildren && { listChildren: (start, call) => untilFirst(() => listChildren(start, call), call) }),
    ...(set && {
      set: (key: Key, bytes: Bytes, call?: WriteOptions) =>
        call?.onlyIf ? set(key, bytes, call) : again(() => set(key, bytes, call), call),
    }),
    ...(remove && {
      delete: (key: Key, call?: WriteOptions) =>
        call?.onlyIf ? remove(key, call) : again(() => remove(key, call), call),
    }),
  } satisfies Store as Layered<S>;
}

async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await until(signal, over).finally(() => clearTimeout(timer));
}
