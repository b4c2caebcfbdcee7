import {
  type ByteRange,
  type Bytes,
  type CallOptions,
  type Child,
  checkRange,
  type Key,
  keySegments,
  prefixSegments,
  rangeWithin,
  type Store,
  type WriteOptions,
} from "@zarrkit/plugin-api";
import { attempt, nameOf, present, refuseConditions } from "./directory-failure.js";

/**
 * A store of the files below a directory that a page was given: by `showDirectoryPicker()`, by drag and drop, or from the
 * origin's private file system. Rules: WHATWG File System, and File System Access. A value is replaced in one step, but a
 * new one is empty for readers until its write is done; writes cannot be conditional. Checked on Chromium.
 *
 * ```ts
 * const store = directoryStore(await showDirectoryPicker({ mode: "readwrite" }));
 * ```
 */
export function directoryStore(root: FileSystemDirectoryHandle) {
  /** The directory of some names; `undefined` when it is not there. */
  async function enter(names: readonly string[], create = false): Promise<FileSystemDirectoryHandle | undefined> {
    let directory = root;
    for (const name of names) {
      const next = await present(directory.getDirectoryHandle(name, { create }), create);
      if (!next) return undefined;
      directory = next;
    }
    return directory;
  }

  async function fileOf(key: Key): Promise<File | undefined> {
    const names = keySegments(key);
    const directory = await enter(names.slice(0, -1));
    const handle = directory && (await present(directory.getFileHandle(names.at(-1) as string)));
    return handle && present(handle.getFile());
  }

  async function getRanges(
    key: Key,
    ranges: readonly ByteRange[],
    options?: CallOptions,
  ): Promise<Bytes[] | undefined> {
    ranges.forEach(checkRange);
    return attempt("read", key, options, async () => {
      const file = await fileOf(key);
      return file && Promise.all(ranges.map((range) => readPart(file, range)));
    });
  }

  async function write(key: Key, bytes: Bytes): Promise<void> {
    const names = keySegments(key);
    const name = names.at(-1) as string;
    // Made again where a delete has just removed one that became empty.
    for (let tries = 0; ; tries++) {
      const directory = (await enter(names.slice(0, -1), true)) as FileSystemDirectoryHandle;
      const isNew = !(await present(directory.getFileHandle(name)));
      try {
        const writable = await (await directory.getFileHandle(name, { create: true })).createWritable();
        // A copy, since it may be read later, and shared memory is refused.
        await writable.write(bytes.slice() as Uint8Array<ArrayBuffer>);
        return await writable.close();
      } catch (error) {
        if (isNew) await directory.removeEntry(name).catch(() => {});
        if (nameOf(error) !== "NotFoundError" || tries === 20) throw error;
      }
    }
  }

  /** Removes the value, and directories that hold nothing any more. */
  async function remove(key: Key): Promise<void> {
    if (!(await fileOf(key))) return;
    const names = keySegments(key);
    for (let name = names.pop(); name !== undefined; name = names.pop()) {
      const directory = await enter(names);
      try {
        if (directory) await present(directory.removeEntry(name));
      } catch (error) {
        if (nameOf(error) === "InvalidModificationError") return;
        throw error;
      }
    }
  }

  async function children(names: readonly string[], options?: CallOptions): Promise<Child[]> {
    return attempt("list", names.join("/"), options, async () => {
      const found: Child[] = [];
      // All at once, so that what the caller deletes meanwhile disturbs nothing.
      for await (const entry of (await enter(names))?.values() ?? []) {
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
      conditionalWrites: "none",
    },
    getRanges,
    list,

    async get(key: Key, options?: CallOptions) {
      return (await getRanges(key, [{ offset: 0 }], options))?.[0];
    },

    async getRange(key: Key, range: ByteRange, options?: CallOptions) {
      return (await getRanges(key, [range], options))?.[0];
    },

    async size(key: Key, options?: CallOptions) {
      return attempt("read", key, options, async () => (await fileOf(key))?.size);
    },

    async set(key: Key, bytes: Bytes, options?: WriteOptions) {
      refuseConditions(key, options);
      await attempt("write", key, options, () => write(key, bytes));
    },

    async delete(key: Key, options?: WriteOptions) {
      refuseConditions(key, options);
      await attempt("delete", key, options, () => remove(key));
    },

    async *listChildren(prefix: string, options?: CallOptions): AsyncIterable<Child> {
      yield* await children(prefixSegments(prefix), options);
    },
  } satisfies Store;
}

async function readPart(file: File, range: ByteRange): Promise<Bytes> {
  const { offset, length } = rangeWithin(range, file.size);
  return new Uint8Array(await file.slice(offset, offset + length).arrayBuffer());
}
