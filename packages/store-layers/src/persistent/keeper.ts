import {
  type ByteRange,
  type Bytes,
  type CallOptions,
  isZarrError,
  type Key,
  type Store,
  until,
  type Version,
  type VersionedRanges,
  ZarrError,
} from "@zarrkit/plugin-api";
import { Flights } from "../flights.js";
import { cover, type Slice, spanOf } from "./cover.js";
import type { Entry } from "./entry.js";
import { merge } from "./merge.js";
import { noRoom, type Shelf } from "./shelf.js";

/** Milliseconds for which a source that was out of reach is not asked whether what is kept has changed. */
const rest = 30_000;

export interface KeeperOptions {
  readonly immutable: boolean;
  readonly maxAge: number;
}

type Call = CallOptions & { readonly pin?: string | undefined };
type RangesCall = Call & { readonly version?: Version | undefined };

/** Answers from what is kept, else from the inner store, and keeps what that answered. */
export class Keeper {
  readonly #flights = new Flights();
  /** Whether the inner store has told the versions of whole values so far. */
  #tellsVersions: boolean;
  #restUntil = 0;

  constructor(
    readonly inner: Store,
    readonly shelf: Shelf,
    readonly options: KeeperOptions,
  ) {
    this.#tellsVersions = inner.getVersioned !== undefined;
  }

  async whole(key: Key, call: Call): Promise<Bytes | undefined> {
    const kept = await this.#kept(key, call);
    if (kept?.absent) return this.#pin([kept.absent], call);
    const slices = kept && cover(kept.entries, all, kept.size);
    const bytes = slices && (await this.#read(slices));
    if (bytes) {
      await this.#pin(
        slices.map(({ entry }) => entry),
        call,
      );
      return bytes;
    }
    const found = await this.#flights.join(key, "", call, async (options, current) => {
      const read = await this.#reach(key, () => this.#readWhole(key, options));
      if (current()) await this.#keep(key, { ...read, offset: 0, size: read.bytes?.length });
      return read;
    });
    await this.#pinRead(key, [all], call, true);
    return found.bytes;
  }

  /** A conflict with what was kept is solved by reading anew, one with what the caller read before is the caller's. */
  async ranges(key: Key, ranges: readonly ByteRange[], call: RangesCall): Promise<VersionedRanges | undefined> {
    try {
      return await this.#ranges(key, ranges, call);
    } catch (error) {
      if (!isZarrError(error, "conflict")) throw error;
      await this.shelf.forget(key);
      if (call.version !== undefined) throw error;
      return this.#ranges(key, ranges, call);
    }
  }

  async #ranges(key: Key, ranges: readonly ByteRange[], call: RangesCall): Promise<VersionedRanges | undefined> {
    const kept = await this.#kept(key, call);
    if (kept?.absent) return this.#pin([kept.absent], call);
    const usable = kept && (call.version === undefined || call.version === kept.token) ? kept : undefined;
    if (call.version?.startsWith(ownVersion) && !usable) throw changed(key);
    const slices = ranges.map((range) => usable && cover(usable.entries, range, usable.size));
    const pieces = await Promise.all(slices.map((found) => found && this.#read(found)));
    const missing = ranges.filter((_, i) => !pieces[i]);
    if (missing.length === 0) {
      await this.#pin(
        slices.flatMap((found) => found?.map(({ entry }) => entry) ?? []),
        call,
      );
      return { pieces: pieces as Bytes[], version: usable?.token ?? call.version, size: usable?.size };
    }

    const some = missing.length < ranges.length;
    const version = usable?.version ?? call.version;
    const requests = merge(missing, usable?.size, this.inner.traits?.coalesceGap ?? 0);
    const name = `${version ?? ""} ${JSON.stringify(requests.map(({ range }) => range))}`;
    const found = await this.#flights.join(key, name, call, (options, current) =>
      this.#fetch(
        key,
        requests.map(({ range }) => range),
        { ...options, version },
        current,
      ),
    );
    if (some && found?.version !== usable?.version) throw changed(key);
    if (!found) return undefined;
    const fetched = new Array<Bytes>(missing.length);
    for (const [i, { members }] of requests.entries()) {
      for (const { place, start } of members) {
        const span = spanOf(missing[place]!, usable?.size);
        fetched[place] = found.pieces[i]!.subarray(start, span && start + span.length);
      }
    }
    await this.#pinRead(key, ranges, call, this.#keeps(found));
    return { ...found, pieces: pieces.map((piece) => piece ?? (fetched.shift() as Bytes)) };
  }

  async size(key: Key, call: Call): Promise<number | undefined> {
    const kept = await this.#kept(key, call);
    if (kept?.absent) return this.#pin([kept.absent], call);
    if (kept?.size !== undefined) return kept.size;
    return this.#flights.join(key, "size", call, async (options, current) => {
      const size = await this.#reach(key, async () => this.inner.size?.(key, options));
      if (current() && (size === undefined || this.options.immutable)) {
        await this.#keep(key, {
          offset: 0,
          bytes: size === undefined ? size : new Uint8Array(0),
          size,
          version: undefined,
        });
      }
      return size;
    });
  }

  async forget(key: Key): Promise<void> {
    this.#flights.forget(key);
    await this.shelf.open();
    await this.shelf.forget(key);
  }

  /** What is kept of a value, after it was compared if that was due. */
  async #kept(key: Key, call: Call) {
    const { signal } = call;
    signal?.throwIfAborted();
    await until(signal, this.shelf.open());
    const before = [...(this.shelf.of(key) ?? [])];
    if (before.some(({ checked }) => this.#isOld(checked)) && Date.now() >= this.#restUntil) {
      await this.#flights.join(key, "check", { signal }, (options, current) =>
        this.#compare(key, before, options, current),
      );
    }
    const entries = this.shelf.of(key);
    const [first] = entries ?? [];
    if (!entries || !first) return undefined;
    const size = [...entries].find((entry) => entry.size !== undefined)?.size;
    // Where no version is told, one that says which reading of the value this is.
    const own = this.options.immutable ? undefined : ownVersion + first.name;
    const absent = size === -1 ? first : undefined;
    return { entries, absent, size, version: first.version, token: first.version ?? own };
  }

  #isOld(checked: number): boolean {
    return !this.options.immutable && Date.now() - checked >= this.options.maxAge;
  }

  /** Drops what is not true any more. A source that is out of reach leaves all as it is. */
  async #compare(key: Key, kept: readonly Entry[], call: CallOptions, current: () => boolean): Promise<void> {
    const { inner } = this;
    const [{ version, size }] = kept as [Entry];
    try {
      if (size === -1 && inner.size) {
        const there = await inner.size(key, call);
        if (there === undefined) for (const entry of kept) this.shelf.confirm(entry);
        else await this.shelf.forget(key);
        return;
      }
      if (version !== undefined && inner.getRangesVersioned) {
        const read = await inner.getRangesVersioned(key, [{ offset: 0, length: 1 }], call);
        if (read?.version === version) return kept.forEach((entry) => this.shelf.confirm(entry));
      }
      // Nothing was told but of the whole value, so that is read anew and takes the place of the old one.
      if (version === undefined || cover(kept, all, size)) {
        const read = await this.#readWhole(key, call);
        if (current()) await this.#keep(key, { ...read, offset: 0, size: read.bytes?.length });
      } else await this.shelf.forget(key);
    } catch (error) {
      if (!isOutOfReach(error)) throw error;
      this.#restUntil = Date.now() + rest;
    }
  }

  async #readWhole(key: Key, call: CallOptions): Promise<{ bytes: Bytes | undefined; version: Version | undefined }> {
    if (this.#tellsVersions) {
      try {
        const found = await this.inner.getVersioned?.(key, call);
        return { bytes: found?.bytes, version: found?.version };
      } catch (error) {
        if (!isZarrError(error, "unsupported")) throw error;
        this.#tellsVersions = false;
      }
    }
    return { bytes: await this.inner.get(key, call), version: undefined };
  }

  async #fetch(
    key: Key,
    ranges: readonly ByteRange[],
    call: RangesCall,
    current: () => boolean,
  ): Promise<VersionedRanges | undefined> {
    const found = await this.#reach(key, () => readRanges(this.inner, key, ranges, call));
    if (!current()) return found;
    if (!found) await this.#keep(key, { offset: 0, bytes: undefined, size: undefined, version: undefined });
    else if (this.#keeps(found)) {
      for (const [i, range] of ranges.entries()) {
        const bytes = found.pieces[i]!;
        const size = found.size ?? sizeFrom(range, bytes.length);
        const offset = "suffix" in range ? size && size - bytes.length : range.offset;
        if (offset !== undefined) await this.#keep(key, { offset, bytes, size, version: found.version });
      }
    }
    return found;
  }

  /** Parts whose state nobody can tell are not kept: read at two times, they might be of two states. */
  #keeps({ version }: VersionedRanges): boolean {
    return version !== undefined || this.options.immutable;
  }

  async #keep(key: Key, found: Parameters<Shelf["keep"]>[1]): Promise<void> {
    this.shelf.keep(key, found);
    await this.shelf.room();
  }

  async #read(slices: readonly Slice[]): Promise<Bytes | undefined> {
    const pieces = await Promise.all(slices.map(({ entry, offset, length }) => this.shelf.read(entry, offset, length)));
    const [first] = pieces;
    if (pieces.includes(undefined)) return undefined;
    if (pieces.length === 1) return first;
    const bytes = new Uint8Array(slices.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const piece of pieces as Bytes[]) {
      bytes.set(piece, at);
      at += piece.length;
    }
    return bytes;
  }

  async #pin(entries: readonly Entry[], { pin, signal }: Call): Promise<undefined> {
    if (pin === undefined) return;
    for (const entry of entries) this.shelf.pin(entry, pin);
    await until(signal, Promise.all(entries.map((entry) => this.shelf.written(entry))));
  }

  /** Pins what was just read from the inner store; an error when it could not be kept. */
  async #pinRead(key: Key, ranges: readonly ByteRange[], call: Call, keepable: boolean): Promise<void> {
    if (call.pin === undefined) return;
    const entries = this.shelf.of(key) ?? [];
    const [size] = [...entries].flatMap((entry) => entry.size ?? []);
    if (size === -1) return this.#pin([...entries], call);
    const slices = ranges.map((range) => cover(entries, range, size));
    if (!keepable) throw versionless(key);
    if (slices.includes(undefined)) throw noRoom(key, this.shelf.options.bytes);
    await this.#pin(
      slices.flatMap((found) => found?.map(({ entry }) => entry) ?? []),
      call,
    );
  }

  async #reach<T>(key: Key, ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (cause) {
      if (!isOutOfReach(cause)) throw cause;
      const message = `${key} is not kept here, and its source is out of reach: ${cause.message} Read it once while the source is in reach, best through prefetch().`;
      const fields = { ...cause.fields, key, kept: false };
      throw new ZarrError(cause.code, message, { fields, cause, retryable: true });
    }
  }
}

const all: ByteRange = { offset: 0 };
/** Begins the versions that are made up here. */
const ownVersion = "kept ";

function isOutOfReach(error: unknown): error is ZarrError {
  return isZarrError(error, "store-failed") && error.retryable;
}

/** Ranges and, where it is told, their version, through whatever the store has. */
async function readRanges(
  store: Store,
  key: Key,
  ranges: readonly ByteRange[],
  call: RangesCall,
): Promise<VersionedRanges | undefined> {
  if (store.getRangesVersioned) return store.getRangesVersioned(key, ranges, call);
  const { version: _, ...options } = call;
  const pieces = store.getRanges
    ? await store.getRanges(key, ranges, options)
    : await Promise.all(ranges.map((range) => store.getRange?.(key, range, options)));
  return pieces?.every((piece) => piece !== undefined) ? { pieces: pieces as Bytes[], version: undefined } : undefined;
}

/** The size of a value, of which a range brought so many bytes, where that tells it. */
function sizeFrom(range: ByteRange, length: number): number | undefined {
  if ("suffix" in range) return length < range.suffix ? length : undefined;
  const ended = range.length === undefined || length < range.length;
  return ended && (length > 0 || range.offset === 0) ? range.offset + length : undefined;
}

function changed(key: Key): ZarrError {
  const message = `${key} is not what it was when a part of it was read before: read it again.`;
  return new ZarrError("conflict", message, { fields: { key } });
}

function versionless(key: Key): ZarrError {
  const message = `A part of ${key} cannot be kept: its source tells no version, so parts of two states might be mixed. If the values never change, pass immutable: true; in a page, have the server show its ETag (Access-Control-Expose-Headers).`;
  return new ZarrError("unsupported", message, { fields: { key } });
}
