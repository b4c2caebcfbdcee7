import {
  type ByteRange,
  type Bytes,
  type CallOptions,
  checkRange,
  inherit,
  type Key,
  type Layered,
  type Store,
  type Version,
  type Writable,
  type WriteOptions,
  ZarrError,
} from "@zarrkit/plugin-api";
import { Keeper } from "./persistent/keeper.js";
import { Shelf } from "./persistent/shelf.js";

export interface PersistentCacheOptions {
  /** Where values are kept: any store that can be written. Several caches may share it. */
  readonly store: Store & Writable;
  /** What this is the cache of, where the inner store has no location: two names are two caches. */
  readonly name?: string;
  /** How much is kept, the index included. Default 512 MiB. */
  readonly bytes?: number;
  /** Milliseconds for which what is kept is taken for true; then it is compared once more. Default: a day. */
  readonly maxAge?: number;
  /** Values never change. Default: what the inner store says of itself. */
  readonly immutable?: boolean;
  /** Told of what failed behind a reader's back, such as a full disk. Default: nobody is. */
  readonly onProblem?: (error: unknown) => void;
}

export interface Usage {
  readonly bytes: number;
  readonly entries: number;
  /** Bytes that are pinned. */
  readonly pinned: number;
}

export type Persistent<S extends Store> = Layered<S> & {
  /**
   * Runs `read` with a store that keeps all it reads until `unpin(pin)`: open an array of it and `get` a selection. Resolves
   * when all of it will be there after a restart; rejects with `limit-exceeded` when there is no room.
   */
  prefetch<T>(pin: string, read: (store: Layered<S>) => Promise<T>): Promise<T>;
  /** From now on these may make room for others. */
  unpin(pin: string): Promise<void>;
  usage(): Promise<Usage>;
  /** Forgets everything, pinned or not. */
  clear(): Promise<void>;
  /** Resolves when everything read before will be there after a restart. */
  flush(): Promise<void>;
  close(): Promise<void>;
};

/**
 * Keeps what was read in another store, so that it is there after a restart and when the inner store is out of reach:
 * whole values, and parts of values where the store tells their version or its values never change. Parts of a value are
 * always of one version. That a value is missing is kept too.
 *
 * What is older than `maxAge` is compared by its version, with one byte and without headers that need a preflight; where
 * no version is told, the value is read anew. When that fails because the source is out of reach, what is kept is answered.
 * What is not kept then is an error that says so. Writes through this layer make it forget the value. `getVersioned`, which
 * decides about conditional writes, listings and synchronous reads always ask the inner store.
 */
export function persistentCache<S extends Store>(inner: S, options: PersistentCacheOptions): Persistent<S> {
  const { store, bytes = 2 ** 29, maxAge = 86_400_000, onProblem = () => {} } = options;
  const layer: Store = inherit<Store>(inner);
  const { getRange, getRanges, getRangesVersioned, size, set, delete: remove, flush, close } = layer;
  const { immutable = layer.traits?.immutable ?? false } = options;
  const folder = `zarrkit-cache/${folderName(options.name ?? layer.traits?.location)}/`;
  const shelf = new Shelf(store, { folder, bytes, immutable, onProblem });
  const keeper = new Keeper(layer, shelf, maxAge);

  /** Forgets before, so that no read in between answers what is about to go, and after, so that none stays. */
  async function writing(key: Key, write: () => Promise<void>): Promise<void> {
    await keeper.forget(key);
    try {
      await write();
    } finally {
      await keeper.forget(key);
    }
  }

  function view(pin: string | undefined): Store {
    const part = async (
      key: Key,
      ranges: readonly ByteRange[],
      call?: CallOptions & { version?: Version | undefined },
    ) => {
      if (call?.fresh) await keeper.forget(key);
      return keeper.ranges(key, ranges.map(checkRange), { ...call, pin });
    };
    return {
      ...layer,
      get: async (key, call) => {
        if (call?.fresh) await keeper.forget(key);
        return keeper.whole(key, { ...call, pin });
      },
      ...(getRange && { getRange: async (key, range, call) => (await part(key, [range], call))?.pieces[0] }),
      ...(getRanges && { getRanges: async (key, ranges, call) => (await part(key, ranges, call))?.pieces }),
      ...(getRangesVersioned && { getRangesVersioned: part }),
      ...(size && { size: (key, call) => keeper.size(key, { ...call, pin }) }),
      ...(set && { set: (key: Key, value: Bytes, call?: WriteOptions) => writing(key, () => set(key, value, call)) }),
      ...(remove && { delete: (key: Key, call?: WriteOptions) => writing(key, () => remove(key, call)) }),
      // Parts that lie near each other are joined here, so that what is kept does not depend on who asked for what.
      traits: { ...layer.traits, coalesceGap: 0, suffixRanges: true },
    };
  }

  return {
    ...view(undefined),

    async prefetch(pin: string, read: (store: Layered<S>) => Promise<unknown>) {
      const result = await read(view(pin) as Layered<S>);
      await shelf.save();
      return result;
    },

    async unpin(pin: string) {
      await shelf.open();
      shelf.unpin(pin);
      await shelf.save();
    },

    async usage(): Promise<Usage> {
      await shelf.open();
      return shelf.usage();
    },

    async clear() {
      await shelf.open();
      await shelf.clear();
    },

    async flush() {
      await shelf.save();
      await flush?.();
    },

    async close() {
      await shelf.save();
      await close?.();
    },
  } as Persistent<S>;
}

/** A short name for what may be long and hold secrets: 64-bit FNV-1a of it. */
function folderName(source: string | undefined): string {
  if (source === undefined) {
    const message = "This store has no location by which a cache would find its values again: pass the option name.";
    throw new ZarrError("invalid-argument", message);
  }
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(source))
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(16).padStart(16, "0");
}
