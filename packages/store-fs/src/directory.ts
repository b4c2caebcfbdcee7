import {
  type ByteRange,
  type Bytes,
  type CallOptions,
  type Child,
  checkRange,
  type Key,
  prefixSegments,
  type Store,
  type Version,
  type WriteOptions,
} from "@zarrkit/plugin-api";
import { attempt } from "./directory-failure.js";
import { enter, readFile, readRange } from "./directory-read.js";
import { fileVersion, requireVersion } from "./directory-version.js";
import { deleteValue, writeValue } from "./directory-write.js";

const whole: ByteRange = { offset: 0 };

/**
 * A store of the files below a directory that a page was given: by `showDirectoryPicker()`, by drag and drop, or from the
 * origin's private file system. Rules: WHATWG File System, File System Access, and Web Locks. A value is replaced in one step;
 * who reads the files by other means sees a new one empty until its write is done. Writes can be conditional, against all stores
 * over the same files in all tabs and workers of the site; not against other programs. Checked on Chromium.
 *
 * ```ts
 * const store = directoryStore(await showDirectoryPicker({ mode: "readwrite" }));
 * ```
 */
export function directoryStore(root: FileSystemDirectoryHandle) {
  async function read<T>(key: Key, options: CallOptions | undefined, task: (file: File) => T | Promise<T>) {
    return attempt("read", key, options, () => readFile(root, key, options?.signal, task));
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
      return { pieces, version: fileVersion(file), size: file.size };
    });
  }

  async function getRange(key: Key, range: ByteRange, options?: CallOptions): Promise<Bytes | undefined> {
    checkRange(range);
    return read(key, options, (file) => readRange(file, range));
  }

  async function children(names: readonly string[], options?: CallOptions): Promise<Child[]> {
    return attempt("list", names.join("/"), options, async () => {
      const found: Child[] = [];
      // All at once, so that what the caller deletes meanwhile disturbs nothing.
      for await (const entry of (await enter(root, names))?.values() ?? []) {
        found.push({ name: entry.name, prefix: entry.kind === "directory" });
      }
      return found.sort((a, b) => (a.name < b.name ? -1 : 1));
    });
  }

  async function* list(prefix: string, options?: CallOptions): AsyncIterable<Key> {
    for (const child of await children(prefixSegments(prefix), options)) {
      if (child.prefix) yield* list(`${prefix}${child.name}/`, options);
      else yield prefix + child.name;
      options?.signal?.throwIfAborted();
    }
  }

  return {
    traits: {
      concurrency: 16,
      coalesceGap: 16_384,
      suffixRanges: true,
      atomicWrites: false,
      conditionalWrites: "version",
    },
    getRange,
    getRangesVersioned,
    list,

    async get(key: Key, options?: CallOptions) {
      return getRange(key, whole, options);
    },

    async getRanges(key: Key, ranges: readonly ByteRange[], options?: CallOptions) {
      return (await getRangesVersioned(key, ranges, { signal: options?.signal }))?.pieces;
    },

    async getVersioned(key: Key, options?: CallOptions) {
      return read(key, options, async (file) => ({ bytes: await readRange(file, whole), version: fileVersion(file) }));
    },

    async size(key: Key, options?: CallOptions) {
      return read(key, options, (file) => file.size);
    },

    async set(key: Key, bytes: Bytes, options?: WriteOptions) {
      await attempt("write", key, options, () => writeValue(root, key, bytes, options));
    },

    async delete(key: Key, options?: WriteOptions) {
      await attempt("delete", key, options, () => deleteValue(root, key, options));
    },

    async *listChildren(prefix: string, options?: CallOptions): AsyncIterable<Child> {
      yield* await children(prefixSegments(prefix), options);
    },
  } satisfies Store;
}
