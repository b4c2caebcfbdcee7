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
import { Comparison } from "./comparison.js";
import { cover, type Slice, spanOf } from "./cover.js";
import type { Entry } from "./entry.js";
import { isOwnVersion, type Kept, keptOf } from "./kept.js";
import { merge } from "./merge.js";
import { type Found, noRoom, type Shelf } from "./shelf.js";
import { reach, Source } from "./source.js";

type Call = CallOptions & { readonly pin?: string | undefined };
type RangesCall = Call & { readonly version?: Version | undefined };

const all: ByteRange = { offset: 0 };

/** Answers from what is kept, else from the inner store, and keeps what that answered. */
export class Keeper {
  readonly #flights = new Flights();
  readonly #source: Source;
  readonly #comparison: Comparison;

  constructor(
    inner: Store,
    readonly shelf: Shelf,
    maxAge: number,
  ) {
    this.#source = new Source(inner);
    this.#comparison = new Comparison(this.#source, shelf, maxAge);
  }

  async whole(key: Key, call: Call): Promise<Bytes | undefined> {
    const kept = await this.#kept(key, call);
    if (kept?.absent) return this.#use([kept.absent], call);
    const slices = kept && cover(kept.entries, all, kept.size);
    const bytes = slices && (await this.shelf.read(slices));
    if (bytes) {
      await this.#use(entriesOf(slices), call);
      return bytes;
    }
    const found = await this.#flights.join(key, "", call, async (options, current) => {
      const read = await reach(key, () => this.#source.whole(key, options));
      if (current()) await this.#keep(key, { ...read, offset: 0, size: read.bytes?.length });
      return read;
    });
    await this.#pinRead(key, [all], call);
    return found.bytes;
  }

  /** A conflict with what is kept is solved by reading anew; one with what the caller read before is the caller's. */
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
    if (kept?.absent) return this.#use([kept.absent], call);
    const usable = call.version === undefined || call.version === kept?.token ? kept : undefined;
    if (!usable && isOwnVersion(call.version)) throw changed(key);
    const slices = ranges.map((range) => usable && cover(usable.entries, range, usable.size));
    const pieces = await Promise.all(slices.map(async (found) => found && this.shelf.read(found)));
    if (usable && !pieces.includes(undefined)) {
      await this.#use(
        slices.flatMap((found) => (found ? entriesOf(found) : [])),
        call,
      );
      return { pieces: pieces as Bytes[], version: usable.token, size: usable.size };
    }
    const missing = ranges.filter((_, i) => !pieces[i]);
    const found = await this.#fetch(key, missing, usable, call);
    if (missing.length < ranges.length && found?.version !== usable?.version) throw changed(key);
    if (!found) return undefined;
    await this.#pinRead(key, ranges, call, found);
    const fetched = found.pieces.values();
    return { ...found, pieces: pieces.map((piece) => piece ?? (fetched.next().value as Bytes)) };
  }

  async size(key: Key, call: Call): Promise<number | undefined> {
    const kept = await this.#kept(key, call);
    if (kept?.absent) return this.#use([kept.absent], call);
    if (kept?.size !== undefined) return kept.size;
    return this.#flights.join(key, "size", call, async (options, current) => {
      const size = await reach(key, () => this.#source.size(key, options));
      if (current() && (size === undefined || this.shelf.options.immutable)) {
        const bytes = size === undefined ? undefined : new Uint8Array(0);
        await this.#keep(key, { offset: 0, bytes, size, version: undefined });
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
  async #kept(key: Key, { signal }: Call): Promise<Kept | undefined> {
    signal?.throwIfAborted();
    await until(signal, this.shelf.open());
    const before = [...(this.shelf.of(key) ?? [])];
    if (this.#comparison.isDue(before)) {
      await this.#flights.join(key, "check", { signal }, (options, current) =>
        this.#comparison.run(key, before, options, current),
      );
    }
    return keptOf(this.shelf.of(key), this.shelf.options.immutable);
  }

  /** Ranges from the source, of the version of what is kept; kept as they come, few requests for many. */
  async #fetch(
    key: Key,
    ranges: readonly ByteRange[],
    kept: Kept | undefined,
    call: RangesCall,
  ): Promise<VersionedRanges | undefined> {
    const version = kept?.version ?? call.version;
    const requests = merge(ranges, kept?.size, this.#source.inner.traits?.coalesceGap ?? 0);
    const asked = requests.map(({ range }) => range);
    const found = await this.#flights.join(
      key,
      `${version ?? ""} ${JSON.stringify(asked)}`,
      call,
      async (options, current) => {
        const read = await reach(key, () => this.#source.ranges(key, asked, { ...options, version }));
        if (current()) await this.#keepRanges(key, asked, read);
        return read;
      },
    );
    const pieces = new Array<Bytes>(ranges.length);
    for (const [i, { members }] of requests.entries()) {
      for (const { place, start } of members) {
        const span = spanOf(ranges[place]!, kept?.size);
        pieces[place] = found?.pieces[i]?.subarray(start, span && start + span.length) as Bytes;
      }
    }
    return found && { ...found, pieces };
  }

  async #keepRanges(key: Key, ranges: readonly ByteRange[], found: VersionedRanges | undefined): Promise<void> {
    if (!found) return this.#keep(key, { offset: 0, bytes: undefined, size: undefined, version: undefined });
    if (!this.#keeps(found)) return;
    for (const [i, range] of ranges.entries()) {
      const bytes = found.pieces[i]!;
      const size = found.size ?? sizeFrom(range, bytes.length);
      const offset = "suffix" in range ? size && size - bytes.length : range.offset;
      if (offset !== undefined) await this.#keep(key, { offset, bytes, size, version: found.version });
    }
  }

  /** Parts whose state nobody can tell are not kept: read at two times, they might be of two states. */
  #keeps({ version }: VersionedRanges): boolean {
    return version !== undefined || this.shelf.options.immutable;
  }

  async #keep(key: Key, found: Found): Promise<void> {
    this.shelf.keep(key, found);
    await this.shelf.room();
  }

  /** These were used; if they are pinned, once they are in their files. */
  async #use(entries: readonly Entry[], { pin, signal }: Call): Promise<undefined> {
    for (const entry of entries) this.shelf.use(entry, pin);
    if (pin !== undefined) await until(signal, Promise.all(entries.map((entry) => this.shelf.written(entry))));
  }

  /** Pins what was just read from the source; an error when it could not be kept. */
  async #pinRead(key: Key, ranges: readonly ByteRange[], call: Call, found?: VersionedRanges): Promise<void> {
    if (call.pin === undefined) return;
    if (found && !this.#keeps(found)) throw versionless(key);
    const kept = keptOf(this.shelf.of(key), this.shelf.options.immutable);
    if (kept?.absent) return this.#use([kept.absent], call);
    const slices = ranges.map((range) => kept && cover(kept.entries, range, kept.size));
    if (slices.includes(undefined)) throw noRoom(key, this.shelf.options.bytes);
    await this.#use(
      slices.flatMap((found) => (found ? entriesOf(found) : [])),
      call,
    );
  }
}

function entriesOf(slices: readonly Slice[]): Entry[] {
  return slices.map(({ entry }) => entry);
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
