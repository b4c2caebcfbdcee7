import {
  type ByteRange,
  type Bytes,
  type CallOptions,
  checkRange,
  type Key,
  keySegments,
  type Store,
  type Version,
  type WriteOptions,
  ZarrError,
} from "@zarrkit/plugin-api";
import { requireName } from "../format/encode-headers.js";
import { type Entry, versionOf } from "../format/entry.js";
import type { ZipOptions } from "../options.js";
import { listChildrenOf, listKeys } from "../read/listing.js";
import { createReader } from "../read/reader.js";
import type { ArchiveBytes } from "../read/source.js";
import type { Sink } from "../sink.js";
import type { Contents } from "./contents.js";
import { Gate } from "./gate.js";

/** The store over the contents of an archive. `release` lets go of what holds them. */
export function archiveStore(
  contents: Contents,
  source: ArchiveBytes,
  { entryLimit }: Required<ZipOptions>,
  release: () => Promise<void>,
) {
  const gate = new Gate();
  const reader = createReader(source, undefined, entryLimit);
  let isOpen = true;

  function requireOpen(): void {
    if (isOpen) return;
    throw new ZarrError("store-failed", `The archive ${source.name} was closed: open it again.`, {
      fields: { archive: source.name },
    });
  }

  function at<T>(key: Key, call: CallOptions | undefined, task: (entry: Entry) => Promise<T>): Promise<T | undefined> {
    return gate.shared(async () => {
      call?.signal?.throwIfAborted();
      requireOpen();
      const entry = contents.entries.get(key);
      return entry && task(entry);
    });
  }

  /** Runs a task when all calls before are done, and after it none but those behind. */
  function alone<T>(task: () => Promise<T>): Promise<T> {
    return gate.alone(async () => {
      requireOpen();
      return task();
    });
  }

  function require(key: Key, { onlyIf }: WriteOptions): void {
    if (onlyIf === undefined) return;
    const entry = contents.entries.get(key);
    const found = entry && versionOf(entry);
    const wanted = onlyIf === "absent" ? undefined : onlyIf.version;
    if (found === wanted) return;
    const problem = wanted === undefined ? "exists already" : `no longer has version ${wanted}`;
    throw conflict(source.name, key, problem);
  }

  async function getRanges(key: Key, ranges: readonly ByteRange[], call?: CallOptions) {
    ranges.forEach(checkRange);
    return at(key, call, (entry) => reader.parts(entry, ranges, call));
  }

  return {
    traits: { atomicWrites: true, conditionalWrites: "version", suffixRanges: true },
    getRanges,

    async get(key: Key, call?: CallOptions) {
      return at(key, call, (entry) => reader.whole(entry, call));
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
      return at(key, call, async (entry) => {
        const version = versionOf(entry);
        if (call?.version !== undefined && call.version !== version) {
          throw conflict(source.name, key, "was replaced since the version asked for was read");
        }
        return { pieces: await reader.parts(entry, ranges, call), version, size: entry.size };
      });
    },

    async size(key: Key, call?: CallOptions) {
      return at(key, call, async (entry) => entry.size);
    },

    async getVersioned(key: Key, call?: CallOptions) {
      return at(key, call, async (entry) => ({ bytes: await reader.whole(entry, call), version: versionOf(entry) }));
    },

    async set(key: Key, bytes: Bytes, options: WriteOptions = {}) {
      keySegments(key);
      requireName(key);
      return alone(async () => {
        options.signal?.throwIfAborted();
        require(key, options);
        await contents.set(key, bytes);
      });
    },

    async delete(key: Key, options: WriteOptions = {}) {
      return alone(async () => {
        options.signal?.throwIfAborted();
        require(key, options);
        contents.delete(key);
      });
    },

    /** Keys sorted by name. */
    async *list(prefix: string, call?: CallOptions) {
      call?.signal?.throwIfAborted();
      yield* listKeys(await gate.shared(async () => contents.keys), prefix, call);
    },

    async *listChildren(prefix: string, call?: CallOptions) {
      call?.signal?.throwIfAborted();
      yield* listChildrenOf(await gate.shared(async () => contents.keys), prefix, call);
    },

    /** Resolves when everything written before is durable, and named by a directory. */
    flush: () => alone(() => contents.flush()),

    async close() {
      await gate.alone(async () => {
        if (!isOpen) return;
        isOpen = false;
        try {
          await contents.flush();
        } finally {
          await release();
        }
      });
    },

    /**
     * Cuts off what an append that was broken off left after the last complete directory, so that every program opens the
     * archive; answers how many bytes that were. What has been written since is flushed instead: then nothing is cut off.
     */
    repair: () =>
      alone(async () => {
        await contents.flush();
        return contents.repair();
      }),

    /** Bytes that `compact()` would remove: replaced and deleted values, earlier directories, and extra fields of other programs. */
    deadBytes: () => alone(async () => contents.deadBytes),

    /**
     * Writes the archive anew, without dead bytes and with all metadata documents first: in place of the file, in one step,
     * or into another, empty sink, which stays the caller's. Stored values are verified by their CRC-32 on the way.
     */
    compact: (into?: Sink) => alone(() => contents.compact(into)),
  } satisfies Store & Record<string, unknown>;
}

function conflict(archive: string, key: Key, problem: string): ZarrError {
  const text = `${JSON.stringify(key)} in the archive ${archive} ${problem}: read it and decide again.`;
  return new ZarrError("conflict", text, { fields: { key, archive } });
}
