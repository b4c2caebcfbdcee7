import { type Bytes, type Key, keySegments, type WriteOptions } from "@zarrkit/plugin-api";
import { nameOf, present } from "./directory-failure.js";
import { withFileLock } from "./directory-lock.js";
import { enter, fileOf } from "./directory-read.js";
import { fileVersion, outlive, requireState } from "./directory-version.js";

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
    for (;;) {
      if (before) await outlive(before);
      options?.signal?.throwIfAborted();
      await write(root, key, bytes);
      // Again where the file system counts time in larger steps.
      const after = before && (await fileOf(root, key));
      if (!after || fileVersion(after) !== fileVersion(before)) return;
    }
  });
}

async function write(root: FileSystemDirectoryHandle, key: Key, bytes: Bytes): Promise<void> {
  const names = keySegments(key);
  const name = names.at(-1) as string;
  // Made again where a delete has just removed one that became empty.
  for (let tries = 0; ; tries++) {
    const directory = (await enter(root, names.slice(0, -1), true)) as FileSystemDirectoryHandle;
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

/** Removes a value, and directories that hold nothing any more. */
export async function deleteValue(root: FileSystemDirectoryHandle, key: Key, options?: WriteOptions): Promise<void> {
  await withFileLock(root, key, "exclusive", options?.signal, async () => {
    const file = await fileOf(root, key);
    requireState(key, file, options?.onlyIf);
    options?.signal?.throwIfAborted();
    if (!file) return;
    await remove(root, keySegments(key));
    // One that is made in its place must not pass for it.
    await outlive(file);
  });
}

async function remove(root: FileSystemDirectoryHandle, path: readonly string[]): Promise<void> {
  const names = [...path];
  for (let name = names.pop(); name !== undefined; name = names.pop()) {
    const directory = await enter(root, names);
    try {
      if (directory) await present(directory.removeEntry(name));
    } catch (error) {
      if (nameOf(error) === "InvalidModificationError") return;
      throw error;
    }
  }
}
