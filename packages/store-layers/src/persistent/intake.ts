import type { ByteRange, Bytes, CallOptions, Key, Version, VersionedRanges } from "@zarrkit/plugin-api";
import type { Flights } from "../flights.js";
import { spanOf } from "./cover.js";
import type { Kept } from "./kept.js";
import { merge } from "./merge.js";
import type { Found, Shelf } from "./shelf.js";
import { reach, type Source } from "./source.js";

export type RangesOptions = CallOptions & { readonly version?: Version | undefined };

/** What comes from the source, and is kept on its way. */
export class Intake {
  readonly #source: Source;
  readonly #flights: Flights;
  readonly #shelf: Shelf;

  constructor(source: Source, flights: Flights, shelf: Shelf) {
    this.#source = source;
    this.#flights = flights;
    this.#shelf = shelf;
  }

  /** Ranges from the source, of the version of what is kept; kept as they come, few requests for many. */
  async ranges(
    key: Key,
    ranges: readonly ByteRange[],
    kept: Kept | undefined,
    call: RangesOptions,
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
    if (!found) return this.keep(key, { offset: 0, bytes: undefined, size: undefined, version: undefined });
    if (!this.keeps(found)) return;
    for (const [i, range] of ranges.entries()) {
      const bytes = found.pieces[i]!;
      const size = found.size ?? sizeFrom(range, bytes.length);
      const offset = "suffix" in range ? size && size - bytes.length : range.offset;
      if (offset !== undefined) await this.keep(key, { offset, bytes, size, version: found.version });
    }
  }

  /** Parts whose state nobody can tell are not kept: read at two times, they might be of two states. */
  keeps({ version }: VersionedRanges): boolean {
    return version !== undefined || this.#shelf.options.immutable;
  }

  async keep(key: Key, found: Found): Promise<void> {
    this.#shelf.keep(key, found);
    await this.#shelf.room();
  }
}

/** The size of a value, of which a range brought so many bytes, where that tells it. */
function sizeFrom(range: ByteRange, length: number): number | undefined {
  if ("suffix" in range) return length < range.suffix ? length : undefined;
  const ended = range.length === undefined || length < range.length;
  return ended && (length > 0 || range.offset === 0) ? range.offset + length : undefined;
}
