import {
  type ByteRange,
  type Bytes,
  type CallOptions,
  type Place,
  rangeWithin,
  type Store,
  type StoreLike,
  type StoreTraits,
  type Version,
  ZarrError,
} from "@zarrkit/plugin-api";

/** What an archive is read from: a value of a store, a Blob (a File that the user chose), or bytes in memory. */
export type ZipSource = Place | Blob | Bytes;

export interface Pieces {
  readonly pieces: readonly Bytes[];
  readonly version: Version | undefined;
}

export interface PiecesOptions extends CallOptions {
  /** The state that the pieces must be of; `conflict` where the archive is known to have another. */
  readonly version?: Version | undefined;
}

/** The bytes of an archive, whatever holds them. */
export interface ArchiveBytes {
  /** The archive, in messages. */
  readonly name: string;
  readonly traits: StoreTraits;
  /** In the order asked; pieces are shorter than asked where the archive ends. `undefined`: there is no archive. */
  read(ranges: readonly ByteRange[], options?: PiecesOptions): Promise<Pieces | undefined>;
  size(options?: CallOptions): Promise<number | undefined>;
}

/** What is there of an archive; `not-found` where the answer says that it is not. */
export async function present<T>({ name }: ArchiveBytes, answer: Promise<T | undefined>): Promise<T> {
  const found = await answer;
  if (found === undefined)
    throw new ZarrError("not-found", `There is no archive ${name}.`, { fields: { archive: name } });
  return found;
}

/** The bytes of a place, a Blob or of memory; `not-found` for the root of a store, `invalid-argument` for anything else. */
export function archiveBytes(source: ZipSource): ArchiveBytes {
  if (source instanceof Uint8Array) return ofMemory("in memory", async () => source);
  if (typeof Blob === "function" && source instanceof Blob) return ofBlob(source);
  const { store, path } = source as Place;
  if (typeof path === "string" && path !== "" && typeof store?.get === "function") return ofValue(store, path);
  if (path === "") {
    throw new ZarrError(
      "not-found",
      "There is no archive: the URL names no file that is there, or a directory. A new one is made by openArchive() of @zarrkit/store-zip/archive.",
    );
  }
  throw new ZarrError("invalid-argument", "An archive is read from { store, path }, a Blob or a Uint8Array.");
}

function ofValue(store: StoreLike, path: string): ArchiveBytes {
  const name = JSON.stringify(path);
  if (store instanceof Map) return ofMemory(name, async () => store.get(path));
  const { getRange, size } = store;
  if (!getRange || !size) return ofMemory(name, (options) => store.get(path, options));
  const { concurrency, coalesceGap, suffixRanges } = store.traits ?? {};
  return {
    name,
    traits: {
      ...(concurrency !== undefined && { concurrency }),
      ...(coalesceGap !== undefined && { coalesceGap }),
      ...(suffixRanges !== undefined && { suffixRanges }),
      ...locationOf(store, path),
    },
    size: (options) => size.call(store, path, options),
    async read(ranges, options) {
      if (store.getRangesVersioned) return store.getRangesVersioned(path, ranges, options);
      const pieces = store.getRanges
        ? await store.getRanges(path, ranges, options)
        : await Promise.all(ranges.map((range) => getRange.call(store, path, range, options)));
      return pieces?.every((piece) => piece !== undefined) ? { pieces, version: undefined } : undefined;
    },
  };
}

/** Told where path and location are spelt alike in every kind of URL. */
function locationOf({ traits }: Store, path: string): Pick<StoreTraits, "location"> {
  const plain = path.split("/").every((segment) => encodeURIComponent(segment) === segment);
  const base = traits?.location;
  return base !== undefined && plain && /^[^?#|]*\/$/.test(base) ? { location: `${base}${path}|zip:` } : {};
}

/** Bytes that are at hand whole; `read` is asked anew each time, and answers `undefined` when there are none. */
function ofMemory(name: string, read: (options?: CallOptions) => Promise<Bytes | undefined>): ArchiveBytes {
  return {
    name,
    traits: {},
    size: async (options) => (await read(options))?.length,
    async read(ranges, options) {
      const given = await read(options);
      if (!given) return undefined;
      // Of Node's Buffers, `slice` would be a view.
      const bytes = new Uint8Array(given.buffer, given.byteOffset, given.length);
      const pieces = ranges.map((range) => {
        const { offset, length } = rangeWithin(range, bytes.length);
        return bytes.slice(offset, offset + length);
      });
      return { pieces, version: undefined };
    },
  };
}

function ofBlob(blob: Blob): ArchiveBytes {
  const name = "name" in blob ? JSON.stringify(blob.name) : "in a Blob";
  const piece = async (range: ByteRange): Promise<Bytes> => {
    const { offset, length } = rangeWithin(range, blob.size);
    return new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer());
  };
  return {
    name,
    traits: { coalesceGap: 16_384 },
    size: async () => blob.size,
    async read(ranges) {
      try {
        return { pieces: await Promise.all(ranges.map(piece)), version: undefined };
      } catch (cause) {
        const problem = `The archive ${name} can no longer be read (${String(cause)}): the file was changed or removed. Let the user choose it once more.`;
        throw new ZarrError("store-failed", problem, { fields: { archive: name }, cause });
      }
    },
  };
}
