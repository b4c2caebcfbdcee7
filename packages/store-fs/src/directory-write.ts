import { type Bytes, type Key, keySegments, type WriteOptions } from "@zarrkit/plugin-api";
import { present } from "./directory-failure.js";
import { insist } from "./directory-insist.js";
import { withFileLock } from "./directory-lock.js";
import { prune } from "./directory-prune.js";
import { enter, fileOf } from "./directory-read.js";
import { fileVersion, leastStep, mostStep, outlive, requireState, timeless } from "./directory-version.js";

/** Puts a value in the place of the one that was there, as the only writer of all stores over its file. */
export async function writeValue(
  root: FileSystemDirectoryHandle,
  key: Key,
  bytes: Bytes,
  options?: WriteOptions,
): Promise<void> {
  await withFileLock(root, key, "exclusive", options?.signal, async () => {
    const before = await fileOf(root, key);
    requireState(key, before, options?.onlyIf);
    // Again where the file system counts time in larger steps: FAT, on cards and sticks, in two seconds.
    for (let step = leastStep; step <= mostStep; step *= 2) {
      if (before) await outlive(before, step);
      options?.signal?.throwIfAborted();
      await write(root, key, bytes);
      const after = before && (await fileOf(root, key));
      if (!after || fileVersion(after) !== fileVersion(before)) return;
    }
    throw timeless(key);
  });
}

/** Again, where another tab has just removed the directory, or tries whether one above it is empty. */
const passing = /^(NotFound|NoModificationAllowed)Error$/;

async function write(root: FileSystemDirectoryHandle, key: Key, bytes: Bytes): Promise<void> {
  const names = keySegments(key);
  const name = names.at(-1) as string;
  await insist(passing, async () => {
    const directory = (await enter(root, names.slice(0, -1), true)) as FileSystemDirectoryHandle;
    const isNew = !(await present(directory.getFileHandle(name)));
    const file = await directory.getFileHandle(name, { create: true });
    try {
      const writable = await file.createWritable();
      // A copy, since it may be read later, and shared memory is refused.
      await writable.write(bytes.slice() as Uint8Array<ArrayBuffer>);
      await writable.close();
    } catch (error) {
      if (isNew) await directory.removeEntry(name).catch(() => {});
      throw error;
    }
  });
}

/** Removes a value, and directories that hold nothing any more. */
export async function deleteValue(root: FileSystemDirectoryHandle, key: Key, options?: WriteOptions): Promise<void> {
  const names = keySegments(key);
  const name = names.pop() as string;
  const isDeleted = await withFileLock(root, key, "exclusive", options?.signal, async () => {
    const file = await fileOf(root, key);
    requireState(key, file, options?.onlyIf);
    options?.signal?.throwIfAborted();
    const directory = file && (await enter(root, names));
    if (!directory) return false;
    await insist(/^NoModificationAllowedError$/, () => present(directory.removeEntry(name)));
    // One that is made in its place must not pass for it.
    await outlive(file, leastStep);
    return true;
  });
  if (isDeleted) await prune(root, names);
}
