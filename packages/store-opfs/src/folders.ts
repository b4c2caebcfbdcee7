import type { Key } from "@zarrkit/plugin-api";
import { isExact, requireExact } from "./exact.js";
import { nameOf, present } from "./failure.js";
import { insist } from "./insist.js";

export type Folders = ReturnType<typeof createFolders>;

/** Handles kept; each is a place, not what lies there, so that one of a folder which was removed is not wrong. */
const most = 1000;

const passing = /^(NotFound|NoModificationAllowed)Error$/;

/** The folders below the root of a store, each looked up once: every step would be a message to another process. */
export function createFolders(root: readonly string[]) {
  const known = new Map<string, Promise<FileSystemDirectoryHandle>>();

  function find(names: readonly string[], create: boolean): Promise<FileSystemDirectoryHandle> {
    const path = names.join("/");
    let found = known.get(path);
    if (found) return found;
    const name = names.at(-1);
    found =
      name === undefined
        ? navigator.storage.getDirectory()
        : find(names.slice(0, -1), create).then((folder) => step(folder, name, create));
    if (known.size >= most) known.clear();
    known.set(path, found);
    found.catch(() => known.delete(path));
    return found;
  }

  return {
    /** The path from the top of the file system, which is the same in every tab. */
    pathOf: (key: Key) => [...root, key].join("/"),

    /** The folder of some names; `undefined` when it is not there. */
    enter(names: readonly string[]): Promise<FileSystemDirectoryHandle | undefined> {
      return present(find([...root, ...names], false));
    },

    /**
     * Runs a task in a folder, which is made if need be: again, where another tab has just removed it, or tries whether a
     * folder above it is empty.
     */
    within<T>(names: readonly string[], task: (folder: FileSystemDirectoryHandle) => Promise<T>): Promise<T> {
      return insist(passing, async () => {
        try {
          return await task(await find([...root, ...names], true));
        } catch (error) {
          if (nameOf(error) === "NotFoundError") known.clear();
          throw error;
        }
      });
    },
  };
}

async function step(
  folder: FileSystemDirectoryHandle,
  name: string,
  create: boolean,
): Promise<FileSystemDirectoryHandle> {
  const found = await folder.getDirectoryHandle(name, { create });
  if (create) await requireExact(folder, name);
  else if (!(await isExact(folder, name))) throw new DOMException("It is spelt otherwise.", "NotFoundError");
  return found;
}
