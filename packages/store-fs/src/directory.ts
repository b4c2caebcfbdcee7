import {
  type ByteRange,
  type Bytes,
  type CallOptions,
  type Child,
  checkRange,
  type ErrorCode,
  isZarrError,
  type Key,
  keySegments,
  prefixSegments,
  rangeWithin,
  type Store,
  type WriteOptions,
  ZarrError,
} from "@zarrkit/plugin-api";

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

/** What is there, `undefined` for what is not; with `required`, that is an error as any other. */
async function present<T>(handle: Promise<T>, required = false): Promise<T | undefined> {
  try {
    return await handle;
  } catch (error) {
    if (!required && /^(NotFoundError|TypeMismatchError)$/.test(nameOf(error))) return undefined;
    throw error;
  }
}

const reasons: Record<string, readonly [ErrorCode, string]> = {
  NotAllowedError: ["access-denied", "Ask the user for it, by handle.requestPermission() on a click."],
  SecurityError: ["access-denied", "This page may not use the file system."],
  QuotaExceededError: ["store-failed", "The disk or the quota of this origin is full: free some space."],
  NotReadableError: ["conflict", "The file was changed meanwhile: read once more."],
  NoModificationAllowedError: ["store-failed", "Somebody else has it open for writing: try again."],
  TypeMismatchError: ["unsupported", "A file system keeps no value beside keys below its name: choose another name."],
  TypeError: ["unsupported", "Browsers do not allow this file name: choose another."],
};

/** Runs a call; errors of the browser become the store's. */
async function attempt<T>(
  what: string,
  key: Key,
  options: CallOptions | undefined,
  task: () => Promise<T>,
): Promise<T> {
  options?.signal?.throwIfAborted();
  try {
    const result = await task();
    options?.signal?.throwIfAborted();
    return result;
  } catch (error) {
    if (isZarrError(error) || (options?.signal?.aborted && error === options.signal.reason)) throw error;
    const [code, remedy] = reasons[nameOf(error)] ?? ["store-failed", "See what the browser says."];
    throw new ZarrError(code, `Could not ${what} ${JSON.stringify(key)}: ${String(error)}. ${remedy}`, {
      fields: { key },
      cause: error,
      retryable: /^No(tReadable|ModificationAllowed)Error$/.test(nameOf(error)),
    });
  }
}

function refuseConditions(key: Key, options?: WriteOptions): void {
  if (options?.onlyIf === undefined) return;
  throw new ZarrError(
    "unsupported",
    `Could not write ${JSON.stringify(key)}: writes through a page's directory cannot be conditional (onlyIf).`,
    {
      fields: { key },
    },
  );
}

function nameOf(error: unknown): string {
  return (error as Error | undefined)?.name ?? "";
}
