import { type ByteRange, type Bytes, type Key, keySegments, rangeWithin } from "@zarrkit/plugin-api";
import { nameOf, present } from "./directory-failure.js";
import { withFileLock } from "./directory-lock.js";

/** The directory of some names below another; `undefined` when it is not there. */
export async function enter(
  root: FileSystemDirectoryHandle,
  names: readonly string[],
  create = false,
): Promise<FileSystemDirectoryHandle | undefined> {
  let directory = root;
  for (const name of names) {
    const next = await present(directory.getDirectoryHandle(name, { create }), create);
    if (!next) return undefined;
    directory = next;
  }
  return directory;
}

/** The file of a key; `undefined` when there is none. */
export async function fileOf(root: FileSystemDirectoryHandle, key: Key): Promise<File | undefined> {
  const names = keySegments(key);
  const directory = await enter(root, names.slice(0, -1));
  const handle = directory && (await present(directory.getFileHandle(names.at(-1) as string)));
  return handle && present(handle.getFile());
}

/**
 * What a task makes of a value's file; `undefined` when there is none. The file is the value as it was at one moment: the browser
 * refuses to read it once it was replaced, and the task runs again with the new one. Where writers follow each other too fast
 * for that, and where the file is empty, as a new one is until its write is done, it runs under a lock that they wait for.
 */
export async function readFile<T>(
  root: FileSystemDirectoryHandle,
  key: Key,
  signal: AbortSignal | undefined,
  task: (file: File) => T | Promise<T>,
): Promise<T | undefined> {
  for (let tries = 0; tries < 3; tries++) {
    try {
      const file = await fileOf(root, key);
      if (!file) return undefined;
      if (file.size === 0) break;
      return await task(file);
    } catch (error) {
      if (!/^Not(Found|Readable)Error$/.test(nameOf(error))) throw error;
      signal?.throwIfAborted();
    }
  }
  return withFileLock(root, key, "shared", signal, async () => {
    const file = await fileOf(root, key);
    return file && task(file);
  });
}

export async function readRange(file: File, range: ByteRange): Promise<Bytes> {
  const { offset, length } = rangeWithin(range, file.size);
  return new Uint8Array(await file.slice(offset, offset + length).arrayBuffer());
}
