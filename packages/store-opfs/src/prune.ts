import { nameOf, present } from "./failure.js";
import type { Folders } from "./folders.js";
import { withLock } from "./lock.js";

/** Removes a folder and those above it, as far as they hold nothing any more; never the root. */
export async function prune(folders: Folders, names: readonly string[]): Promise<void> {
  for (let left = names; left.length > 0; left = left.slice(0, -1)) {
    // Locked, so that no value takes the folder's name between the look and the step.
    const gone = await withLock(folders, left.join("/"), "exclusive", undefined, () => removeEmpty(folders, left));
    if (!gone) return;
  }
}

async function removeEmpty(folders: Folders, names: readonly string[]): Promise<boolean> {
  const parent = await folders.enter(names.slice(0, -1));
  const name = names.at(-1) as string;
  try {
    if (parent && (await present(parent.getDirectoryHandle(name)))) await present(parent.removeEntry(name));
    return true;
  } catch (error) {
    // It holds something, or another tab is at work in it, which will look itself when it has deleted something.
    if (/^(InvalidModification|NoModificationAllowed)Error$/.test(nameOf(error))) return false;
    throw error;
  }
}
