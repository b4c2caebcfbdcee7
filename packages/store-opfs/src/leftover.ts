import type { Key } from "@zarrkit/plugin-api";
import { unless } from "./failure.js";
import type { Folders } from "./folders.js";
import { ifUnlocked } from "./lock.js";
import { ownerOf } from "./name.js";
import { prune } from "./prune.js";

/** Removes temporary files that are being written by nobody: their tabs were closed on the way. */
export async function removeLeftovers(
  folders: Folders,
  names: readonly string[],
  folder: FileSystemDirectoryHandle,
  leftovers: readonly string[],
): Promise<void> {
  for (const name of leftovers) {
    const owner: Key = [...names, ownerOf(name)].join("/");
    // Gone already, or held a moment longer by a tab that is being closed: the next listing meets it again.
    const passing = /^(NotFound|NoModificationAllowed)Error$/;
    await ifUnlocked(folders, owner, () => unless(passing, folder.removeEntry(name)));
  }
  await prune(folders, names);
}
