import type { Folders } from "./folders.js";

/**
 * The locks that tabs and workers of a site share (Web Locks API); the browser frees those of a tab that is closed. Who
 * writes a value holds the value's lock alone, and shares the lock of its folder, which is not removed meanwhile.
 */
export function lockOfValue(folders: Folders, key: string): string {
  return `zarrkit opfs value ${folders.pathOf(key)}`;
}

export function lockOfFolder(folders: Folders, names: readonly string[]): string {
  return `zarrkit opfs folder ${folders.pathOf(names.join("/"))}`;
}

export async function withLock<T>(
  lock: string,
  mode: LockMode,
  signal: AbortSignal | undefined,
  task: () => Promise<T>,
): Promise<T> {
  return navigator.locks.request(lock, { mode, ...(signal && { signal }) }, task);
}

/** Runs a task if nobody holds the lock at this moment; `undefined` otherwise. */
export async function ifUnlocked<T>(name: string, task: () => Promise<T>): Promise<T | undefined> {
  return navigator.locks.request(name, { ifAvailable: true }, async (lock) => (lock ? task() : undefined));
}
