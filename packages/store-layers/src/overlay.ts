import {
  type Bytes,
  type CallOptions,
  inherit,
  isZarrError,
  type Key,
  type Store,
  type Version,
  type Writable,
  type WriteOptions,
} from "@zarrkit/plugin-api";
import { deletions, exists } from "./deletions.js";
import { overlayListing } from "./overlay-listing.js";
import { conflict, labelled, type Origin, parseVersion } from "./overlay-version.js";
import { rangeOf, rangesOf } from "./whole-or-range.js";

export interface OverlayOptions<B extends Store = Store> {
  /** Read where the edits have no value; never written to. It must not change below the edits. */
  readonly base: B;
}

/** Keys remembered that are not in the base: some megabytes of names. */
const mostAbsent = 2 ** 14;

type OfBoth = "getVersioned" | "getRangesVersioned" | "list" | "listChildren" | "getSync" | "getRangeSync";

/** The methods of the edits, without those that need the base's help where the base cannot give it. */
export type Overlaid<S extends Store, B extends Store> = Pick<
  S,
  Extract<keyof S, Exclude<keyof Store, OfBoth> | Extract<keyof B, OfBoth>>
>;

/**
 * A store of edits over a base that stays as it is: what was written is read from the edits, all else from the base.
 *
 * A delete is remembered by a marker among the edits, an empty value below `__zarrkit_deleted/`, so that it hides the
 * base's value for whoever opens the same edits again; a value that the base was seen not to have needs none. Keys there are
 * refused, and no listing shows them. Versions say which of the two stores they are of; conditional writes hold for the overlay
 * as a whole.
 */
export function overlay<S extends Store & Writable, B extends Store>(
  inner: S,
  { base }: OverlayOptions<B>,
): Overlaid<S, B> {
  const edits: Store & Writable = inherit<Store & Writable>(inner);
  const below: Store = base;
  const deleted = deletions(edits);
  const notInBase = new Set<Key>();
  const turns = new Map<Key, Promise<unknown>>();

  /** What the edits answer, or, for a value that is not in them and was not deleted, the base. */
  async function either<T>(
    key: Key,
    options: CallOptions | undefined,
    ask: (store: Store, origin: Origin) => Promise<T | undefined>,
  ): Promise<T | undefined> {
    options?.signal?.throwIfAborted();
    const edited = await ask(edits, "edits");
    if (edited !== undefined || (await deleted.has(key, options))) return edited;
    const found = await ask(below, "base");
    if (found === undefined && notInBase.add(key).size > mostAbsent) notInBase.clear();
    return found;
  }

  /** A base that cannot tell its versions needs none, since it does not change: there the version is empty. */
  async function baseVersioned(
    key: Key,
    options?: CallOptions,
  ): Promise<{ bytes: Bytes; version: Version } | undefined> {
    try {
      return await below.getVersioned?.(key, options);
    } catch (error) {
      if (!isZarrError(error, "unsupported")) throw error;
      const bytes = await below.get(key, options);
      return bytes && { bytes, version: "" };
    }
  }

  /** The base's value at this version is what the overlay shows: neither replaced nor deleted. */
  async function showsBase(key: Key, version: Version, options: CallOptions): Promise<boolean> {
    if ((await exists(edits, key, options)) || (await deleted.has(key, options))) return false;
    if (version === "") return exists(below, key, options);
    return (await baseVersioned(key, options))?.version === version;
  }

  /** The condition as it stands for the edits alone; `conflict` when it does not hold. */
  async function conditionFor(key: Key, options: WriteOptions): Promise<WriteOptions["onlyIf"]> {
    const { onlyIf } = options;
    if (onlyIf === undefined) return undefined;
    if (onlyIf === "absent") {
      if (!(await deleted.has(key, options)) && (await exists(below, key, options))) throw conflict(key);
      return "absent";
    }
    const { origin, version } = parseVersion(onlyIf.version);
    if (origin === "edits") return { version };
    if (origin === "base" && (await showsBase(key, version, options))) return "absent";
    throw conflict(key, onlyIf.version);
  }

  /** Writes to one key, one after another, so that nothing comes between a condition on the base and the write. */
  async function inTurn(key: Key, options: WriteOptions, write: () => Promise<void>): Promise<void> {
    options.signal?.throwIfAborted();
    deleted.refuse(key);
    const turn = (turns.get(key) ?? Promise.resolve()).then(write);
    const over = turn.catch(() => {});
    turns.set(key, over);
    await turn.finally(() => turns.get(key) === over && turns.delete(key));
  }

  const both: Partial<Store> = {
    getVersioned: (key, options) =>
      either(key, options, async (_, origin) => {
        const found = origin === "base" ? await baseVersioned(key, options) : await edits.getVersioned?.(key, options);
        return found && { ...found, version: `${origin} ${found.version}` };
      }),

    getRangesVersioned: async (key, ranges, options = {}) => {
      const wanted = options.version === undefined ? undefined : parseVersion(options.version);
      const read = await either(key, options, async (store, origin) => {
        if (wanted && wanted.origin !== origin) {
          if (origin === "edits" && !(await exists(edits, key, options))) return undefined;
          throw conflict(key, options.version);
        }
        const found = await store.getRangesVersioned?.(key, ranges, {
          ...options,
          version: wanted?.version || undefined,
        });
        return found && { ...found, version: labelled(origin, found.version) };
      });
      if (!read && wanted) throw conflict(key, options.version);
      return read;
    },

    getSync: (key) => edits.getSync?.(key) ?? (deleted.hasSync(key) ? undefined : below.getSync?.(key)),
    getRangeSync: (key, range, into) =>
      edits.getRangeSync?.(key, range, into) ??
      (deleted.hasSync(key) ? undefined : below.getRangeSync?.(key, range, into)),

    ...overlayListing(edits, below, deleted),
  };

  const layer: Store = {
    ...edits,
    get: (key, options) => either(key, options, (store) => store.get(key, options)),
    ...(edits.getRange && {
      getRange: (key, range, options) => either(key, options, (store) => rangeOf(store, key, range, options)),
      size: (key, options) =>
        either(key, options, async (store) =>
          store.size ? store.size(key, options) : (await store.get(key, options))?.length,
        ),
    }),
    ...(edits.getRanges && {
      getRanges: (key, ranges, options) => either(key, options, (store) => rangesOf(store, key, ranges, options)),
    }),
    set: (key: Key, bytes: Bytes, options: WriteOptions = {}) =>
      inTurn(key, options, async () => edits.set(key, bytes, { ...options, onlyIf: await conditionFor(key, options) })),
    delete: (key: Key, options: WriteOptions = {}) =>
      inTurn(key, options, async () => {
        const onlyIf = await conditionFor(key, options);
        // First the marker: from then on the value is either still in the edits or gone. To ask the base whether one is needed
        // would cost more than to write it.
        if (options.onlyIf !== "absent" && !notInBase.has(key)) await deleted.remember(key, options);
        await edits.delete(key, { ...options, onlyIf });
      }),
    ...(edits.close && {
      close: async () => {
        await edits.close?.();
        await below.close?.();
      },
    }),
    traits: traitsOf(edits, below),
  };
  for (const name of Object.keys(both) as (keyof typeof layer)[]) {
    if (edits[name] && below[name]) Object.assign(layer, { [name]: both[name] });
    else delete layer[name];
  }
  return layer as object as Overlaid<S, B>;
}

function traitsOf({ traits = {} }: Store, base: Store): NonNullable<Store["traits"]> {
  const { location: _location, immutable: _immutable, conditionalWrites, ...rest } = traits;
  const { coalesceGap, concurrency, suffixRanges } = base.traits ?? {};
  return {
    ...rest,
    ...(coalesceGap !== undefined && { coalesceGap }),
    ...(concurrency !== undefined && { concurrency }),
    ...(suffixRanges === false && { suffixRanges }),
    ...(conditionalWrites && {
      conditionalWrites: conditionalWrites === "version" && !base.getVersioned ? "create" : conditionalWrites,
    }),
  };
}
