import { type CallOptions, type Key, onAbort, until } from "@zarrkit/plugin-api";

interface Flight {
  readonly promise: Promise<unknown>;
  readonly controller: AbortController;
  /** Callers that still want the answer. */
  waiting: number;
}

/** Calls under way, so that who asks the same meanwhile joins instead of asking again. */
export class Flights {
  readonly #byKey = new Map<Key, Map<string, Flight>>();

  /**
   * Joins the call of that name, or starts it. It is aborted only when all who wait for it have; each caller's own abort
   * rejects that caller at once. `start` is told how to find out whether its answer may be kept.
   */
  async join<T>(
    key: Key,
    name: string,
    { signal, priority }: CallOptions,
    start: (call: CallOptions, current: () => boolean) => Promise<T>,
  ): Promise<T> {
    signal?.throwIfAborted();
    const flights = this.#byKey.get(key) ?? new Map<string, Flight>();
    let flight = flights.get(name);
    if (!flight) {
      const controller = new AbortController();
      const current = () => this.#byKey.get(key)?.get(name)?.controller === controller;
      const promise = start({ signal: controller.signal, priority }, current).finally(() => {
        if (current()) this.#leave(key, name);
      });
      flight = { promise, controller, waiting: 0 };
      this.#byKey.set(key, flights.set(name, flight));
    }
    const joined = flight;
    joined.waiting++;
    const leave = onAbort(signal, () => {
      if (--joined.waiting > 0) return;
      if (flights.get(name) === joined) this.#leave(key, name);
      joined.controller.abort(signal?.reason);
    });
    return (await until(signal, joined.promise).finally(leave)) as T;
  }

  /** From now on nobody joins the calls for this key, and their answers are not kept. */
  forget(key: Key): void {
    this.#byKey.delete(key);
  }

  clear(): void {
    this.#byKey.clear();
  }

  #leave(key: Key, name: string): void {
    const flights = this.#byKey.get(key);
    flights?.delete(name);
    if (flights?.size === 0) this.#byKey.delete(key);
  }
}
