import type { Dirent } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { sep } from "node:path";
import type { CallOptions, Child, Key } from "@zarrkit/plugin-api";
import { releaseDescriptor, takeDescriptor } from "./descriptors.js";
import { codeOf, failure, isMissing } from "./failure.js";
import { ownPrefix } from "./file-name.js";

/** Says whether a symbolic link may be followed. */
export type MayFollow = (path: string) => boolean;

interface Entry extends Child {
  /** Real directories from which links were followed to get here, and below this entry too. */
  readonly trail: readonly string[];
}

/** What lies directly in a directory, sorted by name; nothing if there is none. */
export async function* listDirectory(
  directory: string,
  mayFollow: MayFollow,
  options?: CallOptions,
): AsyncIterable<Child> {
  for await (const { name, prefix } of entriesOf(directory, mayFollow, [], options)) yield { name, prefix };
}

/** Every key below a directory whose own prefix is `prefix`. */
export async function* listTree(
  directory: string,
  prefix: string,
  mayFollow: MayFollow,
  options?: CallOptions,
  trail: readonly string[] = [],
): AsyncIterable<Key> {
  for await (const entry of entriesOf(directory, mayFollow, trail, options)) {
    const key = prefix + entry.name;
    if (entry.prefix) yield* listTree(directory + sep + entry.name, `${key}/`, mayFollow, options, entry.trail);
    else yield key;
  }
}

async function* entriesOf(
  directory: string,
  mayFollow: MayFollow,
  trail: readonly string[],
  options?: CallOptions,
): AsyncIterable<Entry> {
  for (const found of await readDirectory(directory, options)) {
    options?.signal?.throwIfAborted();
    const { name } = found;
    if (name.startsWith(ownPrefix)) continue;
    if (found.isFile()) yield { name, prefix: false, trail };
    else if (found.isDirectory()) yield { name, prefix: true, trail };
    else if (found.isSymbolicLink()) {
      const entry = await followLink(directory, name, mayFollow, trail);
      if (entry) yield entry;
    }
  }
}

/** The whole directory at once: nothing stays open while the caller takes its time. */
async function readDirectory(directory: string, options?: CallOptions): Promise<Dirent[]> {
  options?.signal?.throwIfAborted();
  try {
    const read = () => readdir(directory, { withFileTypes: true });
    const found = await takeDescriptor(options?.signal, read);
    releaseDescriptor();
    return found.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if (isMissing(error)) return [];
    throw failure(error, "list", directory, directory);
  }
}

/** A link that leads nowhere, or back to where the listing came through, is none of our entries. */
async function followLink(
  directory: string,
  name: string,
  mayFollow: MayFollow,
  trail: readonly string[],
): Promise<Entry | undefined> {
  const path = directory + sep + name;
  try {
    if (!mayFollow(path)) return undefined;
    const target = await stat(path);
    if (target.isFile()) return { name, prefix: false, trail };
    if (!target.isDirectory()) return undefined;
    const passed = [...trail, await realpath(directory)];
    const real = await realpath(path);
    if (passed.some((place) => place === real || place.startsWith(real + sep))) return undefined;
    return { name, prefix: true, trail: passed };
  } catch (error) {
    if (isMissing(error) || codeOf(error) === "ELOOP") return undefined;
    throw error;
  }
}
