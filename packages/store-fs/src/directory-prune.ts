import { nameOf, present } from "./directory-failure.js";
import { withFileLock } from "./directory-lock.js";
import { enter } from "./directory-read.js";

/** Removes a directory below the root and those above it, as far as they hold nothing any more. */
export async function prune(root: FileSystemDirectoryHandle, names: readonly string[]): Promise<void> {
  for (let left = names; left.length > 0; left = left.slice(0, -1)) {
    // Locked, so that no value takes the directory's name between the look and the step.
    const gone = await withFileLock(root, left.join("/"), "exclusive", undefined, () => removeEmpty(root, left));
    if (!gone) return;
  }
}

async function removeEmpty(root: FileSystemDirectoryHandle, names: readonly string[]): Promise<boolean> {
  const parent = await enter(root, names.slice(0, -1));
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
