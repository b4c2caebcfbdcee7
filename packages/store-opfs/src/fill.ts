import { type Bytes, ZarrError } from "@zarrkit/plugin-api";

/** What lib.dom leaves out: it exists in dedicated workers only. */
interface SyncFileHandle {
  createSyncAccessHandle(): Promise<{
    write(bytes: Bytes, options: { readonly at: number }): number;
    truncate(size: number): void;
    close(): void;
  }>;
}

/** Makes the bytes all that a file holds. Whoever calls holds the file's lock. */
export async function fill(handle: FileSystemFileHandle, bytes: Bytes): Promise<void> {
  if ("createSyncAccessHandle" in handle) return fillInWorker(handle as SyncFileHandle, bytes);
  if ("createWritable" in handle) return fillInPage(handle, bytes);
  throw new ZarrError(
    "unsupported",
    "This browser writes files in workers only: write from a worker, or use IndexedDB.",
  );
}

/** For 30 MB four times as fast as the other way; nobody else can open the file until it is closed. */
async function fillInWorker(handle: SyncFileHandle, bytes: Bytes): Promise<void> {
  const access = await handle.createSyncAccessHandle();
  try {
    access.truncate(0);
    const written = access.write(bytes, { at: 0 });
    if (written < bytes.length) throw new DOMException("The bytes did not fit.", "QuotaExceededError");
  } finally {
    access.close();
  }
}

async function fillInPage(handle: FileSystemFileHandle, bytes: Bytes): Promise<void> {
  const writable = await handle.createWritable();
  try {
    // A copy, since it may be read later, and shared memory is refused.
    await writable.write(new Uint8Array(bytes));
    await writable.close();
  } catch (error) {
    await writable.abort().catch(() => {});
    throw error;
  }
}
