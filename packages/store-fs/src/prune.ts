import { readdir } from "node:fs/promises";
import { dirname, sep } from "node:path";
import { rmdir, stat, unlink } from "./calls.js";
import { codeOf, isMissing } from "./failure.js";
import { ownPrefix } from "./file-name.js";

/** Removes a directory that holds nothing any more, and those above it that then hold nothing, up to the root, which stays. */
export async function prune(directory: string, root: string, expiry: number): Promise<void> {
  if (directory.length <= root.length) return;
  try {
    await rmdir(directory);
  } catch (error) {
    if (codeOf(error) === "ENOTEMPTY" && (await sweep(directory, expiry))) return prune(directory, root, expiry);
    if (!isMissing(error)) return;
  }
  await prune(dirname(directory), root, expiry);
}

/** Removes what killed processes left in a directory, where nothing else remains; answers whether it did. */
async function sweep(directory: string, expiry: number): Promise<boolean> {
  const names = await readdir(directory).catch(() => []);
  if (names.length === 0 || !names.every((name) => name.startsWith(ownPrefix))) return false;
  const paths = names.map((name) => directory + sep + name);
  const times = await Promise.all(paths.map((path) => stat(path, { bigint: true }).catch(() => undefined)));
  // What was touched a moment ago is being written.
  if (times.some((stats) => !stats || Number(stats.mtimeMs) > Date.now() - expiry)) return false;
  await Promise.all(paths.map((path) => unlink(path).catch(() => {})));
  return true;
}
