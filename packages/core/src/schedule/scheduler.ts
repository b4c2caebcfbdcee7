import type { Store } from "@zarrkit/plugin-api";

/** Requests at once where the store does not say; browsers and servers both do well with it. */
const defaultConcurrency = 32;
/** What a store without a bound of its own gets: more only fills memory. */
const mostConcurrency = 1024;

interface Waiting {
  readonly priority: number;
  start(): void;
}

/** A budget of calls at once, shared by everything that reads one store; larger priority goes first. */
export class Scheduler {
  #free: number;
  readonly #waiting: Waiting[] = [];

  constructor(concurrency: number) {
    this.#free = concurrency;
  }

  /** Runs a task as soon as a place is free; rejects with `signal.reason` if it aborts while waiting. */
  async run<T>(task: () => Promise<T>, priority = 0, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    if (this.#free > 0) this.#free--;
    else await this.#wait(priority, signal);
    try {
      return await task();
    } finally {
      const next = this.#waiting.shift();
      if (next) next.start();
      else this.#free++;
    }
  }

  #wait(priority: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const entry: Waiting = {
        priority,
        start() {
          signal?.removeEventListener("abort", leave);
          resolve();
        },
      };
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(entry), 1);
        reject(signal!.reason);
      };
      const after = this.#waiting.findIndex((other) => other.priority < priority);
      this.#waiting.splice(after < 0 ? this.#waiting.length : after, 0, entry);
      signal?.addEventListener("abort", leave);
    });
  }
}

const schedulers = /* @__PURE__ */ new WeakMap<Store, Scheduler>();

/** At least one whatever the store says: without a place nothing would be read, and nobody told. */
export function concurrencyOf(store: Store): number {
  const { concurrency = defaultConcurrency } = store.traits ?? {};
  return Math.min(Math.max(1, Math.trunc(concurrency) || 1), mostConcurrency);
}

/** The one scheduler of a store, whoever reads it. */
export function schedulerOf(store: Store): Scheduler {
  let scheduler = schedulers.get(store);
  if (!scheduler) schedulers.set(store, (scheduler = new Scheduler(concurrencyOf(store))));
  return scheduler;
}
