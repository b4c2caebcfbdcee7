import { type ByteRange, type Bytes, type Key, type Store, type Version, ZarrError } from "@zarrkit/plugin-api";
import { mergeSpans, type Span } from "../bytes/merge-ranges.js";
import { readRange, sliceRange } from "../store/range.js";
import { type FetchOptions, shared } from "./fetch.js";
import { forEachBounded } from "./for-each.js";
import { concurrencyOf } from "./scheduler.js";

/** The state of a value, as far as the store can tell. */
export interface State {
  readonly version: Version | undefined;
  /** Bytes of the whole value. */
  readonly size: number | undefined;
}

const unknown: State = { version: undefined, size: undefined };

/** A gap worth bridging: what a request costs in bytes not sent meanwhile, where the store does not say. */
const defaultGap = 2 ** 17;
/** A merged request stays below this, so that memory and the cost of a retry are bounded. */
const mergedBytes = 2 ** 24;

/** One range; concurrent calls for the same one ask once. */
export function fetchRange(
  store: Store,
  key: Key,
  range: ByteRange,
  options: FetchOptions,
): Promise<(State & { readonly bytes: Bytes }) | undefined> {
  const name = "suffix" in range ? `${key} -${range.suffix}` : `${key} ${range.offset}+${range.length ?? ""}`;
  return shared(
    store,
    name,
    async (signal) => {
      const call = { signal, priority: options.priority, ...(options.alone && { fresh: true }) };
      if (store.getRangesVersioned) {
        const found = await store.getRangesVersioned(key, [range], call);
        return found && { bytes: found.pieces[0]!, version: found.version, size: found.size };
      }
      const bytes = await readRange(store, key, range, call);
      return bytes && { ...unknown, bytes };
    },
    options,
  );
}

/**
 * Several spans of one value, in the order asked, merged into few requests. Each has exactly its length, or the value is
 * shorter than it should be: `codec-failed`. With `state`: of a value in that state as far as the store can tell, else
 * `conflict`.
 */
export async function fetchSpans(
  store: Store,
  key: Key,
  spans: readonly Span[],
  state: State | undefined,
  options: FetchOptions,
): Promise<(State & { readonly pieces: Bytes[] }) | undefined> {
  if (spans.length === 0) return { ...unknown, pieces: [] };
  const merged = mergeSpans(spans, store.traits?.coalesceGap ?? defaultGap, mergedBytes);
  const name = `${key} ${state?.version ?? ""} ${merged.map(({ offset, length }) => `${offset}+${length}`)}`;
  const found = await shared(
    store,
    name,
    (signal) => rangesOf(store, key, merged, state?.version, { ...options, signal }),
    options,
  );
  if (!found) return undefined;
  const { pieces, version, size } = found;
  if (size !== undefined && state?.size !== undefined && size !== state.size) throw rewritten(key, state.size, size);
  const result = new Array<Bytes>(spans.length);
  for (const [i, { offset, members }] of merged.entries()) {
    for (const member of members) {
      const span = spans[member]!;
      const start = span.offset - offset;
      result[member] = pieces[i]!.subarray(start, start + span.length);
      if (result[member].length !== span.length) throw truncated(key, span, start + result[member].length + offset);
    }
  }
  return { pieces: result, version, size };
}

/**
 * Whether two reads of a value may be of two states though the store could tell: it says the version of whole values only. What
 * belongs together is then taken from one whole value.
 */
export function mayMix({ traits, getVersioned, getRangesVersioned }: Store): boolean {
  return getVersioned !== undefined && !getRangesVersioned && !traits?.immutable;
}

async function rangesOf(
  store: Store,
  key: Key,
  spans: readonly Span[],
  version: Version | undefined,
  options: FetchOptions,
): Promise<(State & { readonly pieces: readonly Bytes[] }) | undefined> {
  const ranges = spans.map(({ offset, length }) => ({ offset, length }));
  if (store.getRangesVersioned) {
    const found = await store.getRangesVersioned(key, ranges, {
      ...options,
      ...(version !== undefined && { version }),
    });
    return found && { ...unknown, ...found };
  }
  if (store.getRanges) {
    const found = await store.getRanges(key, ranges, options);
    return found && { ...unknown, pieces: found };
  }
  if (ranges.length > 1 && mayMix(store)) {
    const whole = await store.get(key, options);
    return whole && { ...unknown, pieces: ranges.map((range) => sliceRange(whole, range)) };
  }
  const pieces = new Array<Bytes | undefined>(ranges.length);
  const one = async (i: number, signal: AbortSignal) => {
    pieces[i] = await readRange(store, key, ranges[i]!, { ...options, signal });
  };
  await forEachBounded(ranges.keys(), concurrencyOf(store), one, options.signal);
  return pieces.includes(undefined) ? undefined : { ...unknown, pieces: pieces as Bytes[] };
}

function rewritten(key: Key, before: number, now: number): ZarrError {
  return new ZarrError("conflict", `${key} was rewritten while it was read: it had ${before} bytes and has ${now}.`, {
    fields: { key },
  });
}

function truncated(key: Key, { offset, length }: Span, end: number): ZarrError {
  return new ZarrError(
    "codec-failed",
    `${key} holds at most ${end} bytes, but bytes ${offset} to ${offset + length} of it are needed: the value is truncated, or was written with another chunk shape, data type or codec list.`,
    { fields: { key } },
  );
}
