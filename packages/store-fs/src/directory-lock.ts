import { type Key, keySegments } from "@zarrkit/plugin-api";

/**
 * Runs a task while it holds the lock of a value, which all stores over its file share in all tabs and workers of the site (Web
 * Locks API). "exclusive" for who writes; the browser frees the locks of a tab that is closed.
 */
export async function withFileLock<T>(
  root: FileSystemDirectoryHandle,
  key: Key,
  mode: LockMode,
  signal: AbortSignal | undefined,
  task: () => Promise<T>,
): Promise<T> {
  return navigator.locks.request(lockName(root, key), { mode, ...(signal && { signal }) }, task);
}

/**
 * Nothing but names is known of where a directory lies, and one store may begin within another's: the names of the file and of
 * the directory that holds it are the same for all. Files that share both wait for each other in vain, as do those that a file
 * system tells apart by case alone; nobody gets another's lock.
 */
function lockName(root: FileSystemDirectoryHandle, key: Key): string {
  const [directory, file] = [root.name, ...keySegments(key)].slice(-2) as [string, string];
  return `zarrkit directory ${JSON.stringify([directory, file])}`.normalize("NFC").toLowerCase();
}
