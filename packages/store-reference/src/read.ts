import {
  type ByteRange,
  type Bytes,
  type CallOptions,
  checkRange,
  type Key,
  rangeWithin,
  type Store,
  type Version,
  type VersionedRanges,
  ZarrError,
} from "@zarrkit/plugin-api";
import type { Reference } from "./reference.js";
import type { Target } from "./targets.js";

type Elsewhere = Exclude<Reference, { inline: Bytes }>;

/** Bytes of a document never change while it is open. */
export const inlineVersion = "document";

/** All of what a reference stands for. */
export async function readWhole(key: Key, reference: Elsewhere, target: Target, options?: CallOptions): Promise<Bytes> {
  if (reference.length !== undefined) return (await readRanges(key, reference, target, [all], options))[0]!;
  return (await target.store.get(target.key, options)) ?? missing(key, target);
}

const all: ByteRange = { offset: 0 };

export async function readRanges(
  key: Key,
  reference: Elsewhere,
  target: Target,
  ranges: readonly ByteRange[],
  options?: CallOptions,
): Promise<readonly Bytes[]> {
  const asked = ranges.map((range) => withinTarget(reference, range));
  const pieces = await rangesOf(target.store, target.key, asked, options);
  return checked(key, reference, target, asked, pieces);
}

/** All of what a reference stands for, with the version of the target. */
export async function readVersion(
  key: Key,
  reference: Elsewhere,
  target: Target,
  options?: CallOptions,
): Promise<{ readonly bytes: Bytes; readonly version: Version }> {
  if (reference.length === undefined && target.store.getVersioned) {
    return (await target.store.getVersioned(target.key, options)) ?? missing(key, target);
  }
  const { pieces, version } = await readVersioned(key, reference, target, [all], options);
  if (version !== undefined) return { bytes: pieces[0]!, version };
  const message = `${key} is in ${target.shown}, whose version cannot be told there. Read it without.`;
  throw new ZarrError("unsupported", message, { fields: { key, url: target.shown } });
}

/** Ranges with the version of the target, where its store tells it, and the size. */
export async function readVersioned(
  key: Key,
  reference: Elsewhere,
  target: Target,
  ranges: readonly ByteRange[],
  options?: CallOptions & { readonly version?: Version | undefined },
): Promise<VersionedRanges> {
  const { store } = target;
  const { length: size } = reference;
  if (!store.getRangesVersioned) {
    return { pieces: await readRanges(key, reference, target, ranges, options), version: undefined, size };
  }
  const asked = ranges.map((range) => withinTarget(reference, range));
  const read = await store.getRangesVersioned(target.key, asked, options);
  const pieces = checked(key, reference, target, asked, read?.pieces);
  return { pieces, version: read?.version, size: size ?? read?.size };
}

export function readInline(
  key: Key,
  bytes: Bytes,
  ranges: readonly ByteRange[],
  version: Version = inlineVersion,
): VersionedRanges {
  if (version === inlineVersion)
    return { pieces: ranges.map((range) => cut(bytes, range)), version, size: bytes.length };
  const message = `${key} was read from a file before and is in the document now: read it again.`;
  throw new ZarrError("conflict", message, { fields: { key } });
}

/** Bytes of the file, as it says itself where the document does not. */
export async function sizeOf(key: Key, reference: Elsewhere, target: Target, options?: CallOptions): Promise<number> {
  const { store } = target;
  if (reference.length !== undefined) return reference.length;
  const size = store.size ? await store.size(target.key, options) : (await store.get(target.key, options))?.length;
  return size ?? missing(key, target);
}

function withinTarget({ offset: start, length: most }: Elsewhere, range: ByteRange): ByteRange {
  checkRange(range);
  if (most === undefined) return range;
  const { offset, length } = rangeWithin(range, most);
  return { offset: start + offset, length };
}

/** A file that is shorter than the document says is no reason to hand out less. */
function checked(
  key: Key,
  { offset, length }: Elsewhere,
  target: Target,
  asked: readonly ByteRange[],
  pieces: readonly Bytes[] | undefined,
): readonly Bytes[] {
  if (!pieces) return missing(key, target);
  if (length !== undefined && pieces.some((piece, i) => piece.length !== (asked[i] as { length: number }).length)) {
    const message = `${key} is bytes ${offset} to ${offset + length} of ${target.shown}, which ends before. The file was cut short, or is another than the document was made for: make the document anew.`;
    throw new ZarrError("store-failed", message, { fields: { key, url: target.shown } });
  }
  return pieces;
}

/** Not "no value", which would read as fill value: the document says that there is one. */
function missing(key: Key, { shown }: Target): never {
  const message = `${key} is in ${shown}, which is not there. The file was moved or deleted: make the document anew.`;
  throw new ZarrError("not-found", message, { fields: { key, url: shown } });
}

/** Several ranges through whatever a store has. */
async function rangesOf(
  store: Store,
  key: Key,
  ranges: readonly ByteRange[],
  options?: CallOptions,
): Promise<readonly Bytes[] | undefined> {
  if (store.getRanges && ranges.length !== 1) return store.getRanges(key, ranges, options);
  if (store.getRange) {
    const pieces = await Promise.all(ranges.map(async (range) => store.getRange?.(key, range, options)));
    return pieces.includes(undefined) ? undefined : (pieces as Bytes[]);
  }
  const bytes = await store.get(key, options);
  return bytes && ranges.map((range) => cut(bytes, range));
}

function cut(bytes: Bytes, range: ByteRange): Bytes {
  const { offset, length } = rangeWithin(checkRange(range), bytes.length);
  return bytes.subarray(offset, offset + length);
}
