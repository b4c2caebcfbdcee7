import { nameOf, present } from "./failure.js";
import type { Folders } from "./folders.js";
import { ifUnlocked, lockOfFolder } from "./lock.js";

/** Removes a folder and those above it, as far as they hold nothing any more and nobody writes there; never the root. */
export async function prune(folders: Folders, names: readonly string[]): Promise<void> {
  for (let left = names; left.length > 0; left = left.slice(0, -1)) {
    if (!(await ifUnlocked(lockOfFolder(folders, left), () => removeEmpty(folders, left)))) return;
  }
}

/** Whether the folder is gone. The caller holds its lock, so that no value takes its name between the look and the step. */
async function removeEmpty(folders: Folders, names: readonly string[]): Promise<boolean> {
  const parent = await folders.enter(names.slice(0, -1));
  const name = names.at(-1) as string;
  try {
    if (parent && (await present(parent.getDirectoryHandle(name)))) await present(parent.removeEntry(name));
    return true;
  } catch (error) {
    // It holds something, or something below it is just written.
    if (/^(InvalidModification|NoModificationAllowed)Error$/.test(nameOf(error))) return false;
    throw error;
  }
}
