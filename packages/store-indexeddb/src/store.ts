import {
  type ByteRange,
  type Bytes,
  type CallOptions,
  checkRange,
  type Key,
  keySegments,
  type Place,
  type Store,
  type Version,
  type WriteOptions,
  ZarrError,
} from "@zarrkit/plugin-api";
import { createConnection } from "./connection.js";
import { attempt } from "./failure.js";
import type { Entry } from "./layout.js";
import { listDirect, listKeys } from "./list.js";
import { locationOf, parseLocation } from "./location.js";
import type { IndexeddbOptions } from "./options.js";
import { readEntry, readRange } from "./read.js";
import { reading, type Stores, writing } from "./transaction.js";
import { deleteValue, writeMark, writeValue } from "./write.js";

export type { IndexeddbOptions } from "./options.js";

/** The store of the database that a URL names, and the path in it. Nothing is opened yet. */
export function openIndexeddb(url: string, options: IndexeddbOptions): Place {
  const { database, path } = parseLocation(url);
  return { store: indexeddbStore(database, options), path };
}

const whole: ByteRange = { offset: 0 };

/**
 * A store in the IndexedDB database of that name, which is made by the first call if need be. Each call is one transaction,
 * whichever tabs and workers use the database at the same time.
 */
export function indexeddbStore(database: string, { durability = "relaxed" }: IndexeddbOptions = {}) {
  const connection = createConnection(database);

  /** What a task makes of a value in one transaction; `undefined` when there is no value. */
  async function read<T>(
    key: Key,
    options: CallOptions | undefined,
    task: (entry: Entry, stores: Stores) => T | Promise<T>,
  ): Promise<T | undefined> {
    keySegments(key);
    return attempt("read", database, key, options, () =>
      reading(connection, options, async (stores) => {
        const entry = await readEntry(stores, key);
        return entry && task(entry, stores);
      }),
    );
  }

  async function write(
    what: string,
    key: Key,
    options: WriteOptions | undefined,
    task: (stores: Stores) => Promise<void>,
  ): Promise<void> {
    keySegments(key);
    await attempt(what, database, key, options, () => writing(connection, durability, options, task));
  }

  function listing(prefix: string, options: CallOptions | undefined) {
    return <T>(task: (stores: Stores) => Promise<T>) =>
      attempt("list", database, prefix, options, () => reading(connection, options, task));
  }

  async function getRange(key: Key, range: ByteRange, options?: CallOptions): Promise<Bytes | undefined> {
    checkRange(range);
    return read(key, options, (entry, stores) => readRange(stores, key, entry, range));
  }

  async function getRangesVersioned(
    key: Key,
    ranges: readonly ByteRange[],
    options?: CallOptions & { readonly version?: Version | undefined },
  ) {
    ranges.forEach(checkRange);
    return read(key, options, async (entry, stores) => {
      const { version } = entry;
      if (options?.version !== undefined && options.version !== version) throw replaced(key);
      const pieces = await Promise.all(ranges.map((range) => readRange(stores, key, entry, range)));
      return { pieces, version, size: entry.size };
    });
  }

  return {
    traits: {
      concurrency: 32,
      // Whole blocks are read anyway.
      coalesceGap: 65_536,
      suffixRanges: true,
      atomicWrites: true,
      conditionalWrites: "version",
      location: locationOf(database),
    },
    getRange,
    getRangesVersioned,

    async get(key: Key, options?: CallOptions) {
      return getRange(key, whole, options);
    },

    async getRanges(key: Key, ranges: readonly ByteRange[], options?: CallOptions) {
      return (await getRangesVersioned(key, ranges, { signal: options?.signal }))?.pieces;
    },

    async size(key: Key, options?: CallOptions) {
      return read(key, options, (entry) => entry.size);
    },

    async getVersioned(key: Key, options?: CallOptions) {
      return read(key, options, async (entry, stores) => {
        return { bytes: await readRange(stores, key, entry, whole), version: entry.version };
      });
    },

    async set(key: Key, bytes: Bytes, options?: WriteOptions) {
      await write("write", key, options, (stores) => writeValue(stores, key, bytes, options?.onlyIf));
    },

    async delete(key: Key, options?: WriteOptions) {
      await write("delete", key, options, (stores) => deleteValue(stores, key, options?.onlyIf));
    },

    list: (prefix: string, options?: CallOptions) => listKeys(listing(prefix, options), prefix, options),

    listChildren: (prefix: string, options?: CallOptions) => listDirect(listing(prefix, options), prefix, options),

    async flush() {
      await attempt("flush", database, "", undefined, () => writing(connection, "strict", undefined, writeMark));
    },

    close: () => connection.close(),
  } satisfies Store;
}

function replaced(key: Key): ZarrError {
  const problem = "in IndexedDB was replaced since the version asked for was read: read once more.";
  return new ZarrError("conflict", `${JSON.stringify(key)} ${problem}`, { fields: { key }, retryable: true });
}
