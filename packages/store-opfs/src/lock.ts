import type { Key } from "@zarrkit/plugin-api";
import type { Folders } from "./folders.js";

/**
 * The lock of a value, which all tabs and workers of a site share (Web Locks API): who writes the value holds it alone. The
 * browser frees those of a tab that is closed.
 */
export async function withLock<T>(
  folders: Folders,
  key: Key,
  mode: LockMode,
  signal: AbortSignal | undefined,
  task: () => Promise<T>,
): Promise<T> {
  return navigator.locks.request(lockOf(folders, key), { mode, ...(signal && { signal }) }, task);
}

/** Runs a task if nobody holds the lock of the value at this moment. */
export async function ifUnlocked(folders: Folders, key: Key, task: () => Promise<void>): Promise<void> {
  await navigator.locks.request(lockOf(folders, key), { ifAvailable: true }, async (lock) => {
    if (lock) await task();
  });
}

function lockOf(folders: Folders, key: Key): string {
  return `zarrkit opfs ${folders.pathOf(key)}`;
}
