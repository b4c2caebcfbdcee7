import {
  type CallOptions,
  isZarrError,
  type Key,
  type OpenTools,
  type Store,
  type StoreLike,
  until,
  ZarrError,
} from "@zarrkit/plugin-api";
import { withoutSecrets } from "./allowed.js";
import type { Home } from "./home.js";

/** A file that references point into. */
export interface Target {
  readonly store: Store;
  readonly key: string;
  /** For messages: without what may be secret. */
  readonly shown: string;
}

/** Files that are kept open at the same time. */
const most = 1000;

/** Finds the stores of targets; `check` throws for those that may not be read. */
export class Targets {
  readonly #open = new Map<string, Promise<Target>>();

  constructor(
    readonly home: Home,
    readonly resolve: OpenTools["resolve"],
    readonly check: (url: string) => void,
  ) {}

  /** The file that the reference of a key points to. Errors name the key. */
  async find(key: Key, target: string, { signal }: CallOptions = {}): Promise<Target> {
    let found = this.#open.get(target);
    if (!found) {
      // For everybody who asks, so it heeds no single caller's signal.
      found = this.#find(target);
      this.#open.set(target, found);
      found.catch(() => this.#open.delete(target));
      for (const oldest of this.#open.keys()) {
        if (this.#open.size <= most) break;
        this.#open.delete(oldest);
      }
    }
    try {
      return await until(signal, found);
    } catch (cause) {
      if (signal?.aborted || !isZarrError(cause)) throw cause;
      const { code, fields, retryable } = cause;
      throw new ZarrError(code, `${key}: ${cause.message}`, { fields: { ...fields, key }, retryable, cause });
    }
  }

  async #find(target: string): Promise<Target> {
    const shown = withoutSecrets(target);
    const located = this.home.locate(target);
    if ("key" in located) return { store: this.home.store, key: located.key, shown };
    this.check(located.url);
    const { store, path } = await this.resolve(located.url, {});
    if (path === "") {
      const message = `A reference points to ${shown}, where there is no file.`;
      throw new ZarrError("not-found", message, { fields: { url: shown } });
    }
    return { store: asStore(store), key: path, shown };
  }
}

/** A plain Map answers at once and has no ranges. */
export function asStore(store: StoreLike): Store {
  return store instanceof Map ? { get: async (key) => store.get(key) } : store;
}
