import {
  type ByteRange,
  type Bytes,
  type CallOptions,
  checkRange,
  isZarrError,
  type Key,
  type Place,
  type Store,
  until,
  type Version,
  ZarrError,
} from "@zarrkit/plugin-api";
import { type Entry, versionOf } from "./format/entry.js";
import { rootOf } from "./inner-path.js";
import { withDefaults, type ZipOptions } from "./options.js";
import { createDocuments } from "./read/documents.js";
import { listChildrenOf, listKeys } from "./read/listing.js";
import { loadDirectory } from "./read/load-directory.js";
import { createReader } from "./read/reader.js";
import { archiveBytes, type ZipSource } from "./read/source.js";

export type { ZipOptions } from "./options.js";
export type { ZipSource } from "./read/source.js";

/** What is known of an archive as a whole. */
export interface ZipSummary {
  /** Values in it. */
  readonly entries: number;
  /** The comment of the archive, as text. */
  readonly comment: string;
  /** Position after the last complete directory: the length of a sound archive. */
  readonly end: number;
  /** Bytes after that: of an append or a download that was broken off. 0 for a sound archive. */
  readonly trailing: number;
}

/** The store of the archive that is the value at a place, and the path in it; "" also finds the one folder at the top. */
export async function openZip(inner: Place, path: string, options: ZipOptions, call: CallOptions = {}): Promise<Place> {
  const store = zipStore(inner, options);
  return { store, path: await rootOf(store, path, call) };
}

/**
 * A read-only store of what an archive holds. Its directory is read with the first call and kept; when the archive is seen
 * to have changed, it is read anew. Whole values are verified by their CRC-32; of a part of a value only the bytes are
 * read, which no checksum covers.
 */
export function zipStore(source: ZipSource, options: ZipOptions = {}) {
  const archive = archiveBytes(source);
  const settings = withDefaults(options);
  let loading: Promise<Contents> | undefined;

  async function load() {
    const directory = await loadDirectory(archive, settings, {});
    const reader = createReader(archive, directory.version, settings.entryLimit);
    let keys: readonly Key[] | undefined;
    return {
      directory,
      reader,
      documents: createDocuments(directory.entries, reader),
      sortedKeys: () => (keys ??= [...directory.entries.keys()].sort()),
    };
  }
  type Contents = Awaited<ReturnType<typeof load>>;

  function current(): Promise<Contents> {
    if (loading) return loading;
    const started = load();
    loading = started;
    started.catch(() => forget(started));
    return started;
  }

  function forget(stale: Promise<Contents>): void {
    if (loading === stale) loading = undefined;
  }

  /** Runs a task on the archive's contents, and once more where it shows that they have changed since they were read. */
  async function within<T>(call: CallOptions | undefined, task: (contents: Contents) => T | Promise<T>): Promise<T> {
    for (let isLast = false; ; isLast = true) {
      call?.signal?.throwIfAborted();
      const read = current();
      try {
        return await task(await until(call?.signal, read));
      } catch (error) {
        if (!isZarrError(error, "conflict")) throw error;
        forget(read);
        if (isLast) throw error;
      }
    }
  }

  function at<T>(key: Key, call: CallOptions | undefined, task: (entry: Entry, contents: Contents) => T | Promise<T>) {
    return within(call, (contents) => {
      const entry = contents.directory.entries.get(key);
      return entry && task(entry, contents);
    });
  }

  function value(entry: Entry, { documents, reader }: Contents, call?: CallOptions): Promise<Bytes> {
    return documents.reads(entry) ? documents.read(entry, call) : reader.whole(entry, call);
  }

  async function getRanges(key: Key, ranges: readonly ByteRange[], call?: CallOptions) {
    ranges.forEach(checkRange);
    return at(key, call, (entry, { reader }) => reader.parts(entry, ranges, call));
  }

  return {
    traits: { ...archive.traits, suffixRanges: true },
    getRanges,

    async get(key: Key, call?: CallOptions) {
      return at(key, call, (entry, contents) => value(entry, contents, call));
    },

    async getRange(key: Key, range: ByteRange, call?: CallOptions) {
      return (await getRanges(key, [range], call))?.[0];
    },

    async getRangesVersioned(
      key: Key,
      ranges: readonly ByteRange[],
      call?: CallOptions & { readonly version?: Version | undefined },
    ) {
      ranges.forEach(checkRange);
      return at(key, call, async (entry, { reader }) => {
        const version = versionOf(entry);
        if (call?.version !== undefined && call.version !== version) throw replaced(archive.name, key);
        return { pieces: await reader.parts(entry, ranges, call), version, size: entry.size };
      });
    },

    async size(key: Key, call?: CallOptions) {
      return at(key, call, (entry) => entry.size);
    },

    async getVersioned(key: Key, call?: CallOptions) {
      return at(key, call, async (entry, contents) => {
        return { bytes: await value(entry, contents, call), version: versionOf(entry) };
      });
    },

    /** Keys sorted by name. */
    async *list(prefix: string, call?: CallOptions) {
      yield* listKeys(await within(call, ({ sortedKeys }) => sortedKeys()), prefix, call);
    },

    async *listChildren(prefix: string, call?: CallOptions) {
      yield* listChildrenOf(await within(call, ({ sortedKeys }) => sortedKeys()), prefix, call);
    },

    /** What is known of the archive as a whole. */
    async summary(call?: CallOptions): Promise<ZipSummary> {
      return within(call, ({ directory: { entries, comment, end, trailing } }) => {
        return { entries: entries.size, comment: new TextDecoder().decode(comment), end, trailing };
      });
    },

    /** Has the next call read the directory anew: somebody may have added to the archive. */
    refresh(): void {
      loading = undefined;
    },
  } satisfies Store & { summary: unknown; refresh: unknown };
}

function replaced(archive: string, key: Key): ZarrError {
  const problem = `${JSON.stringify(key)} in the archive ${archive} was replaced since the version asked for was read. Read once more.`;
  return new ZarrError("conflict", problem, { fields: { key, archive }, retryable: true });
}
