import type { CallOptions, Child, Key } from "@zarrkit/plugin-api";
import { unless } from "./failure.js";
import type { Folders } from "./folders.js";
import { removeLeftovers } from "./leftover.js";
import { ownerOf } from "./name.js";

/** What lies directly in a folder, sorted by name; nothing if there is none. What closed tabs left there is removed. */
export async function listFolder(folders: Folders, names: readonly string[]): Promise<Child[]> {
  const folder = await folders.enter(names);
  if (!folder) return [];
  const children: Child[] = [];
  const leftovers: string[] = [];
  // All at once, so that what the caller deletes meanwhile disturbs nothing.
  const read = async () => {
    for await (const { name, kind } of folder.values()) {
      if (ownerOf(name) !== undefined) leftovers.push(name);
      else children.push({ name, prefix: kind === "directory" });
    }
  };
  await unless(/^NotFoundError$/, read());
  if (leftovers.length > 0) await removeLeftovers(folders, names, folder, leftovers);
  return children.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Every key below a folder, which is read folder by folder. */
export async function* listTree(
  inFolder: (names: readonly string[]) => Promise<Child[]>,
  names: readonly string[],
  options?: CallOptions,
): AsyncIterable<Key> {
  for (const { name, prefix } of await inFolder(names)) {
    const below = [...names, name];
    if (prefix) yield* listTree(inFolder, below, options);
    else yield below.join("/");
    options?.signal?.throwIfAborted();
  }
}
