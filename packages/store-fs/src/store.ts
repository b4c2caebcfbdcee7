import { fstatSync } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, dirname, sep } from "node:path";
import { pathToFileURL } from "node:url";
import {
  type ByteRange,
  type Bytes,
  type CallOptions,
  checkRange,
  type Key,
  type Place,
  type Store,
  type Version,
  type WriteOptions,
  ZarrError,
} from "@zarrkit/plugin-api";
import { isInside, requireInside } from "./confine.js";
import { failure, isMissing } from "./failure.js";
import { directoryOf, fileOf } from "./file-name.js";
import { listDirectory, listTree } from "./list.js";
import { pathOf } from "./location.js";
import type { FsOptions } from "./options.js";
import { readRange, sizeOf, versionOf, withFile } from "./read.js";
import { readRangeSync } from "./read-sync.js";
import { createWriter } from "./writer.js";

export type { FsOptions } from "./options.js";

/** The store of the directory at a URL or path, made by the first write if need be; a file is a value in its directory. */
export async function openFs(url: string, options: FsOptions): Promise<Place> {
  const path = pathOf(url);
  const found = await stat(path).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw failure(error, "open", "", path);
  });
  if (found?.isFile()) return { store: fsStore(dirname(path), options), path: basename(path) };
  return { store: fsStore(path, options), path: "" };
}

const whole: ByteRange = { offset: 0 };

/** A store of the files below a directory. Nothing is read yet, and nothing stays open between calls. */
export function fsStore(directory: string | URL, options: FsOptions = {}) {
  const path = pathOf(String(directory));
  const root = path.endsWith(sep) ? path.slice(0, -1) : path;
  const confined = options.links === "inside";
  const writer = createWriter(root, options);
  const mayFollow = (link: string) => !confined || isInside(path, link);

  /** The file of a key handed to a task, whose errors of the system become the store's. */
  async function at<T>(what: string, key: Key, task: (file: string) => Promise<T>): Promise<T> {
    const file = fileOf(root, key);
    try {
      if (confined) requireInside(path, file, key);
      return await task(file);
    } catch (error) {
      throw failure(error, what, key, file);
    }
  }

  function directoryAt(prefix: string): string {
    const directory = directoryOf(root, prefix);
    if (confined) requireInside(path, directory, prefix);
    return directory;
  }

  function getRangeSync(key: Key, range: ByteRange, into?: Bytes): Bytes | undefined {
    const file = fileOf(root, key);
    try {
      if (confined) requireInside(path, file, key);
      return readRangeSync(file, checkRange(range), into);
    } catch (error) {
      throw failure(error, "read", key, file);
    }
  }

  /** What a task makes of an open value and its size; `undefined` when there is no value. */
  async function read<T>(
    key: Key,
    options: CallOptions | undefined,
    task: (descriptor: number, size: number, file: string) => T | Promise<T>,
  ): Promise<T | undefined> {
    return at("read", key, (file) =>
      withFile(file, options?.signal, (descriptor) => {
        const size = sizeOf(descriptor, file);
        return size === undefined ? undefined : task(descriptor, size, file);
      }),
    );
  }

  async function getRange(key: Key, range: ByteRange, options?: CallOptions): Promise<Bytes | undefined> {
    checkRange(range);
    return read(key, options, (descriptor, size, file) => readRange(descriptor, range, size, file));
  }

  return {
    traits: {
      concurrency: 32,
      // Reading on costs less than another call into the system.
      coalesceGap: 16_384,
      suffixRanges: true,
      atomicWrites: true,
      conditionalWrites: "version",
      location: pathToFileURL(root + sep).href,
    },
    getRange,
    getRangeSync,

    async get(key: Key, options?: CallOptions) {
      return getRange(key, whole, options);
    },

    async getRanges(key: Key, ranges: readonly ByteRange[], options?: CallOptions) {
      ranges.forEach(checkRange);
      return read(key, options, (descriptor, size, file) =>
        Promise.all(ranges.map((range) => readRange(descriptor, range, size, file))),
      );
    },

    async getRangesVersioned(
      key: Key,
      ranges: readonly ByteRange[],
      options?: CallOptions & { readonly version?: Version | undefined },
    ) {
      ranges.forEach(checkRange);
      return read(key, options, async (descriptor, size, file) => {
        const version = versionOf(fstatSync(descriptor, { bigint: true }));
        if (options?.version !== undefined && options.version !== version) throw replaced(key, file);
        const pieces = await Promise.all(ranges.map((range) => readRange(descriptor, range, size, file)));
        return { pieces, version, size };
      });
    },

    async size(key: Key, options?: CallOptions) {
      return read(key, options, (_, size) => size);
    },

    async getVersioned(key: Key, options?: CallOptions) {
      return read(key, options, async (descriptor, size, file) => {
        // First, so that whatever changes the file in place while it is read makes the version one of the past.
        const version = versionOf(fstatSync(descriptor, { bigint: true }));
        return { bytes: await readRange(descriptor, whole, size, file), version };
      });
    },

    getSync: (key: Key) => getRangeSync(key, whole),

    async set(key: Key, bytes: Bytes, options: WriteOptions = {}) {
      await at("write", key, (file) => writer.set(key, file, bytes, options));
    },

    async delete(key: Key, options: WriteOptions = {}) {
      await at("delete", key, (file) => writer.delete(key, file, options));
    },

    /** Keys sorted by name, directory by directory. */
    async *list(prefix: string, options?: CallOptions) {
      yield* listTree(directoryAt(prefix), prefix, mayFollow, options);
    },

    async *listChildren(prefix: string, options?: CallOptions) {
      yield* listDirectory(directoryAt(prefix), mayFollow, options);
    },

    async flush() {
      await writer.flush().catch((error: unknown) => {
        throw failure(error, "sync", "", path);
      });
    },

    async close() {},
  } satisfies Store;
}

function replaced(key: Key, file: string): ZarrError {
  const problem = "was replaced since the version asked for was read. Read once more.";
  return new ZarrError("conflict", `${file} ${problem}`, { fields: { key, file }, retryable: true });
}
