import {
  type ByteRange,
  type Bytes,
  type CallOptions,
  type Child,
  checkRange,
  type Key,
  type Place,
  type Store,
  until,
  type Version,
  type WriteOptions,
} from "@zarrkit/plugin-api";
import { attempt } from "./failure.js";
import { createFolders } from "./folders.js";
import { listFolder, listTree } from "./list.js";
import { locationOf, parseLocation } from "./location.js";
import { foldersOf } from "./name.js";
import { readFile, readRange } from "./read.js";
import { requireVersion, versionOf } from "./version.js";
import { deleteValue, writeValue } from "./write.js";

/** The whole file system and the path in it that a URL names; a URL that ends in "/" is the folder. */
export function openOpfs(url: string): Place {
  const { path, isFolder } = parseLocation(url);
  return isFolder ? { store: opfsStore(path), path: "" } : { store: opfsStore(), path };
}

const whole: ByteRange = { offset: 0 };

/** A store of the files below a folder of the origin private file system, which the first write makes if need be. */
export function opfsStore(folder = "") {
  const root = folder === "" ? [] : foldersOf(`${folder}/`);
  const folders = createFolders(root);

  async function read<T>(
    key: Key,
    options: CallOptions | undefined,
    task: (file: File) => T | Promise<T>,
  ): Promise<T | undefined> {
    return attempt("read", key, options, () => until(options?.signal, readFile(folders, key, options?.signal, task)));
  }

  function listing(options: CallOptions | undefined) {
    return (names: readonly string[]): Promise<Child[]> =>
      attempt("list", names.join("/"), options, () => until(options?.signal, listFolder(folders, names)));
  }

  async function getRange(key: Key, range: ByteRange, options?: CallOptions): Promise<Bytes | undefined> {
    checkRange(range);
    return read(key, options, (file) => readRange(file, range));
  }

  async function getRangesVersioned(
    key: Key,
    ranges: readonly ByteRange[],
    options?: CallOptions & { readonly version?: Version | undefined },
  ) {
    ranges.forEach(checkRange);
    return read(key, options, async (file) => {
      requireVersion(key, file, options?.version);
      const pieces = await Promise.all(ranges.map((range) => readRange(file, range)));
      return { pieces, version: versionOf(file), size: file.size };
    });
  }

  return {
    traits: {
      concurrency: 32,
      // Reading on costs less than another message to the process that holds the files.
      coalesceGap: 65_536,
      suffixRanges: true,
      atomicWrites: true,
      conditionalWrites: "version",
      location: locationOf(root),
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
      return read(key, options, (file) => file.size);
    },

    async getVersioned(key: Key, options?: CallOptions) {
      return read(key, options, async (file) => ({ bytes: await readRange(file, whole), version: versionOf(file) }));
    },

    async set(key: Key, bytes: Bytes, options?: WriteOptions) {
      await attempt("write", key, options, () => writeValue(folders, key, bytes, options));
    },

    async delete(key: Key, options?: WriteOptions) {
      await attempt("delete", key, options, () => deleteValue(folders, key, options));
    },

    async *list(prefix: string, options?: CallOptions): AsyncIterable<Key> {
      yield* listTree(listing(options), foldersOf(prefix), options);
    },

    async *listChildren(prefix: string, options?: CallOptions): AsyncIterable<Child> {
      yield* await listing(options)(foldersOf(prefix));
    },
  } satisfies Store;
}
