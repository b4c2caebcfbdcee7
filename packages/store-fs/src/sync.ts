import * as fs from "node:fs";
import { dirname, join } from "node:path";
import { fsync, open } from "./calls.js";
import { releaseDescriptor, takeDescriptor } from "./descriptors.js";
import { codeOf, isMissing } from "./failure.js";

/** Makes a file or directory durable; one that is gone needs nothing. Windows syncs no directories. */
async function syncPath(path: string): Promise<void> {
  try {
    const descriptor = await takeDescriptor(undefined, () => open(path, fs.constants.O_RDONLY));
    try {
      await fsync(descriptor);
    } finally {
      fs.close(descriptor, releaseDescriptor);
    }
  } catch (error) {
    if (!isMissing(error) && !(process.platform === "win32" && /^(EPERM|EACCES)$/.test(codeOf(error)))) throw error;
  }
}

/** A directory and those above it up to the root: any of them may be new, and its name is an entry of the one above. */
export async function syncDirectories(directory: string, root: string): Promise<void> {
  for (let path = directory; path.length >= root.length && path !== dirname(path); path = dirname(path))
    await syncPath(path);
}

/** What was written and not yet synced: names by directory, since a million paths would be dear to keep. */
export function unsynced(root: string) {
  let names = new Map<string, Set<string>>();
  let last: Promise<void> = Promise.resolve();

  function add(directory: string, name: string): void {
    const known = names.get(directory);
    if (known) known.add(name);
    else names.set(directory, new Set([name]));
  }

  async function sync(): Promise<void> {
    const written = names;
    names = new Map();
    try {
      for (const [directory, files] of written) {
        await Promise.all(Array.from(files, (name) => syncPath(join(directory, name))));
        await syncDirectories(directory, root);
      }
    } catch (error) {
      for (const [directory, files] of written) for (const name of files) add(directory, name);
      throw error;
    }
  }

  return {
    add,
    /** One after another: what an earlier one is still syncing is not durable for who asks now either. */
    flush(): Promise<void> {
      last = last.then(sync, sync);
      return last;
    },
  };
}
