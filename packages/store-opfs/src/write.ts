import type { Bytes, Key, WriteOptions } from "@zarrkit/plugin-api";
import { requireExact } from "./exact.js";
import { unless } from "./failure.js";
import { fill } from "./fill.js";
import type { Folders } from "./folders.js";
import { insist } from "./insist.js";
import { withLock } from "./lock.js";
import { placeOf, temporaryName } from "./name.js";
import { prune } from "./prune.js";
import { fileOf } from "./read.js";
import { outlive, requireState, versionOf } from "./version.js";

/** What lib.dom leaves out. */
type Movable = FileSystemFileHandle & { move(name: string): Promise<void> };

/** Puts a value in the place of the one that was there, in one step, while nobody else writes it. */
export async function writeValue(folders: Folders, key: Key, bytes: Bytes, options?: WriteOptions): Promise<void> {
  const { names, name } = placeOf(key);
  await withLock(folders, key, "exclusive", options?.signal, () =>
    folders.within(names, async (folder) => {
      const before = await unless(/^NotFoundError$/, folder.getFileHandle(name));
      if (before) await requireExact(folder, name);
      const file = await before?.getFile();
      requireState(key, file, options?.onlyIf);
      try {
        const temporary = await fillBeside(folder, name, bytes, file);
        options?.signal?.throwIfAborted();
        await temporary.move(name);
      } catch (error) {
        await folder.removeEntry(temporaryName(name)).catch(() => {});
        throw error;
      }
    }),
  );
}

/** A file beside a value's place that holds the bytes, and whose version is not the one that is there. */
async function fillBeside(
  folder: FileSystemDirectoryHandle,
  name: string,
  bytes: Bytes,
  before: File | undefined,
): Promise<Movable> {
  for (;;) {
    const handle = await folder.getFileHandle(temporaryName(name), { create: true });
    await fill(handle, bytes);
    if (!before || versionOf(await handle.getFile()) !== versionOf(before)) return handle as Movable;
    await outlive(before);
    await folder.removeEntry(temporaryName(name));
  }
}

/** Removes a value, and folders that hold nothing any more. */
export async function deleteValue(folders: Folders, key: Key, options?: WriteOptions): Promise<void> {
  const { names, name } = placeOf(key);
  const deleted = await withLock(folders, key, "exclusive", options?.signal, async () => {
    const file = await fileOf(folders, key);
    requireState(key, file, options?.onlyIf);
    options?.signal?.throwIfAborted();
    const folder = file && (await folders.enter(names));
    if (!folder) return false;
    // Refused while another tab tries whether a folder above is empty.
    await insist(/^NoModificationAllowedError$/, () => folder.removeEntry(name));
    await outlive(file);
    return true;
  });
  if (deleted) await prune(folders, names);
}
