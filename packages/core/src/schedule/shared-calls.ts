interface Call<T> {
  readonly result: Promise<T>;
  /** Taken away when the call has ended: to abort is dear. */
  stop: AbortController | undefined;
  waiting: number;
}

/**
 * Joins calls that ask for the same thing while one is under way. Each caller's abort ends its own waiting only; the call
 * itself is aborted when nobody waits for it any more.
 */
export class SharedCalls<T> {
  readonly #calls = new Map<string, Call<T>>();

  async run(name: string, start: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    let call = this.#calls.get(name);
    if (!call) {
      const stop = new AbortController();
      call = { result: start(stop.signal), stop, waiting: 0 };
      this.#calls.set(name, call);
      const forget = () => {
        call!.stop = undefined;
        if (this.#calls.get(name) === call) this.#calls.delete(name);
      };
      call.result.then(forget, forget);
    }
    return this.#join(name, call, signal);
  }

  /** Later callers do not join these calls any more; who waits already is served. */
  forget(matches: (name: string) => boolean): void {
    for (const name of this.#calls.keys()) if (matches(name)) this.#calls.delete(name);
  }

  async #join(name: string, call: Call<T>, signal: AbortSignal | undefined): Promise<T> {
    call.waiting++;
    let leave: (() => void) | undefined;
    try {
      if (!signal) return await call.result;
      const aborted = new Promise<never>((_, reject) => {
        leave = () => reject(signal.reason);
        signal.addEventListener("abort", leave);
      });
      return await Promise.race([call.result, aborted]);
    } finally {
      if (leave) signal!.removeEventListener("abort", leave);
      if (--call.waiting === 0) {
        // Nobody may join a call that is being aborted.
        if (this.#calls.get(name) === call) this.#calls.delete(name);
        call.stop?.abort(signal?.reason);
      }
    }
  }
}
