import {
  type ByteRange,
  type Bytes,
  type CallOptions,
  isZarrError,
  type Key,
  type Store,
  until,
  type VersionedRanges,
  ZarrError,
} from "@zarrkit/plugin-api";
import { Flights } from "../flights.js";
import { Comparison } from "./comparison.js";
import { cover, type Slice } from "./cover.js";
import type { Entry } from "./entry.js";
import { Intake, type RangesOptions } from "./intake.js";
import { isOwnVersion, type Kept, keptOf } from "./kept.js";
import { noRoom, type Shelf } from "./shelf.js";
import { reach, Source } from "./source.js";

type Call = CallOptions & { readonly pin?: string | undefined };
type RangesCall = Call & RangesOptions;

const all: ByteRange = { offset: 0 };

/** Answers from what is kept, else from the inner store, and keeps what that answered. */
export class Keeper {
  readonly #flights = new Flights();
  readonly #source: Source;
  readonly #intake: Intake;
  readonly #comparison: Comparison;

  constructor(
    inner: Store,
    readonly shelf: Shelf,
    maxAge: number,
  ) {
    this.#source = new Source(inner);
    this.#intake = new Intake(this.#source, this.#flights, shelf);
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
      if (current()) await this.#intake.keep(key, { ...read, offset: 0, size: read.bytes?.length });
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
    const found = await this.#intake.ranges(key, missing, usable, call);
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
        await this.#intake.keep(key, { offset: 0, bytes, size, version: undefined });
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

  /** These were used; if they are pinned, once they are in their files. */
  async #use(entries: readonly Entry[], { pin, signal }: Call): Promise<undefined> {
    for (const entry of entries) this.shelf.use(entry, pin);
    if (pin !== undefined) await until(signal, Promise.all(entries.map((entry) => this.shelf.written(entry))));
  }

  /** Pins what was just read from the source; an error when it could not be kept. */
  async #pinRead(key: Key, ranges: readonly ByteRange[], call: Call, found?: VersionedRanges): Promise<void> {
    if (call.pin === undefined) return;
    if (found && !this.#intake.keeps(found)) throw versionless(key);
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

function changed(key: Key): ZarrError {
  const message = `${key} is not what it was when a part of it was read before: read it again.`;
  return new ZarrError("conflict", message, { fields: { key } });
}

function versionless(key: Key): ZarrError {
  const message = `A part of ${key} cannot be kept: its source tells no version, so parts of two states might be mixed. If the values never change, pass immutable: true; in a page, have the server show its ETag (Access-Control-Expose-Headers).`;
  return new ZarrError("unsupported", message, { fields: { key } });
}
