import { type ByteRange, type Bytes, type Key, rangeWithin } from "@zarrkit/plugin-api";
import { isExact } from "./exact.js";
import { nameOf, present } from "./failure.js";
import type { Folders } from "./folders.js";
import { withLock } from "./lock.js";
import { placeOf } from "./name.js";

/**
 * What a task makes of a value's file; `undefined` when there is none. The file is the value as it was at one moment: the
 * browser refuses to read it once the value was replaced, and the task runs again with the new one. Where writers follow
 * each other too fast for that, it runs under a lock that they wait for.
 */
export async function readFile<T>(
  folders: Folders,
  key: Key,
  signal: AbortSignal | undefined,
  task: (file: File) => T | Promise<T>,
): Promise<T | undefined> {
  const once = async () => {
    const file = await fileOf(folders, key);
    return file && task(file);
  };
  for (let tries = 0; tries < 3; tries++) {
    try {
      return await once();
    } catch (error) {
      if (!/^Not(Found|Readable)Error$/.test(nameOf(error))) throw error;
      signal?.throwIfAborted();
    }
  }
  return withLock(folders, key, "shared", signal, once);
}

/** The file of a key; `undefined` when there is none. */
export async function fileOf(folders: Folders, key: Key): Promise<File | undefined> {
  const { names, name } = placeOf(key);
  const folder = await folders.enter(names);
  const handle = folder && (await present(folder.getFileHandle(name)));
  return handle && (await isExact(folder, name)) ? present(handle.getFile()) : undefined;
}

/** Through `File` in workers too: opening a synchronous handle costs more than it saves, and keeps writers out. */
export async function readRange(file: File, range: ByteRange): Promise<Bytes> {
  const { offset, length } = rangeWithin(range, file.size);
  const part = length === file.size ? file : file.slice(offset, offset + length);
  return new Uint8Array(await part.arrayBuffer());
}
