import {
  type ByteRange,
  type Bytes,
  type CallOptions,
  checkRange,
  inherit,
  isZarrError,
  type Key,
  type Layered,
  rangeWithin,
  type Store,
  type Version,
  type VersionedRanges,
  type WriteOptions,
} from "@zarrkit/plugin-api";
import { Flights } from "./flights.js";
import { RecentBytes } from "./recent-bytes.js";

export interface CacheOptions {
  /** How much is kept. Default 64 MiB. */
  readonly bytes?: number;
}

type RangesOptions = CallOptions & { readonly version?: Version | undefined };

/**
 * Keeps what was read, up to a number of bytes. Calls for the same thing at the same time ask once. Ranges are served from
 * whole values that are kept; parts are kept where the store tells their version, so that an index and the data it points
 * to never come from two states of a value, and where the store's `immutable` says that there is one state only. That a
 * value is missing is remembered of immutable stores alone.
 *
 * A write or delete through this layer forgets the value, whether it succeeds or not. What others write is seen once the
 * value has made room for others, or when a read by version finds it changed. `getVersioned`, which decides about
 * conditional writes, and synchronous reads always ask the store.
 */
export function cache<S extends Store>(inner: S, { bytes: budget = 2 ** 26 }: CacheOptions = {}): Layered<S> {
  const layer: Store = inherit<Store>(inner);
  const { getRange, getRanges, getRangesVersioned, size, set, delete: remove, close } = layer;
  const { immutable = false } = layer.traits ?? {};
  const recent = new RecentBytes(budget);
  const flights = new Flights();

  function forget(key: Key): void {
    recent.drop(key);
    flights.forget(key);
  }

  /** Forgets before, so that no read in between answers what is about to go, and after, so that none stays. */
  async function writing(key: Key, write: () => Promise<void>): Promise<void> {
    forget(key);
    await write().finally(() => forget(key));
  }

  async function get(key: Key, options: CallOptions = {}): Promise<Bytes | undefined> {
    options.signal?.throwIfAborted();
    if (options.fresh) forget(key);
    const known = recent.get(key, "");
    if (known) return known.bytes;
    return flights.join(key, "", options, async (call, current) => {
      const bytes = await layer.get(key, call);
      if (current() && (bytes || immutable)) recent.set(key, "", { bytes });
      return bytes;
    });
  }

  /** The parts, each from the whole value, or all kept with one version. */
  function kept(key: Key, ranges: readonly ByteRange[], version?: Version) {
    const whole = version === undefined ? recent.get(key, "") : undefined;
    if (whole) return { pieces: whole.bytes && ranges.map((range) => cut(whole.bytes as Bytes, range)) };
    const parts = ranges.map((range) => recent.get(key, nameOf(range)));
    const [first] = parts;
    if (!first || parts.some((part) => !part?.bytes || part.version !== first.version)) return undefined;
    if (version !== undefined && first.version !== version) return undefined;
    return { pieces: parts.map((part) => part?.bytes as Bytes), version: first.version, size: first.size };
  }

  function keep(key: Key, ranges: readonly ByteRange[], { pieces, version, size }: VersionedRanges): void {
    for (const [i, range] of ranges.entries()) recent.set(key, nameOf(range), { bytes: pieces[i], version, size });
  }

  const ranged = { getRange, getRanges, getRangesVersioned };
  const cached: Partial<Store> = {
    getRange: async (key, range, options = {}) => {
      options.signal?.throwIfAborted();
      if (options.fresh) forget(key);
      const known = kept(key, [checkRange(range)]);
      if (known) return known.pieces?.[0];
      return flights.join(key, nameOf(range), options, async (call, current) => {
        const bytes = await getRange?.(key, range, call);
        if (bytes && immutable && current()) keep(key, [range], { pieces: [bytes], version: undefined });
        return bytes;
      });
    },

    getRanges: async (key, ranges, options = {}) => {
      options.signal?.throwIfAborted();
      if (options.fresh) forget(key);
      const known = kept(key, ranges.map(checkRange));
      if (known) return known.pieces;
      return flights.join(key, ranges.map(nameOf).join(), options, async (call, current) => {
        const pieces = await getRanges?.(key, ranges, call);
        if (pieces && immutable && current()) keep(key, ranges, { pieces, version: undefined });
        return pieces;
      });
    },

    getRangesVersioned: async (key, ranges, options: RangesOptions = {}) => {
      options.signal?.throwIfAborted();
      if (options.fresh) forget(key);
      const { version } = options;
      const known = kept(key, ranges.map(checkRange), version);
      if (known?.pieces && known.version !== undefined) return { ...known, pieces: known.pieces };
      const name = `${version ?? ""} ${ranges.map(nameOf)}`;
      return flights.join(key, name, options, async (call, current) => {
        try {
          const read = await getRangesVersioned?.(key, ranges, { ...call, version });
          if (read && current() && (immutable || read.version !== undefined)) keep(key, ranges, read);
          return read;
        } catch (error) {
          if (isZarrError(error, "conflict")) forget(key);
          throw error;
        }
      });
    },
  };

  return {
    ...layer,
    ...Object.fromEntries(Object.entries(cached).filter(([name]) => ranged[name as keyof typeof ranged])),
    get,
    ...(size && {
      size: async (key: Key, options?: CallOptions) => {
        options?.signal?.throwIfAborted();
        const whole = recent.get(key, "");
        return whole ? whole.bytes?.length : size(key, options);
      },
    }),
    ...(set && {
      set: (key: Key, bytes: Bytes, options?: WriteOptions) => writing(key, () => set(key, bytes, options)),
    }),
    ...(remove && { delete: (key: Key, options?: WriteOptions) => writing(key, () => remove(key, options)) }),
    ...(close && {
      close: async () => {
        recent.clear();
        flights.clear();
        await close();
      },
    }),
  } as Layered<S>;
}

function nameOf(range: ByteRange): string {
  return "suffix" in range ? `-${range.suffix}` : `${range.offset}+${range.length ?? ""}`;
}

function cut(whole: Bytes, range: ByteRange): Bytes {
  const { offset, length } = rangeWithin(range, whole.length);
  return whole.subarray(offset, offset + length);
}
